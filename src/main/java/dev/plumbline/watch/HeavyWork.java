package dev.plumbline.watch;

import java.util.concurrent.Semaphore;

/**
 * Bounds how many whole schemas are in memory at once: everything else in a poll is small and runs
 * unbounded, so that an environment that hangs never holds up the others.
 */
public final class HeavyWork {
  private final Semaphore permits;

  public HeavyWork(int permits) {
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
      synchronized (this) {
        if (held) {
          return;
        }
      }
      permits.acquire();
      synchronized (this) {
        if (closed || held) {
          permits.release();
        } else {
          held = true;
        }
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
