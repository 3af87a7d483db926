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

  private static Likeness likeness(String kind, Prints prints, String one, String other) {
    return kind.equals("views") ? prints.queries(one, other) : prints.expressions(one, other);
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

  /**
   * What 13 prints as a conversion and 14 leaves out depends on the types of columns; the column of
   * v061 really has another name.
   */
  @ParameterizedTest
  @CsvSource({"13,14", "13,15", "13,16", "13,18"})
  void theSameStatementIsNeverDifferentFrom13On(int older, int newer) {
    assertThat(others("checks", older, newer)).isEqualTo(Map.of("c044", DOUBTFUL));
    assertThat(others("views", older, newer))
        .isEqualTo(Map.of("v059", DOUBTFUL, "v061", DIFFERENT, "v063", DOUBTFUL, "v064", DOUBTFUL));
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
    assertThat(new Prints(13, 16).expressions(one, other)).isEqualTo(DIFFERENT);
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
    assertThat(new Prints(15, 16).queries(one, other)).isEqualTo(DIFFERENT);
  }

  @Test
  void versionsThatPrintAlikeExplainNothing() {
    assertThat(new Prints(14, 15).expressions("btrim(a)", "TRIM(BOTH FROM a)"))
        .isEqualTo(DIFFERENT);
    assertThat(new Prints(16, 18).queries(" SELECT t.a FROM t;", " SELECT a FROM t;"))
        .isEqualTo(DIFFERENT);
  }

  @Test
  void aDefaultAtATimeZoneIsTheSame() {
    assertThat(
            new Prints(13, 18)
                .expressions("timezone('utc'::text, now())", "(now() AT TIME ZONE 'utc'::text)"))
        .isEqualTo(SAME);
  }
}
