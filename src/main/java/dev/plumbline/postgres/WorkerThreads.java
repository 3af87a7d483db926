package dev.plumbline.postgres;

import dev.plumbline.mismatch.rules.Mismatches;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** A thread for each part of the work that needs no connection. */
final class WorkerThreads implements Mismatches.Beside {
  static <T> FutureTask<T> started(String name, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().name(name).start(task);
    return task;
  }

  @Override
  public <T> Supplier<T> start(Supplier<T> work) {
    FutureTask<T> task = started("mismatches", work::get);
    return () -> {
      try {
        return task.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Plumbline stopped this reading itself", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException("the data that was read cannot be evaluated", e.getCause());
      }
    };
  }
}
