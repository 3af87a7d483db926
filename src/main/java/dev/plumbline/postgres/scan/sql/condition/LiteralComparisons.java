package dev.plumbline.postgres.scan.sql.condition;

import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.Category;
import dev.plumbline.integrity.Condition.Comparator;
import dev.plumbline.integrity.Condition.Operand;
import dev.plumbline.reading.Reason;
import dev.plumbline.watch.source.UnreadableException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Comparing an operand with literals. */
final class LiteralComparisons {
  /** A {@code double precision} can be compared with no number that is larger. */
  private static final int MOST_DIGITS = 300;

  private LiteralComparisons() {}

  static SqlFragment notIn(Condition.NotIn not) {
    Category category = Operands.category(not.operand());
    if (category == Category.NUMBER || category == Category.SINGLE) {
      List<String> numbers =
          not.values().stream()
              .flatMap(value -> number(value).stream())
              .map(BigDecimal::toPlainString)
              .toList();
      return notIn(
          number(not.operand()),
          SqlFragment.value("{" + String.join(",", numbers) + "}", "numeric[]"));
    }
    return notIn(Operands.exact(not.operand()), SqlFragment.texts(not.values()));
  }

  /** {@code <> ALL} of an empty list is true of a null, too, where this must be null. */
  private static SqlFragment notIn(SqlFragment operand, SqlFragment values) {
    return SqlFragment.of(
        "(CASE WHEN {} IS NOT NULL THEN {} <> ALL ({}) END)", operand, operand, values);
  }

  static SqlFragment compares(Condition.Compares compares) throws UnreadableException {
    Operand operand = compares.operand();
    String operator = operator(compares.comparator());
    String literal = compares.literal();
    return switch (Operands.category(operand)) {
      case NUMBER, SINGLE ->
          compared(
              number(operand),
              operator,
              SqlFragment.value(
                  number(literal).orElseThrow(() -> unreadable(literal, "number")).toPlainString(),
                  "numeric"));
      case TIME ->
          compared(
              Operands.raw(operand),
              operator,
              SqlFragment.value(
                  time(literal).orElseThrow(() -> unreadable(literal, "time")).toString(),
                  "timestamp"));
      case INSTANT ->
          compared(
              Operands.raw(operand),
              operator,
              SqlFragment.value(
                  time(literal).orElseThrow(() -> unreadable(literal, "time")) + "Z",
                  "timestamp with time zone"));
      case UUID ->
          compared(
              Operands.exact(operand),
              operator,
              SqlFragment.text(literal.toLowerCase(Locale.ROOT)));
      case TEXT, BOOLEAN, JSON, OTHER ->
          compared(Operands.exact(operand), operator, SqlFragment.text(literal));
    };
  }

  /**
   * A {@code real} as it is shown, which is what Directus compares: the one that shows 0.1 is a
   * little more in truth. Not as {@code numeric}, which has no infinity before PostgreSQL 14.
   */
  private static SqlFragment number(Operand operand) {
    return Operands.category(operand) == Category.SINGLE
        ? SqlFragment.of("({})::double precision", Operands.text(operand))
        : Operands.raw(operand);
  }

  private static SqlFragment compared(SqlFragment operand, String operator, SqlFragment literal) {
    return SqlFragment.of("({} " + operator + " {})", operand, literal);
  }

  private static String operator(Comparator comparator) {
    return switch (comparator) {
      case EQUAL -> "=";
      case NOT_EQUAL -> "<>";
      case LESS -> "<";
      case LESS_OR_EQUAL -> "<=";
      case GREATER -> ">";
      case GREATER_OR_EQUAL -> ">=";
    };
  }

  private static Optional<BigDecimal> number(String literal) {
    try {
      BigDecimal number = new BigDecimal(literal.strip());
      boolean fits = Math.abs((long) number.scale()) + number.precision() <= MOST_DIGITS;
      return fits ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A time zone is that of UTC, in which Directus writes. */
  private static Optional<LocalDateTime> time(String literal) {
    String iso = literal.strip().replace(' ', 'T');
    try {
      if (!iso.contains("T")) {
        return Optional.of(LocalDate.parse(iso).atStartOfDay());
      }
      int clock = iso.indexOf('T');
      boolean zoned =
          iso.endsWith("Z") || iso.indexOf('+', clock) > 0 || iso.indexOf('-', clock) > 0;
      return Optional.of(
          zoned
              ? OffsetDateTime.parse(iso).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
              : LocalDateTime.parse(iso));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static UnreadableException unreadable(String literal, String kind) {
    return new UnreadableException(
        Reason.INCOMPATIBLE,
        "the rule compares with '%s', which PostgreSQL cannot read as %s".formatted(literal, kind));
  }
}
