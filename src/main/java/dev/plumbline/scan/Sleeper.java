package dev.plumbline.scan;

import dev.plumbline.timing.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Pauses that are cut into slices, so that whoever pauses notices when it is over. */
public record Sleeper(Waiting waiting, Clock clock) {
  /** How often it checks whether it is over. */
  static final Duration SLICE = Duration.ofSeconds(1);

  /**
   * @param over whether to give up waiting; asked before each slice, and at the end
   * @return false if it was over
   */
  public boolean pause(Duration pause, BooleanSupplier over) throws InterruptedException {
    Instant until = clock.instant().plus(pause);
    Duration left = pause;
    while (left.isPositive()) {
      if (over.getAsBoolean()) {
        return false;
      }
      Duration slice = shorter(left, SLICE);
      waiting.await(slice);
      left = left(until, left.minus(slice));
    }
    return !over.getAsBoolean();
  }

  /**
   * How long until then. A clock that goes back makes nobody wait longer.
   *
   * @param most if the clock continued as it should
   */
  Duration left(Instant until, Duration most) {
    return shorter(Duration.between(clock.instant(), until), most);
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
