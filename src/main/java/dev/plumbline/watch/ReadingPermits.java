package dev.plumbline.watch;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many whole schemas are in memory at once: everything else in a poll is small and runs
 * unbounded, so that an environment that hangs never holds up the others.
 */
public final class ReadingPermits {
  private final Semaphore permits;

  public ReadingPermits(int permits) {
    this.permits = new Semaphore(permits, true);
  }

  /** For one poll; to be closed when nothing of what it read is needed any more. */
  public Permit forOnePoll() {
    return new Permit();
  }

  /** Acquired when first needed, released on close; a poll's threads may share it. */
  public final class Permit implements AutoCloseable {
    private boolean held;
    private boolean closed;

    public void acquire() throws InterruptedException {
      if (!isHeld()) {
        permits.acquire();
        hold();
      }
    }

    /**
     * @return false if others held all permits for so long
     */
    public boolean acquire(Duration limit) throws InterruptedException {
      if (isHeld()) {
        return true;
      }
      if (!permits.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
      hold();
      return true;
    }

    private synchronized boolean isHeld() {
      return held;
    }

    private synchronized void hold() {
      if (closed || held) {
        permits.release();
      } else {
        held = true;
      }
    }

    @Override
    public synchronized void close() {
      closed = true;
      if (held) {
        permits.release();
        held = false;
      }
    }
  }
}
