package dev.plumbline.report.make;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.report.part.Availability;
import dev.plumbline.store.history.PollRun;
import dev.plumbline.store.history.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class AvailabilitiesTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");
  private static final Span TWO_DAYS = hours(0, 48);

  @Test
  void shareIsOfWhatWasObserved() {
    Availability availability =
        of(run(true, -3, 10), run(false, 10, 12), run(true, 12, 20), run(true, 40, 50));

    assertThat(availability.state()).isEqualTo("available");
    assertThat(availability.observedSeconds()).isEqualTo(28 * 3600);
    assertThat(availability.availableSeconds()).isEqualTo(26 * 3600);
    assertThat(availability.outages()).isEqualTo(1);
    assertThat(availability.longestOutages()).containsExactly(hours(10, 12));
    assertThat(availability.percent().points())
        .extracting(point -> point.value().orElse(-1.0))
        .containsExactly(90.0, 100.0);
  }

  @Test
  void outageGoesOnAcrossWhatWasNotObserved() {
    Availability availability = of(run(false, -3, 4), run(false, 8, 30));

    assertThat(availability.outages()).isEqualTo(1);
    assertThat(availability.longestOutages()).containsExactly(hours(0, 30));
    assertThat(availability.availablePercent()).contains(0.0);
    assertThat(availability.state()).isEqualTo("unknown");
  }

  @Test
  void longestOutagesAreNamedInTheirOrder() {
    Availability availability =
        of(
            run(false, 0, 1),
            run(true, 1, 2),
            run(false, 2, 5),
            run(true, 5, 6),
            run(false, 6, 8),
            run(true, 8, 9),
            run(false, 9, 13),
            run(true, 13, 14),
            run(false, 14, 19),
            run(true, 19, 20),
            run(false, 20, 26));

    assertThat(availability.outages()).isEqualTo(6);
    assertThat(availability.longestOutages())
        .containsExactly(hours(2, 5), hours(6, 8), hours(9, 13), hours(14, 19), hours(20, 26));
  }

  @Test
  void whatWasNeverPolledIsNotAvailableAndNotUnavailable() {
    Availability availability = of();

    assertThat(availability.state()).isEqualTo("unknown");
    assertThat(availability.availablePercent()).isEmpty();
    assertThat(availability.percent().points()).allMatch(point -> point.value().isEmpty());
  }

  private static Availability of(PollRun... runs) {
    return Availabilities.of(List.of(runs), TWO_DAYS, Marks.of(TWO_DAYS, ZoneOffset.UTC));
  }

  private static PollRun run(boolean successful, int from, int to) {
    return new PollRun(new EnvironmentId("staging"), successful, hours(from, to), 1);
  }

  private static Span hours(int from, int to) {
    return new Span(MIDNIGHT.plus(Duration.ofHours(from)), MIDNIGHT.plus(Duration.ofHours(to)));
  }
}
