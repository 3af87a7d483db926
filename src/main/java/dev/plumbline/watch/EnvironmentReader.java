package dev.plumbline.watch;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Source;
import dev.plumbline.reading.Reading;
import dev.plumbline.reading.Reason;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.timing.Waiting;
import dev.plumbline.watch.source.DirectusApi;
import dev.plumbline.watch.source.WatchedDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Reads one environment, each time by an {@link EnvironmentProbe} of its own. */
public final class EnvironmentReader {
  private final WatchedDatabase databases;
  private final DirectusApi apis;
  private final MonitorListener listener;
  private final Waiting waiting;
  private final Clock clock;
  private final String form;

  /**
   * @param form of the readings of this version of Plumbline; see {@link ReadingVersion}
   */
  public EnvironmentReader(
      WatchedDatabase databases,
      DirectusApi apis,
      MonitorListener listener,
      Waiting waiting,
      Clock clock,
      String form) {
    this.databases = databases;
    this.apis = apis;
    this.listener = listener;
    this.waiting = waiting;
    this.clock = clock;
    this.form = form;
  }

  /**
   * @param before what is known from earlier polls
   * @param requested whether a person asked for it, who may just have mended something
   * @param permit acquired before a whole schema is read; the caller closes it when it has stored
   *     and compared what was read
   */
  public EnvironmentReading look(
      WatchedEnvironment watched,
      Optional<EnvironmentStatus> before,
      boolean requested,
      ReadingPermits.Permit permit)
      throws InterruptedException {
    return new EnvironmentProbe(this, watched, before, requested, permit).look();
  }

  String form() {
    return form;
  }

  Instant now() {
    return clock.instant();
  }

  Reading<DirectusApi.Status> status(EnvironmentId id, Deadline deadline)
      throws InterruptedException {
    return timed(id, Source.API, deadline, () -> apis.status(id));
  }

  Reading<DirectusApi.ApiSnapshot> apiSnapshot(EnvironmentId id, Deadline deadline)
      throws InterruptedException {
    return timed(id, Source.API, deadline, () -> apis.snapshot(id));
  }

  Reading<String> fingerprint(EnvironmentId id, Deadline deadline) throws InterruptedException {
    return timed(id, Source.DATABASE, deadline, () -> databases.fingerprint(id));
  }

  Reading<WatchedDatabase.DatabaseReading> database(EnvironmentId id, Deadline deadline)
      throws InterruptedException {
    return timed(id, Source.DATABASE, deadline, () -> databases.read(id));
  }

  void await(Duration duration) throws InterruptedException {
    waiting.await(duration);
  }

  private <T> Reading<T> timed(
      EnvironmentId id, Source source, Deadline deadline, Callable<Reading<T>> read)
      throws InterruptedException {
    long start = System.nanoTime();
    Reading<T> reading =
        deadline.within(
            read,
            () ->
                new Reading.Failure<>(
                    Reason.TIMED_OUT,
                    "no answer within the "
                        + deadline.limit().toSeconds()
                        + " s that one poll allows (poll.deadline)",
                    clock.instant()));
    Optional<Reason> failure =
        reading instanceof Reading.Failure<T> failed
            ? Optional.of(failed.reason())
            : Optional.empty();
    listener.sourceRead(id, source, failure, Duration.ofNanos(System.nanoTime() - start));
    return reading;
  }
}
