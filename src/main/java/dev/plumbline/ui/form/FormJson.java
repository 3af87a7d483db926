package dev.plumbline.ui.form;

import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A form as the JSON that REST takes: one reader for both, with one set of messages. */
public final class FormJson {
  private final TreeMap<String, JsonValue> fields = new TreeMap<>();

  /** Left out if nobody filled it in. */
  public FormJson with(String field, @Nullable String text) {
    String known = Blanks.toNull(text);
    if (known != null) {
      fields.put(field, JsonValue.of(known));
    }
    return this;
  }

  /** Left out if there are none. */
  public FormJson with(String field, List<String> texts) {
    if (!texts.isEmpty()) {
      fields.put(field, new JsonArray(texts.stream().<JsonValue>map(JsonValue::of).toList()));
    }
    return this;
  }

  public String text() {
    return CanonicalJson.write(new JsonObject(fields));
  }
}
