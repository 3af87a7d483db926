package dev.plumbline.configuration;

import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.configuration.text.DataSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a database is backed up, and as whom.
 *
 * @param database the same one that is watched; with a role that may read all of it
 * @param schedule empty: only when somebody asks
 * @param keep how many proven backups are kept
 * @param narrowAbove size of the database above which the backup of a run has only the rows that
 *     the run needs; empty: it always has all
 */
public record BackupPolicy(
    Database database, Optional<Schedule> schedule, int keep, Optional<DataSize> narrowAbove) {
  public static final int USUAL_KEEP = 7;

  /** Of which every backup is whole. */
  public BackupPolicy(Database database, Optional<Schedule> schedule, int keep) {
    this(database, schedule, keep, Optional.empty());
  }

  /**
   * How this process makes backups.
   *
   * @param directory where the files are
   * @param client the directory of {@code pg_dump} and {@code pg_restore}; empty: they are found
   * @param scratch a server where backups are restored to prove them; empty: one is started
   * @param encryption of the files; empty: they are not encrypted
   * @param lockWait how long somebody may wait for a lock that a backup holds, before the backup is
   *     cancelled
   * @param deadline after which a backup has failed
   */
  public record Means(
      Path directory,
      Optional<Path> client,
      Optional<Database> scratch,
      Optional<Encryption> encryption,
      Duration lockWait,
      Duration deadline) {
    public static final Means DEFAULT =
        new Means(
            Path.of("data", "backups"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(10),
            Duration.ofHours(6));
  }

  /**
   * How files of backups are encrypted.
   *
   * @param identity secret keys of age, one a line: files are encrypted for the first, and
   *     decrypted with any
   * @param recipients public keys of others who can decrypt them, too
   */
  public record Encryption(Secret identity, List<String> recipients) {
    public Encryption {
      recipients = List.copyOf(recipients);
    }
  }
}
