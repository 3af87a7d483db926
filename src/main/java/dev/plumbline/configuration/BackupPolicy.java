package dev.plumbline.configuration;

import dev.plumbline.configuration.WatchedEnvironment.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * When a database is backed up, and as whom.
 *
 * @param database the same one that is watched; with a role that may read all of it
 * @param schedule empty: only when somebody asks
 * @param keep how many proven backups are kept
 */
public record BackupPolicy(Database database, Optional<Schedule> schedule, int keep) {
  public static final int USUAL_KEEP = 7;

  /**
   * How this process makes backups.
   *
   * @param directory where the files are
   * @param client the directory of {@code pg_dump} and {@code pg_restore}; empty: they are found
   * @param scratch a server where backups are restored to prove them; empty: one is started
   * @param lockWait how long somebody may wait for a lock that a backup holds, before the backup
   *     gives way
   * @param deadline after which a backup has failed
   */
  public record Means(
      Path directory,
      Optional<Path> client,
      Optional<Database> scratch,
      Duration lockWait,
      Duration deadline) {
    public static final Means DEFAULT =
        new Means(
            Path.of("data", "backups"),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(10),
            Duration.ofHours(6));
  }
}
