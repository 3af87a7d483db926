package dev.plumbline.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.integrity.Check.Rows;
import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.Category;
import dev.plumbline.integrity.Condition.Comparator;
import dev.plumbline.integrity.Condition.Form;
import dev.plumbline.integrity.Condition.ListForm;
import dev.plumbline.integrity.Condition.Operand;
import dev.plumbline.integrity.Condition.Where;
import dev.plumbline.lab.Laboratory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of some values of a column, a condition finds the right ones, and none makes it fail. */
class ConditionsTest {
  private static final String NULL = "\0";
  private static final Operand TEXT = new Operand.OfColumn("v", Category.TEXT);
  private static final Operand JSON = new Operand.OfColumn("v", Category.JSON);
  private static final Operand MEMBER = new Operand.OfJson("v", List.of("a"));
  private static final Operand NUMBER = new Operand.OfColumn("v", Category.NUMBER);
  private static final Operand SINGLE = new Operand.OfColumn("v", Category.SINGLE);
  private static final Operand TIME = new Operand.OfColumn("v", Category.TIME);

  private static Arguments of(
      String type, Condition condition, List<String> broken, List<String> fine) {
    return Arguments.of(type, condition, broken, fine);
  }

  static Stream<Arguments> conditions() {
    return Stream.of(
        of("text", new Condition.IsNull(TEXT), List.of(NULL), List.of("", "x")),
        of("text", new Condition.IsEmpty(TEXT), List.of(""), List.of(NULL, " ", "[]")),
        of(
            "json",
            new Condition.IsEmpty(JSON),
            List.of("[]", " { }"),
            List.of(NULL, "[1]", "\"\"")),
        of(
            "text",
            new Condition.NotIn(TEXT, List.of("a", "b'\"\\{},")),
            List.of("c", "", "A"),
            List.of(NULL, "a", "b'\"\\{},")),
        of("text", new Condition.NotIn(TEXT, List.of()), List.of("c"), List.of(NULL)),
        of(
            "text",
            new Condition.Not(new Condition.NotIn(TEXT, List.of("a"))),
            List.of("a"),
            List.of(NULL, "b")),
        of(
            "numeric(10,2)",
            new Condition.NotIn(NUMBER, List.of("1", "2.50", "no number")),
            List.of("3", "NaN"),
            List.of(NULL, "1.00", "2.5")),
        of(
            "json",
            new Condition.ItemNotIn(JSON, ListForm.JSON, List.of("a", "1")),
            List.of("[\"a\",\"c\"]", "[2]"),
            List.of(
                NULL,
                "[\"a\",1]",
                "[]",
                "{\"c\":1}",
                "\"c\"",
                "[null]",
                "[\"\\u0000\"]",
                "[\"\\ud800\"]")),
        of(
            "text",
            new Condition.ItemNotIn(TEXT, ListForm.JSON, List.of("a")),
            List.of("[\"c\"]"),
            List.of(NULL, "[\"a\"]", "[\"c\"", "c", "")),
        of(
            "text",
            new Condition.ItemNotIn(TEXT, ListForm.CSV, List.of("a", "b c")),
            List.of("a,x", "x"),
            List.of(NULL, "", "a,b c", "a, b c")),
        of(
            "text",
            new Condition.Malformed(TEXT, Form.UUID),
            List.of("", "x", "00000000-0000-0000-0000-00000000000g"),
            List.of(NULL, "3F2504E0-4F89-11D3-9A0C-0305E82C3301")),
        of(
            "text",
            new Condition.Malformed(TEXT, Form.INTEGER),
            List.of("", "1.0", "0x1"),
            List.of(NULL, "-1", "99999999999999999999999")),
        of(
            "text",
            new Condition.Malformed(TEXT, Form.JSON),
            List.of(
                "",
                "x",
                "{",
                "[1,]",
                "{\"a\"}",
                "{a:1}",
                "01",
                "1 2",
                "\"\t\"",
                "'a'",
                "[1}",
                "\u0001",
                "nul l",
                "\"\\x\"",
                "{\"a\":1,}",
                "+1",
                ".5",
                "1."),
            List.of(
                NULL,
                "1",
                "-1.5e+10",
                "\"\"",
                "null",
                " [ ] ",
                "{\"a\":[1,{\"b\":\"c\\u0000\\n\"}]}",
                "[[[[[[]]]]],{}]",
                "\"[{\"",
                "true",
                "0")),
        of(
            "integer",
            new Condition.Compares(NUMBER, Comparator.GREATER, "5.5"),
            List.of("6"),
            List.of(NULL, "5", "-1")),
        of(
            "double precision",
            new Condition.Compares(NUMBER, Comparator.LESS_OR_EQUAL, "1e3"),
            List.of("1000", "-Infinity"),
            List.of(NULL, "1000.5", "Infinity")),
        of(
            "real",
            new Condition.NotIn(SINGLE, List.of("0.1", "16777216", "2.50", "1e-7")),
            List.of("0.2", "0.10000001", "NaN", "Infinity", "-Infinity"),
            List.of(NULL, "0.1", "16777216", "2.5", "0.0000001")),
        of(
            "real",
            new Condition.Compares(SINGLE, Comparator.NOT_EQUAL, "0.1"),
            List.of("0.2", "NaN", "-Infinity"),
            List.of(NULL, "0.1")),
        of(
            "real",
            new Condition.Not(new Condition.Compares(SINGLE, Comparator.LESS_OR_EQUAL, "0.1")),
            List.of("0.10000001", "Infinity", "NaN"),
            List.of(NULL, "0.1", "-Infinity")),
        of(
            "timestamp",
            new Condition.Compares(TIME, Comparator.LESS, "2026-01-02T00:00:00+01:00"),
            List.of("2026-01-01 22:59", "-infinity"),
            List.of(NULL, "2026-01-01 23:00")),
        of(
            "json",
            new Condition.Compares(MEMBER, Comparator.NOT_EQUAL, "x"),
            List.of("{\"a\":\"y\"}", "{\"a\":1,\"b\":\"\\ud83d\\ude00\"}"),
            List.of(NULL, "{\"a\":\"x\"}", "{}", "[]", "1", "{\"a\":\"\\u0000\"}")),
        of(
            "varchar(20)",
            new Condition.Matches(TEXT, "^[a-c]+\\?$"),
            List.of("ab?"),
            List.of(NULL, "AB?", "ab", "d?")),
        of(
            "text",
            new Condition.Contains(TEXT, Where.ANYWHERE, "%_", false),
            List.of("a%_b"),
            List.of(NULL, "abc", "")),
        of(
            "text",
            new Condition.Contains(TEXT, Where.AT_THE_START, "Ab", true),
            List.of("aBc"),
            List.of(NULL, "xab", "a")),
        of(
            "text",
            new Condition.Contains(TEXT, Where.AT_THE_END, "b", false),
            List.of("ab"),
            List.of(NULL, "B", "")),
        of(
            "text",
            new Condition.Garbled(TEXT),
            List.of(
                "caf\u00C3\u00A9",
                "voil\u00C3\u00A0",
                "voil\u00C3\u00A0 !",
                "na\u00C3\u00AFve",
                "\u00C3\u2030cole",
                "it\u00E2\u20AC\u2122s",
                "10\u00C2\u00A0\u20AC",
                "\u00C2\u00A9 2020",
                "x\uFFFDy",
                "\u00EF\u00BB\u00BFhead",
                "\u00F0\u0178\u02DC\u20AC",
                "\u00D0\u0178\u00D1\u20AC\u00D0\u00B8",
                "stra\u00C3\u0178e"),
            List.of(
                NULL,
                "",
                "N\u00C3O",
                "IRM\u00C3",
                "\u00ABIRM\u00C3\u00BB",
                "IRM\u00C3\u2026",
                "\u201CS\u00C3O\u201D",
                "\u00C2ge",
                "\u00C2",
                "\u0110\u00C3 x",
                "p\u00E2t\u00E9",
                "\u20AC 5",
                "\u00D0\u00F3r",
                "10 \u20AC",
                "\u201C\u00C3\u201D",
                "H\u00C0 N\u1ED8I",
                "\u00CELE",
                "ESPA\u00D1A",
                "caf\u00E9")),
        of("text", new Condition.All(List.of()), List.of(NULL, "x"), List.of()),
        of("text", new Condition.Any(List.of()), List.of(), List.of(NULL, "x")));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void findsTheBrokenOnes(
      String type, Condition condition, List<String> broken, List<String> fine) {
    try (Scanned scanned = Scanned.create(Laboratory.shared().postgres(), "public")) {
      List<String> values = new ArrayList<>(broken);
      values.addAll(fine);
      StringBuilder rows = new StringBuilder();
      for (String value : values) {
        rows.append(rows.isEmpty() ? "" : ",")
            .append(value.equals(NULL) ? "(NULL)" : "('" + value.replace("'", "''") + "')");
      }
      scanned.run(
          "CREATE TABLE things (id serial PRIMARY KEY, v %s); INSERT INTO things (v) VALUES %s"
              .formatted(type, rows));
      Rows check = new Rows(Scanned.id("c"), "things", List.of("id"), condition);

      List<String> found =
          scanned.scan(check).samples().stream()
              .map(key -> values.get(Integer.parseInt(key.getFirst()) - 1))
              .toList();

      assertThat(found).containsExactlyElementsOf(broken);
      assertThat(scanned.scan(check).count()).isEqualTo(broken.size());
      assertThat(scanned.shown(check)).hasSize(broken.size());
    }
  }
}
