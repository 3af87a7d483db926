package dev.plumbline.scan;

import dev.plumbline.watch.Waiting;
import java.time.Duration;

/** Does something again and again beside a scan, whose statements may run long. */
@FunctionalInterface
public interface Heartbeat {
  Beating start(Runnable beat);

  /** To be closed when the scan ends. */
  @FunctionalInterface
  interface Beating {
    void close();
  }

  /** On a virtual thread for each scan. */
  static Heartbeat every(Duration interval, Waiting waiting) {
    return beat -> {
      Thread thread =
          Thread.ofVirtual()
              .name("scan-pulse")
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
