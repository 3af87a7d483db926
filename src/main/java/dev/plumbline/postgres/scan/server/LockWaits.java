package dev.plumbline.postgres.scan.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which waits for locks began lately. One that lasts is not ended sooner by a scan that stands
 * still. Since when a session waits is known to PostgreSQL 14 and newer; of older ones it is
 * remembered from the first query that saw it.
 */
public final class LockWaits {
  /** Seconds for which a wait counts. */
  static final double YOUNG = 60;

  private Map<String, Double> firstSeen = new HashMap<>();

  /**
   * A session that waits.
   *
   * @param what names this wait and no other
   * @param seconds that it has lasted, as far as the server knows
   */
  public record Wait(String what, double seconds) {}

  /**
   * How many of these count.
   *
   * @param now seconds, by the clock of the server
   */
  public int young(double now, List<Wait> waits) {
    Map<String, Double> seen = new HashMap<>();
    int young = 0;
    for (Wait wait : waits) {
      double since =
          Math.min(
              now - wait.seconds(), Optional.ofNullable(firstSeen.get(wait.what())).orElse(now));
      seen.put(wait.what(), since);
      if (now - since <= YOUNG) {
        young++;
      }
    }
    firstSeen = seen;
    return young;
  }
}
