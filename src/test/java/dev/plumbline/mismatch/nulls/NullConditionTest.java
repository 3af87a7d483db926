package dev.plumbline.mismatch.nulls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NullConditionTest {
  /** Of the columns {@code a}, {@code b} and {@code A c}, with those that are null. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "(a IS NOT NULL) | a | false",
        "(a IS NOT NULL) | b | true",
        "CHECK ((a IS NOT NULL)) NOT VALID | a | false",
        "(a IS NULL) | a | true",
        "(NOT (a IS NULL)) | a | false",
        "(\"A c\" IS NOT NULL) | A c | false",
        "((a)::text IS NOT NULL) | a | false",
        "((a IS NOT NULL) OR (b IS NOT NULL)) | a | true",
        "((a IS NOT NULL) OR (b IS NOT NULL)) | a,b | false",
        "((a IS NOT NULL) AND (length(b) > 1)) | a | false",
        "((a IS NOT NULL) AND (length(b) > 1)) | b | unknown",
        "((length(b) > 1) OR (a IS NOT NULL)) | a | unknown",
        "((a IS NULL) <> (b IS NULL)) | a | true",
        "((a IS NULL) = (b IS NULL)) | a | false",
        "(num_nonnulls(a, b) = 1) | a | true",
        "(num_nonnulls(a, b) = 1) | a,b | false",
        "(num_nonnulls(a, b, \"A c\") >= 2) | a,b | false",
        "(num_nonnulls((a)::text, (b)::character varying) = 1) | a | true",
        "(1 = num_nulls(a, b)) | a,b | false",
        "(num_nonnulls(VARIADIC ARRAY[a, b]) = 1) | a,b | unknown",
        "(num_nonnulls(a, lower(b)) = 1) | a | unknown",
        "((((a IS NOT NULL))::integer + ((b IS NOT NULL))::integer) = 1) | a,b | false",
        "((((a IS NOT NULL))::integer + ((b IS NOT NULL))::integer) = 1) | b | true",
        "(a > 5) | a | unknown",
        "(a ~~ '%IS NOT NULL%'::text) | a | unknown",
        "CASE WHEN (a IS NULL) THEN false ELSE true END | a | unknown",
        "(a.x IS NOT NULL) | a | unknown",
        "(COALESCE(a, b) IS NOT NULL) | a,b | unknown",
        "true | a | true",
        "((a IS NOT NULL) | a | unknown",
        "~~ | a | unknown",
      })
  void holdsAsPostgresqlSays(String sql, String nulls, String expected) {
    NullCondition condition = new NullCondition(sql, Set.of("a", "b", "A c"));

    assertThat(
            condition
                .holds(Arrays.stream(nulls.split(",", -1)).collect(Collectors.toSet()))
                .map(Object::toString)
                .orElse("unknown"))
        .isEqualTo(expected);
  }
}
