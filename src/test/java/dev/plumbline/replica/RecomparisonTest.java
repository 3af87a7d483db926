package dev.plumbline.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.Part;
import dev.plumbline.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When it is compared anew, and when a replica is ready. */
class RecomparisonTest implements ReplicaWork {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Set<Part> OTHERS = Set.of(Part.of(new ComparisonName("promotion")));

  private final ReplicaStatus status = new ReplicaStatus();
  private final Deque<Runnable> beside = new ArrayDeque<>();
  private final Deque<RuntimeException> failures = new ArrayDeque<>();
  private final Recomparison recomparison = new Recomparison(this, beside::add, status);
  private int compared;

  private void at(int second, Set<Part> overruled) {
    recomparison.ifNecessary(overruled, START.plusSeconds(second));
    while (!beside.isEmpty()) {
      beside.remove().run();
    }
  }

  @Test
  void replicaIsReadyOnceItHasCompared() {
    assertThat(status.unready()).isPresent();

    recomparison.ifNecessary(Set.of(), START);

    assertThat(compared).isEqualTo(1);
    assertThat(status.unready()).isEmpty();
  }

  @Test
  void itIsComparedAnewWhenOtherPartsAreOverruledAndOnlyThen() {
    at(0, Set.of());
    at(1, Set.of());
    at(2, OTHERS);
    at(3, OTHERS);

    assertThat(compared).isEqualTo(2);
  }

  @Test
  void itIsComparedAnewWhenWhatWasDoneDoesNotCount() {
    at(0, Set.of());
    recomparison.again();
    at(1, Set.of());

    assertThat(compared).isEqualTo(2);
    assertThat(status.unready()).isEmpty();
  }

  @Test
  void storeThatFailsInBetweenLeavesItUndone() {
    failures.addAll(Collections.nCopies(20, new StoreUnavailableException("away", null)));
    for (int second = 0; second < 20; second++) {
      at(second, Set.of());
      assertThat(status.unready().orElseThrow()).contains("Plumbline's store is not available");
    }

    at(20, Set.of());

    assertThat(compared).isEqualTo(21);
    assertThat(status.unready()).isEmpty();
  }

  @Test
  void errorIsTriedAgainWithGrowingPausesAndGivenUp() {
    failures.addAll(Collections.nCopies(100, new IllegalStateException("damaged")));
    at(0, Set.of());
    assertThat(status.unready().orElseThrow()).contains("attempt 1 of 5");

    for (int second = 1; second < 30; second++) {
      at(second, Set.of());
      assertThat(status.unready()).isPresent();
    }
    assertThat(compared).isEqualTo(4);
    for (int second = 30; second < 100; second++) {
      at(second, Set.of());
    }

    assertThat(compared).isEqualTo(Recomparison.MOST_ERRORS);
    assertThat(status.unready()).isEmpty();
  }

  @Test
  void replicaThatIsReadyStaysReadyWhenItIsOverruledAndComparingFails() {
    at(0, Set.of());
    failures.add(new IllegalStateException("damaged"));
    failures.add(new StoreUnavailableException("away", null));

    at(1, OTHERS);
    at(3, OTHERS);
    assertThat(status.unready()).isEmpty();
    at(4, OTHERS);
    at(5, OTHERS);

    assertThat(compared).isEqualTo(4);
  }

  @Test
  void oneThatRunsBesideIsNotBegunTwice() {
    at(0, Set.of());

    recomparison.ifNecessary(OTHERS, START.plusSeconds(1));
    recomparison.ifNecessary(OTHERS, START.plusSeconds(2));

    assertThat(beside).hasSize(1);
  }

  @Override
  public void compare() {
    compared++;
    if (!failures.isEmpty()) {
      throw failures.remove();
    }
  }

  @Override
  public Optional<Instant> last(Part part) {
    return Optional.empty();
  }

  @Override
  public boolean mayPoll(EnvironmentId environment) {
    return true;
  }

  @Override
  public Duration poll(EnvironmentId environment) {
    return Duration.ZERO;
  }

  @Override
  public void scan(EnvironmentId environment, Optional<Instant> unlessSince) {}

  @Override
  public void takeOver() {}
}
