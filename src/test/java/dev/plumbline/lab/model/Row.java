package dev.plumbline.lab.model;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An item, written shortly. */
record Row(JsonObject json) {

  static Row row(Object... keysAndValues) {
    Row row = new Row(JsonObject.EMPTY);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      row = row.with((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return row;
  }

  /** The same UUID for the same thing, always. */
  static String key(String kind, int number) {
    String name = "plumbline/" + kind + "/" + number;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  Row with(String key, @Nullable Object value) {
    return new Row(json.with(key, value(value)));
  }

  JsonArray inList() {
    return JsonValue.array(json);
  }

  private static JsonValue value(@Nullable Object value) {
    return switch (value) {
      case null -> JsonNull.NULL;
      case JsonValue finished -> finished;
      case Row row -> row.json();
      case String text -> JsonValue.of(text);
      case Boolean flag -> JsonValue.of((boolean) flag);
      case Number number -> JsonValue.of(number.doubleValue());
      case List<?> list -> new JsonArray(list.stream().map(Row::value).toList());
      default -> throw new IllegalArgumentException(value + " is not JSON");
    };
  }
}
