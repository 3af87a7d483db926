package dev.plumbline.drift.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource({
    "articles, articles, true",
    "articles, articles.title, false",
    "articles.*, articles.title, true",
    "articles.*, articles, false",
    "*, articles, true",
    "*, articles.title, false",
    "*, '', true",
    "**, '', true",
    "**, articles.title, true",
    "articles**, articles.title, true",
    "articles**, articles, true",
    "**.title, articles.title, true",
    "*_translations.*, articles_translations.languages_code, true",
    "meta.options.**, meta.options.choices, true",
    "meta.options.*, meta.options, false",
    "articl?s, articles, true",
    "a?b, a.b, false",
    "*a*b*c, xxaxbxc, true",
    "*a*b*c, xxaxbxcx, false",
    "**a.*b, x.a.a.bb, true"
  })
  void matches(String pattern, String text, boolean expected) {
    assertThat(new Glob(pattern).matches(text)).isEqualTo(expected);
  }

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void matchesWhatTheRegularExpressionMatches(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      String pattern = text(random, "ab.*?").replaceAll("\\*{3,}", "**");
      String text = text(random, "ab.");
      String regex =
          pattern
              .replace(".", "\\.")
              .replace("**", "\u0000")
              .replace("*", "[^.]*")
              .replace("\u0000", ".*")
              .replace("?", "[^.]");

      assertThat(new Glob(pattern).matches(text))
          .as(pattern + " on " + text)
          .isEqualTo(Pattern.matches(regex, text));
    }
  }

  @Test
  void manyStarsOnALongTextEndSoon() {
    assertThat(new Glob("**a".repeat(40) + "b").matches("a".repeat(5_000))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "***", "articles[0]", "{a,b}", "a/b", "a\\.b", "!a", "a b"})
  void badPatternIsNamed(String pattern) {
    assertThat(IgnoreRule.problem(pattern)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "**", "articles.*", "a?c", "directus_users.*", "größe-1"})
  void goodPatternHasNoProblem(String pattern) {
    assertThat(IgnoreRule.problem(pattern)).isEmpty();
  }

  private static String text(Random random, String alphabet) {
    return random
        .ints(random.nextInt(9), 0, alphabet.length())
        .collect(
            StringBuilder::new, (out, i) -> out.append(alphabet.charAt(i)), StringBuilder::append)
        .toString();
  }
}
