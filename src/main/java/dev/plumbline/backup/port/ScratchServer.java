package dev.plumbline.backup.port;

import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.store.backup.DatabaseContent;

/** Where dumps are restored to prove them. */
public interface ScratchServer {
  /**
   * Makes an empty database with the locale and the roles that a dump needs, and deletes what an
   * earlier process left.
   *
   * @throws BackupException if there is no server for it, saying what to configure
   */
  ScratchDatabase create(DatabaseContent expected) throws BackupException, InterruptedException;

  /**
   * Deletes what processes left that died, or leaves it to whoever is at work there: that deletes
   * it in the end.
   */
  default void deleteLeft() throws BackupException, InterruptedException {}

  /** An empty database; closing deletes it. */
  interface ScratchDatabase extends AutoCloseable {
    Database database();

    /** Where it is, for people. */
    String server();

    @Override
    void close();
  }
}
