package dev.plumbline.catalogue.random;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/** Types of columns: those that Directus makes, and some that it only finds. */
enum RandomType {
  STRING("varchar(%1$d)", "NULL"),
  TEXT("text", "NULL"),
  INTEGER("integer", "NULL"),
  BIG_INTEGER("bigint", "NULL"),
  FLOAT("real", "NULL"),
  DECIMAL("numeric(%2$d,%3$d)", "NULL"),
  BOOLEAN("boolean", "'cast-boolean'"),
  DATE("date", "NULL"),
  TIME("time", "NULL"),
  DATE_TIME("timestamp", "'cast-datetime'"),
  TIMESTAMP("timestamptz", "'cast-timestamp'"),
  UUID("uuid", "'uuid'"),
  JSON("json", "'cast-json'"),
  CSV("text", "'cast-csv'"),

  // Those that Directus does not make.
  SMALLINT("smallint", "NULL"),
  DOUBLE("double precision", "NULL"),
  JSONB("jsonb", "'cast-json'"),
  CHARACTER("char(%1$d)", "NULL"),
  NUMERIC("numeric", "NULL"),
  TIME_WITH_ZONE("timetz", "NULL");

  private static final List<RandomType> MADE = List.copyOf(EnumSet.range(STRING, CSV));
  private static final List<RandomType> FOUND =
      List.copyOf(EnumSet.range(SMALLINT, TIME_WITH_ZONE));

  private static final List<String> WORDS =
      List.of(
          "",
          " ",
          "a",
          "A",
          "007",
          "7",
          "1.50",
          "-0",
          "true",
          "Yes",
          "null",
          "2024-02-29",
          "2024-02-29 10:20:30.5",
          "12:30",
          "0A1B2C3D-0000-4000-8000-00000000000F",
          "{\"a\": 1}",
          "[1,2]",
          "naïve",
          "日本語のテキスト",
          "👩‍👩‍👧 family",
          "it's \"quoted\"",
          "tab\there",
          "line\nbreak",
          "9223372036854775808",
          "Ωμέγα",
          "ends with blanks  ");

  private final String sql;
  private final String special;

  RandomType(String sql, String special) {
    this.sql = sql;
    this.special = special;
  }

  /** Most often one with values to lose; of twenty, one that Directus does not make. */
  static RandomType any(Random random) {
    return switch (random.nextInt(20)) {
      case 0, 1, 2 -> STRING;
      case 3, 4 -> DECIMAL;
      case 5 -> TIMESTAMP;
      case 6 -> FLOAT;
      case 7 -> FOUND.get(random.nextInt(FOUND.size()));
      default -> MADE.get(random.nextInt(MADE.size()));
    };
  }

  /** One to which many values of this one can be converted. */
  RandomType near(Random random) {
    List<RandomType> all =
        switch (this) {
          case STRING, CSV, CHARACTER -> List.of(TEXT, STRING);
          case TEXT, UUID, JSON -> List.of(STRING, TEXT, CSV);
          case SMALLINT, INTEGER -> List.of(BIG_INTEGER, STRING, FLOAT, DECIMAL, BOOLEAN, TEXT);
          case BIG_INTEGER -> List.of(INTEGER, STRING, FLOAT, TEXT);
          case FLOAT, DOUBLE, DECIMAL, NUMERIC ->
              List.of(INTEGER, BIG_INTEGER, DECIMAL, FLOAT, STRING, TEXT);
          case BOOLEAN -> List.of(INTEGER, STRING, TEXT);
          case DATE -> List.of(DATE_TIME, TIMESTAMP, STRING);
          case DATE_TIME, TIMESTAMP -> List.of(DATE, TIME, DATE_TIME, TIMESTAMP, STRING);
          case TIME, TIME_WITH_ZONE -> List.of(TIME, STRING);
          case JSONB -> List.of(JSON, TEXT, STRING);
        };
    return all.get(random.nextInt(all.size()));
  }

  String sql(int length, int precision, int scale) {
    return sql.formatted(length, precision, scale);
  }

  /** As a literal of SQL. */
  String special() {
    return special;
  }

  boolean hasLength() {
    return this == STRING || this == CHARACTER;
  }

  /** Whether PostgreSQL has an equality for it. */
  boolean isComparable() {
    return this != JSON;
  }

  /** A default that Directus can write again, as a literal of SQL. */
  String defaultValue(Random random, int length) {
    int number = random.nextInt(10);
    return switch (this) {
      case STRING, TEXT ->
          length >= 4 && random.nextInt(6) == 0
              ? "'it''s'"
              : "'" + cut("draft" + number, length) + "'";
      case CSV, CHARACTER -> "'d'";
      case INTEGER, BIG_INTEGER, SMALLINT -> Integer.toString(number);
      case FLOAT, DOUBLE, NUMERIC -> number + ".5";
      case DECIMAL -> Integer.toString(number);
      case BOOLEAN -> Boolean.toString(number < 5);
      case DATE -> "'2020-01-0" + (1 + number % 9) + "'";
      case TIME, TIME_WITH_ZONE -> "'10:0" + number + ":00'";
      case DATE_TIME, TIMESTAMP ->
          random.nextBoolean() ? "CURRENT_TIMESTAMP" : "'2020-01-01 00:00:00'";
      case UUID -> "gen_random_uuid()";
      case JSON, JSONB -> "'[\"web\"]'";
    };
  }

  /** Any value of the type, often an odd one, as a literal of SQL. */
  String value(Random random, int length, int precision, int scale) {
    return switch (this) {
      case STRING, CHARACTER -> text(random, length);
      case TEXT, CSV -> text(random, 4000);
      case INTEGER -> whole(random, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case SMALLINT -> whole(random, Short.MIN_VALUE, Short.MAX_VALUE);
      case BIG_INTEGER -> whole(random, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT -> pick(random, "0.1", "1e30", "16777217", "-2.5", "3", "0", "1e-30", "123456.7");
      case DOUBLE -> pick(random, "0.1", "1e300", "0.12345678901234", "3", "-2.5", "'NaN'");
      case NUMERIC ->
          pick(
              random, "1.5", "2", "99999999999999999999.123456", "-0.00001", "'NaN'", "3000000000");
      case DECIMAL -> decimal(random, precision, scale);
      case BOOLEAN -> Boolean.toString(random.nextBoolean());
      case DATE -> pick(random, "'2024-02-29'", "'0001-01-01'", "'9999-12-31'", "'2020-06-15'");
      case TIME -> pick(random, "'00:00'", "'23:59:59.999999'", "'12:30:15'");
      case TIME_WITH_ZONE -> pick(random, "'00:00+00'", "'23:59:59+02'", "'12:30:15Z'");
      case DATE_TIME ->
          pick(random, "'2024-02-29 00:00'", "'2024-02-29 10:20:30.123456'", "'1970-01-01'");
      case TIMESTAMP ->
          pick(random, "'2024-02-29 00:00Z'", "'2024-07-01 10:20:30.123456+05'", "'1970-01-01Z'");
      case UUID ->
          "'%08x-0000-4000-8000-00000000000%x'".formatted(random.nextInt(20), random.nextInt(3));
      case JSON, JSONB ->
          pick(random, "'{\"b\": 1, \"a\": [true, null]}'", "'[]'", "'7'", "'\"x\"'", "'1.50'");
    };
  }

  private static String text(Random random, int length) {
    String text =
        switch (random.nextInt(5)) {
          case 0 -> "x".repeat(random.nextInt(300));
          case 1 -> Integer.toString(random.nextInt(2000) - 1000);
          default -> WORDS.get(random.nextInt(WORDS.size()));
        };
    return "'" + cut(text, length).replace("'", "''") + "'";
  }

  private static String cut(String text, int length) {
    return text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length));
  }

  private static String whole(Random random, long least, long most) {
    return switch (random.nextInt(5)) {
      case 0 -> "'" + least + "'";
      case 1 -> Long.toString(most);
      default -> Integer.toString(random.nextInt(12));
    };
  }

  private static String decimal(Random random, int precision, int scale) {
    String digits = "9".repeat(precision - scale) + (scale == 0 ? "" : "." + "5".repeat(scale));
    return pick(random, digits, "-" + digits, "0", "1", "1." + "1".repeat(Math.max(1, scale)));
  }

  private static String pick(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }
}
