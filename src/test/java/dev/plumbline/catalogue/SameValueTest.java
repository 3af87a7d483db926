package dev.plumbline.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameValueTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1          | integer                     | 1.000               | numeric",
        "true       | boolean                     | 1                   | integer",
        "2024-02-29 | date                        | 2024-02-29 00:00:00 | timestamp without time zone",
        "2024-02-29 10:00:00+00 | timestamp with time zone | 2024-02-29 10:00:00 | timestamp without time zone",
        "12:30:15+00 | time with time zone        | 12:30:15            | time without time zone",
        "0.1        | real                        | 0.1                 | character varying"
      })
  void meansTheSame(String before, String type, String after, String typeAfter) {
    assertThat(SameValue.is(Optional.of(before), type, Optional.of(after), typeAfter)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "007        | text                        | 7          | integer",
        "1.5        | numeric                     | 2          | numeric",
        "abc        | character varying           | ab         | character varying",
        "7          | integer                     | true       | boolean",
        "2024-02-29 10:00:00 | timestamp without time zone | 2024-02-29 | date",
        "12:30:15+02 | time with time zone        | 12:30:15   | time without time zone"
      })
  void isAnotherValue(String before, String type, String after, String typeAfter) {
    assertThat(SameValue.is(Optional.of(before), type, Optional.of(after), typeAfter)).isFalse();
  }

  @Test
  void nullHasNothingToLose() {
    assertThat(SameValue.is(Optional.empty(), "text", Optional.of("x"), "text")).isTrue();
    assertThat(SameValue.is(Optional.of("x"), "text", Optional.empty(), "text")).isFalse();
  }
}
