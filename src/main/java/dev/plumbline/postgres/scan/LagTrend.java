package dev.plumbline.postgres.scan;

import java.util.ArrayDeque;
import java.util.Deque;

/** Whether a replication lag grows. One that stands was there before the scan, or is wanted. */
final class LagTrend {
  /** Seconds that are looked back. */
  private static final double WINDOW = 10;

  /** Seconds that tell something. */
  private static final double SHORTEST = 1;

  /** Of a standby that does not apply anything, it grows by a second a second. */
  private static final double GROWTH = 0.1;

  private final Deque<Look> looks = new ArrayDeque<>();

  private record Look(double seconds, double lag) {}

  /**
   * The lag if it grows, otherwise 0.
   *
   * @param now seconds, by the clock of the server
   */
  double growing(double now, double lag) {
    looks.addLast(new Look(now, lag));
    // One that is older stays, so that there is something to compare with after a long step.
    while (looks.size() > 2 && now - second().seconds() >= WINDOW) {
      looks.removeFirst();
    }
    Look then = looks.getFirst();
    double passed = now - then.seconds();
    return passed >= SHORTEST && lag - then.lag() > passed * GROWTH ? lag : 0;
  }

  private Look second() {
    return looks.stream().skip(1).findFirst().orElseThrow();
  }
}
