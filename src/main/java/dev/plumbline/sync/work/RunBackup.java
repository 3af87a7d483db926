package dev.plumbline.sync.work;

import dev.plumbline.backup.Backups;
import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.restore.BackupRestorer;
import dev.plumbline.backup.restore.RestoredBackup;
import dev.plumbline.backup.restore.RestoredBackups;
import dev.plumbline.hazard.tables.NeededTables;
import dev.plumbline.plan.Plan;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.store.StoreUnavailableException;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.BackupState;
import dev.plumbline.store.backup.BackupStore;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.sync.journal.RunJournal;
import dev.plumbline.sync.journal.RunJournal.CancelledException;
import dev.plumbline.sync.journal.RunStoppedException;
import dev.plumbline.sync.port.BackupCopy;
import dev.plumbline.sync.port.LateRows;
import dev.plumbline.timing.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Backs the target up for one run, and waits until that backup is proven. */
final class RunBackup {
  private static final Duration STEP = Duration.ofMillis(500);
  private static final Set<BackupState> WITHOUT_FILE =
      EnumSet.of(BackupState.WAITING, BackupState.DUMPING);

  private final Backups backups;
  private final BackupRestorer restorer;
  private final BackupStore store;
  private final Path directory;
  private final Waiting waiting;

  /**
   * @param directory of the backups
   */
  RunBackup(
      Backups backups,
      BackupRestorer restorer,
      BackupStore store,
      Path directory,
      Waiting waiting) {
    this.backups = backups;
    this.restorer = restorer;
    this.store = store;
    this.directory = directory;
    this.waiting = waiting;
  }

  /**
   * Returns when a backup that was begun after this call is proven.
   *
   * @param needed the rows that it must have where the policy narrows it; empty: it has all
   * @param recorded gets its id before it is begun
   * @throws RunStoppedException if there is none
   */
  void make(RunJournal journal, Optional<NeededTables> needed, Consumer<UUID> recorded)
      throws RunStoppedException, CancelledException, InterruptedException {
    journal.obey();
    journal.begin(Phase.BACKUP);
    Backup backup = request(journal, needed, recorded);
    journal.backedUpBy(backup.id());
    backup = await(backup, WITHOUT_FILE::contains);
    if (backup.dump().isEmpty()) {
      throw new RunStoppedException("the backup failed: " + backup.message().orElse("no reason"));
    }
    journal.end(Phase.BACKUP, made(backup));
    journal.obey();
    journal.begin(Phase.PROOF);
    backup = await(backup, state -> !state.isEnded());
    if (backup.state() != BackupState.PROVEN) {
      throw new RunStoppedException(
          "the backup is %s: %s%s"
              .formatted(
                  backup.state().label(), backup.message().orElse("no reason"), narrowed(backup)));
    }
    journal.end(Phase.PROOF, backup.message().orElse(""));
  }

  /** A constraint may call a function that reads a table which is empty then. */
  private static String narrowed(Backup backup) {
    return backup.isNarrowed()
        ? "; it has no rows of some tables: if that is the reason, remove plumbline.environments.%s.backup.narrow-above"
            .formatted(backup.environment())
        : "";
  }

  private static String made(Backup backup) {
    DatabaseContent content = backup.dump().orElseThrow().content();
    return "backup %s has %d bytes".formatted(backup.id(), backup.bytes())
        + (content.isNarrowed()
            ? "; it has the rows of %d of %d tables, because the database is larger than narrow-above"
                .formatted(
                    content.tables().size(), content.tables().size() + content.withoutRows().size())
            : "");
  }

  /** One of another request was begun too early: what was written since is not in it. */
  private Backup request(RunJournal journal, Optional<NeededTables> needed, Consumer<UUID> recorded)
      throws InterruptedException {
    Run run = journal.run();
    String key = "run-" + run.id() + "-" + journal.term();
    while (true) {
      try {
        Backup backup =
            backups.requestForRun(
                run.target(), run.startedBy(), "before run " + run.id(), key, needed, recorded);
        if (store.hasKey(backup.id(), key)) {
          return backup;
        }
        await(backup, state -> !state.isEnded());
      } catch (StoreUnavailableException e) {
        waiting.await(STEP);
      }
    }
  }

  /** What the backup of a run has in it; empty if that is not known any more. */
  Optional<DatabaseContent> content(Run run) {
    return run.backup().flatMap(store::backup).flatMap(Backup::dump).map(Backup.Dump::content);
  }

  /** Where the rows are saved that the backup of a run lacks, because they are written after it. */
  LateRows late(Run run, Plan.Contents plan) throws RunStoppedException {
    return LateRows.of(directory, dump(run), plan);
  }

  private Backup.Dump dump(Run run) throws RunStoppedException {
    return run.backup()
        .flatMap(store::backup)
        .filter(Backup::hasFile)
        .flatMap(Backup::dump)
        .orElseThrow(
            () -> new RunStoppedException("the backup of run " + run.id() + " has no file"));
  }

  /**
   * Restores the backup of a run into a database of its own.
   *
   * @throws RunStoppedException if that cannot be
   */
  RestoredBackup restore(Run run) throws RunStoppedException, InterruptedException {
    try {
      return restorer.restore(dump(run));
    } catch (BackupException e) {
      throw new RunStoppedException("the backup could not be restored: " + e.getMessage());
    }
  }

  /**
   * What it is that was restored.
   *
   * @param restored from the backup of the run
   */
  BackupCopy copy(Run run, RestoredBackup restored) throws RunStoppedException {
    return new BackupCopy(restored.database(), Optional.of(dump(run).content()));
  }

  /** Those that are used after their proof. */
  RestoredBackups reserved() {
    return restorer.reserved();
  }

  private Backup await(Backup begun, Predicate<BackupState> goesOn) throws InterruptedException {
    Backup backup = begun;
    while (goesOn.test(backup.state())) {
      waiting.await(STEP);
      try {
        backup = store.backup(begun.id()).orElse(backup);
      } catch (StoreUnavailableException e) {
        // It is asked again.
      }
    }
    return backup;
  }
}
