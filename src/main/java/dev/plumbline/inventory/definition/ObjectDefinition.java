package dev.plumbline.inventory.definition;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A definition while it is put together; what is empty is not mentioned. */
public final class ObjectDefinition {
  private final TreeMap<String, JsonValue> members = new TreeMap<>();

  public ObjectDefinition with(String key, String value) {
    members.put(key, JsonValue.of(value));
    return this;
  }

  public ObjectDefinition with(String key, boolean value) {
    members.put(key, JsonValue.of(value));
    return this;
  }

  public ObjectDefinition with(String key, Optional<String> value) {
    value.ifPresent(text -> with(key, text));
    return this;
  }

  public ObjectDefinition with(String key, List<String> values) {
    if (!values.isEmpty()) {
      members.put(key, texts(values));
    }
    return this;
  }

  public ObjectDefinition withAll(String key, List<JsonValue> values) {
    if (!values.isEmpty()) {
      members.put(key, new JsonArray(values));
    }
    return this;
  }

  public ObjectDefinition with(String key, JsonObject value) {
    if (!value.members().isEmpty()) {
      members.put(key, value);
    }
    return this;
  }

  /** Only if it is true. */
  public ObjectDefinition when(boolean so, String key) {
    return so ? with(key, true) : this;
  }

  public boolean isEmpty() {
    return members.isEmpty();
  }

  public JsonObject json() {
    return new JsonObject(members);
  }

  public static JsonArray texts(List<String> values) {
    return new JsonArray(values.stream().map(JsonValue::of).toList());
  }
}
