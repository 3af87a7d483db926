package dev.plumbline.sync;

import dev.plumbline.configuration.RunLimits;
import dev.plumbline.plan.Plan;
import dev.plumbline.run.Phase;
import dev.plumbline.run.RunState;
import dev.plumbline.run.verification.PlanScope;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.sync.RunJournal.CancelledException;
import dev.plumbline.sync.TargetVerifier.Before;
import dev.plumbline.sync.TargetVerifier.Result;
import dev.plumbline.sync.port.ApplyWatch;
import dev.plumbline.sync.port.SchemaApply;
import dev.plumbline.sync.port.TargetDatabase;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.sync.port.TargetSession;
import dev.plumbline.watch.Waiting;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Carries out one plan, phase by phase, or continues a run whose process died. It decides nothing
 * about what is done: that was sealed.
 */
final class RunWorker {
  private static final Duration STEP = Duration.ofSeconds(1);

  /** A transaction that is older may last. */
  private static final Duration LONG = Duration.ofSeconds(5);

  private static final int TRANSACTION_TRIES = 30;

  private static final System.Logger LOG = System.getLogger(RunWorker.class.getName());

  private final RunJournal journal;
  private final Plan plan;
  private final String payload;
  private final Parts parts;
  private final PayloadSender sender;
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
    this.sender = new PayloadSender(plan.seal(), parts, waiting);
    this.waiting = waiting;
  }

  /** Returns when the run has ended. */
  void carryOut() throws InterruptedException {
    if (mayBeApplied()) {
      note("another process continues: the previous one stopped without notice");
    }
    try {
      long tries = parts.limits().deadline().toSeconds();
      while (!isDone(tries <= 0)) {
        tries--;
        waiting.await(STEP);
      }
    } catch (CancelledException e) {
      journal.finish(RunState.CANCELLED, "it was cancelled, and nothing was changed");
    } catch (RunStoppedException e) {
      journal.finish(RunState.FAILED, e.getMessage());
    } catch (RunUnclearException e) {
      journal.finish(RunState.UNVERIFIED, e.getMessage());
    }
  }

  private boolean mayBeApplied() {
    return journal.run().phase().filter(phase -> !phase.isBeforeApply()).isPresent();
  }

  private void note(String message) throws InterruptedException {
    journal.note(journal.run().phase().orElse(Phase.LOCK), message);
  }

  /**
   * Once the payload may have been sent, a database that restarts is waited for: only it knows what
   * happened.
   *
   * @return false if it is to be tried again
   */
  private boolean isDone(boolean isLast)
      throws CancelledException, RunStoppedException, RunUnclearException, InterruptedException {
    try (TargetSession session = parts.databases().open(journal.run().target())) {
      if (mayBeApplied()) {
        resume(session);
      } else {
        start(session);
      }
      return true;
    } catch (TargetException e) {
      if (!mayBeApplied()) {
        throw new RunStoppedException(e.getMessage());
      }
      if (isLast) {
        throw new RunUnclearException(e.getMessage());
      }
      LOG.log(
          Level.WARNING, "run {0} waits for its target: {1}", journal.run().id(), e.getMessage());
      return false;
    }
  }

  private void start(TargetSession session)
      throws CancelledException,
          RunStoppedException,
          RunUnclearException,
          TargetException,
          InterruptedException {
    journal.obey();
    journal.begin(Phase.LOCK);
    if (!session.lock()) {
      throw new RunStoppedException("another process of Plumbline changes this database");
    }
    journal.end(Phase.LOCK, "");
    journal.obey();
    journal.begin(Phase.RECHECK);
    parts.seals().requireSame(plan);
    journal.end(Phase.RECHECK, "the plan was made again and is the same");
    journal.obey();
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
    return PlanScope.touched(plan.contents().steps()).keySet();
  }

  private void apply(TargetSession session)
      throws CancelledException,
          RunStoppedException,
          RunUnclearException,
          TargetException,
          InterruptedException {
    // Not later: whatever was checked or is open would have to wait, too.
    journal.obey();
    parts.seals().requireUnmoved(plan.seal());
    try (Before before = parts.verifier().before(plan);
        ApplyWatch watch = session.watch(tables(), parts.limits().lockWait())) {
      if (!session.isLocked()) {
        throw new RunStoppedException("the connection that holds the lock was closed");
      }
      journal.begin(Phase.APPLY);
      sender.send(payload, session, watch);
      journal.end(Phase.APPLY, watch.transaction().map(id -> "transaction " + id).orElse(""));
      clearCaches();
      journal.begin(Phase.VERIFY);
      finish(before.verify(watch.transaction()));
    }
  }

  private void clearCaches() throws InterruptedException {
    journal.begin(Phase.CACHE);
    Optional<String> uncleared = parts.directus().clearCaches(journal.run().target());
    journal.end(Phase.CACHE, uncleared.orElse(""));
  }

  private void finish(Result result) throws InterruptedException {
    result.details().ifPresent(journal::verified);
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

  /** The payload may have been sent; by a process that died, or before the target was away. */
  private void resume(TargetSession session)
      throws RunStoppedException, RunUnclearException, TargetException, InterruptedException {
    awaitLock(session);
    if (journal.run().phase().equals(Optional.of(Phase.APPLY))) {
      if (!session.awaitNoApply(parts.limits().deadline())) {
        throw new RunUnclearException(PayloadSender.STILL);
      }
      if (parts.seals().isUnmoved(plan.seal())) {
        throw new RunStoppedException(
            "the answer of Directus was lost while the plan was being applied; the target is as it was");
      }
      journal.end(Phase.APPLY, "the target has changed");
    }
    DatabaseContent content =
        parts
            .backups()
            .content(journal.run())
            .orElseThrow(
                () -> new RunUnclearException("the backup of this run is not known any more"));
    clearCaches();
    journal.begin(Phase.VERIFY);
    finish(parts.verifier().verifyAgainst(plan, content));
  }

  /** The session of the process that died may take a while to end. */
  private void awaitLock(TargetSession session)
      throws RunUnclearException, TargetException, InterruptedException {
    long tries = parts.limits().deadline().toSeconds();
    for (long i = 0; i < tries; i++) {
      if (session.lock()) {
        return;
      }
      waiting.await(STEP);
    }
    throw new RunUnclearException("another process of Plumbline holds the lock of this database");
  }
}
