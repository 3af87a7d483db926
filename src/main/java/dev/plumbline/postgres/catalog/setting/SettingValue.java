package dev.plumbline.postgres.catalog.setting;

import dev.plumbline.catalog.DatabaseSettings;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a setting in one way, so that two texts that mean the same are equal. */
final class SettingValue {
  private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(us|ms|s|min|h|d)?");

  private static final Map<String, Long> MILLISECONDS =
      Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  private SettingValue() {}

  static String of(String name, String text) {
    String value = text.strip();
    return switch (name) {
      case "TimeZone" -> timeZone(value);
      case "DateStyle" -> dateStyle(value.toLowerCase(Locale.ROOT));
      case "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout" ->
          milliseconds(value);
      case "standard_conforming_strings", "row_security", "default_transaction_read_only" ->
          truth(value.toLowerCase(Locale.ROOT));
      case "default_text_search_config" ->
          value.replace("\"", "").replaceFirst("^pg_catalog\\.", "");
      case "search_path" -> searchPath(value);
      case DatabaseSettings.MONEY -> locale(value);
      // From 1 on PostgreSQL writes what reads back as the same number.
      case "extra_float_digits" -> value.matches("[123]") ? "1" : value;
      default -> value.toLowerCase(Locale.ROOT);
    };
  }

  /** A locale of the C library: the name of its encoding is written in several ways. */
  static String locale(String text) {
    String name = text.strip();
    int dot = name.indexOf('.');
    if (name.equals("POSIX") || name.isEmpty()) {
      return "C";
    }
    if (dot < 0) {
      return name;
    }
    String encoding = name.substring(dot + 1).toUpperCase(Locale.ROOT).replace("-", "");
    return name.substring(0, dot) + "." + (encoding.equals("UTF8") ? "UTF-8" : encoding);
  }

  private static String timeZone(String text) {
    try {
      boolean isUtc =
          ZoneId.of(text, ZoneId.SHORT_IDS).getRules().equals(ZoneOffset.UTC.getRules());
      return isUtc ? DatabaseSettings.usual("TimeZone") : text;
    } catch (DateTimeException e) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "utc", "etc/utc", "gmt", "etc/gmt", "zulu", "uct", "universal", "greenwich", "0" ->
            DatabaseSettings.usual("TimeZone");
        default -> text;
      };
    }
  }

  /** A style without an order has the usual one. */
  private static String dateStyle(String text) {
    List<String> words = Arrays.stream(text.split("[,\\s]+")).filter(w -> !w.isEmpty()).toList();
    String style =
        words.stream().filter(w -> w.matches("iso|sql|postgres|german")).findFirst().orElse("iso");
    String order =
        words.stream()
            .map(
                word ->
                    switch (word) {
                      case "dmy", "euro", "european" -> "dmy";
                      case "ymd" -> "ymd";
                      case "mdy", "us", "noneuro", "noneuropean" -> "mdy";
                      default -> "";
                    })
            .filter(word -> !word.isEmpty())
            .findFirst()
            .orElse(style.equals("german") ? "dmy" : "mdy");
    return style + ", " + order;
  }

  private static String milliseconds(String text) {
    Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return text;
    }
    String unit = Optional.ofNullable(matcher.group(2)).orElse("ms");
    long number = Long.parseLong(matcher.group(1));
    return unit.equals("us")
        ? Long.toString(number / 1000)
        : Long.toString(number * MILLISECONDS.getOrDefault(unit, 1L));
  }

  private static String truth(String text) {
    return switch (text) {
      case "on", "true", "yes", "1", "t", "y", "tr", "tru", "ye" -> "on";
      case "off", "false", "no", "0", "f", "n", "fa", "fal", "fals", "of" -> "off";
      default -> text;
    };
  }

  private static String searchPath(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .map(
            name ->
                name.matches("\"[a-z_][a-z0-9_]*\"") ? name.substring(1, name.length() - 1) : name)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.joining(", "));
  }
}
