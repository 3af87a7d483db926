package dev.plumbline.ops;

import dev.plumbline.memory.FindingStore;
import dev.plumbline.memory.FindingStore.Count;
import dev.plumbline.monitor.ComparisonOverview;
import dev.plumbline.monitor.EnvironmentOverview;
import dev.plumbline.monitor.Monitoring;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the store says right now, the same for every replica. It is read at most once a second, and
 * never waited for longer than a scrape may take: if it does not answer, it is away.
 */
@Singleton
final class SharedState {
  private static final Logger LOG = Logger.getLogger(SharedState.class);
  private static final Duration KEPT = Duration.ofSeconds(1);
  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final Executor THREADS =
      work -> Thread.ofVirtual().name("shared-state").start(work);

  private final Monitoring monitoring;
  private final FindingStore findings;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Reading last;

  /** One read of the store, under way or ended. */
  private record Reading(Instant begunAt, CompletableFuture<State> state) {}

  /** Everything that is told of at one instant. */
  record State(
      List<EnvironmentOverview> environments,
      List<ComparisonOverview> comparisons,
      List<Count> findings) {}

  SharedState(Monitoring monitoring, FindingStore findings, Clock clock) {
    this.monitoring = monitoring;
    this.findings = findings;
    this.clock = clock;
  }

  /** Empty if the store is away. */
  Optional<State> now() {
    CompletableFuture<State> state = reading().state();
    try {
      return Optional.of(state.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (TimeoutException | ExecutionException e) {
      LOG.debugf(e, "Our own store did not answer");
      return Optional.empty();
    }
  }

  private Reading reading() {
    Instant now = clock.instant();
    lock.lock();
    try {
      Reading known = last;
      if (known != null && (!known.state().isDone() || isFresh(known, now))) {
        return known;
      }
      Reading begun = new Reading(now, CompletableFuture.supplyAsync(this::read, THREADS));
      last = begun;
      return begun;
    } finally {
      lock.unlock();
    }
  }

  /** A clock that was set back must not keep an old state alive. */
  private static boolean isFresh(Reading reading, Instant now) {
    Duration age = Duration.between(reading.begunAt(), now);
    return !age.isNegative() && age.compareTo(KEPT) < 0;
  }

  private State read() {
    return new State(monitoring.environments(), monitoring.comparisons(), findings.counts());
  }
}
