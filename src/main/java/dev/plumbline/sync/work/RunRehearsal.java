package dev.plumbline.sync.work;

import dev.plumbline.backup.restore.RestoredBackup;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.hazard.tables.NeededTables;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.payload.SchemaDiff;
import dev.plumbline.payload.SchemaDiffJson;
import dev.plumbline.plan.Plan;
import dev.plumbline.run.Phase;
import dev.plumbline.run.backup.NeededRows;
import dev.plumbline.run.rehearsal.Rehearsal;
import dev.plumbline.run.rehearsal.RehearsalWords;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.sync.journal.RunJournal;
import dev.plumbline.sync.journal.RunJournal.CancelledException;
import dev.plumbline.sync.journal.RunStoppedException;
import dev.plumbline.sync.port.RehearsalDatabase.Outcome;
import dev.plumbline.sync.port.TargetException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Does in the restored backup what Directus would do to rows, before anything is sent to it.
 * Closing returns when what was restored is dropped.
 */
final class RunRehearsal implements AutoCloseable {
  private final Rehearsal rehearsal;
  private final Optional<NeededTables> needed;
  private final EnvironmentId target;
  private final RunMeans means;
  private final RunBackup backups;
  private final Set<UUID> reserved = new HashSet<>();
  private Optional<Thread> dropping = Optional.empty();

  private RunRehearsal(
      Rehearsal rehearsal,
      Optional<NeededTables> needed,
      EnvironmentId target,
      RunMeans means,
      RunBackup backups) {
    this.rehearsal = rehearsal;
    this.needed = needed;
    this.target = target;
    this.means = means;
    this.backups = backups;
  }

  /**
   * @throws TargetException if the target of the plan is not stored any more
   */
  static RunRehearsal of(Plan plan, String payload, RunMeans means, RunBackup backups)
      throws TargetException {
    SchemaDiff diff = SchemaDiffJson.read(JsonText.read(payload));
    Snapshot before = means.sides().sealed(plan.seal().target()).snapshot();
    return new RunRehearsal(
        Rehearsal.of(diff, before),
        NeededRows.mayBeNarrowed(plan)
            ? Optional.of(
                NeededRows.of(plan.contents().steps(), plan.contents().hazards(), diff, before))
            : Optional.empty(),
        plan.seal().target().environment(),
        means,
        backups);
  }

  /** Of which tables the run needs the rows; empty: its backup must have all. */
  Optional<NeededTables> needed() {
    return needed;
  }

  /** What this backup is restored into for its proof is used here, too. */
  void reserve(UUID backup) {
    if (rehearsal.isNeeded()) {
      reserved.add(backup);
      backups.reserved().reserve(backup);
    }
  }

  /**
   * @throws RunStoppedException if PostgreSQL refuses something
   * @throws TargetException if it could not be tried
   */
  void rehearse(RunJournal journal)
      throws CancelledException, RunStoppedException, TargetException, InterruptedException {
    if (journal.isAsked()) {
      // Nobody knows for how long, and other backups are to be proven.
      close();
    }
    journal.obey();
    journal.begin(Phase.REHEARSAL);
    if (!rehearsal.isNeeded()) {
      journal.end(Phase.REHEARSAL, RehearsalWords.NOTHING);
      return;
    }
    RestoredBackup copy = copy(journal);
    try {
      Outcome outcome =
          means
              .rehearsals()
              .rehearse(
                  target,
                  backups.copy(journal.run(), copy),
                  rehearsal.changes(),
                  means.limits().deadline());
      switch (outcome) {
        case Outcome.Refused(String message) -> throw new RunStoppedException(message);
        case Outcome.Passed passed ->
            journal.end(
                Phase.REHEARSAL, RehearsalWords.passed(rehearsal, passed.took(), copy.server()));
      }
    } finally {
      // To drop it and to stop its server takes a second, for which the apply need not wait.
      dropping = Optional.of(Thread.ofVirtual().name("rehearsal-drop").start(copy::close));
    }
  }

  /** Once more, if another process has proven the backup. */
  private RestoredBackup copy(RunJournal journal) throws RunStoppedException, InterruptedException {
    Optional<RestoredBackup> proven = journal.run().backup().flatMap(backups.reserved()::take);
    return proven.isPresent() ? proven.get() : backups.restore(journal.run());
  }

  @Override
  public void close() {
    reserved.forEach(backups.reserved()::release);
    try {
      if (dropping.isPresent()) {
        dropping.get().join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
