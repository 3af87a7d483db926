package dev.plumbline.drift;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.Map;

/** Short ways to write JSON in a test; {@code '} stands for {@code "}. */
final class Json {
  private Json() {}

  static JsonValue json(String text) {
    return JsonText.read(text.replace('\'', '"'));
  }

  static JsonObject object(String text) {
    return (JsonObject) json(text);
  }

  /** The members of the second over those of the first, key by key. */
  static JsonObject over(JsonObject base, JsonValue overrides) {
    JsonObject result = base;
    if (overrides instanceof JsonObject object) {
      for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
        result = result.with(member.getKey(), member.getValue());
      }
    }
    return result;
  }
}
