package dev.plumbline.postgres;

import dev.plumbline.json.JsonText;
import dev.plumbline.mismatch.Mismatches;
import dev.plumbline.postgres.catalog.CatalogQueries;
import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.Failures;
import dev.plumbline.postgres.session.Session;
import dev.plumbline.postgres.session.Target;
import dev.plumbline.schema.Catalog;
import dev.plumbline.schema.Metadata;
import dev.plumbline.schema.Reason;
import dev.plumbline.schema.Snapshot;
import dev.plumbline.schema.rebuild.SnapshotBuilder;
import dev.plumbline.watch.UnreadableException;
import dev.plumbline.watch.WatchedDatabase.DatabaseReading;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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

  /** How often a schema that changes while it is read is read again. */
  private static final int ATTEMPTS = 3;

  /** An internal error; a catalog function may raise it when its object vanishes meanwhile. */
  private static final String INTERNAL_ERROR = "XX000";

  private final Target target;
  private final Duration limit;
  private final Semaphore permits = new Semaphore(MOST_CONNECTIONS, true);

  /**
   * @param limit after which the server and the driver give up on their own
   */
  DatabaseReader(Target target, Duration limit) {
    this.target = target;
    this.limit = limit;
  }

  /** What is done with a connection. */
  private interface Work<T> {
    T with(Connection connection) throws SQLException, UnreadableException;
  }

  String fingerprint() throws UnreadableException, InterruptedException {
    return connected(connection -> FingerprintQuery.run(Session.begin(connection, target, limit)));
  }

  DatabaseReading read() throws UnreadableException, InterruptedException {
    return connected(this::settled);
  }

  /**
   * Functions such as {@code pg_get_expr} see the catalog of now, not that of the transaction: only
   * if the fingerprint is still the same afterwards, everything that was read belongs together.
   */
  private DatabaseReading settled(Connection connection) throws SQLException, UnreadableException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        Session session = Session.begin(connection, target, limit);
        String fingerprint = FingerprintQuery.run(session);
        Catalog catalog = CatalogQueries.run(session);
        Metadata metadata = MetadataQueries.run(session);
        List<String> migrations = MetadataQueries.migrations(session);
        connection.commit();
        if (FingerprintQuery.run(Session.begin(connection, target, limit)).equals(fingerprint)) {
          Snapshot snapshot = SnapshotBuilder.build(catalog, metadata, JsonText::readAsJavaScript);
          return new DatabaseReading(
              fingerprint,
              snapshot,
              Mismatches.read(catalog, metadata, snapshot),
              session.version(),
              migrations);
        }
        connection.commit();
      } catch (SQLException e) {
        if (attempt == ATTEMPTS || !INTERNAL_ERROR.equals(e.getSQLState())) {
          throw e;
        }
        connection.rollback();
      }
    }
    throw new UnreadableException(
        Reason.UNSETTLED,
        "the schema of %s changed each of the %d times it was read; a migration may be running"
            .formatted(target.place(), ATTEMPTS));
  }

  private <T> T connected(Work<T> work) throws UnreadableException, InterruptedException {
    if (!permits.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new UnreadableException(
          Reason.UNAVAILABLE,
          "both connections that Plumbline allows itself to %s were busy for %d s"
              .formatted(target.place(), limit.toSeconds()));
    }
    boolean connected = false;
    try (Connection connection = Connector.connect(target, limit)) {
      connected = true;
      T result = work.with(connection);
      connection.rollback();
      return result;
    } catch (SQLException e) {
      Failures.Failure failure = Failures.of(e, target, connected);
      throw new UnreadableException(failure.reason(), failure.detail());
    } finally {
      permits.release();
    }
  }
}
