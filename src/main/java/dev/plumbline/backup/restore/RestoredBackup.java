package dev.plumbline.backup.restore;

import dev.plumbline.backup.port.ScratchServer.ScratchDatabase;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import java.time.Duration;

/**
 * A database into which a backup was restored; closing drops it.
 *
 * @param took how long {@code pg_restore} took
 */
public record RestoredBackup(ScratchDatabase scratch, Duration took) implements AutoCloseable {
  public Database database() {
    return scratch.database();
  }

  /** Where it is, for people. */
  public String server() {
    return scratch.server();
  }

  @Override
  public void close() {
    scratch.close();
  }
}
