package dev.plumbline.replica;

import dev.plumbline.store.Part;
import dev.plumbline.store.StoreUnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Compares anew by the rules of this replica: when it starts, and when other parts are overruled
 * than before. It counts as done only after it is done. While the store is away it is tried each
 * second; after an error only so often, with a growing pause, because a comparison that cannot be
 * made must not keep this replica from being ready: that comparison is unknown until its next poll.
 */
final class Recomparison {
  /** After so many errors in a row it is given up. */
  static final int MOST_ERRORS = 5;

  private static final System.Logger LOG = System.getLogger(Recomparison.class.getName());

  private final ReplicaWork work;
  private final Executor executor;
  private final ReplicaStatus status;
  private final AtomicBoolean runs = new AtomicBoolean();

  private volatile Optional<Set<Part>> done = Optional.empty();
  private volatile Instant notBefore = Instant.MIN;
  private boolean tried;

  /** Of attempts, which are made one after the other. */
  private int errors;

  /**
   * @param status is not ready before the first comparing is done or given up
   */
  Recomparison(ReplicaWork work, Executor executor, ReplicaStatus status) {
    this.work = work;
    this.executor = executor;
    this.status = status;
  }

  /**
   * Compares if that is necessary. The very first attempt is over when this returns, so that a
   * replica that starts is not asked before; every other one runs beside the caller.
   */
  void ifNecessary(Set<Part> overruled, Instant now) {
    if (done.equals(Optional.of(overruled))
        || now.isBefore(notBefore)
        || !runs.compareAndSet(false, true)) {
      return;
    }
    boolean isFirst = !tried;
    tried = true;
    Runnable attempt = () -> attempt(overruled, now);
    if (isFirst) {
      attempt.run();
    } else {
      executor.execute(attempt);
    }
  }

  /** What was done does not count any more. */
  void again() {
    done = Optional.empty();
  }

  private void attempt(Set<Part> overruled, Instant now) {
    try {
      work.compare();
      done(overruled);
    } catch (StoreUnavailableException e) {
      status.mustCompare("Plumbline's store is not available");
    } catch (RuntimeException e) {
      failed(overruled, now, e);
    } finally {
      runs.set(false);
    }
  }

  private void done(Set<Part> overruled) {
    errors = 0;
    done = Optional.of(overruled);
    status.hasCompared();
  }

  private void failed(Set<Part> overruled, Instant now, RuntimeException error) {
    errors++;
    if (errors < MOST_ERRORS) {
      LOG.log(
          Level.WARNING, "not all comparisons could be made again; Plumbline tries again", error);
      notBefore = now.plus(Duration.ofSeconds(1L << errors));
      status.mustCompare("an error, attempt " + errors + " of " + MOST_ERRORS + "; see the log");
    } else {
      LOG.log(
          Level.ERROR,
          "not all comparisons could be made again; the others are unknown until their"
              + " next poll",
          error);
      done(overruled);
    }
  }
}
