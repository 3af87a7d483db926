package dev.plumbline.scan.work;

import dev.plumbline.scan.Pace;
import dev.plumbline.watch.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** How long a scan may go on. */
final class Patience implements Pace.Patience {
  /** Longer pauses are cut so, to notice the end of it. */
  private static final Duration SLICE = Duration.ofSeconds(1);

  private final BooleanSupplier stopping;
  private final Clock clock;
  private final Instant until;

  /**
   * @param stopping whether this process ends
   */
  Patience(BooleanSupplier stopping, Clock clock, Duration budget) {
    this.stopping = stopping;
    this.clock = clock;
    this.until = clock.instant().plus(budget);
  }

  @Override
  public boolean isOver() {
    return stopping.getAsBoolean() || !clock.instant().isBefore(until);
  }

  /**
   * @throws Cut if it is over
   */
  void check() {
    if (isOver()) {
      throw cut();
    }
  }

  /** What is to be thrown when it is over. */
  Cut cut() {
    return stopping.getAsBoolean()
        ? new Cut(Cut.Why.STOPPED, "this process ends")
        : new Cut(Cut.Why.OUT_OF_BUDGET, "the budget is used up");
  }

  /**
   * @throws Cut if it is over before the pause is
   */
  void pause(Waiting waiting, Duration pause) throws InterruptedException {
    for (Duration left = pause; left.isPositive(); left = left.minus(SLICE)) {
      check();
      waiting.await(left.compareTo(SLICE) < 0 ? left : SLICE);
    }
    check();
  }
}
