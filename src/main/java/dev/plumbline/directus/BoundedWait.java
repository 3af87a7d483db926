package dev.plumbline.directus;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for so long and no longer. The timeouts of an HTTP client begin anew with every byte; this
 * one does not, so that a peer sending a byte a second cannot keep a poll for hours.
 */
final class BoundedWait {
  private BoundedWait() {}

  /**
   * Runs the task on a thread of its own, which is interrupted when the time is over or when the
   * caller is interrupted.
   *
   * @throws TimeoutException if it did not end in time
   * @throws InterruptedException if the caller was interrupted
   * @throws ExecutionException with what the task threw
   */
  static <T> T within(Duration limit, Callable<T> task)
      throws TimeoutException, InterruptedException, ExecutionException {
    FutureTask<T> future = new FutureTask<>(task);
    Thread.ofVirtual().name("directus-call").start(future);
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      future.cancel(true);
    }
  }
}
