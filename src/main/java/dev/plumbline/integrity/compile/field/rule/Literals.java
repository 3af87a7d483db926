package dev.plumbline.integrity.compile.field.rule;

import dev.plumbline.integrity.Condition.Category;
import dev.plumbline.integrity.compile.schema.ColumnKind;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Values in metadata, written as a column of a category would have them. */
public final class Literals {
  /** So that no text of a few characters stands for a number of a billion digits. */
  private static final Pattern NUMBER = Pattern.compile("[+-]?(?:[0-9]{1,40}\\.?[0-9]{0,40})");

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern TIME_OF_DAY = Pattern.compile("[T ]");

  private Literals() {}

  /**
   * @return empty if no value of the column can be equal to it
   */
  public static Optional<String> of(JsonValue value, ColumnKind kind) {
    return switch (kind.category()) {
      case TEXT -> text(value);
      case NUMBER, SINGLE -> number(value);
      case BOOLEAN -> bool(value);
      case UUID -> text(value).filter(t -> UUID.matcher(t).matches()).map(Literals::lower);
      case TIME, INSTANT -> time(value, kind.category());
      case JSON, OTHER -> kind.enumeration() ? text(value) : Optional.empty();
    };
  }

  /** As JavaScript writes it in a text. */
  public static Optional<String> text(JsonValue value) {
    return switch (value) {
      case JsonString(String text) -> Optional.of(text);
      case JsonNumber number -> Optional.of(plain(number));
      case JsonBoolean(boolean flag) -> Optional.of(Boolean.toString(flag));
      default -> Optional.empty();
    };
  }

  private static Optional<String> number(JsonValue value) {
    if (value instanceof JsonNumber number) {
      return Optional.of(plain(number));
    }
    return Optional.of(value.textOr("").strip())
        .filter(text -> NUMBER.matcher(text).matches())
        .map(text -> plain(new BigDecimal(text)));
  }

  private static String plain(JsonNumber number) {
    return number.isInteger()
        ? Long.toString((long) number.value())
        : plain(BigDecimal.valueOf(number.value()));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static Optional<String> bool(JsonValue value) {
    return text(value)
        .flatMap(
            text ->
                switch (text) {
                  case "true", "1" -> Optional.of("true");
                  case "false", "0" -> Optional.of("false");
                  default -> Optional.empty();
                });
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Without an offset it is in UTC, as a date without a time is to JavaScript. */
  private static Optional<String> time(JsonValue value, Category category) {
    String text = value.textOr("");
    try {
      LocalDateTime utc = utc(TIME_OF_DAY.matcher(text).replaceFirst("T"));
      String written = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(utc);
      return utc.getYear() < 1 || utc.getYear() > 9999
          ? Optional.empty()
          : Optional.of(category == Category.INSTANT ? written + "Z" : written);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static LocalDateTime utc(String text) {
    if (!text.contains("T")) {
      return LocalDate.parse(text).atStartOfDay();
    }
    int offset =
        Math.max(text.indexOf('+'), text.lastIndexOf('-') > 7 ? text.lastIndexOf('-') : -1);
    return text.endsWith("Z") || offset > 10
        ? OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
        : LocalDateTime.parse(text);
  }
}
