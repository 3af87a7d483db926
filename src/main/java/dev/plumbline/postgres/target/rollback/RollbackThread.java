package dev.plumbline.postgres.target.rollback;

import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import dev.plumbline.sync.port.RollbackDatabase.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Works on a thread of its own, which is never interrupted: an interrupt would close the connection
 * and leave its session with all its locks until the server notices.
 */
final class RollbackThread {
  /** Between two tries to cancel; a statement that begins just then is not cancelled. */
  private static final Duration BETWEEN = Duration.ofMillis(100);

  /** After which a connection that cannot be cancelled is dropped. */
  private static final Duration LONGEST_CANCEL = Duration.ofSeconds(10);

  private enum State {
    WORKING,
    STOPPED,
    COMMITTING
  }

  private final TargetTransaction from;
  private final TargetTransaction to;
  private final Duration limit;
  private final AtomicReference<State> state = new AtomicReference<>(State.WORKING);

  RollbackThread(TargetTransaction from, TargetTransaction to, Duration limit) {
    this.from = from;
    this.to = to;
    this.limit = limit;
  }

  Outcome outcome(RollbackWork work) throws InterruptedException {
    FutureTask<Outcome> task = new FutureTask<>(() -> finish(work));
    Thread.ofVirtual().name("rollback").start(task);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      if (state.compareAndSet(State.WORKING, State.STOPPED)) {
        stop(task);
        throw e;
      }
      Outcome outcome = await(task);
      Thread.currentThread().interrupt();
      return outcome;
    } catch (TimeoutException e) {
      if (state.compareAndSet(State.WORKING, State.STOPPED)) {
        stop(task);
        return new Outcome.Undone(
            "it was not done within %d s, so all of it was rolled back"
                .formatted(limit.toSeconds()));
      }
      return await(task);
    } catch (ExecutionException e) {
      throw failed(e);
    }
  }

  private Outcome finish(RollbackWork work) {
    List<String> notes;
    try {
      notes = work.run();
    } catch (StatementFailedException e) {
      return new Outcome.Undone(e.getMessage());
    }
    if (!state.compareAndSet(State.WORKING, State.COMMITTING)) {
      return new Outcome.Undone("it was stopped before it was committed");
    }
    try {
      to.commit();
      return new Outcome.Committed(notes);
    } catch (SQLException e) {
      String code = Optional.ofNullable(e.getSQLState()).orElse("");
      String message = "the commit failed (SQLSTATE %s)".formatted(code);
      // Of everything else the server says that it rolled back.
      return code.isEmpty() || code.startsWith("08") || code.startsWith("57P")
          ? new Outcome.Unknown(message)
          : new Outcome.Undone(message);
    }
  }

  /** Whatever is asked of this thread meanwhile: the answer of a commit comes soon. */
  private static Outcome await(FutureTask<Outcome> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw failed(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void stop(FutureTask<Outcome> task) {
    long deadline = System.nanoTime() + LONGEST_CANCEL.toNanos();
    boolean interrupted = false;
    while (!task.isDone()) {
      if (System.nanoTime() < deadline) {
        to.cancel();
        from.cancel();
      } else {
        to.abort(Runnable::run);
        from.abort(Runnable::run);
      }
      interrupted |= isInterruptedBefore(task, BETWEEN);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the end of the task, or as long as it may. */
  private static boolean isInterruptedBefore(FutureTask<Outcome> task, Duration longest) {
    try {
      task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
      return false;
    } catch (InterruptedException e) {
      return true;
    } catch (TimeoutException | ExecutionException e) {
      // Whether it has ended, the caller sees.
      return false;
    }
  }

  private static IllegalStateException failed(ExecutionException e) {
    return new IllegalStateException("the rollback ended by itself", e.getCause());
  }
}
