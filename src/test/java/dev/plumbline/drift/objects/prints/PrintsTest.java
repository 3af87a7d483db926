package dev.plumbline.drift.objects.prints;

import static dev.plumbline.drift.objects.prints.Prints.Likeness.DIFFERENT;
import static dev.plumbline.drift.objects.prints.Prints.Likeness.DOUBTFUL;
import static dev.plumbline.drift.objects.prints.Prints.Likeness.SAME;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.objects.prints.Prints.Likeness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On what PostgreSQL 13 to 18 really printed of the same statements. */
class PrintsTest {
  private static Map<String, String> printed(String kind, int version) {
    int file = version == 13 ? 13 : version < 16 || kind.equals("checks") ? 14 : 16;
    Map<String, String> prints = new TreeMap<>();
    String path = "/postgres/prints/%s.printed-by-%d.txt".formatted(kind, file);
    try (var in = Optional.ofNullable(PrintsTest.class.getResourceAsStream(path)).orElseThrow()) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.matches("[cv]\\d{3}\\|.*"))
          .forEach(line -> prints.put(line.substring(0, 4), line.substring(5)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return prints;
  }

  /** Of tables.sql, of the columns that matter. */
  private static final Map<String, Map<String, String>> TABLES =
      Map.of(
          "t",
          Map.of(
              "a", "text",
              "c", "character varying",
              "d", "date",
              "ts", "timestamp without time zone",
              "tm", "time without time zone",
              "by", "bytea",
              "bx", "bit",
              "s", "smallint"),
          "o",
          Map.of("a", "text", "c", "bytea"));

  private static final ColumnTypes T =
      (qualifier, column) -> Optional.ofNullable(requireNonNull(TABLES.get("t")).get(column));

  private static Likeness likeness(String kind, Prints prints, String one, String other) {
    return kind.equals("views")
        ? prints.queries(query(one), query(other))
        : prints.expressions(new Print(one, T), new Print(other, T));
  }

  private static Print query(String sql) {
    return new Print(sql, FromTables.of(sql, TABLES));
  }

  private static Likeness expressions(int older, int newer, String one, String other) {
    return new Prints(older, newer).expressions(new Print(one, T), new Print(other, T));
  }

  private static Likeness queries(int older, int newer, String one, String other) {
    return new Prints(older, newer).queries(query(one), query(other));
  }

  /** Those of one kind, by name, whose prints are not the same. */
  private static Map<String, Likeness> others(String kind, int older, int newer) {
    Map<String, String> ours = printed(kind, older);
    Map<String, String> theirs = printed(kind, newer);
    ours.keySet().retainAll(theirs.keySet());
    assertThat(ours).hasSizeGreaterThan(90);
    Map<String, Likeness> others = new TreeMap<>();
    ours.forEach(
        (name, print) -> {
          String other = requireNonNull(theirs.get(name));
          Likeness found = likeness(kind, new Prints(older, newer), print, other);
          assertThat(likeness(kind, new Prints(older, newer), other, print)).isEqualTo(found);
          if (found != SAME) {
            others.put(name, found);
          }
        });
    return others;
  }

  @ParameterizedTest
  @CsvSource({"14,15", "14,16", "15,16", "15,18", "16,17", "17,18"})
  void theSameStatementIsTheSameFrom14On(int older, int newer) {
    assertThat(others("checks", older, newer)).isEmpty();
    assertThat(others("views", older, newer)).isEmpty();
  }

  /** The column of v061 really has another name. */
  @ParameterizedTest
  @CsvSource({"13,14", "13,15", "13,16", "13,18"})
  void theSameStatementIsTheSameFrom13On(int older, int newer) {
    assertThat(others("checks", older, newer)).isEmpty();
    assertThat(others("views", older, newer)).isEqualTo(Map.of("v061", DIFFERENT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "btrim((c)::text)|TRIM(BOTH FROM c)",
        "btrim((c)::text, 'x'::text)|TRIM(BOTH 'x'::text FROM c)",
        "btrim((COALESCE(c, 'x'::character varying))::text)|TRIM(BOTH FROM COALESCE(c, 'x'::character varying))",
        "btrim(((a)::character varying(20))::text)|TRIM(BOTH FROM (a)::character varying(20))",
        "\"substring\"((c)::text, (s)::integer, 3)|SUBSTRING(c FROM s FOR 3)",
        "\"position\"((c)::text, 'a'::text)|POSITION(('a'::text) IN (c))",
        "timezone('UTC'::text, (d)::timestamp with time zone)|(d AT TIME ZONE 'UTC'::text)",
        "timezone('UTC'::text, (tm)::time with time zone)|(tm AT TIME ZONE 'UTC'::text)",
        "(upper(btrim((c)::text)) = (c)::text)|(upper(TRIM(BOTH FROM c)) = (c)::text)"
      })
  void aConversionBecauseOfATypeIsNoDifference(String one, String other) {
    assertThat(expressions(13, 16, one, other)).isEqualTo(SAME);
  }

  @Test
  void withoutTypesAConversionIsADoubt() {
    assertThat(
            new Prints(13, 16)
                .expressions(Print.of("btrim((c)::text)"), Print.of("TRIM(BOTH FROM c)")))
        .isEqualTo(DOUBTFUL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"substring\"((by)::text, 1, 3)|SUBSTRING(by FROM 1 FOR 3)",
        "\"substring\"((bx)::text, 1, 3)|SUBSTRING(bx FROM 1 FOR 3)",
        "timezone('UTC'::text, (ts)::timestamp with time zone)|(ts AT TIME ZONE 'UTC'::text)",
        "timezone('UTC'::text, (d)::timestamp without time zone)|(d AT TIME ZONE 'UTC'::text)",
        "btrim((c)::text)|TRIM(BOTH FROM a)",
        "btrim((unknown)::text)|TRIM(BOTH FROM unknown)"
      })
  void aConversionThatAStatementMayHaveMadeIsNotExplained(String one, String other) {
    assertThat(expressions(13, 16, one, other)).isNotEqualTo(SAME);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        " SELECT btrim((t.c)::text) AS c FROM t;| SELECT TRIM(BOTH FROM c) AS c FROM t;",
        " SELECT btrim((x.c)::text) AS c FROM (t x JOIN o ON ((o.a = x.a)));| SELECT TRIM(BOTH FROM x.c) AS c FROM (t x JOIN o ON ((o.a = x.a)));",
        " WITH w AS ( SELECT btrim((t.c)::text) AS b FROM t ) SELECT w.b FROM w;| WITH w AS ( SELECT TRIM(BOTH FROM t.c) AS b FROM t ) SELECT b FROM w;"
      })
  void aConversionInAQueryIsNoDifference(String one, String other) {
    assertThat(queries(13, 16, one, other)).isEqualTo(SAME);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        " SELECT btrim((o.c)::text) AS c FROM o;| SELECT TRIM(BOTH FROM c) AS c FROM o;",
        " SELECT btrim((t.c)::text) AS c FROM ( SELECT o.c FROM o) t;| SELECT TRIM(BOTH FROM c) AS c FROM ( SELECT o.c FROM o) t;",
        " SELECT btrim((t.c)::text) AS c FROM t t(a, c);| SELECT TRIM(BOTH FROM c) AS c FROM t t(a, c);",
        " SELECT btrim((t.c)::text) AS c FROM f(1) t;| SELECT TRIM(BOTH FROM c) AS c FROM f(1) t;",
        " WITH t AS ( SELECT o.c FROM o ) SELECT btrim((t.c)::text) AS b FROM t;| WITH t AS ( SELECT o.c FROM o ) SELECT TRIM(BOTH FROM c) AS b FROM t;"
      })
  void aColumnOfAnotherSourceHasNoKnownType(String one, String other) {
    assertThat(queries(13, 16, one, other)).isNotEqualTo(SAME);
  }

  /** Those that one version prints alike are of one statement as far as anybody can know. */
  @ParameterizedTest
  @CsvSource({"checks,13,14", "views,13,14", "views,13,16", "views,15,16"})
  void otherStatementsStayDifferent(String kind, int older, int newer) {
    Map<String, String> ours = printed(kind, older);
    Map<String, String> theirs = printed(kind, newer);
    List<String> hidden = new ArrayList<>();
    ours.forEach(
        (one, print) ->
            theirs.forEach(
                (other, reprint) -> {
                  boolean isOne =
                      one.equals(other)
                          || print.equals(ours.get(other))
                          || reprint.equals(theirs.get(one));
                  if (!isOne
                      && likeness(kind, new Prints(older, newer), print, reprint) != DIFFERENT) {
                    hidden.add(one + " " + print + " / " + other + " " + reprint);
                  }
                }));
    assertThat(hidden).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "(btrim(a) <> ''::text)|(TRIM(BOTH FROM b) <> ''::text)",
        "(btrim(a) <> ''::text)|(TRIM(LEADING FROM a) <> ''::text)",
        "(btrim(a, 'x'::text) <> ''::text)|(TRIM(BOTH 'X'::text FROM a) <> ''::text)",
        "(date_part('year'::text, d) > (2000)::double precision)|(EXTRACT(month FROM d) > (2000)::numeric)",
        "(date_part('year'::text, d) > (2000)::double precision)|(EXTRACT(year FROM d) > (2001)::numeric)",
        "((date_part('year'::text, d) > (1)::double precision) AND (((i)::double precision / j) > k))|((EXTRACT(year FROM d) > (1)::numeric) AND ((i / j) > k))",
        "(timezone('UTC'::text, ts) > now())|((ts AT TIME ZONE 'CET'::text) > now())",
        "(a > 1)|((a)::numeric > 1)"
      })
  void aRealDifferenceOfExpressionsIsSeen(String one, String other) {
    assertThat(expressions(13, 16, one, other)).isEqualTo(DIFFERENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        " SELECT t.a FROM t;| SELECT b FROM t;",
        " SELECT t.a FROM t WHERE (t.b = 't.b'::text);| SELECT a FROM t WHERE (b = 'b'::text);",
        " SELECT t.f(t.a) AS f FROM t;| SELECT f(a) AS f FROM t;",
        " SELECT t.a FROM t;| SELECT a FROM o;",
        " SELECT t.a FROM t, o;| SELECT a FROM t, o;",
        " SELECT (t.a)::t.kind AS a FROM t;| SELECT (a)::kind AS a FROM t;",
        " SELECT t.a FROM t WHERE (EXISTS ( SELECT 1 FROM o WHERE (o.t = t.id)));| SELECT a FROM t WHERE (EXISTS ( SELECT 1 FROM o WHERE (o.t = o.id)));"
      })
  void aRealDifferenceOfQueriesIsSeen(String one, String other) {
    assertThat(queries(15, 16, one, other)).isEqualTo(DIFFERENT);
  }

  @Test
  void versionsThatPrintAlikeExplainNothing() {
    assertThat(expressions(14, 15, "btrim(a)", "TRIM(BOTH FROM a)")).isEqualTo(DIFFERENT);
    assertThat(queries(16, 18, " SELECT t.a FROM t;", " SELECT a FROM t;")).isEqualTo(DIFFERENT);
  }

  @Test
  void aDefaultAtATimeZoneIsTheSame() {
    assertThat(
            expressions(13, 18, "timezone('utc'::text, now())", "(now() AT TIME ZONE 'utc'::text)"))
        .isEqualTo(SAME);
  }
}
