package dev.plumbline.scan.work;

import dev.plumbline.scan.Pauses;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** How long a scan may go on. */
final class Patience {
  private final BooleanSupplier stopping;
  private final Pauses pauses;
  private final Instant until;

  /**
   * @param stopping whether this process ends
   * @param until when the budget is used up
   */
  Patience(BooleanSupplier stopping, Pauses pauses, Instant until) {
    this.stopping = stopping;
    this.pauses = pauses;
    this.until = until;
  }

  boolean isOver() {
    return stopping.getAsBoolean() || !pauses.clock().instant().isBefore(until);
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
        ? new Cut(Cut.Why.STOPPED, "this process is stopping")
        : new Cut(Cut.Why.OUT_OF_BUDGET, "the budget is used up");
  }

  /**
   * @throws Cut if it is over before the pause is
   */
  void pause(Duration pause) throws InterruptedException {
    if (!pauses.pause(pause, this::isOver)) {
      throw cut();
    }
  }
}
