package dev.plumbline.backup.port;

import dev.plumbline.configuration.WatchedEnvironment.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongConsumer;

/** The client programs of PostgreSQL on this machine. */
public interface DumpPrograms {
  /**
   * Those that can dump a server.
   *
   * @param major version of the server
   * @throws BackupException if there are none that are new enough, saying what to install
   */
  Client fitting(int major) throws BackupException;

  /** {@code pg_dump} and {@code pg_restore} of one version. */
  interface Client {
    String version();

    /**
     * Dumps a database in the custom format, with the structure of all of it.
     *
     * @param snapshot that an open transaction exported
     * @param withoutRows tables and materialized views whose rows are left out: names with schema,
     *     as SQL writes them
     * @param application name of its session
     * @param file must not exist; it is on disk when this returns
     * @param lockWait how long it waits for a lock
     * @param written called with the size of the file as it grows
     * @return SHA-256 of the file
     */
    String dump(
        Database database,
        String snapshot,
        Set<String> withoutRows,
        String application,
        Path file,
        Duration lockWait,
        LongConsumer written)
        throws BackupException, InterruptedException;

    /**
     * Restores a file into an empty database.
     *
     * @throws BackupException saying whether the file is damaged
     */
    void restore(Path file, Database into) throws BackupException, InterruptedException;
  }
}
