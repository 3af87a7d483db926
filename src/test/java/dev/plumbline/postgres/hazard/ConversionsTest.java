package dev.plumbline.postgres.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.hazard.ColumnForm;
import dev.plumbline.hazard.ColumnForm.Kind;
import dev.plumbline.hazard.RowAnswer;
import dev.plumbline.hazard.RowAnswer.Counted;
import dev.plumbline.hazard.RowAnswer.NotCounted;
import dev.plumbline.hazard.RowQuestion;
import dev.plumbline.hazard.RowQuestion.ChangedValues;
import dev.plumbline.hazard.RowQuestion.FailingCasts;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.PostgresVersion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is counted of conversions is what PostgreSQL then does: each value of each type is converted
 * as Directus would, {@code column::type}, by itself.
 */
class ConversionsTest {
  private static final String ZONE = "America/New_York";

  private static final List<String> TEXTS =
      List.of(
          "1",
          " 2 ",
          "007",
          "-5",
          "+7",
          "3000000000",
          "99999999999999999999",
          "1.5",
          "1.25",
          "1e3",
          ".5",
          "5.",
          "99999.96",
          "abc",
          "",
          " ",
          "true",
          "Yes",
          "t",
          "off",
          "2",
          "2020-01-31",
          "2020-02-29",
          "2021-02-29",
          "2020-02-30",
          "01/02/2020",
          "2020-01-31 10:00:00",
          "2020-01-31T10:00:00Z",
          "2020-01-31 10:00:00+02",
          "10:30",
          "10:30:15.5",
          "25:00",
          "{\"a\": 1}",
          "[1",
          "null",
          "\"x\"",
          "550e8400-e29b-41d4-a716-446655440000",
          "550E8400-E29B-41D4-A716-446655440000",
          "{550e8400e29b41d4a716446655440000}",
          "550e8400-e29b",
          "NaN",
          "Infinity",
          "1e30",
          "1e40",
          "1e-50",
          "été",
          "tomorrow");

  private static final List<String> WHOLE = List.of("0", "1", "-1", "7", "32767", "-32768");
  private static final List<String> LARGE =
      List.of("2147483647", "-2147483648", "2147483648", "16777217", "9223372036854775807");
  private static final List<String> BROKEN =
      List.of(
          "0.5",
          "1.5",
          "2.5",
          "-0.5",
          "0.1",
          "1.25",
          "99999.94",
          "99999.96",
          "123456.789",
          "2147483647.4",
          "2147483647.5",
          "-2147483648.5",
          "NaN");
  private static final List<String> HUGE =
      List.of("1e18", "1e19", "9.3e18", "1e30", "1e300", "1e-300", "Infinity", "-Infinity");

  private static final List<String> DAYS = List.of("2020-01-31", "2020-07-01", "0099-01-01");
  private static final List<String> TIMES =
      List.of(
          "2020-01-31 00:00:00",
          "2020-01-31 10:00:00.123",
          "2020-03-08 02:30:00",
          "2020-07-01 04:00:00",
          "2020-07-01 23:59:59",
          "infinity");

  private static final List<ColumnForm> NUMBERS =
      List.of(
          new ColumnForm(Kind.INTEGER),
          new ColumnForm(Kind.BIGINT),
          new ColumnForm(Kind.REAL),
          ColumnForm.numeric(6, 1),
          ColumnForm.numeric(10, 4),
          ColumnForm.numeric(12, 0));

  private static final List<ColumnForm> DATES =
      List.of(
          new ColumnForm(Kind.DATE),
          new ColumnForm(Kind.TIME),
          new ColumnForm(Kind.TIMESTAMP),
          new ColumnForm(Kind.TIMESTAMPTZ));

  private record From(String type, List<String> values, List<ColumnForm> forms) {
    /** As PostgreSQL formats it without length. */
    String name() {
      return type.replaceAll("\\(.*\\)", "");
    }
  }

  private static List<From> all() {
    List<ColumnForm> ofText = new ArrayList<>(both(NUMBERS, DATES));
    ofText.addAll(
        List.of(
            new ColumnForm(Kind.BOOLEAN),
            new ColumnForm(Kind.UUID),
            new ColumnForm(Kind.JSON),
            ColumnForm.varchar(3)));
    List<ColumnForm> ofNumbers = both(NUMBERS, List.of(ColumnForm.varchar(3)));
    List<ColumnForm> ofTimes = both(DATES, List.of(ColumnForm.varchar(10)));
    return List.of(
        new From("text", TEXTS, ofText),
        new From("character varying(60)", TEXTS, ofText),
        new From("character(60)", TEXTS, ofText),
        new From("smallint", WHOLE, ofNumbers),
        new From(
            "integer",
            both(WHOLE, List.of("2147483647", "16777217", "123456")),
            both(ofNumbers, List.of(new ColumnForm(Kind.BOOLEAN)))),
        new From("bigint", both(WHOLE, LARGE), ofNumbers),
        new From("real", both(both(WHOLE, BROKEN), List.of("1e18", "1e30", "Infinity")), ofNumbers),
        new From("double precision", both(both(WHOLE, BROKEN), both(LARGE, HUGE)), ofNumbers),
        new From(
            "numeric", both(both(WHOLE, BROKEN), both(LARGE, List.of("1e30", "1e50"))), ofNumbers),
        new From(
            "numeric(14,6)", both(WHOLE, List.of("0.5", "1.25", "99999.96", "0.1")), ofNumbers),
        new From("boolean", List.of("true", "false"), List.of(ColumnForm.varchar(4))),
        new From(
            "uuid",
            List.of("550e8400-e29b-41d4-a716-446655440000"),
            List.of(ColumnForm.varchar(30))),
        new From("json", List.of("{}", "{\"a\": 1}"), List.of(ColumnForm.varchar(5))),
        new From(
            "jsonb",
            List.of("1", "1.5", "\"1\"", "true", "{}", "3000000000", "99999.96"),
            List.of(
                new ColumnForm(Kind.INTEGER),
                new ColumnForm(Kind.BIGINT),
                ColumnForm.numeric(6, 1),
                new ColumnForm(Kind.BOOLEAN),
                ColumnForm.varchar(2))),
        new From(
            "date",
            DAYS,
            List.of(new ColumnForm(Kind.TIMESTAMP), new ColumnForm(Kind.TIMESTAMPTZ))),
        new From("timestamp without time zone", TIMES, ofTimes),
        new From("timestamp with time zone", TIMES, ofTimes),
        new From(
            "time with time zone",
            List.of("10:00:00+00", "10:00:00-05"),
            List.of(new ColumnForm(Kind.TIME))),
        new From("interval", List.of("10 hours", "30 hours"), List.of(new ColumnForm(Kind.TIME))));
  }

  private static <T> List<T> both(List<T> one, List<T> other) {
    List<T> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  @ParameterizedTest
  @EnumSource(
      value = PostgresVersion.class,
      names = {"V15", "V18"})
  void countsAreWhatPostgresDoes(PostgresVersion version) throws SQLException {
    LabPostgres postgres =
        version == PostgresVersion.USUAL
            ? Laboratory.shared().postgres()
            : Laboratory.on(version).postgres();
    try (CountedDatabase database = CountedDatabase.create(postgres, "The \"Schema\"");
        Connection connection = database.connect()) {
      database.run("ALTER ROLE %s_cms SET TimeZone = '%s'".formatted(database.name(), ZONE));
      execute(connection, "SET TimeZone = '" + ZONE + "'");
      int number = 0;
      List<String> wrong = new ArrayList<>();
      for (From from : all()) {
        String table = "t" + number++;
        fill(connection, table, from);
        wrong.addAll(compared(database, connection, table, from, version));
      }
      assertThat(wrong).isEmpty();
    }
  }

  private static void fill(Connection connection, String table, From from) throws SQLException {
    execute(connection, "CREATE TABLE %s (id serial, c %s)".formatted(table, from.type()));
    for (String value : from.values()) {
      execute(
          connection,
          "INSERT INTO %s (c) VALUES ('%s')".formatted(table, value.replace("'", "''")));
    }
    execute(connection, "INSERT INTO %s (c) VALUES (NULL)".formatted(table));
    execute(connection, "GRANT SELECT ON ALL TABLES IN SCHEMA \"The \"\"Schema\"\"\" TO PUBLIC");
  }

  /** What does not agree. */
  private static List<String> compared(
      CountedDatabase database,
      Connection connection,
      String table,
      From from,
      PostgresVersion version)
      throws SQLException {
    Set<RowQuestion> questions = new LinkedHashSet<>();
    for (ColumnForm form : from.forms()) {
      boolean isNumber =
          form.isNumber()
              && !from.name().equals("text")
              && !from.name().startsWith("character")
              && !from.name().equals("jsonb");
      questions.add(new FailingCasts(table, "c", from.name(), form, isNumber));
      questions.add(new ChangedValues(table, "c", from.name(), form));
    }
    Map<RowQuestion, RowAnswer> answers = database.count(questions);
    List<String> wrong = new ArrayList<>();
    for (RowQuestion question : questions) {
      RowAnswer answer = Objects.requireNonNull(answers.get(question));
      Map<String, String> truth =
          switch (question) {
            case FailingCasts casts -> failing(connection, table, casts.type(), from);
            case ChangedValues changed -> changed(connection, table, changed.type(), from);
            default -> throw new AssertionError(question);
          };
      boolean agrees =
          switch (answer) {
            case Counted(List<Long> numbers) -> {
              // What is only known in part is at least some, where it is some.
              yield (mayBePartial(question, version) && !truth.isEmpty())
                  ? numbers.getFirst() > 0 && numbers.getFirst() <= truth.size()
                  : numbers.getFirst() == truth.size();
            }
            case RowAnswer.Named ignored -> false;
            case RowAnswer.Estimated ignored -> false;
            case NotCounted ignored -> isUnknowable(question, version);
          };
      if (!agrees) {
        wrong.add(version + " " + from.type() + " " + question + ": " + answer + ", but " + truth);
      }
    }
    return wrong;
  }

  private static boolean mayBePartial(RowQuestion question, PostgresVersion version) {
    Kind kind =
        switch (question) {
          case FailingCasts casts -> casts.type().kind();
          case ChangedValues changed -> changed.type().kind();
          default -> throw new AssertionError(question);
        };
    return version.major() < 16
        && isOfText(question)
        && List.of(Kind.REAL, Kind.DATE, Kind.TIME, Kind.TIMESTAMP, Kind.TIMESTAMPTZ, Kind.JSON)
            .contains(kind);
  }

  private static boolean isUnknowable(RowQuestion question, PostgresVersion version) {
    return switch (question) {
      // Never asked by the rules: nothing there is converted that could change or fail.
      case FailingCasts casts ->
          mayBePartial(question, version)
              || !List.of("text", "character", "character varying", "jsonb").contains(casts.from());
      case ChangedValues changed ->
          mayBePartial(question, version)
              || List.of(Kind.JSON, Kind.UUID).contains(changed.type().kind())
              || (changed.from().equals("jsonb") && changed.type().kind() == Kind.BOOLEAN);
      default -> false;
    };
  }

  private static boolean isOfText(RowQuestion question) {
    String from =
        switch (question) {
          case FailingCasts casts -> casts.from();
          case ChangedValues changed -> changed.from();
          default -> "";
        };
    return List.of("text", "character", "character varying").contains(from);
  }

  /** The values that cannot be converted, with the error. */
  private static Map<String, String> failing(
      Connection connection, String table, ColumnForm form, From from) throws SQLException {
    Map<String, String> failing = new TreeMap<>();
    for (String value : each(connection, table)) {
      try {
        one(connection, table, "(c::%s)::text".formatted(form.sql()), value);
      } catch (SQLException e) {
        failing.put(value + from.type(), String.valueOf(e.getMessage()));
      }
    }
    return failing;
  }

  /** The values that are another one afterwards, with what they are. */
  private static Map<String, String> changed(
      Connection connection, String table, ColumnForm form, From from) throws SQLException {
    Map<String, String> changed = new LinkedHashMap<>();
    for (String value : each(connection, table)) {
      try {
        String same = one(connection, table, same(form, from), value);
        if (!same.equals("t")) {
          changed.put(value, one(connection, table, "(c::%s)::text".formatted(form.sql()), value));
        }
      } catch (SQLException e) {
        // It fails; that is another question.
      }
    }
    return changed;
  }

  /** Whether a value is the same after it was converted, in another way than it is counted. */
  private static String same(ColumnForm form, From from) {
    String converted = "(c::%s)".formatted(form.sql());
    String text =
        from.name().equals("character") && form.kind() != Kind.VARCHAR
            ? "textin(bpcharout(c))"
            : "c::text";
    if (from.name().equals("real") && (form.kind() == Kind.INTEGER || form.kind() == Kind.BIGINT)) {
      // The text of a real has fewer digits than its value.
      return converted + "::real = c";
    }
    return switch (form.kind()) {
      case INTEGER, BIGINT, NUMERIC, REAL ->
          from.name().equals("text") || from.name().startsWith("character")
              ? "%s::text = %s".formatted(converted, text)
              : from.name().equals("jsonb")
                  ? "%s::text::numeric = c::text::numeric".formatted(converted)
                  // As numbers; what is none is only ever compared with itself.
                  : ("CASE WHEN c::text IN ('NaN', 'Infinity', '-Infinity') THEN %1$s::text ="
                          + " c::text ELSE %1$s::text::numeric = c::text::numeric END")
                      .formatted(converted);
      case BOOLEAN ->
          from.name().equals("integer")
              ? converted + "::integer = c"
              : "%s::text = %s".formatted(converted, text);
      case DATE ->
          from.name().startsWith("timestamp")
              ? "%s::%s = c".formatted(converted, from.type())
              : "%s::text = %s".formatted(converted, text);
      case TIME ->
          from.name().startsWith("timestamp")
              ? "false"
              : from.name().equals("interval")
                  ? converted + "::interval = c"
                  : from.name().startsWith("time with")
                      ? "c::text = %s::text || '+00'".formatted(converted)
                      : "%s::text = %s".formatted(converted, text);
      case TIMESTAMP ->
          switch (from.name()) {
            case "timestamp with time zone" -> converted + " = timezone('UTC', c)";
            case "text", "character", "character varying" ->
                "%s::text = %s".formatted(converted, text);
            default -> "true";
          };
      case TIMESTAMPTZ ->
          switch (from.name()) {
            case "timestamp without time zone" -> converted + " = timezone('UTC', c)";
            case "date" -> converted + " = timezone('UTC', c::timestamp)";
            case "text", "character", "character varying" ->
                "%s::text = %s".formatted(converted, text);
            default -> "true";
          };
      case VARCHAR, TEXT, UUID, JSON, BYTEA -> "%s::text = %s".formatted(converted, text);
    };
  }

  private static List<String> each(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT id::text FROM " + table + " WHERE c IS NOT NULL ORDER BY id")) {
      List<String> ids = new ArrayList<>();
      while (row.next()) {
        ids.add(row.getString(1));
      }
      return ids;
    }
  }

  private static String one(Connection connection, String table, String expression, String id)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT (%s)::text FROM %s WHERE id = %s".formatted(expression, table, id))) {
      row.next();
      return String.valueOf(row.getString(1)).replaceAll("^true$", "t");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
