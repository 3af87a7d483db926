package dev.plumbline.snapshot;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import java.util.Set;
import java.util.TreeMap;

/**
 * Metadata of which Directus takes null, an empty value and none for the same: a form of the Studio
 * writes <code>{}</code> where another environment has null.
 */
public final class Blank {
  private static final Set<String> KEYS =
      Set.of(
          "conditions",
          "display_options",
          "item_duplication_fields",
          "note",
          "options",
          "translations",
          "validation",
          "validation_message");

  private Blank() {}

  /** The value; null if it is empty and this key of {@code meta} may as well be null. */
  public static JsonValue filled(String key, JsonValue value) {
    return KEYS.contains(key) && isEmpty(value) ? JsonNull.NULL : value;
  }

  /** Metadata without such keys that hold nothing. */
  static JsonValue leftOut(JsonValue meta) {
    if (!(meta instanceof JsonObject object)) {
      return meta;
    }
    TreeMap<String, JsonValue> members = new TreeMap<>(object.members());
    members
        .entrySet()
        .removeIf(member -> KEYS.contains(member.getKey()) && isBlank(member.getValue()));
    return new JsonObject(members);
  }

  private static boolean isBlank(JsonValue value) {
    return value.isNull() || isEmpty(value);
  }

  private static boolean isEmpty(JsonValue value) {
    return switch (value) {
      case JsonObject object -> object.members().isEmpty();
      case JsonArray array -> array.items().isEmpty();
      case JsonString(String text) -> text.isEmpty();
      case JsonValue ignored -> false;
    };
  }
}
