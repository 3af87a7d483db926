package dev.plumbline.schema;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value as data, free of any JSON library. {@code null} is a value of its own and is never
 * dropped: Directus reads a missing key as a deletion (directus/directus#27877).
 */
public sealed interface JsonValue {
  /** The JSON {@code null}. */
  record JsonNull() implements JsonValue {
    public static final JsonNull NULL = new JsonNull();
  }

  /** {@code true} or {@code false}. */
  record JsonBoolean(boolean value) implements JsonValue {
    public static final JsonBoolean TRUE = new JsonBoolean(true);
    public static final JsonBoolean FALSE = new JsonBoolean(false);
  }

  /**
   * A number with the precision of JavaScript, because Directus is JavaScript: what Node reads as
   * the same number is the same number here.
   *
   * @param value finite
   */
  record JsonNumber(double value) implements JsonValue {
    public JsonNumber {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(value + " is not a JSON number");
      }
      // -0 is 0 in JSON.stringify; a record would tell them apart.
      value = value == 0 ? 0 : value;
    }

    public boolean isInteger() {
      return value == Math.rint(value) && Math.abs(value) < 1e15;
    }
  }

  /** A string. */
  record JsonString(String value) implements JsonValue {}

  /** An array; its order is part of its value. */
  record JsonArray(List<JsonValue> items) implements JsonValue {
    public JsonArray {
      items = List.copyOf(items);
    }
  }

  /**
   * An object, its keys sorted by UTF-16 code unit; the order in which they came is not part of its
   * value.
   */
  record JsonObject(SortedMap<String, JsonValue> members) implements JsonValue {
    public static final JsonObject EMPTY = new JsonObject(new TreeMap<>());

    public JsonObject {
      members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }

    /** The member, or {@link JsonNull#NULL} if there is none. */
    public JsonValue get(String key) {
      JsonValue value = members.get(key);
      return value == null ? JsonNull.NULL : value;
    }

    public boolean has(String key) {
      return members.containsKey(key);
    }

    public JsonObject with(String key, JsonValue value) {
      TreeMap<String, JsonValue> copy = new TreeMap<>(members);
      copy.put(key, value);
      return new JsonObject(copy);
    }

    public JsonObject without(String key) {
      TreeMap<String, JsonValue> copy = new TreeMap<>(members);
      copy.remove(key);
      return new JsonObject(copy);
    }

    /**
     * Both are sorted alike, so that walking them side by side spares the look-up of every key:
     * most of the time of comparing two large equal snapshots.
     */
    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      if (!(other instanceof JsonObject that) || members.size() != that.members.size()) {
        return false;
      }
      // Keys and values apart: an unmodifiable map makes a new object of each entry it hands out.
      Iterator<String> theirKeys = that.members.keySet().iterator();
      for (String key : members.keySet()) {
        if (!key.equals(theirKeys.next())) {
          return false;
        }
      }
      Iterator<JsonValue> theirValues = that.members.values().iterator();
      for (JsonValue value : members.values()) {
        if (!value.equals(theirValues.next())) {
          return false;
        }
      }
      return true;
    }

    @Override
    public int hashCode() {
      return members.hashCode();
    }
  }

  static JsonValue of(@Nullable String value) {
    return value == null ? JsonNull.NULL : new JsonString(value);
  }

  static JsonValue of(boolean value) {
    return value ? JsonBoolean.TRUE : JsonBoolean.FALSE;
  }

  static JsonValue of(double value) {
    return new JsonNumber(value);
  }

  static JsonArray array(JsonValue... items) {
    return new JsonArray(List.of(items));
  }

  static JsonObject object(Map<String, ? extends JsonValue> members) {
    return new JsonObject(new TreeMap<>(members));
  }

  default boolean isNull() {
    return this instanceof JsonNull;
  }

  /** The text if this is a string, else {@code fallback}. */
  default String textOr(String fallback) {
    return this instanceof JsonString string ? string.value() : fallback;
  }
}
