package dev.plumbline.postgres;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.model.Metadata;
import dev.plumbline.model.rebuild.SnapshotBuilder;
import dev.plumbline.postgres.ReadHalf.SecondConnection;
import dev.plumbline.postgres.catalog.CatalogQueries;
import dev.plumbline.postgres.catalog.RepeatedKeys;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.ReadSession;
import dev.plumbline.reading.Reason;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** Everything there is to read of a schema, all of one moment. */
public final class SchemaReading {
  /** How often a schema that changes while it is read is read again. */
  private static final int ATTEMPTS = 3;

  /** An internal error; a catalog function may raise it when its object vanishes meanwhile. */
  private static final String INTERNAL_ERROR = "XX000";

  private SchemaReading() {}

  /**
   * What was read.
   *
   * @param snapshot rebuilt from metadata and the whole catalog, as Directus does
   * @param postgres {@code server_version}
   * @param migrations versions in {@code directus_migrations}; empty if not readable
   */
  public record Schema(
      String fingerprint,
      Catalog catalog,
      Metadata metadata,
      Snapshot snapshot,
      String postgres,
      List<String> migrations) {}

  /**
   * Reads in transactions of its own. Functions such as {@code pg_get_expr} see the catalog of now,
   * not that of the transaction: only if the fingerprint is still the same afterwards, everything
   * that was read belongs together. It is not asked for where no transaction at all has ended
   * meanwhile. While the database is asked, we evaluate what was read.
   *
   * @param limit of each statement
   * @param evaluation without I/O; its result is dropped if the schema has changed
   * @throws UnreadableException also if the schema keeps changing, and if the thread is interrupted
   */
  public static <T> T read(
      Connection connection, DatabaseTarget target, Duration limit, Function<Schema, T> evaluation)
      throws SQLException, UnreadableException {
    return read(connection, target, limit, Optional.empty(), evaluation);
  }

  /**
   * Likewise.
   *
   * @param second for a part of a large schema
   */
  static <T> T read(
      Connection connection,
      DatabaseTarget target,
      Duration limit,
      Optional<SecondConnection> second,
      Function<Schema, T> evaluation)
      throws SQLException, UnreadableException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      ReadSession session = ReadSession.begin(connection, target, limit);
      Optional<String> completed = completed(connection);
      try (ReadHalf half = ReadHalf.begin(session, target, limit, second)) {
        CatalogQueries queries = CatalogQueries.begin(session);
        half.tablesKnown(queries);
        Catalog shown = queries.shown();
        FutureTask<Snapshot> snapshot =
            WorkerThreads.started(
                "snapshot",
                () -> SnapshotBuilder.build(shown, half.metadata(), JsonText::readAsJavaScript));
        List<String> migrations = MetadataQueries.migrations(session);
        // While the second connection may still read: what counts is that nothing changes until the
        // fingerprint is compared, after everything was read.
        String fingerprint = FingerprintQuery.run(session);
        CatalogQueries.Rest rest = half.complete(session);
        connection.commit();
        FutureTask<T> evaluated =
            WorkerThreads.started(
                "schema",
                () ->
                    evaluation.apply(
                        new Schema(
                            fingerprint,
                            RepeatedKeys.leftOut(queries.all(rest)),
                            half.metadata(),
                            snapshot.get(),
                            session.version(),
                            migrations)));
        if (isSame(connection, completed)
            || fingerprint(connection, target, limit).equals(fingerprint)) {
          return result(evaluated);
        }
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

  /** Whether no transaction of the whole server that wrote something has ended since. */
  private static boolean isSame(Connection connection, Optional<String> completed)
      throws SQLException {
    boolean same = completed.isPresent() && completed(connection).equals(completed);
    connection.commit();
    return same;
  }

  /**
   * Which transactions have ended: any other that ends is another text, as its id is not below the
   * largest that had ended, or in the list of those that ran. Empty on a standby, which leaves that
   * list out.
   */
  private static Optional<String> completed(Connection connection) throws SQLException {
    return text(
        connection,
        "SELECT CASE WHEN NOT pg_catalog.pg_is_in_recovery()"
            + " THEN pg_catalog.txid_current_snapshot()::text END");
  }

  /** The one value of a query; empty if it is null. */
  static Optional<String> text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return Optional.ofNullable(row.getString(1));
    }
  }

  /**
   * Says whether the schema is still what {@link #read} made of it; in a transaction of its own.
   *
   * @param limit of each statement
   */
  public static String fingerprint(Connection connection, DatabaseTarget target, Duration limit)
      throws SQLException, UnreadableException {
    String fingerprint = FingerprintQuery.run(ReadSession.begin(connection, target, limit));
    connection.commit();
    return fingerprint;
  }

  /** The same in a transaction that has begun. */
  public static String fingerprint(ReadSession session) throws SQLException {
    return FingerprintQuery.run(session);
  }

  private static <T> T result(FutureTask<T> task) throws UnreadableException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the data that was read cannot be evaluated", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreadableException(Reason.INTERRUPTED, "Plumbline stopped this reading itself");
    }
  }
}
