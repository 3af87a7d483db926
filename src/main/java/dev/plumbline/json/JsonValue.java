package dev.plumbline.json;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
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
      // -0 is 0 in JSON.stringify; a record would distinguish them.
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
    public static final JsonObject EMPTY = new JsonObject(SortedMembers.NONE);

    public JsonObject {
      members = SortedMembers.of(members);
    }

    /**
     * One of many objects with the same keys, which takes over both arrays.
     *
     * @param keys sorted by UTF-16 code unit, without duplicates, never changed afterwards
     * @param values in the order of the keys, never changed afterwards
     */
    public static JsonObject ofSorted(String[] keys, JsonValue[] values) {
      return new JsonObject(new SortedMembers(keys, values));
    }

    /** The member, or {@link JsonNull#NULL} if there is none. */
    public JsonValue get(String key) {
      JsonValue value = members.get(key);
      return value == null ? JsonNull.NULL : value;
    }

    /** The member if it is an object; else an empty one. */
    public JsonObject object(String key) {
      return members.get(key) instanceof JsonObject object ? object : EMPTY;
    }

    public boolean has(String key) {
      return members.containsKey(key);
    }

    public JsonObject with(String key, JsonValue value) {
      return new JsonObject(SortedMembers.of(members).with(key, value));
    }

    public JsonObject without(String key) {
      return new JsonObject(SortedMembers.of(members).without(key));
    }

    /** Other values under the same keys. */
    public JsonObject withValues(BiFunction<String, JsonValue, JsonValue> change) {
      return new JsonObject(SortedMembers.of(members).withValues(change));
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
