package dev.plumbline.postgres.scan.server;

import java.util.ArrayDeque;
import java.util.Deque;

/** Whether a replication lag grows. One that stands was there before the scan, or is wanted. */
public final class LagTrend {
  /** Seconds over which growth is measured. */
  private static final double WINDOW = 10;

  /** Fewer seconds say nothing about growth. */
  private static final double SHORTEST = 1;

  /** Of a standby that does not apply anything, it grows by a second a second. */
  private static final double GROWTH = 0.1;

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(double seconds, double lag) {}

  /**
   * The lag if it grows, otherwise 0.
   *
   * @param now seconds, by the clock of the server
   */
  public double growing(double now, double lag) {
    samples.addLast(new Sample(now, lag));
    // One that is older stays, so that there is something to compare with after a long step.
    while (samples.size() > 2 && now - second().seconds() >= WINDOW) {
      samples.removeFirst();
    }
    Sample then = samples.getFirst();
    double passed = now - then.seconds();
    return passed >= SHORTEST && lag - then.lag() > passed * GROWTH ? lag : 0;
  }

  private Sample second() {
    return samples.stream().skip(1).findFirst().orElseThrow();
  }
}
