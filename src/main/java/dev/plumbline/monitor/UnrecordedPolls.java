package dev.plumbline.monitor;

import dev.plumbline.drift.Comparison;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.StoreUnavailableException;
import dev.plumbline.store.state.Poll;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Polls of this process that could not be recorded. As long as the last one of an environment was
 * not, nobody knows how the environment is, whatever the store says.
 */
final class UnrecordedPolls {
  private final MonitorStore store;
  private final Clock clock;
  private final Map<EnvironmentId, Poll> polls = new ConcurrentHashMap<>();

  UnrecordedPolls(MonitorStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** A part of a poll that writes to the store. */
  interface Work<T> {
    T run() throws InterruptedException;
  }

  /** Likewise, the beginning of one. */
  void guard(Poll poll, Runnable work) {
    try {
      work.run();
    } catch (StoreUnavailableException e) {
      keep(poll, e);
      throw e;
    }
  }

  /** Carries out a poll and keeps in mind whether it was recorded. */
  <T> T guard(Poll poll, Work<T> work) throws InterruptedException {
    try {
      T result = work.run();
      Poll before = polls.remove(poll.environment());
      if (before != null && !before.id().equals(poll.id())) {
        store.end(before);
      }
      return result;
    } catch (StoreUnavailableException e) {
      keep(poll, e);
      throw e;
    }
  }

  /** How a poll ended of which the store does not know. */
  Optional<Poll> poll(UUID id) {
    return polls.values().stream().filter(poll -> poll.id().equals(id)).findFirst();
  }

  /** Why nothing is known of an environment; empty if its last poll was recorded. */
  Optional<String> reason(EnvironmentId environment) {
    return Optional.ofNullable(polls.get(environment))
        .map(
            poll ->
                "the poll of "
                    + environment
                    + " at "
                    + poll.startedAt().truncatedTo(ChronoUnit.SECONDS)
                    + " "
                    + poll.message().orElse("could not be recorded"));
  }

  Optional<String> reason(Comparison comparison) {
    return Stream.of(comparison.source(), comparison.target())
        .flatMap(environment -> reason(environment).stream())
        .findFirst();
  }

  private void keep(Poll poll, StoreUnavailableException e) {
    polls.put(
        poll.environment(),
        poll.failed(clock.instant(), "could not be recorded: " + e.getMessage()));
  }
}
