package dev.plumbline.backup;

import dev.plumbline.backup.port.NeededBackups;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.BackupState;
import dev.plumbline.store.backup.BackupStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Which files are not needed any more. */
final class BackupRetention {
  private final BackupStore store;
  private final Path directory;
  private final NeededBackups needed;
  private final Duration narrowedFor;
  private final Clock clock;

  /**
   * @param directory of the backups
   * @param narrowedFor how long those are kept that have not all rows
   */
  BackupRetention(
      BackupStore store, Path directory, NeededBackups needed, Duration narrowedFor, Clock clock) {
    this.store = store;
    this.directory = directory;
    this.needed = needed;
    this.narrowedFor = narrowedFor;
    this.clock = clock;
  }

  /** Deletes the files of an environment that are older than those that are kept. */
  void deleteOlder(EnvironmentId environment, int keep) {
    delete(older(store.withFile(environment), keep, needed.of(environment)));
  }

  /** Deletes the narrowed ones of an environment that nobody needs any more. */
  void deleteNarrowed(EnvironmentId environment) {
    delete(
        narrowed(
            store.withFile(environment),
            needed.of(environment),
            clock.instant().minus(narrowedFor)));
  }

  private void delete(List<Backup> backups) {
    for (Backup old : backups) {
      try {
        Path file = directory.resolve(old.dump().orElseThrow().file());
        LateFiles.delete(file);
        Files.deleteIfExists(file);
        store.deleted(old.id(), clock.instant());
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
   * are proven, none is deleted, whatever its state, and never one that somebody works on. Narrowed
   * ones are no successors, and are not deleted here.
   *
   * @param newestFirst those of one environment that have a file
   * @param keep how many proven ones are kept; at least 1
   * @param needed those that are kept, however old
   */
  static List<Backup> older(List<Backup> newestFirst, int keep, Set<UUID> needed) {
    List<Backup> older = new ArrayList<>();
    int proven = 0;
    for (Backup backup : newestFirst) {
      if (backup.isNarrowed()) {
        continue;
      }
      if (proven >= keep && backup.state().isEnded()) {
        if (!needed.contains(backup.id())) {
          older.add(backup);
        }
      } else if (backup.state() == BackupState.PROVEN) {
        proven++;
      }
    }
    return older;
  }

  /** The narrowed ones that were asked for before, and that nobody works on or needs. */
  static List<Backup> narrowed(List<Backup> withFile, Set<UUID> needed, Instant before) {
    return withFile.stream()
        .filter(Backup::isNarrowed)
        .filter(backup -> backup.state().isEnded() && !needed.contains(backup.id()))
        .filter(backup -> backup.requestedAt().isBefore(before))
        .toList();
  }
}
