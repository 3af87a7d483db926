package dev.plumbline.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a value means the same after a conversion of its column. Written without regard to how
 * Plumbline counts, because it is the judge of that. Of a text, every character matters.
 */
final class SameValue {
  private static final Set<String> TEXTS = Set.of("character varying", "text", "citext", "name");
  private static final Set<String> NUMBERS =
      Set.of("smallint", "integer", "bigint", "real", "double precision", "numeric", "money");

  private SameValue() {}

  static boolean is(
      Optional<String> before, String type, Optional<String> after, String typeAfter) {
    if (before.equals(after)) {
      return true;
    }
    if (before.isEmpty() || after.isEmpty() || TEXTS.contains(type)) {
      // A column that is created again, or filled by its default, had no value to lose.
      return before.isEmpty();
    }
    if (type.equals("character")) {
      return before.get().stripTrailing().equals(after.get().stripTrailing());
    }
    Optional<Object> meaning = meaning(before.get(), type);
    return meaning.isPresent() && meaning.equals(meaning(after.get(), typeAfter));
  }

  private static Optional<Object> meaning(String text, String type) {
    try {
      if (NUMBERS.contains(type)) {
        return Optional.of(new BigDecimal(text.replaceAll("[$,]", "")).stripTrailingZeros());
      }
      return switch (type) {
        case "boolean" -> Optional.of(text.startsWith("t") ? BigDecimal.ONE : BigDecimal.ZERO);
        case "date" -> Optional.of(LocalDate.parse(text).atStartOfDay());
        case "timestamp without time zone", "timestamp with time zone" ->
            Optional.of(
                OffsetDateTime.parse(text.replace(' ', 'T').replaceAll("\\+00$", "") + "Z")
                    .toLocalDateTime());
        case "time without time zone" -> Optional.of(LocalTime.parse(text));
        case "time with time zone" -> {
          OffsetTime time = OffsetTime.parse(text.replaceAll("([+-]\\d\\d)$", "$1:00"));
          yield time.getOffset().equals(ZoneOffset.UTC)
              ? Optional.of(time.toLocalTime())
              : Optional.empty();
        }
        case "interval" -> Optional.of(LocalTime.parse(text));
        default -> Optional.empty();
      };
    } catch (NumberFormatException | DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
