package dev.plumbline.backup.port;

import dev.plumbline.configuration.WatchedEnvironment.Database;

/** A PostgreSQL server where nothing has to be kept. */
public interface ProofServer {
  /**
   * Starts it, if it does not run.
   *
   * @throws BackupException if that cannot be, saying what to configure
   */
  RunningServer start() throws BackupException;

  /** A running server; closing stops it if {@link #start} started it. */
  interface RunningServer extends AutoCloseable {
    /** For maintenance, as a role that may create databases and roles. */
    Database maintenance();

    /** Which one it is, for people. */
    String name();

    @Override
    void close();
  }

  /** One that somebody else runs. */
  static ProofServer of(Database maintenance, String name) {
    return () ->
        new RunningServer() {
          @Override
          public Database maintenance() {
            return maintenance;
          }

          @Override
          public String name() {
            return name;
          }

          @Override
          public void close() {
            // It is not ours.
          }
        };
  }
}
