package dev.plumbline.postgres;

import dev.plumbline.model.Metadata;
import dev.plumbline.postgres.catalog.CatalogQueries;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.ReadSession;
import dev.plumbline.reading.Reason;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The half of a reading that needs little of the other: Directus's metadata, and of the catalog
 * what Directus never reads. Of a large schema a second connection reads it meanwhile, in the same
 * snapshot of the server (<a
 * href="https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-SNAPSHOT-SYNCHRONIZATION">
 * {@code pg_export_snapshot}</a>). That only saves time: whatever the second connection does not
 * deliver, the first one reads itself, as where a pooler has no other connection for us, or where
 * the second one leads to another server.
 *
 * <p>The fingerprint is left to the first connection, although it is about as much work: a new one
 * would read the definitions of forty tables of the catalog for it, which the first one knows.
 */
final class ReadHalf implements AutoCloseable {
  /** Where a second connection to the same database comes from. */
  interface SecondConnection {
    /**
     * Does the work, or nothing if no connection is to be had at once.
     *
     * @throws SQLException also if the server refuses it
     */
    void use(Work work) throws SQLException, UnreadableException;

    /** What is done with it. */
    interface Work {
      void with(Connection connection) throws SQLException, UnreadableException;
    }
  }

  /**
   * Below, a second connection costs more than it saves: {@code pg_attribute} has some 12,000 rows
   * then, as with 500 collections of 10 fields.
   */
  private static final long LARGE_BYTES = 3_000_000;

  /** The size of the file is known without reading it. */
  private static final String PAYS =
      """
      SELECT pg_relation_size('pg_attribute'::regclass) >= %d
         AND has_function_privilege('pg_export_snapshot()', 'EXECUTE')
      """
          .formatted(LARGE_BYTES);

  private final CompletableFuture<FutureTask<Metadata>> metadata = new CompletableFuture<>();
  private final CompletableFuture<CatalogQueries> catalog = new CompletableFuture<>();
  private final CompletableFuture<CatalogQueries.Rest> rest = new CompletableFuture<>();
  private Optional<FutureTask<Void>> second = Optional.empty();

  /** By the second connection. */
  private volatile boolean begun;

  private ReadHalf() {}

  /**
   * Reads the metadata at once, or begins to have all of it read.
   *
   * @param session the one that reads the other half
   */
  static ReadHalf begin(
      ReadSession session,
      DatabaseTarget target,
      Duration limit,
      Optional<SecondConnection> connections)
      throws SQLException {
    ReadHalf half = new ReadHalf();
    // A role that may have few connections has none to spare.
    if (connections.isPresent()
        && !session.fewConnections()
        && SchemaReading.text(session.connection(), PAYS).equals(Optional.of("t"))) {
      String snapshot =
          SchemaReading.text(session.connection(), "SELECT pg_export_snapshot()").orElseThrow();
      half.second =
          Optional.of(
              WorkerThreads.started(
                  "second-connection",
                  () -> {
                    connections
                        .get()
                        .use(
                            connection ->
                                half.read(ReadSession.join(connection, target, limit, snapshot)));
                    return null;
                  }));
    } else {
      half.readMetadata(session);
    }
    return half;
  }

  /** To be called as soon as these know the tables and columns, which the rest is read for. */
  void tablesKnown(CatalogQueries queries) {
    catalog.complete(queries);
  }

  /** Waits for whoever reads it. */
  Metadata metadata() throws InterruptedException, ExecutionException {
    return metadata.get().get();
  }

  /**
   * To be called when the other half is read, and before its transaction ends. Waits for the second
   * connection only if that has begun to read.
   */
  CatalogQueries.Rest complete(ReadSession session) throws SQLException, UnreadableException {
    if (second.isPresent() && !(begun && isDone(second.get()))) {
      second.get().cancel(true);
    }
    if (!metadata.isDone()) {
      readMetadata(session);
    }
    return rest.isDone() ? rest.join() : catalog.join().rest(session);
  }

  private static boolean isDone(FutureTask<Void> task) throws UnreadableException {
    try {
      task.get();
      return true;
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreadableException(Reason.INTERRUPTED, "Plumbline stopped this reading itself");
    }
  }

  private void read(ReadSession session) throws SQLException {
    begun = true;
    readMetadata(session);
    rest.complete(catalog.join().rest(session));
  }

  private void readMetadata(ReadSession session) throws SQLException {
    metadata.complete(MetadataQueries.start(session));
  }

  /** Ends whatever still waits for it. */
  @Override
  public void close() {
    second.ifPresent(task -> task.cancel(true));
    metadata.cancel(false);
    catalog.cancel(false);
  }
}
