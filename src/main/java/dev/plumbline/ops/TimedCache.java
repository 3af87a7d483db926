package dev.plumbline.ops;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Something that is read from the store for whoever asks, kept for a while, and never waited for
 * longer than a scrape may take.
 */
final class TimedCache<T> {
  private static final Logger LOG = Logger.getLogger(TimedCache.class);
  private static final Duration DEADLINE = Duration.ofSeconds(3);

  /** What is read once an hour is read again sooner if it could not be. */
  private static final Duration FAILURE_KEPT = Duration.ofSeconds(10);

  private static final Executor THREADS =
      work -> Thread.ofVirtual().name("shared-state").start(work);

  private final Supplier<T> read;
  private final Duration kept;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Reading<T> last;

  /** One read of the store, under way or ended. */
  private record Reading<T>(Instant begunAt, CompletableFuture<T> value) {}

  TimedCache(Supplier<T> read, Duration kept, Clock clock) {
    this.read = read;
    this.kept = kept;
    this.clock = clock;
  }

  /** Lets the reading begin, if there is none to be used; for what is asked for soon. */
  void begin() {
    reading();
  }

  /** Empty if it could not be read. */
  Optional<T> now() {
    try {
      return Optional.of(reading().value().get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (TimeoutException | ExecutionException e) {
      LOG.debugf(e, "Plumbline's store did not answer");
      return Optional.empty();
    }
  }

  private Reading<T> reading() {
    Instant now = clock.instant();
    lock.lock();
    try {
      Reading<T> known = last;
      if (known != null && (!known.value().isDone() || isFresh(known, now))) {
        return known;
      }
      Reading<T> begun = new Reading<>(now, CompletableFuture.supplyAsync(read, THREADS));
      last = begun;
      return begun;
    } finally {
      lock.unlock();
    }
  }

  /** A clock that was set back must not keep an old state alive. */
  private boolean isFresh(Reading<T> reading, Instant now) {
    Duration age = Duration.between(reading.begunAt(), now);
    boolean isFailed = reading.value().isCompletedExceptionally();
    return !age.isNegative()
        && age.compareTo(isFailed && kept.compareTo(FAILURE_KEPT) > 0 ? FAILURE_KEPT : kept) < 0;
  }
}
