package dev.plumbline.postgres.hazard;

import dev.plumbline.hazard.ColumnForm;
import dev.plumbline.hazard.ColumnForm.Kind;
import dev.plumbline.hazard.RowQuestion.FailingCasts;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import java.util.Set;

/**
 * Whether {@code column::type} is an error, without ever being one itself. From PostgreSQL 16 on
 * {@code pg_input_is_valid} knows; before that, regular expressions know some types, and of others
 * which values are certainly valid.
 */
final class CastFilters {
  static final Set<String> TEXTS =
      Set.of("character varying", "text", "character", "citext", "name", "\"char\"");

  static final Set<String> FLOATS = Set.of("real", "double precision");

  private static final String TOO_OLD =
      "PostgreSQL before 16 cannot test whether a text can be converted to %s";

  private static final String BLANKS = "[ \\t\\n\\r\\f\\v]*";

  private static final String WHOLE = "^" + BLANKS + "[+-]?[0-9]+" + BLANKS + "$";

  private static final String NUMBER =
      "^" + BLANKS + "[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?" + BLANKS + "$";

  private static final String GROUPS = "([0-9a-fA-F]{4}-?){7}[0-9a-fA-F]{4}";
  private static final String UUID = "^(\\{" + GROUPS + "\\}|" + GROUPS + ")$";

  private static final String ISO_DATE =
      "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
          + "|[0-9]{4}-(0[13-9]|1[0-2])-(29|30)|[0-9]{4}-(0[13578]|1[02])-31";

  private static final String ISO_TIME =
      "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?";
  private static final String ISO_ZONE = "(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)?";

  /** Scalars without an escape; of objects and arrays it is not known. */
  private static final String PLAIN_JSON =
      "^"
          + BLANKS
          + "(true|false|null|-?(0|[1-9][0-9]{0,100})(\\.[0-9]{1,100})?|\"[^\"\\\\[:cntrl:]]*\")"
          + BLANKS
          + "$";

  private CastFilters() {}

  static RowFilter failing(FailingCasts question, SessionSettings settings) {
    SqlFragment column = RowFilter.column(question.column());
    if (question.range()) {
      return new RowFilter(tooLarge(column, question.from(), question.type()));
    }
    if (TEXTS.contains(question.from())) {
      return ofText(text(column, question.from()), column, question.type(), settings);
    }
    if (question.from().equals("jsonb")) {
      return new RowFilter(ofJson(column, question.type()));
    }
    return new RowFilter(
        RowFilter.FALSE,
        SqlFragment.of("{} IS NOT NULL", column),
        "Plumbline cannot test how PostgreSQL converts values of type " + question.from());
  }

  /** As the conversion reads it: of {@code char(n)} with the blanks at its end. */
  static SqlFragment text(SqlFragment column, String from) {
    return from.equals("character")
        ? SqlFragment.of("textin(bpcharout({}))", column)
        : SqlFragment.of("{}::text", column);
  }

  /** As one operand. */
  private static SqlFragment whole(SqlFragment text, String pattern) {
    return SqlFragment.of("({})", matches(text, pattern));
  }

  /** Longer texts are none of these types, and would take long to match. */
  private static SqlFragment matches(SqlFragment text, String pattern) {
    return SqlFragment.of(
        "{} ~ {} AND char_length({}) <= 1000", text, SqlFragment.text(pattern), text);
  }

  /**
   * Of a value that is not null: certainly valid. Whether that is all that is valid says {@link
   * #isExact}.
   */
  static SqlFragment valid(SqlFragment text, ColumnForm type, SessionSettings settings) {
    if (settings.canValidate() && type.kind() != Kind.VARCHAR) {
      return SqlFragment.of("pg_input_is_valid({}, {})", text, SqlFragment.text(type.sql()));
    }
    return switch (type.kind()) {
      case VARCHAR, TEXT -> SqlFragment.of("true");
      case INTEGER, BIGINT ->
          SqlFragment.of(
              "CASE WHEN {} THEN {}::numeric BETWEEN %s ELSE false END"
                  .formatted(
                      type.kind() == Kind.INTEGER
                          ? "-2147483648 AND 2147483647"
                          : "-9223372036854775808 AND 9223372036854775807"),
              matches(text, WHOLE),
              text);
      case NUMERIC ->
          SqlFragment.of(
              "CASE WHEN {} THEN abs(round({}::numeric, %d)) < 10::numeric ^ %d ELSE lower(btrim({})) = 'nan' END"
                  .formatted(type.scale(), type.precision() - type.scale()),
              matches(text, NUMBER),
              text,
              text);
      case REAL ->
          SqlFragment.of(
              "CASE WHEN {} THEN abs({}::numeric) = 0 OR abs({}::numeric) BETWEEN 1e-37 AND"
                  + " 3.4028234e38 ELSE lower(btrim({})) IN ('nan', 'infinity', '-infinity') END",
              matches(text, NUMBER),
              text,
              text,
              text);
      case BOOLEAN ->
          SqlFragment.of(
              "lower(btrim({}, E' \\t\\n"
                  + "\\r"
                  + "\\f\\v')) IN ('t', 'tr', 'tru', 'true', 'f', 'fa', 'fal', 'fals', 'false',"
                  + " 'y', 'ye', 'yes', 'n', 'no', 'on', 'of', 'off', '1', '0')",
              text);
      case UUID -> whole(text, UUID);
      case DATE -> whole(text, "^(" + ISO_DATE + ")$");
      case TIME -> whole(text, "^" + ISO_TIME + "$");
      case TIMESTAMP, TIMESTAMPTZ ->
          whole(text, "^(" + ISO_DATE + ")([ T]" + ISO_TIME + ISO_ZONE + ")?$");
      case JSON -> whole(text, PLAIN_JSON);
      case BYTEA -> RowFilter.FALSE;
    };
  }

  /** Whether a value that is not {@link #valid} is certainly an error. */
  static boolean isExact(Kind kind, SessionSettings settings) {
    return settings.canValidate()
        || switch (kind) {
          case VARCHAR, TEXT, INTEGER, BIGINT, NUMERIC, BOOLEAN, UUID -> true;
          case REAL, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, JSON, BYTEA -> false;
        };
  }

  static String tooOld(ColumnForm type) {
    return TOO_OLD.formatted(type.sql());
  }

  private static RowFilter ofText(
      SqlFragment text, SqlFragment column, ColumnForm type, SessionSettings settings) {
    SqlFragment invalid =
        SqlFragment.of("{} IS NOT NULL AND NOT ({})", column, valid(text, type, settings));
    if (isExact(type.kind(), settings)) {
      return new RowFilter(invalid);
    }
    // An empty text is not a value of any of these types.
    SqlFragment certain = SqlFragment.of("btrim({}) = ''", text);
    return new RowFilter(certain, invalid, tooOld(type));
  }

  private static SqlFragment ofJson(SqlFragment column, ColumnForm type) {
    if (!type.isNumber() && type.kind() != Kind.BOOLEAN) {
      return RowFilter.FALSE;
    }
    if (type.kind() == Kind.BOOLEAN) {
      return SqlFragment.of("jsonb_typeof({}) <> 'boolean'", column);
    }
    SqlFragment number = SqlFragment.of("({} #>> array[]::text[])::numeric", column);
    return SqlFragment.of(
        "CASE WHEN jsonb_typeof({}) = 'number' THEN {} ELSE {} IS NOT NULL END",
        column,
        tooLarge(number, "numeric", type),
        column);
  }

  /** Also of what is not a number, which is larger than all numbers in PostgreSQL. */
  static SqlFragment tooLarge(SqlFragment number, String from, ColumnForm type) {
    boolean isFloat = FLOATS.contains(from);
    SqlFragment exact =
        isFloat
            ? SqlFragment.of("{}::double precision", number)
            : SqlFragment.of("{}::numeric", number);
    return switch (type.kind()) {
      case INTEGER ->
          SqlFragment.of("(round({}) < -2147483648 OR round({}) > 2147483647)", exact, exact);
      case BIGINT ->
          isFloat
              ? SqlFragment.of(
                  "(round({}) < -9223372036854775808 OR round({}) >= 9223372036854775808)",
                  exact,
                  exact)
              : SqlFragment.of(
                  "(round({}) < -9223372036854775808 OR round({}) > 9223372036854775807)",
                  exact,
                  exact);
      case NUMERIC -> ofNumeric(exact, isFloat, type);
      case REAL ->
          SqlFragment.of(
              "({}::text NOT IN ('NaN', 'Infinity', '-Infinity') AND {} <> 0 AND abs({}) NOT"
                  + " BETWEEN 1.4e-45 AND 3.40282356e38)",
              exact,
              exact,
              exact);
      default -> RowFilter.FALSE;
    };
  }

  private static SqlFragment ofNumeric(SqlFragment exact, boolean isFloat, ColumnForm type) {
    int digits = type.precision() - type.scale();
    return isFloat
        ? SqlFragment.of(
            "CASE WHEN {}::text = 'NaN' THEN false WHEN {}::text IN ('Infinity', '-Infinity') THEN true ELSE abs(round({}::numeric, %d)) >= 10::numeric ^ %d END"
                .formatted(type.scale(), digits),
            exact,
            exact,
            exact)
        : SqlFragment.of(
            "({}::text <> 'NaN' AND abs(round({}, %d)) >= 10::numeric ^ %d)"
                .formatted(type.scale(), digits),
            exact,
            exact);
  }
}
