package dev.plumbline.postgres.hazard;

import dev.plumbline.hazard.ColumnForm;
import dev.plumbline.hazard.ColumnForm.Kind;
import dev.plumbline.hazard.RowQuestion.ChangedValues;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import java.util.Set;

/**
 * Whether a value is another one after {@code column::type}: cut, rounded or shifted. Values for
 * which the conversion is an error are left out, and never converted here.
 */
final class ChangeFilters {
  private static final String TIMESTAMP = "timestamp without time zone";
  private static final String TIMESTAMPTZ = "timestamp with time zone";

  private static final Set<String> NUMBERS =
      Set.of("smallint", "integer", "bigint", "numeric", "money");

  private static final String POOLED_ZONE =
      "the time zone of Directus's sessions is not known for certain: a pooler is in between, whose"
          + " sessions may have another";

  private static final String HIDDEN_ZONE =
      "the time zone of Directus's sessions is not known for certain: it is that of the server,"
          + " which is hidden from Plumbline; it is known if set by ALTER ROLE or ALTER DATABASE";

  private ChangeFilters() {}

  static RowFilter changed(ChangedValues question, SessionSettings settings) {
    SqlFragment column = RowFilter.column(question.column());
    String from = question.from();
    ColumnForm type = question.type();
    if (type.kind() == Kind.VARCHAR) {
      return new RowFilter(
          SqlFragment.of("char_length({}::text) > %d".formatted(type.length()), column));
    }
    if (CastFilters.TEXTS.contains(from)) {
      return ofText(column, from, type, settings);
    }
    return switch (type.kind()) {
      case INTEGER, BIGINT -> fitting(whole(column, from), column, from, type);
      case NUMERIC -> fitting(rounded(column, from, type), column, from, type);
      case REAL -> real(column, from);
      case BOOLEAN ->
          from.equals("integer")
              ? new RowFilter(SqlFragment.of("{} NOT IN (0, 1)", column))
              : unknown(column, from, type);
      case DATE -> date(column, from, settings);
      case TIME -> time(column, from);
      case TIMESTAMP, TIMESTAMPTZ -> shifted(column, from, type, settings);
      case VARCHAR, TEXT, UUID, JSON, BYTEA -> unknown(column, from, type);
    };
  }

  /** Of what is not too large, which is an error. */
  private static RowFilter fitting(
      RowFilter filter, SqlFragment column, String from, ColumnForm type) {
    if (!CastFilters.FLOATS.contains(from) && !NUMBERS.contains(from) && !from.equals("jsonb")) {
      return filter;
    }
    SqlFragment tooLarge =
        from.equals("jsonb")
            ? CastFilters.tooLarge(
                SqlFragment.of("({} #>> array[]::text[])", column), "numeric", type)
            : CastFilters.tooLarge(column, from, type);
    SqlFragment isNumber =
        from.equals("jsonb")
            ? SqlFragment.of("jsonb_typeof({}) = 'number'", column)
            : SqlFragment.of("{} IS NOT NULL", column);
    return new RowFilter(
        SqlFragment.of(
            "CASE WHEN {} THEN CASE WHEN {} THEN false ELSE {} END END",
            isNumber,
            tooLarge,
            filter.condition()),
        filter.doubtful(),
        filter.why());
  }

  private static RowFilter unknown(SqlFragment column, String from, ColumnForm type) {
    return new RowFilter(
        RowFilter.FALSE,
        SqlFragment.of("{} IS NOT NULL", column),
        "Plumbline cannot test what becomes of values of type %s as %s"
            .formatted(from, type.sql()));
  }

  /** Any difference of the text is one: {@code 007} is not a number that can be given back. */
  private static RowFilter ofText(
      SqlFragment column, String from, ColumnForm type, SessionSettings settings) {
    SqlFragment text = CastFilters.text(column, from);
    SqlFragment valid = CastFilters.valid(text, type, settings);
    SqlFragment changed =
        SqlFragment.of(
            "CASE WHEN {} THEN {}::%s::text <> {} ELSE false END".formatted(type.sql()),
            valid,
            text,
            text);
    boolean isExact = CastFilters.isExact(type.kind(), settings);
    return isExact
        ? new RowFilter(changed)
        : new RowFilter(
            changed,
            SqlFragment.of("{} IS NOT NULL AND NOT ({})", column, valid),
            CastFilters.tooOld(type));
  }

  private static RowFilter whole(SqlFragment column, String from) {
    if (CastFilters.FLOATS.contains(from)) {
      return new RowFilter(
          SqlFragment.of("{}::double precision <> trunc({}::double precision)", column, column));
    }
    if (NUMBERS.contains(from)) {
      return new RowFilter(SqlFragment.of("{}::numeric <> trunc({}::numeric)", column, column));
    }
    if (from.equals("jsonb")) {
      return new RowFilter(
          SqlFragment.of(
              "CASE WHEN jsonb_typeof({}) = 'number' THEN ({} #>> array[]::text[])::numeric <>"
                  + " trunc(({} #>> array[]::text[])::numeric) END",
              column,
              column,
              column));
    }
    return unknown(column, from, new ColumnForm(Kind.INTEGER));
  }

  private static RowFilter rounded(SqlFragment column, String from, ColumnForm type) {
    int scale = type.scale();
    if (CastFilters.FLOATS.contains(from)) {
      return new RowFilter(
          SqlFragment.of(
              "CASE WHEN {}::text NOT IN ('NaN', 'Infinity', '-Infinity') THEN round({}::numeric, %d)::%s <> {} END"
                  .formatted(scale, from),
              column,
              column,
              column));
    }
    if (NUMBERS.contains(from)) {
      return new RowFilter(
          SqlFragment.of("round({}::numeric, %d) <> {}::numeric".formatted(scale), column, column));
    }
    if (from.equals("jsonb")) {
      return new RowFilter(
          SqlFragment.of(
              "CASE WHEN jsonb_typeof({}) = 'number' THEN round(({} #>> array[]::text[])::numeric, %d) <> ({} #>> array[]::text[])::numeric END"
                  .formatted(scale),
              column,
              column,
              column));
    }
    return unknown(column, from, type);
  }

  /** By the shortest text of a real: 0.1 stays 0.1. */
  private static RowFilter real(SqlFragment column, String from) {
    ColumnForm type = new ColumnForm(Kind.REAL);
    if (from.equals("real")) {
      return new RowFilter(RowFilter.FALSE);
    }
    if (!from.equals("double precision") && !NUMBERS.contains(from)) {
      return unknown(column, from, type);
    }
    SqlFragment exact =
        from.equals("double precision") ? column : SqlFragment.of("{}::numeric", column);
    return new RowFilter(
        SqlFragment.of(
            "CASE WHEN {}::text NOT IN ('NaN', 'Infinity', '-Infinity') AND NOT {} THEN"
                + " {}::real::text::numeric <> {}::text::numeric END",
            exact,
            CastFilters.tooLarge(column, from, type),
            exact,
            exact));
  }

  private static RowFilter date(SqlFragment column, String from, SessionSettings settings) {
    return switch (from) {
      case TIMESTAMP -> new RowFilter(SqlFragment.of("{}::date::timestamp <> {}", column, column));
      case TIMESTAMPTZ ->
          inZone(SqlFragment.of("{}::date::timestamptz <> {}", column, column), column, settings);
      default -> unknown(column, from, new ColumnForm(Kind.DATE));
    };
  }

  private static RowFilter time(SqlFragment column, String from) {
    return switch (from) {
      // The date of any of them is lost.
      case TIMESTAMP, TIMESTAMPTZ -> new RowFilter(SqlFragment.of("{} IS NOT NULL", column));
      case "time with time zone" ->
          new RowFilter(SqlFragment.of("extract(timezone FROM {}) <> 0", column));
      case "interval" -> new RowFilter(SqlFragment.of("{}::time::interval <> {}", column, column));
      // Of the same type, with less digits.
      case "time without time zone" -> new RowFilter(RowFilter.FALSE);
      default -> unknown(column, from, new ColumnForm(Kind.TIME));
    };
  }

  /** Against what it is in UTC. */
  private static RowFilter shifted(
      SqlFragment column, String from, ColumnForm type, SessionSettings settings) {
    boolean toZone = type.kind() == Kind.TIMESTAMPTZ;
    return switch (from) {
      case TIMESTAMP ->
          toZone
              ? inZone(
                  SqlFragment.of("{}::timestamptz <> {} AT TIME ZONE 'UTC'", column, column),
                  column,
                  settings)
              : new RowFilter(RowFilter.FALSE);
      case TIMESTAMPTZ ->
          toZone
              ? new RowFilter(RowFilter.FALSE)
              : inZone(
                  SqlFragment.of("{}::timestamp <> {} AT TIME ZONE 'UTC'", column, column),
                  column,
                  settings);
      case "date" ->
          toZone
              ? inZone(
                  SqlFragment.of(
                      "{}::timestamptz <> {}::timestamp AT TIME ZONE 'UTC'", column, column),
                  column,
                  settings)
              : new RowFilter(RowFilter.FALSE);
      default -> unknown(column, from, type);
    };
  }

  private static RowFilter inZone(
      SqlFragment condition, SqlFragment column, SessionSettings settings) {
    return settings.zoneKnown()
        ? new RowFilter(condition)
        : new RowFilter(
            condition,
            SqlFragment.of("{} IS NOT NULL", column),
            settings.pooled() ? POOLED_ZONE : HIDDEN_ZONE);
  }
}
