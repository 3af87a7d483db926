package dev.plumbline.backup.port;

import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.hazard.tables.TableGraph;
import dev.plumbline.store.backup.DatabaseContent;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Databases that are dumped, and those into which a dump was restored. */
public interface DumpSource {
  /**
   * Begins a transaction that reads, and says what it sees.
   *
   * @param application name of its session, by which others see whose it is
   * @param limit of the whole transaction
   */
  OpenSource open(Database database, String application, Duration limit)
      throws BackupException, InterruptedException;

  /** A transaction that sees one state of a database as long as it lasts. */
  interface OpenSource extends AutoCloseable {
    /**
     * The state that it sees, for {@code pg_dump --snapshot}; valid until this is closed (<a
     * href="https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-SNAPSHOT-SYNCHRONIZATION">
     * snapshot synchronization</a>).
     */
    String snapshot();

    /**
     * The oldest transaction, in 64 bits, that it may not see ({@code pg_snapshot_xmin}): a row
     * that was written since has a {@code xmin} that is not older.
     */
    long horizon();

    /** {@code server_version}. */
    String server();

    /** Major version of the server. */
    int major();

    /** Size of the database, in bytes. */
    long bytes() throws BackupException;

    /** Its tables, and which of them hang together. */
    TableGraph tables() throws BackupException;

    /**
     * Reads all rows of the tables, once.
     *
     * @param without names with schema, as SQL writes them, of tables whose rows are not read
     */
    void readRows(Set<String> without) throws BackupException, InterruptedException;

    /** What it saw; after {@link #readRows}, and after everything else that read this state. */
    DatabaseContent content() throws BackupException, InterruptedException;

    /**
     * Who waits for a lock that a session with the same application name holds, in words; on a
     * connection of its own, which may fail without harm.
     */
    Optional<String> waiting();

    @Override
    void close();
  }
}
