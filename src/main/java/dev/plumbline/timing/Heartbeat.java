package dev.plumbline.timing;

import java.time.Duration;

/**
 * Does something again and again beside work whose steps may take long: a scan, a plan or a run.
 */
@FunctionalInterface
public interface Heartbeat {
  Beating start(Runnable beat);

  /** To be closed when the work ends. */
  @FunctionalInterface
  interface Beating {
    void close();
  }

  /** On a virtual thread of its own. */
  static Heartbeat every(Duration interval, Waiting waiting) {
    return beat -> {
      Thread thread =
          Thread.ofVirtual()
              .name("heartbeat")
              .start(
                  () -> {
                    try {
                      while (!Thread.currentThread().isInterrupted()) {
                        waiting.await(interval);
                        beat.run();
                      }
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      return thread::interrupt;
    };
  }
}
