package dev.plumbline.configuration.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Monday morning, in winter and in summer.
        "0 0 8 ? * MON | Europe/Berlin | 2026-01-07T00:00:00Z | 2026-01-05T07:00:00Z",
        "0 0 8 ? * MON | Europe/Berlin | 2026-07-08T00:00:00Z | 2026-07-06T06:00:00Z",
        "0 0 8 ? * MON | UTC           | 2026-07-08T00:00:00Z | 2026-07-06T08:00:00Z",
        "0 0 8 ? * MON | Europe/Berlin | 2026-07-06T06:00:00Z | 2026-07-06T06:00:00Z",
        "0 0 8 ? * MON | Europe/Berlin | 2026-07-06T05:59:59Z | 2026-06-29T06:00:00Z",
        // The day after the clocks were changed.
        "0 0 8 ? * MON | Europe/Berlin | 2026-03-30T12:00:00Z | 2026-03-30T06:00:00Z",
        "0 0 8 ? * MON | Europe/Berlin | 2026-10-26T12:00:00Z | 2026-10-26T07:00:00Z",
        // 2:30 does not exist on 29 March, and exists twice on 25 October: the first counts.
        "0 30 2 * * ?  | Europe/Berlin | 2026-03-29T12:00:00Z | 2026-03-29T01:30:00Z",
        "0 30 2 * * ?  | Europe/Berlin | 2026-10-25T01:10:00Z | 2026-10-25T00:30:00Z",
        "0 30 2 * * ?  | Europe/Berlin | 2026-03-29T01:29:00Z | 2026-03-28T01:30:00Z",
        "0 0 0 1 * ?   | UTC           | 2026-03-01T00:00:00Z | 2026-03-01T00:00:00Z",
        "0 0 0 1 1 ?   | UTC           | 2026-12-31T00:00:00Z | 2026-01-01T00:00:00Z",
      })
  void lastTimeIsReported(String cron, ZoneId zone, Instant now, Instant last) {
    assertThat(Crons.last(cron, zone, now)).contains(last);
  }

  @Test
  void whatDidNotFireForAYearHasNoLastTime() {
    assertThat(Crons.last("0 0 0 29 2 ?", ZoneOffset.UTC, Instant.parse("2026-01-01T00:00:00Z")))
        .isEmpty();
  }
}
