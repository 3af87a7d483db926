package dev.plumbline.postgres;

import dev.plumbline.mismatch.rules.Mismatches;
import dev.plumbline.model.ContentModel;
import dev.plumbline.postgres.IdleConnection.Open;
import dev.plumbline.postgres.catalog.IdentityQueries;
import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.PostgresFailures;
import dev.plumbline.postgres.session.ReadSession;
import dev.plumbline.reading.Reason;
import dev.plumbline.watch.source.DatabaseIdentity;
import dev.plumbline.watch.source.UnreadableException;
import dev.plumbline.watch.source.WatchedDatabase.DatabaseReading;
import dev.plumbline.watch.source.WatchedDatabase.OnePoll;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads one database. Each poll connects anew: polls are minutes apart, so that a pool would only
 * hold a slot of a production server and an outdated password.
 */
final class DatabaseReader {
  /** What we allow ourselves of the server's connections. */
  private static final int MOST_CONNECTIONS = 2;

  /** The time limit of a statement was reached, or that of waiting for a lock. */
  private static final Set<String> TOO_LONG = Set.of("57014", "55P03");

  /** Longer than the settle time is by default. */
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(10);

  private final DatabaseTarget target;
  private final Duration limit;
  private final Semaphore permits = new Semaphore(MOST_CONNECTIONS, true);
  private final IdleConnection idle;

  /**
   * @param limit after which the server and the driver give up on their own
   */
  DatabaseReader(DatabaseTarget target, Duration limit) {
    this(target, limit, new IdleConnection(LONGEST_IDLE));
  }

  DatabaseReader(DatabaseTarget target, Duration limit, IdleConnection idle) {
    this.target = target;
    this.limit = limit;
    this.idle = idle;
  }

  /** What is done with a connection. */
  private interface Work<T> {
    T with(Open open) throws SQLException, UnreadableException;
  }

  OnePoll forOnePoll() {
    return idle.forOnePoll();
  }

  String fingerprint() throws UnreadableException, InterruptedException {
    return connected(
        open -> {
          ReadSession session = ReadSession.begin(open.connection(), target, limit);
          String fingerprint = FingerprintQuery.run(session);
          open.saw(fingerprint);
          if (!session.fewConnections()) {
            open.mayWait();
          }
          return fingerprint;
        });
  }

  DatabaseReading read() throws UnreadableException, InterruptedException {
    return connected(this::read);
  }

  ContentModel model() throws UnreadableException, InterruptedException {
    return connected(
        open ->
            SchemaReading.read(
                open.connection(),
                target,
                limit,
                Optional.of(this::second),
                schema ->
                    new ContentModel(schema.catalog(), schema.metadata(), schema.snapshot())));
  }

  DatabaseIdentity identity(DatabaseIdentity.Question question)
      throws UnreadableException, InterruptedException {
    return connected(
        open -> IdentityQueries.run(ReadSession.begin(open.connection(), target, limit), question));
  }

  private DatabaseReading read(Open open) throws SQLException, UnreadableException {
    DatabaseReading reading =
        SchemaReading.read(
            open.connection(),
            target,
            limit,
            Optional.of(this::second),
            schema ->
                new DatabaseReading(
                    schema.fingerprint(),
                    schema.snapshot(),
                    Mismatches.read(
                        schema.catalog(),
                        schema.metadata(),
                        schema.snapshot(),
                        new WorkerThreads()),
                    schema.postgres(),
                    schema.migrations()));
    open.saw(reading.fingerprint());
    return reading;
  }

  /** Only if nobody else needs it, and not tried twice. */
  private void second(ReadHalf.SecondConnection.Work work)
      throws SQLException, UnreadableException {
    if (!permits.tryAcquire()) {
      return;
    }
    try (Connection connection = Connector.connectOnce(target, limit)) {
      work.with(connection);
      connection.rollback();
    } finally {
      permits.release();
    }
  }

  private <T> T connected(Work<T> work) throws UnreadableException, InterruptedException {
    Optional<Open> waited = idle.take();
    if (waited.isPresent()) {
      try {
        return used(waited.get(), work);
      } catch (SQLException e) {
        if (!isOfSession(e)) {
          throw failure(e, true);
        }
      }
    }
    return onNewConnection(work);
  }

  /**
   * A session may have been ended, and its role may have been dropped: only a new one tells how it
   * is. Whatever waited for too long would wait again.
   */
  private static boolean isOfSession(SQLException error) {
    return !TOO_LONG.contains(Optional.ofNullable(error.getSQLState()).orElse(""))
        && !Thread.currentThread().isInterrupted();
  }

  private <T> T onNewConnection(Work<T> work) throws UnreadableException, InterruptedException {
    if (!permits.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new UnreadableException(
          Reason.UNAVAILABLE,
          "both connections of Plumbline to %s were busy for %d s"
              .formatted(target.place(), limit.toSeconds()));
    }
    Optional<Open> open = Optional.empty();
    try {
      open = Optional.of(new Open(Connector.connect(target, limit), permits));
      return used(open.get(), work);
    } catch (SQLException e) {
      throw failure(e, open.isPresent());
    } finally {
      if (open.isEmpty()) {
        permits.release();
      }
    }
  }

  private <T> T used(Open open, Work<T> work) throws SQLException, UnreadableException {
    boolean succeeded = false;
    try {
      T result = work.with(open);
      open.connection().rollback();
      succeeded = true;
      return result;
    } finally {
      idle.giveBack(open, succeeded);
    }
  }

  private UnreadableException failure(SQLException error, boolean connected) {
    PostgresFailures.Failure failure = PostgresFailures.of(error, target, connected);
    return new UnreadableException(failure.reason(), failure.detail());
  }
}
