package dev.plumbline.backup;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does long steps beside one another, each on a thread of its own. As soon as one fails, the others
 * are interrupted; so they are when the deadline has passed.
 */
final class Steps {
  private static final Duration TICK = Duration.ofSeconds(1);

  /** How long a step that was interrupted may take to end. */
  private static final Duration LAST = Duration.ofSeconds(10);

  private Steps() {}

  /** What is done every second meanwhile. */
  interface Tick {
    /**
     * @throws BackupException to end all steps
     */
    void tick() throws BackupException;
  }

  /**
   * Returns when all are done.
   *
   * @param what is done, for the message about the deadline
   * @throws BackupException also if a step failed: the first one, which the others may have failed
   *     because of
   */
  static void together(String what, Duration deadline, Tick tick, List<Callable<?>> steps)
      throws BackupException, InterruptedException {
    CompletableFuture<Void> end = new CompletableFuture<>();
    AtomicInteger running = new AtomicInteger(steps.size());
    List<Thread> threads =
        steps.stream()
            .map(step -> Thread.ofVirtual().name("backup").start(() -> run(step, running, end)))
            .toList();
    long start = System.nanoTime();
    try {
      while (!isOver(end)) {
        if (System.nanoTime() - start > deadline.toNanos()) {
          throw BackupException.failed(
              "%s took longer than %d s (plumbline.backups.deadline)"
                  .formatted(what, deadline.toSeconds()));
        }
        tick.tick();
      }
    } finally {
      threads.forEach(Thread::interrupt);
      for (Thread thread : threads) {
        // So that nothing is written any more when this returns.
        thread.join(LAST);
      }
    }
  }

  private static void run(Callable<?> step, AtomicInteger running, CompletableFuture<Void> end) {
    try {
      step.call();
      if (running.decrementAndGet() == 0) {
        end.complete(null);
      }
    } catch (Exception e) {
      end.completeExceptionally(e);
    }
  }

  /** Waits a tick at most. */
  private static boolean isOver(CompletableFuture<Void> end)
      throws BackupException, InterruptedException {
    try {
      end.get(TICK.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case BackupException failed -> throw failed;
        case InterruptedException interrupted -> throw interrupted;
        case StoreUnavailableException unavailable -> throw unavailable;
        case null, default ->
            throw new IllegalStateException("a step of a backup failed", e.getCause());
      }
    }
  }
}
