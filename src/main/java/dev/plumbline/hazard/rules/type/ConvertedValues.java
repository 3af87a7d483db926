package dev.plumbline.hazard.rules.type;

import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.hazard.ColumnForm;
import dev.plumbline.hazard.ColumnForm.Kind;
import dev.plumbline.hazard.HazardCode;
import java.util.Optional;
import java.util.Set;

/** What a conversion does to values that it does not refuse. */
final class ConvertedValues {
  private static final Set<String> EXACT_NUMBERS =
      Set.of("smallint", "integer", "bigint", "numeric");

  private static final Set<String> TIMESTAMPS =
      Set.of("timestamp without time zone", "timestamp with time zone");

  private ConvertedValues() {}

  /** Whether the new type has the operators of the old one. */
  static boolean keepOperators(ColumnType from, ColumnForm form) {
    return from.name().equals(form.kind().sql())
        || switch (form.kind()) {
          case VARCHAR, TEXT -> CastPaths.TEXTS.contains(from.name());
          case INTEGER, BIGINT, NUMERIC -> EXACT_NUMBERS.contains(from.name());
          case TIMESTAMP, TIMESTAMPTZ -> TIMESTAMPS.contains(from.name());
          default -> false;
        };
  }

  /** What becomes of values that can be converted; empty if all stay what they are. */
  static Optional<HazardCode> change(ColumnType from, ColumnForm form) {
    String name = from.name();
    boolean isText = CastPaths.TEXTS.contains(name);
    boolean isNumber = ColumnForm.NUMBERS.contains(name);
    return switch (form.kind()) {
      case VARCHAR -> isLonger(from, form) ? Optional.empty() : Optional.of(HazardCode.VALUES_CUT);
      case TEXT, JSON, BYTEA -> Optional.empty();
      case INTEGER, BIGINT ->
          isText
              ? Optional.of(HazardCode.VALUES_REWRITTEN)
              : Set.of("smallint", "integer", "bigint", "boolean").contains(name)
                  ? Optional.empty()
                  : Optional.of(HazardCode.VALUES_ROUNDED);
      case REAL, NUMERIC ->
          isText
              ? Optional.of(HazardCode.VALUES_REWRITTEN)
              : name.equals("smallint") ? Optional.empty() : Optional.of(HazardCode.VALUES_ROUNDED);
      case BOOLEAN, UUID ->
          isText || isNumber ? Optional.of(HazardCode.VALUES_REWRITTEN) : Optional.empty();
      case DATE, TIME ->
          isText ? Optional.of(HazardCode.VALUES_REWRITTEN) : Optional.of(HazardCode.TIME_CUT);
      case TIMESTAMP, TIMESTAMPTZ ->
          isText
              ? Optional.of(HazardCode.VALUES_REWRITTEN)
              : name.equals(form.kind().sql())
                  ? Optional.empty()
                  : TIMESTAMPS.contains(name) || form.kind() == Kind.TIMESTAMPTZ
                      ? Optional.of(HazardCode.TIMES_SHIFTED)
                      : Optional.empty();
    };
  }

  /** Whether no value of the column can have more characters than the new type. */
  private static boolean isLonger(ColumnType from, ColumnForm form) {
    return switch (from.name()) {
      case "character varying", "character" ->
          from.modifier() >= 4 && from.modifier() - 4 <= form.length();
      case "uuid" -> form.length() >= 36;
      case "boolean" -> form.length() >= 5;
      case "smallint" -> form.length() >= 6;
      case "integer" -> form.length() >= 11;
      case "bigint" -> form.length() >= 20;
      default -> false;
    };
  }
}
