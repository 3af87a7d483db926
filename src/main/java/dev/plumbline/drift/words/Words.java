package dev.plumbline.drift.words;

import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import java.util.List;
import java.util.stream.Collectors;

/** Names, values and numbers inside a sentence: one line each, none too long. */
public final class Words {
  private static final int LONGEST = 60;
  private static final int MOST = 5;

  private Words() {}

  public static String name(String name) {
    return "`" + printable(name) + "`";
  }

  public static String name(String collection, String field) {
    return name(collection + "." + field);
  }

  public static String value(JsonValue value) {
    return switch (value) {
      case JsonNull ignored -> "none";
      case JsonBoolean(boolean flag) -> flag ? "true" : "false";
      case JsonNumber number -> CanonicalJson.text(number);
      case JsonString(String text) -> '"' + oneLine(text) + '"';
      case JsonArray array -> shorten(CanonicalJson.write(array));
      case JsonObject object -> shorten(CanonicalJson.write(object));
    };
  }

  /** A name or value without quotes. */
  public static String plain(JsonValue value) {
    return value instanceof JsonString(String text) ? oneLine(text) : value(value);
  }

  public static String count(int number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }

  /** The first few, and how many more there are. */
  public static String list(List<String> items) {
    String first = items.stream().limit(MOST).collect(Collectors.joining(", "));
    return items.size() > MOST ? first + " and " + (items.size() - MOST) + " more" : first;
  }

  private static String oneLine(String text) {
    return shorten(printable(text));
  }

  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ");
  }

  private static String shorten(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }
}
