package dev.plumbline.sync.work;

import dev.plumbline.backup.LateFiles;
import dev.plumbline.backup.restore.RestoredBackup;
import dev.plumbline.drift.Side;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.hazard.tables.NeededTables;
import dev.plumbline.plan.Plan;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.run.backup.NeededRows;
import dev.plumbline.run.rollback.Footprint;
import dev.plumbline.run.rollback.RollbackVerification;
import dev.plumbline.run.verification.ContentChanges;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.sync.journal.RunJournal;
import dev.plumbline.sync.journal.RunJournal.CancelledException;
import dev.plumbline.sync.journal.RunStoppedException;
import dev.plumbline.sync.journal.RunUnclearException;
import dev.plumbline.sync.port.ContentWatch;
import dev.plumbline.sync.port.RollbackDatabase;
import dev.plumbline.sync.port.RollbackDatabase.Outcome;
import dev.plumbline.sync.port.RollbackDatabase.SavedRows;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.sync.port.TargetSession;
import dev.plumbline.sync.port.TargetSession.TransactionStatus;
import dev.plumbline.sync.verify.TargetVerifier.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Puts back what a run changed, from its backup, in one transaction. */
final class RollbackRun implements RunWork {
  private static final String VERIFIED =
      "what the run changed is as it was before it, as the target's own database says";

  private final RunJournal journal;
  private final Undone undone;
  private final SavedRows saved;
  private final RunMeans means;
  private final RunBackup backups;
  private final RunPhases phases;

  /**
   * What is rolled back.
   *
   * @param footprint what it changed
   */
  record Undone(Run run, Plan plan, Footprint footprint) {}

  RollbackRun(
      RunJournal journal,
      Undone undone,
      SavedRows saved,
      RunMeans means,
      RunBackup backups,
      RunPhases phases) {
    this.journal = journal;
    this.undone = undone;
    this.saved = saved;
    this.means = means;
    this.backups = backups;
    this.phases = phases;
  }

  @Override
  public void start(TargetSession session)
      throws CancelledException,
          RunStoppedException,
          RunUnclearException,
          TargetException,
          InterruptedException {
    phases.lock(session);
    journal.obey();
    journal.begin(Phase.RECHECK);
    Side before = means.sides().sealed(undone.plan().seal().target());
    requireNoConflict(before);
    journal.end(Phase.RECHECK, "nobody has changed since what the run changed");
    phases.awaitTransactions(session, undone.footprint().scope().tables());
    backups.make(
        journal,
        NeededRows.mayBeNarrowed(undone.plan())
            ? Optional.of(NeededTables.of(undone.footprint().scope().tables()))
            : Optional.empty(),
        recorded -> {});
    journal.obey();
    journal.begin(Phase.RESTORE);
    try (RestoredBackup former = backups.restore(undone.run())) {
      addLateRows(former);
      journal.end(
          Phase.RESTORE,
          "backup %s was restored on %s"
              .formatted(undone.run().backup().orElseThrow(), former.server()));
      apply(session, before, former);
    }
  }

  /** The backup and they together are what the run found. */
  private void addLateRows(RestoredBackup former)
      throws RunStoppedException, TargetException, InterruptedException {
    List<String> incomplete =
        means
            .rollbacks()
            .addLateRows(
                former.database(),
                backups.late(undone.run(), undone.plan().contents()).files(),
                limits());
    for (String table : incomplete) {
      journal.note(Phase.RESTORE, LateFiles.missing(table));
    }
  }

  private RollbackDatabase.Limits limits() {
    return new RollbackDatabase.Limits(means.limits().lockWait(), means.limits().deadline());
  }

  private void requireNoConflict(Side before) throws RunStoppedException, TargetException {
    List<String> conflicts = undone.footprint().conflicts(before, now());
    if (!conflicts.isEmpty()) {
      throw new RunStoppedException(String.join("; ", conflicts));
    }
  }

  private Side now() throws TargetException {
    return means.sides().now(undone.plan().seal().target());
  }

  private void apply(TargetSession session, Side before, RestoredBackup former)
      throws CancelledException,
          RunStoppedException,
          RunUnclearException,
          TargetException,
          InterruptedException {
    EnvironmentId target = undone.run().target();
    // Not later: whatever was checked or is open would have to wait, too.
    journal.obey();
    requireNoConflict(before);
    try (ContentWatch.Opened content = means.contents().open(target)) {
      phases.requireLocked(session);
      journal.begin(Phase.APPLY);
      AtomicReference<Optional<Long>> transaction = new AtomicReference<>(Optional.empty());
      Outcome outcome =
          means
              .rollbacks()
              .rollBack(
                  target,
                  undone.footprint().scope(),
                  backups.copy(undone.run(), former),
                  saved,
                  limits(),
                  id -> transaction.set(Optional.of(id)));
      for (String note : notes(outcome, session, transaction.get())) {
        journal.note(Phase.APPLY, note);
      }
      journal.end(Phase.APPLY, transaction.get().map(id -> "transaction " + id).orElse(""));
      phases.clearCaches();
      journal.begin(Phase.VERIFY);
      Map<String, Set<String>> touched =
          undone.footprint().scope().tables().stream()
              .collect(Collectors.toMap(table -> table, table -> Set.of()));
      finish(before, content.changes(transaction.get(), touched));
    }
  }

  /**
   * @throws RunStoppedException if nothing was changed
   */
  private static List<String> notes(
      Outcome outcome, TargetSession session, Optional<Long> transaction)
      throws RunStoppedException, RunUnclearException, TargetException {
    return switch (outcome) {
      case Outcome.Committed(List<String> notes) -> notes;
      case Outcome.Undone(String reason) -> throw new RunStoppedException(reason);
      case Outcome.Unknown(String reason) -> {
        TransactionStatus status =
            transaction.isPresent()
                ? session.status(transaction.get())
                : TransactionStatus.FORGOTTEN;
        yield switch (status) {
          case COMMITTED -> List.of(reason + "; PostgreSQL says that it was committed");
          case ABORTED -> throw new RunStoppedException(reason);
          case IN_PROGRESS, FORGOTTEN -> throw new RunUnclearException(reason);
        };
      }
    };
  }

  private void finish(Side before, ContentChanges content)
      throws TargetException, InterruptedException {
    Side after = now();
    RollbackVerification verification =
        RollbackVerification.of(undone.footprint(), before, after, content);
    phases.finish(
        new Result(
            List.copyOf(verification.failures()),
            List.copyOf(verification.notes()),
            after.snapshot()),
        VERIFIED);
  }

  @Override
  public void resume(TargetSession session)
      throws RunStoppedException, RunUnclearException, TargetException, InterruptedException {
    phases.awaitLock(session);
    Side before = means.sides().sealed(undone.plan().seal().target());
    if (journal.run().phase().equals(Optional.of(Phase.APPLY))) {
      if (!means.rollbacks().awaitEnd(undone.run().target(), means.limits().deadline())) {
        throw new RunUnclearException("the transaction of the rollback has not ended");
      }
      if (!undone.footprint().notUndone(before, now()).isEmpty()) {
        throw new RunStoppedException(
            "its process ended before the rollback was committed; nothing was changed");
      }
      journal.end(Phase.APPLY, "the rollback was committed");
    }
    phases.clearCaches();
    journal.begin(Phase.VERIFY);
    finish(before, sinceItsBackup());
  }

  /** Nobody remembers how the rows were right before the commit: only its backup is left. */
  private ContentChanges sinceItsBackup() throws TargetException, InterruptedException {
    Optional<DatabaseContent> backup = backups.content(journal.run());
    if (backup.isEmpty()) {
      journal.note(
          Phase.VERIFY,
          "rows were not compared, because the backup of this rollback is not known any more");
      return ContentChanges.NONE;
    }
    return means
        .contents()
        .since(undone.run().target(), backup.get(), undone.footprint().scope().tables());
  }
}
