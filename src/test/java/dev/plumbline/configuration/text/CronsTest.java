package dev.plumbline.configuration.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronsTest {
  private static final Duration AT_LEAST = Duration.ofSeconds(5);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0/5 * * * * ?            | PT5S",
        "0 0/5 * * * ?            | PT5M",
        "0 0/7 * * * ?            | PT7M",
        "0 0 3 * * ?              | PT24H",
        "0 0/5 9-17 ? * MON-FRI   | PT63H5M",
        "0 0 0 1 * ?              | P31D",
        "0 0 0 29 2 ?             | P2921D",
      })
  void longestGapIsReported(String cron, Duration gap) {
    assertThat(Crons.longestGap(cron, AT_LEAST)).isEqualTo(gap);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 0 1 1 ? 2001",
        "0 0 0 1 1 ? 1999",
        "*/5 * * * *",
        "* * * * * ?",
        "0/4 * * * * ?",
        "0 0 * * * *",
        "",
        "@daily",
        "0 0 0 99999999999 * ?",
      })
  void whatDoesNotFireAgainAndAgainIsRefused(String cron) {
    assertThatThrownBy(() -> Crons.longestGap(cron, AT_LEAST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + cron + "'");
  }
}
