package dev.plumbline.report.make;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.report.part.Trend;
import dev.plumbline.store.history.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarksTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    // Summer time begins on 29 March, and ends on 25 October.
    "2026-03-23T07:00:00Z, 2026-03-30T06:00:00Z, 167, PT23H",
    "2026-10-19T06:00:00Z, 2026-10-26T07:00:00Z, 169, PT25H",
    "2026-06-01T06:00:00Z, 2026-06-08T06:00:00Z, 168, PT24H",
  })
  void everyCalendarDayOfAWeekIsOne(Instant from, Instant to, int hours, Duration lastNight) {
    Marks marks = Marks.of(new Span(from, to), BERLIN);

    assertThat(Duration.between(from, to)).isEqualTo(Duration.ofHours(hours));
    assertThat(marks.spans()).hasSize(7);
    // From Saturday 8:00 to Sunday 8:00.
    assertThat(marks.spans().get(5).length()).isEqualTo(lastNight);
    assertThat(marks.spans().getLast().to()).isEqualTo(to);
  }

  @Test
  void longSpanHasOnePointAWeekAndTheRest() {
    Instant from = Instant.parse("2026-01-01T00:00:00Z");

    Marks marks = Marks.of(new Span(from, from.plus(Duration.ofDays(100))), BERLIN);

    assertThat(marks.spans()).hasSize(15);
    assertThat(marks.spans().getLast().length()).isEqualTo(Duration.ofDays(2).plusHours(1));
  }

  @Test
  void shortSpanHasItsTwoEnds() {
    Instant from = Instant.parse("2026-01-01T10:00:00Z");

    Trend trend =
        Marks.of(new Span(from, from.plusSeconds(60)), BERLIN).at(instant -> Optional.of(1.0));

    assertThat(trend.points())
        .extracting(Trend.Point::at)
        .containsExactly(from, from.plusSeconds(60));
  }
}
