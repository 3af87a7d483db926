package dev.plumbline.jdbc;

import static dev.plumbline.jdbc.Samples.PRODUCTION;
import static dev.plumbline.jdbc.Samples.STAGING;
import static dev.plumbline.jdbc.Samples.noonPlus;
import static dev.plumbline.jdbc.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.approval.Approver;
import dev.plumbline.approval.PlanEvent;
import dev.plumbline.approval.PlanState;
import dev.plumbline.approval.Requirement;
import dev.plumbline.audit.AuditAction;
import dev.plumbline.audit.AuditEntry;
import dev.plumbline.auditing.AuditVerification;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.plan.Proposal;
import dev.plumbline.plan.select.Selection;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunEvent;
import dev.plumbline.run.RunRequest;
import dev.plumbline.run.RunState;
import dev.plumbline.run.followup.FollowUp;
import dev.plumbline.run.followup.FollowUpState;
import dev.plumbline.run.rollback.Footprint;
import dev.plumbline.run.rollback.RollbackScope;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.Lease;
import dev.plumbline.store.audit.AuditStore;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.store.plan.PlanStore.Ending;
import dev.plumbline.store.run.FollowUpStore;
import dev.plumbline.store.run.FollowUpStore.DueFollowUp;
import dev.plumbline.store.run.RunStore;
import dev.plumbline.store.run.RunStore.Begun;
import dev.plumbline.store.run.RunStore.Taken;
import dev.plumbline.store.run.TargetRuns;
import dev.plumbline.store.run.TargetRuns.CurrentPhase;
import dev.plumbline.testkit.SamplePlans;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store does with runs, and with the plans that they carry out. */
abstract class RunStoreContract {
  static final Approver ADA = new Approver("ada", "ada-laptop", false);
  private static final Optional<String> KEY = Optional.of("key-1");

  abstract RunStore store();

  abstract FollowUpStore followUps();

  abstract PlanStore plans();

  abstract AuditStore audit();

  /** An approved plan; nobody has to approve it. */
  Proposal approved(long number, String comparison, String target) {
    Proposal proposal =
        new Proposal(
            uuid(number),
            new ComparisonName(comparison),
            STAGING,
            new EnvironmentId(target),
            Selection.ALL,
            "ada",
            noonPlus(number));
    plans().begin(proposal, "ada-laptop", Optional.empty());
    plans()
        .end(
            proposal.id(),
            new Ending.Sealed(
                SamplePlans.plan(proposal, noonPlus(number + 1)),
                new Requirement(0, false, new TreeSet<>(), "nothing is lost")),
            noonPlus(number + 1));
    return proposal;
  }

  private Proposal approved() {
    return approved(1, "staging-to-production", "production");
  }

  static Run run(long number, Proposal plan) {
    return Run.started(uuid(number), plan, "ada", noonPlus(number));
  }

  private Lease begun(long number, Proposal plan) {
    Begun begun = store().begin(run(number, plan), ADA, Optional.empty());
    assertThat(begun).isInstanceOf(Begun.New.class);
    return ((Begun.New) begun).lease();
  }

  private PlanState state(UUID plan) {
    return plans().plan(plan).orElseThrow().state();
  }

  @Test
  void approvedPlanIsRunOnce() {
    Proposal plan = approved();
    Run run = run(11, plan);

    assertThat(store().begin(run, ADA, KEY)).isEqualTo(new Begun.New(run, new Lease(uuid(11), 1)));
    assertThat(state(plan.id())).isEqualTo(new PlanState.Running(uuid(11), "ada"));
    assertThat(store().run(uuid(11))).contains(run);
    assertThat(store().begin(run(12, plan), ADA, KEY)).isEqualTo(new Begun.Repeated(run));
    assertThat(store().begin(run(12, plan), ADA, Optional.empty()))
        .isEqualTo(new Begun.NotApproved(new PlanState.Running(uuid(11), "ada")));
    assertThat(store().begin(run(12, plan), ADA, Optional.of("key-2")))
        .isInstanceOf(Begun.NotApproved.class);
    assertThat(store().run(uuid(12))).isEmpty();
  }

  @Test
  void keyOfAnotherPlanIsNotUsedAgain() {
    store().begin(run(11, approved()), ADA, KEY);
    Proposal other = approved(2, "staging-to-local", "local");

    assertThat(store().begin(run(12, other), ADA, KEY)).isEqualTo(new Begun.KeyReused());
    assertThat(state(other.id())).isInstanceOf(PlanState.Approved.class);
    assertThat(store().begin(run(12, other), new Approver("eve", "eve-token", false), KEY))
        .isInstanceOf(Begun.New.class);
  }

  @Test
  void oneRunChangesATargetAtATime() {
    Proposal plan = approved();
    Lease lease = begun(11, plan);
    Proposal other = approved(2, "other-to-production", "production");

    assertThat(store().begin(run(12, other), ADA, Optional.empty()))
        .isEqualTo(new Begun.TargetBusy(run(11, plan)));
    assertThat(state(other.id())).isInstanceOf(PlanState.Approved.class);

    store().record(lease, run(11, plan).ended(RunState.FAILED, "no", noonPlus(20)), List.of());
    assertThat(store().begin(run(12, other), ADA, Optional.empty())).isInstanceOf(Begun.New.class);
  }

  @Test
  void journalIsReadInTheOrderInWhichItWasWritten() {
    Proposal plan = approved();
    Lease lease = begun(11, plan);
    RunEvent begun = new RunEvent(Phase.LOCK, RunEvent.Kind.BEGUN, noonPlus(12), "");
    RunEvent ended = new RunEvent(Phase.LOCK, RunEvent.Kind.ENDED, noonPlus(13), SamplePlans.ODD);
    Run locked = run(11, plan).in(Phase.LOCK).backedUpBy(uuid(77));

    assertThat(store().record(lease, locked, List.of(begun))).isTrue();
    assertThat(store().record(lease, locked, List.of(ended))).isTrue();

    assertThat(store().run(uuid(11))).contains(locked);
    List<RunEvent.Recorded> events = store().events(uuid(11), 0);
    assertThat(events).extracting(RunEvent.Recorded::event).containsExactly(begun, ended);
    assertThat(store().events(uuid(11), events.getFirst().id()))
        .extracting(RunEvent.Recorded::event)
        .containsExactly(ended);
    assertThat(store().events(uuid(99), 0)).isEmpty();
  }

  @Test
  void endOfARunIsTheEndOfItsPlan() {
    Proposal plan = approved();
    Lease lease = begun(11, plan);
    Run applied = run(11, plan).in(Phase.APPLY);
    store().record(lease, applied, List.of());
    Run verified = applied.ended(RunState.VERIFIED, "the same", noonPlus(20));

    assertThat(store().record(lease, verified, List.of())).isTrue();

    assertThat(state(plan.id())).isEqualTo(new PlanState.Applied(uuid(11), "the same"));
    assertThat(store().run(uuid(11))).contains(verified);
    assertThat(plans().events(plan.id()))
        .extracting(PlanEvent::kind)
        .endsWith(PlanEvent.Kind.RUNNING, PlanEvent.Kind.APPLIED);
    assertThat(audit().after(0, 10))
        .extracting(entry -> entry.entry().action())
        .endsWith(AuditAction.RUN_STARTED, AuditAction.RUN_APPLIED);
    assertThat(new AuditVerification(audit()).verify().isValid()).isTrue();
    assertThat(store().record(lease, verified, List.of())).as("it has ended").isFalse();
    assertThat(store().beat(lease)).isEmpty();
    // Its comparison is free again.
    assertThat(approved(2, "staging-to-production", "production")).isNotNull();
    assertThat(state(uuid(2))).isInstanceOf(PlanState.Approved.class);
  }

  @Test
  void reportIsStoredWithTheEndAndItsHashInTheAudit() {
    Proposal plan = approved();
    Lease lease = begun(11, plan);
    Run failed = run(11, plan).in(Phase.LOCK).ended(RunState.FAILED, "no", noonPlus(20));
    RunEvent event = new RunEvent(Phase.LOCK, RunEvent.Kind.FAILED, noonPlus(20), "no");
    String report = "{\"odd\":\"" + "日本 | <b> ".repeat(1000) + "\"}";

    assertThat(store().report(uuid(11))).isEmpty();
    assertThat(store().end(new Lease(uuid(11), 7), failed, List.of(event), report, List.of()))
        .isFalse();
    assertThat(store().report(uuid(11))).isEmpty();
    assertThat(store().end(lease, failed, List.of(event), report, List.of())).isTrue();

    assertThat(store().report(uuid(11))).contains(report);
    assertThat(store().run(uuid(11))).contains(failed);
    assertThat(store().events(uuid(11), 0))
        .extracting(RunEvent.Recorded::event)
        .containsExactly(event);
    assertThat(state(plan.id())).isEqualTo(new PlanState.NotApplied(uuid(11), "no"));
    AuditEntry entry = audit().after(0, 20).getLast().entry();
    assertThat(entry.action()).isEqualTo(AuditAction.RUN_ENDED);
    assertThat(entry.details())
        .containsEntry("run", uuid(11).toString())
        .containsEntry("result", "failed")
        .containsEntry("reportSha256", Fingerprint.sha256(report));
    assertThat(new AuditVerification(audit()).verify().isValid()).isTrue();
    assertThat(store().end(lease, failed, List.of(), "{}", List.of())).as("it has ended").isFalse();
    assertThat(store().prune(noonPlus(21))).isOne();
    assertThat(store().report(uuid(11))).isEmpty();
  }

  @Test
  void runThatChangedNothingEndsThePlanToo() {
    Proposal plan = approved();
    Lease lease = begun(11, plan);

    store().record(lease, run(11, plan).ended(RunState.CANCELLED, "no", noonPlus(20)), List.of());

    assertThat(state(plan.id())).isEqualTo(new PlanState.NotApplied(uuid(11), "no"));
  }

  @Test
  void whatAPersonAsksForOutlivesWhatTheRunRecords() {
    Proposal plan = approved();
    Lease lease = begun(11, plan);

    assertThat(store().ask(uuid(11), Optional.of(RunRequest.HOLD), ADA, noonPlus(12))).isTrue();
    assertThat(store().ask(uuid(11), Optional.of(RunRequest.HOLD), ADA, noonPlus(13))).isTrue();
    store().record(lease, run(11, plan).in(Phase.LOCK), List.of());
    assertThat(store().beat(lease).orElseThrow().asked()).contains(RunRequest.HOLD);
    assertThat(store().ask(uuid(11), Optional.empty(), ADA, noonPlus(14))).isTrue();
    assertThat(store().beat(lease).orElseThrow().asked()).isEmpty();
    assertThat(audit().after(0, 20))
        .extracting(entry -> entry.entry().action())
        .endsWith(AuditAction.RUN_HELD, AuditAction.RUN_RESUMED);

    store().record(lease, run(11, plan).ended(RunState.FAILED, "no", noonPlus(20)), List.of());
    assertThat(store().ask(uuid(11), Optional.of(RunRequest.CANCEL), ADA, noonPlus(21))).isFalse();
  }

  @Test
  void silentRunIsTakenOverOnce() {
    Proposal plan = approved();
    Lease lease = begun(11, plan);
    Set<EnvironmentId> ours = Set.of(STAGING, PRODUCTION);

    assertThat(store().takeOver(Duration.ofHours(1), ours)).isEmpty();
    assertThat(store().takeOver(Duration.ZERO, Set.of(PRODUCTION))).isEmpty();
    Taken taken = store().takeOver(Duration.ZERO, ours).orElseThrow();

    assertThat(taken).isEqualTo(new Taken(run(11, plan), new Lease(uuid(11), 2)));
    assertThat(store().beat(lease)).isEmpty();
    assertThat(store().record(lease, run(11, plan).in(Phase.LOCK), List.of())).isFalse();
    assertThat(store().beat(taken.lease())).isPresent();
  }

  @Test
  void targetsAreSummedUpWithTheirNewestRun() {
    Proposal first = approved();
    Lease lease = begun(11, first);
    Run failed = run(11, first).ended(RunState.FAILED, "no", noonPlus(20));
    store().record(lease, failed, List.of());
    assertThat(store().targets())
        .containsExactly(
            new TargetRuns(
                PRODUCTION,
                RunState.FAILED,
                Optional.empty(),
                new TreeMap<>(Map.of(RunState.FAILED, noonPlus(20)))));

    begun(12, approved(2, "staging-to-local", "local"));
    Proposal second = approved(3, "staging-to-production", "production");
    Lease current = begun(13, second);
    store()
        .record(
            current,
            run(13, second).in(Phase.LOCK),
            List.of(new RunEvent(Phase.LOCK, RunEvent.Kind.BEGUN, noonPlus(30), "")));
    Run recheck = run(13, second).in(Phase.RECHECK);
    store()
        .record(
            current,
            recheck,
            List.of(new RunEvent(Phase.RECHECK, RunEvent.Kind.BEGUN, noonPlus(31), "")));
    store()
        .record(
            current,
            recheck.held(),
            List.of(new RunEvent(Phase.RECHECK, RunEvent.Kind.ENDED, noonPlus(32), "")));

    assertThat(store().targets())
        .containsExactly(
            new TargetRuns(
                new EnvironmentId("local"), RunState.RUNNING, Optional.empty(), new TreeMap<>()),
            new TargetRuns(
                PRODUCTION,
                RunState.HELD,
                Optional.of(new CurrentPhase(Phase.RECHECK, noonPlus(31))),
                new TreeMap<>(Map.of(RunState.FAILED, noonPlus(20)))));
  }

  @Test
  void listsAreOfWhatTheCallerSees() {
    Lease lease = begun(11, approved());
    store()
        .record(
            lease,
            run(11, plans().plan(uuid(1)).orElseThrow().proposal())
                .ended(RunState.FAILED, "no", noonPlus(20)),
            List.of());
    begun(12, approved(2, "staging-to-local", "local"));

    assertThat(store().runs(Access.ALL, Optional.empty(), Optional.empty(), 10).items())
        .extracting(Run::id)
        .containsExactly(uuid(12), uuid(11));
    assertThat(
            store()
                .runs(Access.only(STAGING, PRODUCTION), Optional.empty(), Optional.empty(), 10)
                .items())
        .extracting(Run::id)
        .containsExactly(uuid(11));
    assertThat(
            store()
                .runs(Access.ALL, Optional.of(new EnvironmentId("local")), Optional.empty(), 10)
                .items())
        .extracting(Run::id)
        .containsExactly(uuid(12));
    var first = store().runs(Access.ALL, Optional.empty(), Optional.empty(), 1);
    assertThat(store().runs(Access.ALL, Optional.empty(), first.next(), 1).items())
        .extracting(Run::id)
        .containsExactly(uuid(11));
    assertThat(store().prune(noonPlus(19))).isZero();
    assertThat(store().prune(noonPlus(21))).isOne();
    assertThat(store().run(uuid(11))).isEmpty();
    assertThat(store().run(uuid(12))).isPresent();
  }

  /** A run that has changed its target. */
  private Run applied(long number, Proposal plan) {
    Lease lease = begun(number, plan);
    Run ended =
        run(number, plan)
            .in(Phase.APPLY)
            .ended(RunState.UNVERIFIED, "not the same", noonPlus(number + 1));
    store().record(lease, run(number, plan).in(Phase.APPLY), List.of());
    store().record(lease, ended, List.of());
    return ended;
  }

  @Test
  void runIsRolledBackByOneRunAtATimeUntilThatIsVerified() {
    Proposal plan = approved();
    Run undone = applied(11, plan);
    Run first = undone.rollback(uuid(21), "ada", noonPlus(30));

    assertThat(store().begin(first, ADA, KEY))
        .isEqualTo(new Begun.New(first, new Lease(uuid(21), 1)));
    assertThat(store().rollback(uuid(11))).contains(first);
    assertThat(store().begin(undone.rollback(uuid(22), "ada", noonPlus(31)), ADA, KEY))
        .isEqualTo(new Begun.Repeated(first));
    assertThat(store().begin(undone.rollback(uuid(22), "ada", noonPlus(31)), ADA, Optional.empty()))
        .isEqualTo(new Begun.NotUndoable(undone, Optional.of(first)));
    assertThat(state(plan.id())).isInstanceOf(PlanState.Applied.class);

    Run failed = first.ended(RunState.FAILED, "a lock", noonPlus(32));
    store().record(new Lease(uuid(21), 1), failed, List.of());
    Run second = undone.rollback(uuid(22), "ada", noonPlus(33));
    assertThat(store().begin(second, ADA, Optional.empty())).isInstanceOf(Begun.New.class);
    Run verified = second.in(Phase.APPLY).ended(RunState.VERIFIED, "as before", noonPlus(34));
    store().record(new Lease(uuid(22), 1), verified, List.of());

    assertThat(store().begin(undone.rollback(uuid(23), "ada", noonPlus(35)), ADA, Optional.empty()))
        .isEqualTo(new Begun.NotUndoable(undone, Optional.of(verified)));
    assertThat(
            store().begin(verified.rollback(uuid(23), "ada", noonPlus(35)), ADA, Optional.empty()))
        .isInstanceOf(Begun.NotUndoable.class);
    assertThat(state(plan.id())).isInstanceOf(PlanState.Applied.class);
    assertThat(audit().after(0, 20))
        .extracting(entry -> entry.entry().action())
        .endsWith(AuditAction.ROLLBACK_STARTED, AuditAction.ROLLBACK_STARTED);
    assertThat(new AuditVerification(audit()).verify().isValid()).isTrue();
  }

  @Test
  void rollbackWaitsForARunThatChangesTheTarget() {
    Run undone = applied(11, approved());
    Lease other = begun(12, approved(2, "staging-to-production", "production"));

    assertThat(store().begin(undone.rollback(uuid(21), "ada", noonPlus(30)), ADA, Optional.empty()))
        .isInstanceOf(Begun.TargetBusy.class);
    store()
        .record(
            other,
            store().run(uuid(12)).orElseThrow().ended(RunState.FAILED, "no", noonPlus(31)),
            List.of());
    assertThat(store().begin(undone.rollback(uuid(21), "ada", noonPlus(32)), ADA, Optional.empty()))
        .isInstanceOf(Begun.New.class);
  }

  @Test
  void runThatChangedNothingIsNotRolledBack() {
    Proposal plan = approved();
    Lease lease = begun(11, plan);
    Run failed = run(11, plan).ended(RunState.FAILED, "no", noonPlus(20));
    store().record(lease, failed, List.of());

    assertThat(store().begin(failed.rollback(uuid(21), "ada", noonPlus(30)), ADA, Optional.empty()))
        .isEqualTo(new Begun.NotUndoable(failed, Optional.empty()));
    assertThat(store().rollback(uuid(11))).isEmpty();
  }

  /** A verified run, whose target is verified again after one minute and after one hour. */
  private Run followedUp(long number, Proposal plan) {
    Lease lease = begun(number, plan);
    Run applied = run(number, plan).in(Phase.APPLY);
    store().record(lease, applied, List.of());
    Run verified = applied.ended(RunState.VERIFIED, "the same", noonPlus(100));
    List<FollowUp> later =
        FollowUp.of(verified, List.of(Duration.ofHours(1), Duration.ofMinutes(1)));
    assertThat(store().end(new Lease(uuid(number), 9), verified, List.of(), "{}", later)).isFalse();
    assertThat(followUps().followUps(uuid(number))).isEmpty();
    assertThat(store().end(lease, verified, List.of(), "{}", later)).isTrue();
    assertThat(followUps().followUps(uuid(number))).isEqualTo(later);
    return verified;
  }

  @Test
  void dueFollowUpIsTakenOnceAndAgainAfterSilence() {
    Run run = followedUp(11, approved());
    Set<EnvironmentId> ours = Set.of(run.target());

    assertThat(followUps().take(noonPlus(159), Duration.ofHours(1), ours)).isEmpty();
    assertThat(followUps().take(noonPlus(160), Duration.ofHours(1), Set.of(run.source())))
        .isEmpty();
    DueFollowUp first = followUps().take(noonPlus(160), Duration.ofHours(1), ours).orElseThrow();
    assertThat(first.followUp()).isEqualTo(followUps().followUps(uuid(11)).getFirst());
    assertThat(first.term()).isEqualTo(1);
    assertThat(followUps().take(noonPlus(160), Duration.ofHours(1), ours))
        .as("somebody does it")
        .isEmpty();
    DueFollowUp again = followUps().take(noonPlus(160), Duration.ZERO, ours).orElseThrow();
    assertThat(again.term()).isEqualTo(2);

    FollowUp checked =
        first.followUp().checked(FollowUpState.AS_PLANNED, SamplePlans.ODD, noonPlus(161));
    assertThat(followUps().record(first, checked, Optional.empty())).as("taken since").isFalse();
    assertThat(followUps().record(again, checked, Optional.empty())).isTrue();
    assertThat(followUps().record(again, checked, Optional.empty())).as("recorded").isFalse();
    assertThat(followUps().followUps(uuid(11)).getFirst()).isEqualTo(checked);
    assertThat(followUps().take(noonPlus(3699), Duration.ZERO, ours)).isEmpty();
    assertThat(followUps().take(noonPlus(3700), Duration.ZERO, ours).map(DueFollowUp::followUp))
        .contains(followUps().followUps(uuid(11)).getLast());
  }

  @Test
  void resultOfAFollowUpIsWrittenWithItsEvent() {
    Proposal plan = approved();
    Run run = followedUp(11, plan);
    DueFollowUp due =
        followUps().take(noonPlus(160), Duration.ZERO, Set.of(run.target())).orElseThrow();
    FollowUp checked =
        due.followUp().checked(FollowUpState.NOT_AS_PLANNED, "it moved", noonPlus(161));
    PlanEvent event =
        new PlanEvent(
            plan.id(),
            PlanEvent.Kind.FOLLOW_UP_FAILED,
            noonPlus(161),
            Optional.empty(),
            "It moved.");

    assertThat(followUps().record(new DueFollowUp(due.followUp(), 7), checked, Optional.of(event)))
        .isFalse();
    assertThat(plans().events(plan.id())).doesNotContain(event);
    assertThat(followUps().record(due, checked, Optional.of(event))).isTrue();
    assertThat(plans().events(plan.id())).endsWith(event);
  }

  @Test
  void followUpsAreDeletedWithTheirRun() {
    Run run = followedUp(11, approved());

    store().prune(noonPlus(101));

    assertThat(followUps().followUps(run.id())).isEmpty();
    assertThat(followUps().take(noonPlus(9999), Duration.ZERO, Set.of(run.target()))).isEmpty();
  }

  @Test
  void whatARunChangedIsKept() {
    Lease lease = begun(11, approved());
    Footprint footprint =
        new Footprint(
            new RollbackScope(
                new TreeSet<>(Set.of("articles", SamplePlans.ODD)),
                new TreeSet<>(
                    Set.of(
                        ItemKey.ofCollection(SamplePlans.ODD),
                        ItemKey.ofField("articles", "title"),
                        ItemKey.ofRelation("articles", "author"))),
                new TreeSet<>(Set.of("old")),
                new TreeMap<>(Map.of("articles", new TreeSet<>(Set.of("a", "b"))))),
            new TreeMap<>(Map.of(SamplePlans.ODD, "01", "dropped", "")));

    assertThat(store().footprint(uuid(11))).isEmpty();
    assertThat(store().record(lease, footprint)).isTrue();
    assertThat(store().record(lease, footprint)).as("again").isTrue();
    assertThat(store().footprint(uuid(11))).contains(footprint);
    assertThat(store().record(new Lease(uuid(11), 2), footprint)).isFalse();
  }

  @Test
  void backupsOfRunsAreFoundByTheirTarget() {
    Proposal plan = approved();
    Lease lease = begun(11, plan);
    store().record(lease, run(11, plan).in(Phase.BACKUP).backedUpBy(uuid(31)), List.of());

    assertThat(store().backups(PRODUCTION, noonPlus(11))).containsExactly(uuid(31));
    assertThat(store().backups(PRODUCTION, noonPlus(12))).isEmpty();
    assertThat(store().backups(STAGING, noonPlus(0))).isEmpty();
  }
}
