package dev.plumbline.watch;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Source;
import dev.plumbline.memory.EnvironmentStatus;
import dev.plumbline.schema.Reading;
import dev.plumbline.schema.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at one environment; each look is a {@link Looking} of its own. */
public final class EnvironmentReader {
  private final WatchedDatabase databases;
  private final DirectusApi apis;
  private final MonitorListener listener;
  private final Waiting waiting;
  private final Clock clock;

  public EnvironmentReader(
      WatchedDatabase databases,
      DirectusApi apis,
      MonitorListener listener,
      Waiting waiting,
      Clock clock) {
    this.databases = databases;
    this.apis = apis;
    this.listener = listener;
    this.waiting = waiting;
    this.clock = clock;
  }

  /**
   * @param before what is known from earlier polls
   * @param permit acquired before a whole schema is read; the caller closes it when it has stored
   *     and compared what was read
   */
  public Look look(
      WatchedEnvironment watched, Optional<EnvironmentStatus> before, HeavyWork.Permit permit)
      throws InterruptedException {
    return new Looking(this, watched, before, permit).look();
  }

  Reading<DirectusApi.Status> status(EnvironmentId id) {
    return timed(id, Source.API, () -> apis.status(id));
  }

  Reading<DirectusApi.ApiSnapshot> apiSnapshot(EnvironmentId id) {
    return timed(id, Source.API, () -> apis.snapshot(id));
  }

  Reading<String> fingerprint(EnvironmentId id) {
    return timed(id, Source.DATABASE, () -> databases.fingerprint(id));
  }

  Reading<WatchedDatabase.DatabaseReading> database(EnvironmentId id) {
    return timed(id, Source.DATABASE, () -> databases.read(id));
  }

  void await(Duration duration) throws InterruptedException {
    waiting.await(duration);
  }

  private <T> Reading<T> timed(EnvironmentId id, Source source, Supplier<Reading<T>> read) {
    Instant start = clock.instant();
    Reading<T> reading = read.get();
    Optional<Reason> failure =
        reading instanceof Reading.Failure<T> failed
            ? Optional.of(failed.reason())
            : Optional.empty();
    listener.sourceRead(id, source, failure, Duration.between(start, clock.instant()));
    return reading;
  }
}
