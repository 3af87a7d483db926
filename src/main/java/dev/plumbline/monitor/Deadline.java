package dev.plumbline.monitor;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Ends what takes too long. The adapters have deadlines of their own; this one trusts nobody. */
final class Deadline {
  private Deadline() {}

  /**
   * @return what {@code work} returns, or, once {@code limit} has passed, what {@code otherwise}
   *     does; the work is interrupted then, and its result dropped
   */
  static <T> T within(Duration limit, Callable<T> work, Supplier<T> otherwise)
      throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = Thread.ofVirtual().name("look").start(task);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return otherwise.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("looking failed in a way it must not", e.getCause());
    } finally {
      thread.interrupt();
    }
  }
}
