package dev.plumbline.sync;

import dev.plumbline.configuration.RunLimits;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.step.Step;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunState;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.sync.RunJournal.CancelledException;
import dev.plumbline.sync.TargetVerifier.Before;
import dev.plumbline.sync.TargetVerifier.Result;
import dev.plumbline.sync.port.ApplyWatch;
import dev.plumbline.sync.port.SchemaApply;
import dev.plumbline.sync.port.SchemaApply.Outcome;
import dev.plumbline.sync.port.TargetDatabase;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.sync.port.TargetSession;
import dev.plumbline.sync.port.TargetSession.TransactionStatus;
import dev.plumbline.watch.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Carries out one plan, phase by phase, or goes on where a process has died. It decides nothing
 * about what is done: that was sealed.
 */
final class RunWorker {
  private static final Duration STEP = Duration.ofSeconds(1);

  /** A transaction that is older may last. */
  private static final Duration LONG = Duration.ofSeconds(5);

  private static final int TRANSACTION_TRIES = 30;
  private static final int UNSEEN_TRIES = 30;

  private final RunJournal journal;
  private final Plan plan;
  private final String payload;
  private final Parts parts;
  private final Waiting waiting;

  /** What a run is carried out with. */
  record Parts(
      SealCheck seals,
      RunBackup backups,
      TargetDatabase databases,
      SchemaApply directus,
      TargetVerifier verifier,
      RunLimits limits) {}

  RunWorker(RunJournal journal, Plan plan, String payload, Parts parts, Waiting waiting) {
    this.journal = journal;
    this.plan = plan;
    this.payload = payload;
    this.parts = parts;
    this.waiting = waiting;
  }

  /**
   * Returns when the run has ended.
   *
   * @param backup of the run, if it has one that is proven
   */
  void carryOut(Optional<Backup> backup) throws InterruptedException {
    boolean mayBeApplied =
        journal.run().phase().filter(phase -> !phase.isBeforeApply()).isPresent();
    try (TargetSession session = parts.databases().open(journal.run().target())) {
      if (mayBeApplied) {
        goOn(session, backup);
      } else {
        start(session);
      }
    } catch (CancelledException e) {
      journal.finish(RunState.CANCELLED, "it was cancelled, and nothing was changed");
    } catch (RunStoppedException e) {
      journal.finish(RunState.FAILED, e.getMessage());
    } catch (TargetException e) {
      boolean isApplied = journal.run().phase().filter(phase -> !phase.isBeforeApply()).isPresent();
      journal.finish(isApplied ? RunState.UNVERIFIED : RunState.FAILED, e.getMessage());
    }
  }

  private void start(TargetSession session)
      throws CancelledException, RunStoppedException, TargetException, InterruptedException {
    journal.begin(Phase.LOCK);
    if (!session.lock()) {
      throw new RunStoppedException("another process of Plumbline changes this database");
    }
    journal.end(Phase.LOCK, "");
    journal.begin(Phase.RECHECK);
    parts.seals().requireSame(plan);
    journal.end(Phase.RECHECK, "made once more, the same plan comes of it");
    journal.begin(Phase.TRANSACTIONS);
    awaitTransactions(session);
    journal.end(Phase.TRANSACTIONS, "");
    parts.backups().make(journal);
    apply(session);
  }

  private void awaitTransactions(TargetSession session)
      throws RunStoppedException, TargetException, InterruptedException {
    Set<String> tables = tables();
    List<String> open = session.longTransactions(tables, LONG);
    for (int tries = 1; !open.isEmpty() && tries < TRANSACTION_TRIES; tries++) {
      waiting.await(STEP);
      open = session.longTransactions(tables, LONG);
    }
    if (!open.isEmpty()) {
      throw new RunStoppedException(
          "transactions hold locks on tables of the plan: " + String.join("; ", open));
    }
  }

  /** Those that the plan changes; it does not matter if one does not exist yet. */
  private Set<String> tables() {
    return plan.contents().steps().stream()
        .map(Step::subject)
        .map(
            subject -> subject.contains(".") ? subject.substring(0, subject.indexOf('.')) : subject)
        .collect(Collectors.toSet());
  }

  private void apply(TargetSession session)
      throws CancelledException, RunStoppedException, TargetException, InterruptedException {
    Run run = journal.run();
    parts.seals().requireUnmoved(plan.seal());
    try (Before before = parts.verifier().before(plan);
        ApplyWatch watch = session.watch(tables(), parts.limits().lockWait())) {
      if (!session.isLocked()) {
        throw new RunStoppedException("the connection that holds the lock was closed");
      }
      journal.begin(Phase.APPLY);
      Outcome outcome = parts.directus().apply(run.target(), payload, parts.limits().deadline());
      if (outcome instanceof Outcome.Unknown) {
        awaitTransaction(watch);
      }
      requireEnded(watch);
      requireApplied(outcome, session, watch);
      journal.end(Phase.APPLY, watch.transaction().map(id -> "transaction " + id).orElse(""));
      clearCaches();
      journal.begin(Phase.VERIFY);
      finish(before.verify(watch.transaction()));
    }
  }

  /** A Directus that is slow may not have begun what it was sent. */
  private void awaitTransaction(ApplyWatch watch) throws InterruptedException {
    for (int tries = 0; tries < UNSEEN_TRIES && watch.transaction().isEmpty(); tries++) {
      waiting.await(STEP);
    }
  }

  private void requireEnded(ApplyWatch watch) throws TargetException, InterruptedException {
    if (!watch.awaitEnd(parts.limits().deadline())) {
      throw new TargetException("Directus still applies the plan");
    }
  }

  /** What the answer leaves open, the transaction says, and else the target itself. */
  private void requireApplied(Outcome outcome, TargetSession session, ApplyWatch watch)
      throws RunStoppedException, TargetException {
    String reason =
        switch (outcome) {
          case Outcome.Applied ignored -> "";
          case Outcome.NotSent(String why) -> throw new RunStoppedException(why);
          case Outcome.Refused(String message) -> message;
          case Outcome.Unknown(String why) -> why;
        };
    if (!reason.isEmpty() && !isCommitted(session, watch)) {
      throw new RunStoppedException(
          watch.cancelled().map(why -> why + "; Directus answered: ").orElse("") + reason);
    }
  }

  private boolean isCommitted(TargetSession session, ApplyWatch watch) throws TargetException {
    Optional<TransactionStatus> status =
        watch.transaction().isPresent()
            ? Optional.of(session.status(watch.transaction().get()))
            : Optional.empty();
    return switch (status.orElse(TransactionStatus.FORGOTTEN)) {
      case COMMITTED -> true;
      case ABORTED -> false;
      case IN_PROGRESS -> throw new TargetException("Directus still applies the plan");
      case FORGOTTEN -> parts.seals().moved(plan.seal()).isPresent();
    };
  }

  private void clearCaches() throws CancelledException, InterruptedException {
    journal.begin(Phase.CACHE);
    Optional<String> uncleared = parts.directus().clearCaches(journal.run().target());
    journal.end(Phase.CACHE, uncleared.orElse(""));
  }

  private void finish(Result result) throws InterruptedException {
    for (String note : result.notes()) {
      journal.note(Phase.VERIFY, note);
    }
    if (result.failures().isEmpty()) {
      journal.finish(RunState.VERIFIED, "the target is what was planned, as its own database says");
    } else {
      for (String failure : result.failures()) {
        journal.note(Phase.VERIFY, failure);
      }
      journal.finish(
          RunState.UNVERIFIED,
          "%s%s"
              .formatted(
                  result.failures().getFirst(),
                  result.failures().size() == 1
                      ? ""
                      : " (and %d more)".formatted(result.failures().size() - 1)));
    }
  }

  /** A process has died after it had recorded that the payload would be sent. */
  private void goOn(TargetSession session, Optional<Backup> backup)
      throws CancelledException, RunStoppedException, TargetException, InterruptedException {
    Phase phase = journal.run().phase().orElseThrow();
    journal.note(phase, "another process goes on: the one before ended without a word");
    awaitLock(session);
    if (phase == Phase.APPLY) {
      if (!session.awaitNoApply(parts.limits().deadline())) {
        throw new TargetException("Directus still applies the plan");
      }
      if (parts.seals().moved(plan.seal()).isEmpty()) {
        throw new RunStoppedException(
            "Plumbline ended while the plan was being applied; the target is as it was");
      }
      journal.end(Phase.APPLY, "the target has changed");
    }
    DatabaseContent content =
        backup
            .flatMap(Backup::dump)
            .map(Backup.Dump::content)
            .orElseThrow(() -> new TargetException("the backup of this run is not known any more"));
    clearCaches();
    journal.begin(Phase.VERIFY);
    finish(parts.verifier().verifyAgainst(plan, content));
  }

  /** The session of the process that died may take a while to end. */
  private void awaitLock(TargetSession session) throws TargetException, InterruptedException {
    long tries = parts.limits().deadline().toSeconds();
    for (long i = 0; i < tries; i++) {
      if (session.lock()) {
        return;
      }
      waiting.await(STEP);
    }
    throw new TargetException("another process of Plumbline holds the lock of this database");
  }
}
