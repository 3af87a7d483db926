package dev.plumbline.backup;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.BackupState;
import dev.plumbline.store.backup.BackupStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Which files are not needed any more. */
final class BackupRetention {
  private BackupRetention() {}

  /** Deletes the files of an environment that are not needed. */
  static void delete(
      BackupStore store,
      Path directory,
      EnvironmentId environment,
      int keep,
      Set<UUID> needed,
      Instant now) {
    for (Backup old : deletable(store.withFile(environment), keep, needed)) {
      try {
        Path file = directory.resolve(old.dump().orElseThrow().file());
        LateFiles.delete(file);
        Files.deleteIfExists(file);
        store.deleted(old.id(), now);
      } catch (IOException e) {
        System.getLogger(BackupRetention.class.getName())
            .log(
                System.Logger.Level.WARNING,
                "the file of backup {0} cannot be deleted: {1}",
                old.id(),
                e);
      }
    }
  }

  /**
   * Those to delete: all that are older than the newest proven ones that are kept. As long as fewer
   * are proven, none is deleted, whatever its state, and never one that somebody works on.
   *
   * @param newestFirst those of one environment that have a file
   * @param keep how many proven ones are kept; at least 1
   * @param needed those that are kept, however old
   */
  static List<Backup> deletable(List<Backup> newestFirst, int keep, Set<UUID> needed) {
    List<Backup> deletable = new ArrayList<>();
    int proven = 0;
    for (Backup backup : newestFirst) {
      if (proven >= keep && backup.state().isEnded()) {
        if (!needed.contains(backup.id())) {
          deletable.add(backup);
        }
      } else if (backup.state() == BackupState.PROVEN) {
        proven++;
      }
    }
    return deletable;
  }
}
