package dev.plumbline.scan.work.run;

import dev.plumbline.scan.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** How long a scan may continue. */
public final class ScanBudget {
  private final BooleanSupplier stopping;
  private final Sleeper sleeper;
  private final Instant until;

  /**
   * @param stopping whether this process ends
   * @param until when the budget is used up
   */
  public ScanBudget(BooleanSupplier stopping, Sleeper sleeper, Instant until) {
    this.stopping = stopping;
    this.sleeper = sleeper;
    this.until = until;
  }

  public boolean isOver() {
    return stopping.getAsBoolean() || !sleeper.clock().instant().isBefore(until);
  }

  /**
   * @throws ScanInterruptedException if it is over
   */
  public void check() {
    if (isOver()) {
      throw cut();
    }
  }

  /** What is to be thrown when it is over. */
  public ScanInterruptedException cut() {
    return stopping.getAsBoolean()
        ? new ScanInterruptedException(
            ScanInterruptedException.Why.STOPPED, "this process is stopping")
        : new ScanInterruptedException(
            ScanInterruptedException.Why.OUT_OF_BUDGET, "the budget is used up");
  }

  /**
   * @throws ScanInterruptedException if it is over before the pause is
   */
  public void pause(Duration pause) throws InterruptedException {
    if (!sleeper.pause(pause, this::isOver)) {
      throw cut();
    }
  }
}
