package dev.plumbline.configuration;

import java.time.Duration;
import java.util.List;

/**
 * How long parts of a run may take.
 *
 * @param lockWait how long Directus may wait for a lock while it applies a plan; then it is
 *     cancelled, so that nobody else waits for longer
 * @param deadline how long Directus may take to apply a plan, and a rollback to put it back
 * @param rollbackWithin how long the backup of a run is kept for a rollback
 * @param followUp how long after a verified run its target is verified again; empty: never
 */
public record RunLimits(
    Duration lockWait, Duration deadline, Duration rollbackWithin, List<Duration> followUp) {
  public static final RunLimits DEFAULT =
      new RunLimits(
          Duration.ofSeconds(5),
          Duration.ofMinutes(10),
          Duration.ofDays(7),
          List.of(Duration.ofHours(1), Duration.ofHours(24)));

  public RunLimits {
    followUp = List.copyOf(followUp);
  }
}
