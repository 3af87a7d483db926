package dev.plumbline.sync.work;

import dev.plumbline.plan.Plan;
import dev.plumbline.run.Phase;
import dev.plumbline.run.evidence.VerifiedTarget;
import dev.plumbline.run.verification.ContentChanges;
import dev.plumbline.run.verification.PlanScope;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.sync.canary.CanaryCheck;
import dev.plumbline.sync.journal.RunJournal;
import dev.plumbline.sync.journal.RunJournal.CancelledException;
import dev.plumbline.sync.journal.RunStoppedException;
import dev.plumbline.sync.journal.RunUnclearException;
import dev.plumbline.sync.port.ApplyWatch;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.sync.port.TargetSession;
import dev.plumbline.sync.verify.TargetVerifier.Before;
import dev.plumbline.sync.verify.TargetVerifier.Preparation;
import dev.plumbline.sync.verify.TargetVerifier.Result;
import dev.plumbline.timing.Waiting;
import java.util.Optional;
import java.util.Set;

/** Carries a plan out. It decides nothing about what is done: that was sealed. */
final class PlanRun implements RunWork {
  private static final String VERIFIED = "the target is what was planned, as its own database says";

  private final RunJournal journal;
  private final Plan plan;
  private final String payload;
  private final RunMeans means;
  private final RunBackup backups;
  private final RunPhases phases;
  private final LateBegin late;
  private final PayloadSender sender;
  private final CanaryCheck canary;

  PlanRun(
      RunJournal journal,
      Plan plan,
      String payload,
      RunMeans means,
      RunBackup backups,
      RunPhases phases,
      Waiting waiting) {
    this.journal = journal;
    this.plan = plan;
    this.payload = payload;
    this.means = means;
    this.backups = backups;
    this.phases = phases;
    this.late = new LateBegin(journal, means.directus(), means.limits().deadline(), waiting);
    this.sender = new PayloadSender(plan.seal(), means, late, waiting);
    this.canary = new CanaryCheck(means.items(), waiting);
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
    for (String lacking : means.seals().requireSame(plan)) {
      journal.note(Phase.RECHECK, lacking);
    }
    journal.end(Phase.RECHECK, "the plan was made again and is the same");
    phases.awaitTransactions(session, tables());
    Result result;
    try (Preparation prepared = means.verifier().prepare(plan);
        RunRehearsal rehearsal = RunRehearsal.of(plan, payload, means, backups)) {
      backups.make(journal, rehearsal.needed(), rehearsal::reserve);
      rehearsal.rehearse(journal);
      result = apply(session, prepared);
    }
    finish(result);
  }

  private Set<String> tables() {
    return PlanScope.touched(plan.contents().steps()).keySet();
  }

  private Result apply(TargetSession session, Preparation prepared)
      throws CancelledException,
          RunStoppedException,
          RunUnclearException,
          TargetException,
          InterruptedException {
    // Not later: whatever was checked or is open would have to wait, too.
    journal.obey();
    try (Before before = prepared.before();
        ApplyWatch watch =
            session.watch(
                tables(),
                means.limits().lockWait(),
                backups.late(journal.run(), plan.contents()))) {
      // What is remembered of the target takes a while, in which somebody may change it.
      means.seals().requireUnmoved(plan.seal());
      phases.requireLocked(session);
      journal.begin(Phase.APPLY);
      sender.send(payload, session, watch);
      if (watch.waited().isPresent()) {
        journal.note(Phase.APPLY, watch.waited().get());
      }
      for (String note : watch.saved()) {
        journal.note(Phase.APPLY, note);
      }
      journal.end(Phase.APPLY, watch.transaction().map(id -> "transaction " + id).orElse(""));
      phases.clearCaches();
      journal.begin(Phase.VERIFY);
      return before.verify(watch.transaction());
    }
  }

  @Override
  public void resume(TargetSession session)
      throws RunStoppedException, RunUnclearException, TargetException, InterruptedException {
    phases.awaitLock(session);
    if (journal.run().phase().equals(Optional.of(Phase.APPLY))) {
      requireNoApply(session);
      if (!sender.isBegun()) {
        late.await(() -> !means.seals().isUnmoved(plan.seal()));
        requireNoApply(session);
      }
      if (means.seals().isUnmoved(plan.seal())) {
        throw new RunStoppedException(
            "the answer of Directus was lost while the plan was being applied; the target is as it was");
      }
      journal.end(Phase.APPLY, "the target has changed");
    }
    DatabaseContent content =
        backups
            .content(journal.run())
            .orElseThrow(
                () -> new RunUnclearException("the backup of this run is not known any more"));
    phases.clearCaches();
    journal.begin(Phase.VERIFY);
    finish(means.verifier().verifyAgainst(plan, content));
  }

  private void requireNoApply(TargetSession session)
      throws RunUnclearException, TargetException, InterruptedException {
    if (!session.awaitNoApply(means.limits().deadline())) {
      throw new RunUnclearException(PayloadSender.STILL);
    }
  }

  /**
   * Directus may say that a plan was applied of which it did nothing, and a server that takes over
   * from the target's may lack what was committed last.
   */
  private void finish(Result result)
      throws RunStoppedException, TargetException, InterruptedException {
    Optional<ContentChanges> rows = result.details().map(VerifiedTarget::content);
    if (!result.failures().isEmpty() && rows.isPresent() && means.seals().isUnmoved(plan.seal())) {
      if (rows.get().isWithoutRun()) {
        throw new RunStoppedException(
            "Directus answered that the plan was applied, but the target is as it was");
      }
      journal.note(
          Phase.VERIFY,
          "Directus answered that the plan was applied, but the schema of the target is as it was;"
              + " whether the run changed rows is not known");
    }
    phases.finish(canary.check(journal, plan, result), VERIFIED);
  }
}
