package dev.plumbline.scan;

import dev.plumbline.watch.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Pauses that are cut into slices, so that whoever pauses notices when it is over. */
public record Pauses(Waiting waiting, Clock clock) {
  /** How often it looks whether it is over. */
  static final Duration SLICE = Duration.ofSeconds(1);

  /**
   * @param over whether to give up waiting; asked before each slice, and at the end
   * @return false if it was over
   */
  public boolean pause(Duration pause, BooleanSupplier over) throws InterruptedException {
    Instant until = clock.instant().plus(pause);
    for (Duration left = pause;
        left.isPositive();
        left = Duration.between(clock.instant(), until)) {
      if (over.getAsBoolean()) {
        return false;
      }
      waiting.await(left.compareTo(SLICE) < 0 ? left : SLICE);
    }
    return !over.getAsBoolean();
  }
}
