package dev.plumbline.backup.port;

import dev.plumbline.configuration.WatchedEnvironment.Database;

/** A PostgreSQL server where nothing has to be kept. */
public interface ProofServer {
  /**
   * Starts it, if it does not run.
   *
   * @throws BackupException if that cannot be, saying what to configure
   */
  RunningServer start() throws BackupException, InterruptedException;

  /**
   * A running server.
   *
   * @param maintenance as a role that may create databases and roles
   * @param name which one it is, for people
   * @param stop what closing it does
   */
  record RunningServer(Database maintenance, String name, Runnable stop) implements AutoCloseable {
    @Override
    public void close() {
      stop.run();
    }
  }

  /** One that somebody else runs. */
  static ProofServer of(Database maintenance, String name) {
    return () -> new RunningServer(maintenance, name, () -> {});
  }
}
