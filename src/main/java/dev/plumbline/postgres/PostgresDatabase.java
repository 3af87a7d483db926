package dev.plumbline.postgres;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.model.ContentModel;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.reading.Reading;
import dev.plumbline.reading.Reason;
import dev.plumbline.watch.source.DatabaseIdentity;
import dev.plumbline.watch.source.UnreadableException;
import dev.plumbline.watch.source.WatchedDatabase;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The watched databases, read over JDBC. */
public final class PostgresDatabase implements WatchedDatabase {
  private record Watched(DatabaseReader reader, DatabaseTarget target, Duration deadline) {}

  private final Map<EnvironmentId, Watched> databases = new HashMap<>();
  private final Clock clock;

  public PostgresDatabase(Map<EnvironmentId, WatchedEnvironment> environments, Clock clock) {
    this.clock = clock;
    environments.forEach(
        (id, environment) ->
            environment
                .database()
                .map(DatabaseTarget::new)
                .ifPresent(
                    target -> {
                      Duration deadline = environment.polling().deadline();
                      databases.put(
                          id, new Watched(new DatabaseReader(target, deadline), target, deadline));
                    }));
  }

  /** What may fail in the ways that a reading can have. */
  private interface Work<T> {
    T with(DatabaseReader reader) throws UnreadableException, InterruptedException;
  }

  @Override
  public OnePoll forOnePoll(EnvironmentId environment) {
    Watched database = databases.get(environment);
    return database == null ? () -> {} : database.reader().forOnePoll();
  }

  @Override
  public Reading<String> fingerprint(EnvironmentId environment) {
    return reading(environment, DatabaseReader::fingerprint);
  }

  @Override
  public Reading<DatabaseReading> read(EnvironmentId environment) {
    return reading(environment, DatabaseReader::read);
  }

  @Override
  public Reading<ContentModel> model(EnvironmentId environment) {
    return reading(environment, DatabaseReader::model);
  }

  @Override
  public Reading<DatabaseIdentity> identity(
      EnvironmentId environment, DatabaseIdentity.Question question) {
    return reading(environment, reader -> reader.identity(question));
  }

  /**
   * The work is done by a virtual thread of its own, because interrupting one closes the socket it
   * waits for: so a server that never answers holds neither the caller nor the thread.
   */
  private <T> Reading<T> reading(EnvironmentId environment, Work<T> work) {
    Watched database = databases.get(environment);
    if (database == null) {
      return failure(Reason.NOT_CONFIGURED, "no database is configured");
    }
    FutureTask<T> task = new FutureTask<>(() -> work.with(database.reader()));
    Thread.ofVirtual().name("database-" + environment).start(task);
    try {
      return new Reading.Value<>(
          task.get(database.deadline().toMillis(), TimeUnit.MILLISECONDS), clock.instant());
    } catch (TimeoutException e) {
      return failure(
          Reason.TIMED_OUT,
          "%s did not answer within %d s"
              .formatted(database.target().place(), database.deadline().toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failure(Reason.INTERRUPTED, "Plumbline stopped this reading itself");
    } catch (ExecutionException e) {
      return failure(e.getCause(), database.target());
    } finally {
      task.cancel(true);
    }
  }

  private <T> Reading<T> failure(@Nullable Throwable cause, DatabaseTarget target) {
    return switch (cause) {
      case UnreadableException e -> failure(e.reason(), e.detail());
      case UncheckedIOException e -> failure(Reason.UNAUTHORIZED, String.valueOf(e.getMessage()));
      case null, default ->
          failure(
              Reason.MALFORMED,
              "%s gave an unexpected answer: %s".formatted(target.place(), cause));
    };
  }

  private <T> Reading<T> failure(Reason reason, String detail) {
    return new Reading.Failure<>(reason, detail, clock.instant());
  }
}
