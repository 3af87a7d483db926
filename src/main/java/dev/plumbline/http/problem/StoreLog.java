package dev.plumbline.http.problem;

import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * One line in the log when our own store fails requests, and one when it serves them again; none
 * for each request. While some requests still fail, the store does not count as working again.
 */
@Singleton
public final class StoreLog {
  private static final System.Logger LOG = System.getLogger(StoreLog.class.getName());

  /** Without a failure; then the store is back. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final Clock clock;
  private volatile boolean away;
  private Instant failedAt = Instant.MIN;
  private long failures;

  StoreLog(Clock clock) {
    this.clock = clock;
  }

  synchronized void failed(String why) {
    failedAt = clock.instant();
    failures++;
    if (!away) {
      away = true;
      LOG.log(Level.WARNING, "requests are answered with 503: " + why);
    }
  }

  /** A request was served. */
  public void served() {
    if (away) {
      back();
    }
  }

  private synchronized void back() {
    if (away && !clock.instant().isBefore(failedAt.plus(QUIET))) {
      LOG.log(Level.INFO, "requests are served again; " + failures + " were answered with 503");
      away = false;
      failures = 0;
    }
  }
}
