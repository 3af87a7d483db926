package dev.plumbline.postgres;

import dev.plumbline.mismatch.rules.Mismatches;
import dev.plumbline.model.ContentModel;
import dev.plumbline.postgres.catalog.IdentityQueries;
import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.PostgresFailures;
import dev.plumbline.postgres.session.ReadSession;
import dev.plumbline.reading.Reason;
import dev.plumbline.watch.source.DatabaseIdentity;
import dev.plumbline.watch.source.UnreadableException;
import dev.plumbline.watch.source.WatchedDatabase.DatabaseReading;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads one database. Each reading has a connection of its own: polls are minutes apart, so that a
 * pool would only hold a slot of a production server and an outdated password; a connection costs
 * milliseconds.
 */
final class DatabaseReader {
  /** What we allow ourselves of the server's connections. */
  private static final int MOST_CONNECTIONS = 2;

  private final DatabaseTarget target;
  private final Duration limit;
  private final Semaphore permits = new Semaphore(MOST_CONNECTIONS, true);

  /**
   * @param limit after which the server and the driver give up on their own
   */
  DatabaseReader(DatabaseTarget target, Duration limit) {
    this.target = target;
    this.limit = limit;
  }

  /** What is done with a connection. */
  private interface Work<T> {
    T with(Connection connection) throws SQLException, UnreadableException;
  }

  String fingerprint() throws UnreadableException, InterruptedException {
    return connected(
        connection -> FingerprintQuery.run(ReadSession.begin(connection, target, limit)));
  }

  DatabaseReading read() throws UnreadableException, InterruptedException {
    return connected(this::read);
  }

  ContentModel model() throws UnreadableException, InterruptedException {
    return connected(
        connection ->
            SchemaReading.read(
                connection,
                target,
                limit,
                Optional.of(this::second),
                schema ->
                    new ContentModel(schema.catalog(), schema.metadata(), schema.snapshot())));
  }

  DatabaseIdentity identity(DatabaseIdentity.Question question)
      throws UnreadableException, InterruptedException {
    return connected(
        connection -> IdentityQueries.run(ReadSession.begin(connection, target, limit), question));
  }

  private DatabaseReading read(Connection connection) throws SQLException, UnreadableException {
    return SchemaReading.read(
        connection,
        target,
        limit,
        Optional.of(this::second),
        schema ->
            new DatabaseReading(
                schema.fingerprint(),
                schema.snapshot(),
                Mismatches.read(
                    schema.catalog(), schema.metadata(), schema.snapshot(), new WorkerThreads()),
                schema.postgres(),
                schema.migrations()));
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
    if (!permits.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new UnreadableException(
          Reason.UNAVAILABLE,
          "both connections of Plumbline to %s were busy for %d s"
              .formatted(target.place(), limit.toSeconds()));
    }
    boolean connected = false;
    try (Connection connection = Connector.connect(target, limit)) {
      connected = true;
      T result = work.with(connection);
      connection.rollback();
      return result;
    } catch (SQLException e) {
      PostgresFailures.Failure failure = PostgresFailures.of(e, target, connected);
      throw new UnreadableException(failure.reason(), failure.detail());
    } finally {
      permits.release();
    }
  }
}
