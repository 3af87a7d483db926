package dev.plumbline.report.make;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.Part;
import dev.plumbline.store.history.Span;
import dev.plumbline.store.history.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateHistoryTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Span DAY = hours(0, 24);

  @Test
  void stateHoldsUntilTheNextOneWhileItIsRecorded() {
    StateHistory history =
        new StateHistory(
            List.of(state(-5, "in_sync"), state(6, "drifted")), List.of(hours(-9, 30)));

    assertThat(history.at(hour(5)).map(StateChange::state)).contains("in_sync");
    assertThat(history.at(hour(6)).map(StateChange::state)).contains("drifted");
    assertThat(history.seconds("in_sync", DAY)).isEqualTo(6 * 3600);
    assertThat(history.seconds("drifted", DAY)).isEqualTo(18 * 3600);
    assertThat(history.seconds("unknown", DAY)).isZero();
  }

  @Test
  void nobodyKnowsWhatWasWhileNothingWasRecorded() {
    StateHistory history =
        new StateHistory(
            List.of(state(-5, "in_sync"), state(14, "drifted")),
            List.of(hours(-9, 2), hours(10, 20)));

    assertThat(history.at(hour(1)).map(StateChange::state)).contains("in_sync");
    assertThat(history.at(hour(2))).isEmpty();
    assertThat(history.at(hour(12)).map(StateChange::state)).contains("in_sync");
    assertThat(history.at(hour(22))).isEmpty();
    assertThat(history.seconds("in_sync", DAY)).isEqualTo((2 + 4) * 3600);
    assertThat(history.seconds("drifted", DAY)).isEqualTo(6 * 3600);
  }

  @Test
  void nothingIsKnownBeforeTheFirstRecord() {
    StateHistory history = new StateHistory(List.of(state(3, "in_sync")), List.of(hours(0, 24)));

    assertThat(history.at(hour(2))).isEmpty();
    assertThat(history.seconds("in_sync", DAY)).isEqualTo(21 * 3600);
  }

  @Test
  void gapsAreWhatNoSpanCovers() {
    assertThat(Times.gaps(List.of(hours(6, 9), hours(-2, 3), hours(8, 12)), DAY))
        .containsExactly(hours(3, 6), hours(12, 24));
    assertThat(Times.gaps(List.of(), DAY)).containsExactly(DAY);
    assertThat(Times.gaps(List.of(hours(-1, 99)), DAY)).isEmpty();
  }

  private static StateChange state(int hour, String state) {
    return new StateChange(
        Part.scans(new EnvironmentId("staging")), hour(hour), state, Optional.empty(), List.of());
  }

  private static Instant hour(int hour) {
    return NOON.plus(Duration.ofHours(hour));
  }

  private static Span hours(int from, int to) {
    return new Span(hour(from), hour(to));
  }
}
