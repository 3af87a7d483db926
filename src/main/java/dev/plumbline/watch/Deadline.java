package dev.plumbline.watch;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The time that one source may take in one poll, all its calls together. The adapters have
 * deadlines of their own for each call; this one trusts nobody.
 */
final class Deadline {
  /** The adapter is to give up first, because it knows the address of what hangs. */
  private static final int GRACE = 10;

  private final Duration limit;
  private Duration left;

  Deadline(Duration limit) {
    this.limit = limit;
    this.left = limit;
  }

  Duration limit() {
    return limit;
  }

  /**
   * @return what {@code call} returns, or, once the time is over, what {@code otherwise} does; the
   *     call is interrupted then, and its result dropped
   */
  <T> T within(Callable<T> call, Supplier<T> otherwise) throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(call);
    long start = System.nanoTime();
    Thread thread = Thread.ofVirtual().name("source").start(task);
    try {
      return task.get(left.plus(limit.dividedBy(GRACE)).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return otherwise.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a source failed with an unexpected error", e.getCause());
    } finally {
      thread.interrupt();
      left = left.minusNanos(System.nanoTime() - start);
      if (left.isNegative()) {
        left = Duration.ZERO;
      }
    }
  }
}
