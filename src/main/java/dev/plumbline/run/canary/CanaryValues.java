package dev.plumbline.run.canary;

import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.snapshot.Snapshot.Field;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Values by the type of a field: one for a new item, and another one to change it to. */
final class CanaryValues {
  /** As long as Directus writes a time, without fractions and time zone. */
  private static final int TIME = "2001-02-03T04:05:06".length();

  /** A text that is shorter may be there already. */
  private static final int RECOGNIZABLE = 20;

  private CanaryValues() {}

  /**
   * @param text by which a person recognizes the item
   * @return empty if there is no value of this type that anybody would accept
   */
  static Optional<JsonValue> first(Field field, String text) {
    return value(field, text, false);
  }

  /** Another one than the first. */
  static Optional<JsonValue> second(Field field, String text) {
    return value(field, text, true);
  }

  private static Optional<JsonValue> value(Field field, String text, boolean isSecond) {
    JsonObject schema = field.schema().orElse(JsonObject.EMPTY);
    return switch (field.type()) {
      case "string", "text" -> text(schema, isSecond ? "changed: " + text : text);
      case "integer", "bigInteger", "float" -> Optional.of(JsonValue.of(isSecond ? 2 : 1));
      case "decimal" ->
          hasDigits(schema) ? Optional.of(JsonValue.of(isSecond ? 2 : 1)) : Optional.empty();
      case "boolean" -> Optional.of(JsonValue.of(isSecond));
      case "date" -> Optional.of(JsonValue.of(isSecond ? "2001-02-04" : "2001-02-03"));
      case "time" -> Optional.of(JsonValue.of(isSecond ? "04:05:06" : "03:04:05"));
      case "dateTime" ->
          Optional.of(JsonValue.of(isSecond ? "2001-02-04T04:05:06" : "2001-02-03T04:05:06"));
      case "timestamp" ->
          Optional.of(JsonValue.of(isSecond ? "2001-02-04T04:05:06Z" : "2001-02-03T04:05:06Z"));
      case "json" ->
          Optional.of(
              JsonValue.object(Map.of("item", JsonValue.of(isSecond ? "changed: " + text : text))));
      case "csv" -> Optional.of(JsonValue.array(JsonValue.of(isSecond ? "changed" : "created")));
      case "uuid" -> Optional.of(JsonValue.of(uuid(isSecond ? "changed: " + text : text)));
      default -> Optional.empty();
    };
  }

  /** The same for the same text, so that it can be found again. */
  static String uuid(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static Optional<JsonValue> text(JsonObject schema, String text) {
    int most = schema.get("max_length") instanceof JsonNumber(double length) ? (int) length : 0;
    boolean isCut = most > 0 && most < text.length();
    boolean isUnique = schema.get("is_unique").equals(JsonValue.of(true));
    return isCut && isUnique && most < RECOGNIZABLE
        ? Optional.empty()
        : Optional.of(JsonValue.of(isCut ? text.substring(0, most) : text));
  }

  /** Whether there is a digit before the decimal point. */
  private static boolean hasDigits(JsonObject schema) {
    return !(schema.get("numeric_precision") instanceof JsonNumber(double precision)
        && schema.get("numeric_scale") instanceof JsonNumber(double scale)
        && precision - scale < 1);
  }

  /** Whether Directus answers what was sent; it writes numbers, times and padded texts its way. */
  static boolean isSame(JsonValue sent, JsonValue answered) {
    if (sent instanceof JsonNumber(double number)) {
      return number(answered)
          .filter(value -> value.compareTo(new BigDecimal(number)) == 0)
          .isPresent();
    }
    if (sent instanceof JsonString(String text)) {
      String answer = answered.textOr("").stripTrailing();
      boolean isTime = text.length() >= TIME && text.charAt(4) == '-' && text.charAt(10) == 'T';
      return isTime
          ? answer.length() >= TIME && answer.startsWith(text.substring(0, TIME))
          : answer.equals(text.stripTrailing());
    }
    return CanonicalJson.write(sent).equals(CanonicalJson.write(answered));
  }

  private static Optional<BigDecimal> number(JsonValue value) {
    try {
      return value instanceof JsonNumber(double number)
          ? Optional.of(new BigDecimal(number))
          : Optional.of(new BigDecimal(value.textOr("")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
