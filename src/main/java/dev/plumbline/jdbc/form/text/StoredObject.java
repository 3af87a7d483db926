package dev.plumbline.jdbc.form.text;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.jackson.JsonTextException;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Reads an object of a stored form strictly.
 *
 * @param where what it is, for messages, such as {@code comparison a-to-b: drift.changes[3]}
 */
public record StoredObject(JsonObject json, String where) {

  /**
   * The outermost object of a stored text. A form that differs gets another number, and a reader
   * that knows both.
   *
   * @param newest number of the newest form that this version knows, counted from 1
   */
  public static StoredObject root(String text, String where, int newest) {
    StoredObject root = of(text, where);
    JsonValue form = root.json.get("form");
    if (IntStream.rangeClosed(1, newest).mapToObj(JsonValue::of).noneMatch(form::equals)) {
      throw new StoredFormException(
          where
              + " is stored in form "
              + (form instanceof JsonNumber number ? number.value() : "unknown")
              + ", but this version of Plumbline reads form "
              + newest
              + " at most; was a newer version running?");
    }
    return root;
  }

  /** A stored text that is part of something whose form is known. */
  public static StoredObject of(String text, String where) {
    try {
      return new StoredObject(object(JsonText.read(text), where), where);
    } catch (JsonTextException e) {
      throw new StoredFormException(where + " is stored as broken JSON: " + e.getMessage(), e);
    }
  }

  /** An outermost object to be stored. */
  public static JsonObject form(int number) {
    return JsonObject.EMPTY.with("form", JsonValue.of(number));
  }

  public static JsonArray array(List<? extends JsonValue> items) {
    return new JsonArray(List.copyOf(items));
  }

  public static JsonValue optional(Optional<String> text) {
    return JsonValue.of(text.orElse(null));
  }

  /** The member; JSON null only if it stands there. */
  public JsonValue value(String key) {
    if (!json.has(key)) {
      throw new StoredFormException(where + " has no '" + key + "'");
    }
    return json.get(key);
  }

  /** Whether a text is stored in this form or a newer one. */
  public boolean isOfForm(int number) {
    return value("form") instanceof JsonNumber form && form.value() >= number;
  }

  /** A whole number; exact up to 2^53. */
  public long whole(String key) {
    if (value(key) instanceof JsonNumber(double number) && number == Math.rint(number)) {
      return (long) number;
    }
    throw new StoredFormException(where + "." + key + " is not a whole number");
  }

  public boolean flag(String key) {
    if (value(key) instanceof JsonBoolean(boolean flag)) {
      return flag;
    }
    throw new StoredFormException(where + "." + key + " is neither true nor false");
  }

  public StoredObject object(String key) {
    return new StoredObject(object(value(key), where + "." + key), where + "." + key);
  }

  public String text(String key) {
    if (value(key) instanceof JsonString(String text)) {
      return text;
    }
    throw new StoredFormException(where + "." + key + " is not a string");
  }

  public Optional<String> optional(String key) {
    return value(key).isNull() ? Optional.empty() : Optional.of(text(key));
  }

  public Optional<Instant> time(String key) {
    try {
      return optional(key).map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw new StoredFormException(where + "." + key + " is not a time", e);
    }
  }

  /** The one constant of an enum that has the label. */
  public <E> E label(String key, E[] constants, Function<E, String> label) {
    String text = text(key);
    for (E constant : constants) {
      if (label.apply(constant).equals(text)) {
        return constant;
      }
    }
    throw unknown(key, text);
  }

  public StoredFormException unknown(String key, String text) {
    return new StoredFormException(
        where + "." + key + " is '" + text + "', which this version of Plumbline does not know");
  }

  public <T> List<T> list(String key, Function<StoredObject, T> reader) {
    List<T> result = new ArrayList<>();
    for (JsonValue item : items(key)) {
      String place = where + "." + key + "[" + result.size() + "]";
      result.add(reader.apply(new StoredObject(object(item, place), place)));
    }
    return result;
  }

  public List<String> texts(String key) {
    List<String> result = new ArrayList<>();
    for (JsonValue item : items(key)) {
      if (!(item instanceof JsonString(String text))) {
        throw new StoredFormException(where + "." + key + " has an item that is not a string");
      }
      result.add(text);
    }
    return result;
  }

  /** A whole number of things. */
  public long count(String key) {
    if (value(key) instanceof JsonNumber number && number.isInteger()) {
      return (long) number.value();
    }
    throw new StoredFormException(where + "." + key + " is not a whole number");
  }

  public List<List<String>> textLists(String key) {
    List<List<String>> result = new ArrayList<>();
    for (JsonValue item : items(key)) {
      String place = where + "." + key + "[" + result.size() + "]";
      result.add(new StoredObject(JsonObject.EMPTY.with("key", item), place).texts("key"));
    }
    return result;
  }

  private List<JsonValue> items(String key) {
    if (value(key) instanceof JsonArray(List<JsonValue> items)) {
      return items;
    }
    throw new StoredFormException(where + "." + key + " is not an array");
  }

  private static JsonObject object(JsonValue json, String where) {
    if (json instanceof JsonObject object) {
      return object;
    }
    throw new StoredFormException(where + " is not an object");
  }
}
