package dev.plumbline.integrity.compile.field.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.Sql;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which texts a pattern matches in Node 22, and that its translation matches them in PostgreSQL.
 */
class JavaScriptRegexTest {
  private static final List<String> TEXTS =
      List.of(
          "",
          "AB-1234",
          "ab-1234",
          "123",
          "12a",
          "\u00e9",
          "a_b",
          " ",
          "\t\n",
          "\u00a0",
          "a@b.c",
          "a@b",
          "a b@c.d",
          "a\nb",
          "axb",
          "a.b",
          "foobar",
          "barfoo",
          "ab",
          "b",
          "cb",
          "2024-01",
          "2024-13",
          "a-z]",
          "a",
          "aab",
          "aaabb",
          "x{y}",
          "xyyy",
          "https://x.y/z",
          "http:// x",
          "#a1B2c3",
          "AB",
          "-",
          "${a}",
          "\u00e9!\u00fc",
          "\u00e9\u00fc",
          "()",
          "[a",
          "a]b}",
          "*+?.()|^$\\",
          ":",
          "a:",
          "a\n",
          "1 !",
          "x !",
          "abab",
          "\u00c4\u00d6",
          "=",
          "~~",
          "\u0663");

  @ParameterizedTest
  @MethodSource
  void matchesTheSameTextsAsInJavaScript(String pattern, String matched) throws Exception {
    Sql postgres = Laboratory.shared().postgres().superuser("postgres");
    String values =
        IntStream.range(0, TEXTS.size())
            .mapToObj(i -> "(" + i + ", " + literal(TEXTS.get(i)) + ")")
            .collect(Collectors.joining(", "));

    List<String> rows =
        postgres.rows(
            "SELECT n FROM (VALUES %s) v(n, t) WHERE t ~ %s ORDER BY n"
                .formatted(values, literal(JavaScriptRegex.toPostgres(pattern))));

    assertThat(String.join(" ", rows)).isEqualTo(matched);
  }

  /** Positions of the texts that {@code new RegExp(pattern).test(text)} accepted. */
  static Stream<Arguments> matchesTheSameTextsAsInJavaScript() {
    return Stream.of(
        Arguments.of("^[A-Z]{2}-[0-9]{4}$", "1"),
        Arguments.of("^\\d+$", "3"),
        Arguments.of("^\\w+$", "3 4 6 14 16 17 18 19 20 24 25 26 28 32 46"),
        Arguments.of("^\\s*$", "0 7 8 9"),
        Arguments.of("^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$", "10"),
        Arguments.of("^a.b$", "6 11 14 15 25"),
        Arguments.of(
            "^(?!foo)\\w+",
            "1 2 3 4 6 10 11 12 13 14 15 17 18 19 20 21 22 23 24 25 26 27 28 29 30 32 39 42 43 44 45 46"),
        Arguments.of("(?<=a)b", "2 18 25 26 46"),
        Arguments.of("(?<!a)b", "6 10 11 12 13 14 15 16 17 19 20 26 39"),
        Arguments.of("^(?<y>\\d{4})-(?:0[1-9]|1[0-2])$", "21"),
        Arguments.of("^[\\w.-]+$", "1 2 3 4 6 14 15 16 17 18 19 20 21 22 24 25 26 28 32 33 46"),
        Arguments.of("^[a\\-z\\]]+$", "23 24 33"),
        Arguments.of("[[:alpha:]]", "39"),
        Arguments.of("^a{2,}?b+?$", "25 26"),
        Arguments.of("x{y}", "27"),
        Arguments.of("^(a|)$", "0 24"),
        Arguments.of("^https?:\\/\\/[^\\s/$.?#].[^\\s]*$", "29"),
        Arguments.of("^#[0-9a-fA-F]{6}$", "31"),
        Arguments.of("^\\x41\\u0042$", "32"),
        Arguments.of("^[^\\d]$", "5 7 9 19 24 33 41 48 50"),
        Arguments.of("\\$\\{a\\}", "34"),
        Arguments.of("^$", "0"),
        Arguments.of(
            "a|b", "2 4 6 10 11 12 13 14 15 16 17 18 19 20 23 24 25 26 31 34 38 39 42 43 46"),
        Arguments.of("^[\\t\\n ]+$", "7 8"),
        Arguments.of("^\\D\\S\\W$", "35"),
        Arguments.of("^[\u00e9-\u00fc]+$", "5 36"),
        Arguments.of("]", "23 39"),
        Arguments.of("^[*+?.()|^$\\\\]+$", "37 40"),
        Arguments.of("^(?:a(?=b)b)+$", "18 46"),
        Arguments.of("a]b}", "39"),
        Arguments.of("^[=.:]$", "41 48"),
        Arguments.of(
            "^[ -~]+$",
            "1 2 3 4 6 7 10 11 12 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 37 38 39 40 41 42 44 45 46 48 49"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\bword\\b",
        "(a)\\1",
        "\\p{L}",
        "(?i)a",
        "a{1,256}",
        "[]",
        "[^]",
        "\\cA",
        "\\0",
        "\\A",
        "a**",
        "(",
        ")",
        "[a",
        "a\\",
        "^*",
        "(?=a)*",
        "[a-\\d]",
        "[\\d-a]",
        "[z-a]",
        "[\\D]",
        "\\u12",
        "\\ud83d",
        "***=a",
        "\\k<x>"
      })
  void whatPostgresWouldUnderstandOtherwiseIsRefused(String pattern) {
    assertThatThrownBy(() -> JavaScriptRegex.toPostgres(pattern))
        .isInstanceOf(UnsupportedRuleException.class)
        .hasMessageStartingWith("The pattern of _regex has ");
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
