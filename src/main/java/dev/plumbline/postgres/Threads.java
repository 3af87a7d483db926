package dev.plumbline.postgres;

import dev.plumbline.mismatch.Mismatches;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** A thread for each part of the work. */
final class Threads implements Mismatches.Beside {
  @Override
  public <T> Supplier<T> start(Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread.ofVirtual().name("schema").start(task);
    return () -> {
      try {
        return task.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Plumbline itself stopped the reading", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException("what was read cannot be evaluated", e.getCause());
      }
    };
  }
}
