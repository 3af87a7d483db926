package dev.plumbline.hazard.rules.type;

import static dev.plumbline.hazard.ColumnForm.Kind.BIGINT;
import static dev.plumbline.hazard.ColumnForm.Kind.BOOLEAN;
import static dev.plumbline.hazard.ColumnForm.Kind.DATE;
import static dev.plumbline.hazard.ColumnForm.Kind.INTEGER;
import static dev.plumbline.hazard.ColumnForm.Kind.JSON;
import static dev.plumbline.hazard.ColumnForm.Kind.NUMERIC;
import static dev.plumbline.hazard.ColumnForm.Kind.REAL;
import static dev.plumbline.hazard.ColumnForm.Kind.TIME;
import static dev.plumbline.hazard.ColumnForm.Kind.TIMESTAMP;
import static dev.plumbline.hazard.ColumnForm.Kind.TIMESTAMPTZ;
import static dev.plumbline.hazard.ColumnForm.Kind.UUID;

import dev.plumbline.hazard.ColumnForm.Kind;
import java.util.Map;
import java.util.Set;

/** From which type PostgreSQL can cast to which at all, whatever the values ({@code pg_cast}). */
final class CastPaths {
  /** Of these any type can be made by way of its text. */
  static final Set<String> TEXTS =
      Set.of("character varying", "text", "character", "citext", "name", "\"char\"");

  private static final Set<Kind> TO_NUMBERS = Set.of(INTEGER, BIGINT, REAL, NUMERIC);

  private static final Map<String, Set<Kind>> PATHS =
      Map.ofEntries(
          Map.entry("smallint", TO_NUMBERS),
          Map.entry("integer", Set.of(INTEGER, BIGINT, REAL, NUMERIC, BOOLEAN)),
          Map.entry("bigint", TO_NUMBERS),
          Map.entry("real", TO_NUMBERS),
          Map.entry("double precision", TO_NUMBERS),
          Map.entry("numeric", TO_NUMBERS),
          Map.entry("money", Set.of(NUMERIC)),
          Map.entry("boolean", Set.of(BOOLEAN, INTEGER)),
          Map.entry("date", Set.of(DATE, TIMESTAMP, TIMESTAMPTZ)),
          Map.entry("time without time zone", Set.of(TIME)),
          Map.entry("time with time zone", Set.of(TIME)),
          Map.entry("timestamp without time zone", Set.of(DATE, TIME, TIMESTAMP, TIMESTAMPTZ)),
          Map.entry("timestamp with time zone", Set.of(DATE, TIME, TIMESTAMP, TIMESTAMPTZ)),
          Map.entry("interval", Set.of(TIME)),
          Map.entry("uuid", Set.of(UUID)),
          Map.entry("json", Set.of(JSON)),
          Map.entry("jsonb", Set.of(JSON, BOOLEAN, INTEGER, BIGINT, REAL, NUMERIC)),
          Map.entry("bytea", Set.of(Kind.BYTEA)));

  private CastPaths() {}

  /** Whether PostgreSQL certainly refuses the cast of any value. */
  static boolean isMissing(String from, Kind to) {
    return to != Kind.VARCHAR
        && to != Kind.TEXT
        && !TEXTS.contains(from)
        && PATHS.containsKey(from)
        && !PATHS.getOrDefault(from, Set.of()).contains(to);
  }

  /** Whether it depends on the value if the cast fails for another reason than its size. */
  static boolean mayFail(String from, Kind to) {
    return to != Kind.VARCHAR
        && to != Kind.TEXT
        && (TEXTS.contains(from) || from.equals("jsonb") || !PATHS.containsKey(from));
  }
}
