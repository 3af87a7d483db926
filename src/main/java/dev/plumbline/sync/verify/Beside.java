package dev.plumbline.sync.verify;

import dev.plumbline.sync.port.TargetException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Something that is read while something else is read. Closing it ends what nobody asked for. */
final class Beside<T> implements AutoCloseable {
  private final FutureTask<T> task;
  private final Thread thread;

  /** What is read. */
  interface Work<T> {
    T read() throws TargetException, InterruptedException;
  }

  private Beside(FutureTask<T> task, Thread thread) {
    this.task = task;
    this.thread = thread;
  }

  static <T> Beside<T> begin(String what, Work<T> work) {
    FutureTask<T> task = new FutureTask<>(work::read);
    return new Beside<>(task, Thread.ofVirtual().name("verify-" + what).start(task));
  }

  /** Waits for it. It has deadlines of its own. */
  T get() throws TargetException, InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case TargetException target -> throw target;
        case InterruptedException interrupted -> throw interrupted;
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    if (!task.isDone()) {
      thread.interrupt();
    }
  }
}
