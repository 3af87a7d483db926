package dev.plumbline.scan;

import dev.plumbline.timing.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;

/** Passes only when somebody waits or says so. */
public final class Time extends Clock implements Waiting {
  private final Deque<Runnable> whileWaiting = new ArrayDeque<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Duration waited = Duration.ZERO;

  public void pass(Duration duration) {
    now = now.plus(duration);
  }

  /** What was waited for, all together. */
  public Duration waited() {
    return waited;
  }

  /** Happens the next time that somebody waits. */
  public void whileWaiting(Runnable event) {
    whileWaiting.add(event);
  }

  @Override
  public void await(Duration duration) {
    pass(duration);
    waited = waited.plus(duration);
    Runnable event = whileWaiting.poll();
    if (event != null) {
      event.run();
    }
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
