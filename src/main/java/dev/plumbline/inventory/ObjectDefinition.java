package dev.plumbline.inventory;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A definition while it is put together; what is empty is not mentioned. */
final class ObjectDefinition {
  private final TreeMap<String, JsonValue> members = new TreeMap<>();

  ObjectDefinition with(String key, String value) {
    members.put(key, JsonValue.of(value));
    return this;
  }

  ObjectDefinition with(String key, boolean value) {
    members.put(key, JsonValue.of(value));
    return this;
  }

  ObjectDefinition with(String key, Optional<String> value) {
    value.ifPresent(text -> with(key, text));
    return this;
  }

  ObjectDefinition with(String key, List<String> values) {
    if (!values.isEmpty()) {
      members.put(key, texts(values));
    }
    return this;
  }

  ObjectDefinition withAll(String key, List<JsonValue> values) {
    if (!values.isEmpty()) {
      members.put(key, new JsonArray(values));
    }
    return this;
  }

  ObjectDefinition with(String key, JsonObject value) {
    if (!value.members().isEmpty()) {
      members.put(key, value);
    }
    return this;
  }

  /** Only if it is so. */
  ObjectDefinition when(boolean so, String key) {
    return so ? with(key, true) : this;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  JsonObject json() {
    return new JsonObject(members);
  }

  static JsonArray texts(List<String> values) {
    return new JsonArray(values.stream().map(JsonValue::of).toList());
  }
}
