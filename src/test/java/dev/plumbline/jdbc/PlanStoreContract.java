package dev.plumbline.jdbc;

import static dev.plumbline.jdbc.Samples.NOON;
import static dev.plumbline.jdbc.Samples.PRODUCTION;
import static dev.plumbline.jdbc.Samples.STAGING;
import static dev.plumbline.jdbc.Samples.noonPlus;
import static dev.plumbline.jdbc.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.approval.ApprovalRules;
import dev.plumbline.approval.Approver;
import dev.plumbline.approval.Decision;
import dev.plumbline.approval.PlanState;
import dev.plumbline.approval.PlanState.Kind;
import dev.plumbline.approval.Requirement;
import dev.plumbline.audit.AuditAction;
import dev.plumbline.auditing.AuditVerification;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.observation.Observations;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.Proposal;
import dev.plumbline.plan.select.Selection;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.Page;
import dev.plumbline.store.audit.AuditStore;
import dev.plumbline.store.plan.ListedPlan;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.store.plan.PlanStore.Begun;
import dev.plumbline.store.plan.PlanStore.Changed;
import dev.plumbline.store.plan.PlanStore.Ending;
import dev.plumbline.store.plan.PlanStore.Filter;
import dev.plumbline.store.plan.PlanStore.PlanChange;
import dev.plumbline.store.plan.RecordedDecision;
import dev.plumbline.store.plan.StoredPlan;
import dev.plumbline.testkit.SamplePlans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every store does with plans, and with the audit of them. */
abstract class PlanStoreContract {
  private static final Filter ALL =
      new Filter(Access.ALL, Optional.empty(), Optional.empty(), Optional.empty());

  abstract PlanStore store();

  abstract AuditStore audit();

  abstract FindingStore findings();

  static Proposal proposal(long number) {
    return SamplePlans.proposal(uuid(number), "ada", noonPlus(number));
  }

  static Proposal proposal(long number, String comparison, String source, String target) {
    return new Proposal(
        uuid(number),
        new ComparisonName(comparison),
        new EnvironmentId(source),
        new EnvironmentId(target),
        Selection.ALL,
        "ada",
        noonPlus(number));
  }

  Begun begin(Proposal proposal) {
    return store().begin(proposal, "ada-laptop", Optional.empty());
  }

  Plan sealed(long number, Severity... severities) {
    begin(proposal(number));
    Plan plan = SamplePlans.plan(proposal(number), noonPlus(number + 1), severities);
    Requirement requirement =
        ApprovalRules.DEFAULT.of(
            new Environment(PRODUCTION, Tier.PRODUCTION, true), plan.contents());
    assertThat(
            store().end(uuid(number), new Ending.Sealed(plan, requirement), noonPlus(number + 1)))
        .isTrue();
    return plan;
  }

  static Decision decision(Decision.Kind kind, String person, String hash) {
    return new Decision(
        kind,
        new Approver(person, person + "-token", kind == Decision.Kind.BREAK_GLASS),
        noonPlus(60),
        hash,
        Optional.of(SamplePlans.ODD),
        Optional.of("T-1"),
        Optional.of("production"),
        new TreeSet<>(Set.of("events", SamplePlans.ODD)));
  }

  /** Without the rules: what is to be written is written. */
  static Changed<Boolean> approved(StoredPlan plan, Decision decision) {
    PlanState next = ((PlanState.Waiting) plan.state()).approve(decision);
    return new Changed<>(
        true,
        Optional.of(
            new PlanChange(
                next,
                Optional.of(new RecordedDecision(decision, Optional.of(decision.by().token()))),
                Optional.of(decision.by()),
                Optional.empty(),
                decision.at())));
  }

  private List<String> actions() {
    return audit().after(0, 1_000).stream().map(entry -> entry.entry().action().label()).toList();
  }

  @Test
  void proposalIsReadAsItWasRecorded() {
    assertThat(begin(proposal(1))).isInstanceOf(Begun.New.class);

    StoredPlan plan = store().plan(uuid(1)).orElseThrow();
    assertThat(plan.proposal()).isEqualTo(proposal(1));
    assertThat(plan.token()).isEqualTo("ada-laptop");
    assertThat(plan.state()).isEqualTo(new PlanState.Planning());
    assertThat(plan.plan()).isEmpty();
    assertThat(store().payload(uuid(1))).isEmpty();
    assertThat(store().plan(uuid(2))).isEmpty();
    assertThat(store().listed(uuid(2))).isEmpty();
    assertThat(actions()).containsExactly("plan_proposed");
  }

  @Test
  void sealedPlanIsReadAsItWasRecordedWithoutItsPayload() {
    Plan plan = sealed(1, Severity.CRITICAL, Severity.HIGH, Severity.LOW);

    StoredPlan stored = store().plan(uuid(1)).orElseThrow();
    assertThat(stored.plan().orElseThrow().seal()).isEqualTo(plan.seal());
    assertThat(stored.plan().orElseThrow().contents())
        .isEqualTo(
            new Plan.Contents(
                plan.contents().proposal(),
                "",
                plan.contents().steps(),
                plan.contents().hazards(),
                plan.contents().additions(),
                plan.contents().unreachable(),
                plan.contents().reverse()));
    assertThat(store().payload(uuid(1))).contains(plan.contents().payload());
    assertThat(stored.state())
        .isInstanceOfSatisfying(
            PlanState.Waiting.class,
            waiting -> {
              assertThat(waiting.requirement().people()).isEqualTo(2);
              assertThat(waiting.requirement().consents())
                  .containsExactlyInAnyOrder("events", SamplePlans.ODD);
              assertThat(waiting.approvals()).isEmpty();
            });
    ListedPlan listed = store().listed(uuid(1)).orElseThrow();
    assertThat(listed.state()).isEqualTo(Kind.WAITING);
    assertThat(listed.seal()).contains(plan.seal());
    assertThat(listed.people()).isEqualTo(2);
    assertThat(listed.summary().orElseThrow().steps()).isEqualTo(3);
    assertThat(listed.summary().orElseThrow().hazards())
        .containsEntry(Severity.CRITICAL, 1)
        .containsEntry(Severity.LOW, 1);
    assertThat(actions()).containsExactly("plan_proposed", "plan_sealed");
  }

  @Test
  void planThatWasNotMadeSaysWhy() {
    begin(proposal(1));
    PlanState.Refused refused =
        new PlanState.Refused(
            List.of("`events` is unknown", SamplePlans.ODD),
            List.of(SamplePlans.hazard(Severity.CRITICAL, "events")));
    store().end(uuid(1), new Ending.NoPlan(refused), noonPlus(5));
    begin(proposal(2));
    store().end(uuid(2), new Ending.Failed("an error"), noonPlus(6));

    assertThat(store().plan(uuid(1)).orElseThrow().state()).isEqualTo(refused);
    assertThat(store().plan(uuid(1)).orElseThrow().changedAt()).isEqualTo(noonPlus(5));
    assertThat(store().plan(uuid(2)).orElseThrow().state())
        .isEqualTo(new PlanState.Failed("an error"));
    // It has ended once.
    assertThat(store().end(uuid(2), new Ending.NoPlan(refused), noonPlus(7))).isFalse();
    assertThat(store().beat(uuid(2))).isFalse();
    assertThat(actions())
        .containsExactly("plan_proposed", "plan_refused", "plan_proposed", "plan_failed");
  }

  @Test
  void planOfAComparisonWaitsForTheEndOfTheOther() {
    begin(proposal(1));

    assertThat(begin(proposal(2)))
        .isInstanceOfSatisfying(
            Begun.OtherIsOpen.class,
            other -> assertThat(other.plan().proposal().id()).isEqualTo(uuid(1)));
    assertThat(begin(proposal(3, "local-to-staging", "local", "staging")))
        .isInstanceOf(Begun.New.class);
    store().end(uuid(1), new Ending.Failed("x"), NOON);
    assertThat(begin(proposal(4))).isInstanceOf(Begun.New.class);
    assertThat(store().plan(uuid(2))).isEmpty();
  }

  @Test
  void repeatedKeyIsTheFirstPlan() {
    Optional<String> key = Optional.of("run-1");
    store().begin(proposal(1), "ada-laptop", key);

    assertThat(store().begin(proposal(2), "ada-laptop", key))
        .isInstanceOfSatisfying(
            Begun.Repeated.class,
            first -> assertThat(first.plan().proposal().id()).isEqualTo(uuid(1)));
    assertThat(store().begin(proposal(2), "ada-ci", key)).isInstanceOf(Begun.OtherIsOpen.class);
    assertThat(actions()).containsExactly("plan_proposed");
  }

  @Test
  void decisionsAreReadAsTheyWereRecorded() {
    Plan plan = sealed(1, Severity.HIGH);
    Decision bob = decision(Decision.Kind.APPROVE, "bob", plan.seal().hash());
    Decision eve = decision(Decision.Kind.APPROVE, "eve", plan.seal().hash());

    assertThat(store().change(uuid(1), known -> approved(known, bob))).contains(true);
    StoredPlan one = store().plan(uuid(1)).orElseThrow();
    assertThat(store().change(uuid(1), known -> approved(known, eve))).contains(true);
    StoredPlan two = store().plan(uuid(1)).orElseThrow();

    assertThat(one.state().kind()).isEqualTo(Kind.WAITING);
    assertThat(one.decisions())
        .containsExactly(new RecordedDecision(bob, Optional.of("bob-token")));
    assertThat(two.state())
        .isInstanceOfSatisfying(
            PlanState.Approved.class,
            approved -> assertThat(approved.approvals()).containsExactly(bob, eve));
    assertThat(two.changedAt()).isEqualTo(noonPlus(60));
    assertThat(store().listed(uuid(1)).orElseThrow().approvals()).isEqualTo(2);
    assertThat(store().change(uuid(9), known -> Changed.nothing(true))).isEmpty();
    assertThat(actions())
        .containsExactly("plan_proposed", "plan_sealed", "plan_approved", "plan_approved");
    assertThat(audit().after(2, 1).getFirst().entry().details())
        .containsEntry("hash", plan.seal().hash())
        .containsEntry("note", SamplePlans.ODD);
    assertThat(new AuditVerification(audit()).verify().isValid()).isTrue();
  }

  @Test
  void everyStateIsReadAsItWasRecorded() {
    List<PlanState> ends =
        List.of(
            new PlanState.Rejected("bob", "no"),
            new PlanState.Withdrawn("ada"),
            new PlanState.Voided(List.of("the schema of staging changed since the plan was made")),
            new PlanState.Expired(noonPlus(99)));
    long number = 0;
    for (PlanState end : ends) {
      long next = ++number;
      sealed(next, Severity.HIGH);
      store()
          .change(
              uuid(next),
              known -> new Changed<>(true, Optional.of(PlanChange.byItself(end, noonPlus(50)))));

      assertThat(store().plan(uuid(next)).orElseThrow().state()).isEqualTo(end);
    }
    assertThat(actions())
        .contains("plan_rejected", "plan_withdrawn", "plan_voided", "plan_expired");
    assertThat(store().sealed()).isEmpty();
  }

  @Test
  void breakGlassOpensItsFindingWithIt() {
    Plan plan = sealed(1, Severity.HIGH);
    Decision alone = decision(Decision.Kind.BREAK_GLASS, "root", plan.seal().hash());

    store()
        .change(
            uuid(1),
            known ->
                new Changed<>(
                    true,
                    Optional.of(
                        new PlanChange(
                            ((PlanState.Waiting) known.state()).approve(alone),
                            Optional.of(new RecordedDecision(alone, Optional.empty())),
                            Optional.of(alone.by()),
                            Optional.of(
                                Observations.breakGlass(
                                    PRODUCTION, uuid(1).toString(), "root", "outage", "T-1")),
                            alone.at()))));

    assertThat(store().plan(uuid(1)).orElseThrow().state().kind()).isEqualTo(Kind.APPROVED);
    assertThat(findings().all(FindingStore.Filter.of(PRODUCTION, FindingKind.APPROVAL)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.observation().severity()).isEqualTo(Severity.CRITICAL);
              assertThat(finding.observation().code()).isEqualTo("break_glass_used");
              assertThat(finding.observation().message()).contains("root", "T-1", "outage");
            });
    assertThat(actions()).containsExactly("plan_proposed", "plan_sealed", "break_glass");
  }

  /** Killed or failed between any two statements: nothing of the change is there. */
  @Test
  void changeThatFailsLeavesNothing() {
    sealed(1, Severity.HIGH);

    assertThatThrownBy(
            () ->
                store()
                    .change(
                        uuid(1),
                        known -> {
                          throw new IllegalStateException("in this test");
                        }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(store().plan(uuid(1)).orElseThrow().decisions()).isEmpty();
    assertThat(actions()).containsExactly("plan_proposed", "plan_sealed");
    assertThat(new AuditVerification(audit()).verify().isValid()).isTrue();
  }

  @Test
  void plansAreListedNewestFirstPagedAndFiltered() {
    for (long i = 1; i <= 5; i++) {
      begin(proposal(i));
      store().end(uuid(i), new Ending.Failed("x"), noonPlus(i));
    }
    sealed(6, Severity.LOW);
    begin(proposal(7, "local-to-staging", "local", "staging"));

    List<Long> read = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<ListedPlan> page = store().plans(ALL, cursor, 2);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
      page.items().forEach(plan -> read.add(plan.proposal().id().getLeastSignificantBits()));
      cursor = page.next();
    } while (cursor.isPresent());

    assertThat(read).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
    assertThat(
            ids(new Filter(Access.ALL, Optional.empty(), Optional.of(STAGING), Optional.empty())))
        .containsExactly(7L);
    assertThat(
            ids(
                new Filter(
                    Access.ALL, Optional.empty(), Optional.empty(), Optional.of(Kind.WAITING))))
        .containsExactly(6L);
    assertThat(
            ids(
                new Filter(
                    Access.ALL,
                    Optional.of(new ComparisonName("local-to-staging")),
                    Optional.empty(),
                    Optional.empty())))
        .containsExactly(7L);
    assertThat(
            ids(
                new Filter(
                    Access.only(STAGING, PRODUCTION),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())))
        .containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
    assertThat(
            ids(
                new Filter(
                    Access.only(PRODUCTION), Optional.empty(), Optional.empty(), Optional.empty())))
        .isEmpty();
    assertThatThrownBy(() -> store().plans(ALL, Optional.of("x"), 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store().sealed()).extracting(plan -> plan.proposal().id()).containsExactly(uuid(6));
  }

  private List<Long> ids(Filter filter) {
    return store().plans(filter, Optional.empty(), 100).items().stream()
        .map(plan -> plan.proposal().id().getLeastSignificantBits())
        .toList();
  }

  @Test
  void planOfASilentProcessFails() {
    begin(proposal(1));
    assertThat(store().beat(uuid(1))).isTrue();
    assertThat(store().failSilent(Duration.ofHours(1), "silent", noonPlus(9))).isZero();

    assertThat(store().failSilent(Duration.ZERO, "silent", noonPlus(9))).isEqualTo(1);

    assertThat(store().plan(uuid(1)).orElseThrow().state())
        .isEqualTo(new PlanState.Failed("silent"));
    assertThat(store().end(uuid(1), new Ending.Failed("late"), noonPlus(10))).isFalse();
    assertThat(actions()).containsExactly("plan_proposed", "plan_failed");
  }

  @Test
  void plansAndHazardsAreCounted() {
    begin(proposal(1));
    store().end(uuid(1), new Ending.Failed("x"), NOON);
    sealed(2, Severity.HIGH, Severity.LOW);

    PlanStore.Counts counts = store().counts();

    assertThat(counts.states())
        .containsExactlyInAnyOrder(
            new PlanStore.StateCount(PRODUCTION, Kind.FAILED, 1),
            new PlanStore.StateCount(PRODUCTION, Kind.WAITING, 1));
    assertThat(counts.hazards())
        .containsExactly(new PlanStore.HazardCount(PRODUCTION, HazardCode.DROPS_TABLE, 2));
  }

  @Test
  void oldPlansAreDeletedUnlessTheyAreOpenAndTheAuditStays() {
    begin(proposal(1));
    store().end(uuid(1), new Ending.Failed("x"), noonPlus(1));
    begin(proposal(2));
    store().end(uuid(2), new Ending.Failed("x"), noonPlus(20));
    sealed(3, Severity.HIGH);

    assertThat(store().prune(noonPlus(10))).isEqualTo(1);

    assertThat(ids(ALL)).containsExactly(3L, 2L);
    assertThat(actions()).hasSize(6);
  }

  @Test
  void auditIsListedNewestFirstAndFiltered() {
    Plan plan = sealed(1, Severity.HIGH);
    store()
        .change(
            uuid(1),
            known -> approved(known, decision(Decision.Kind.APPROVE, "bob", plan.seal().hash())));

    assertThat(
            entries(
                new AuditStore.Filter(
                    Access.ALL,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())))
        .containsExactly(3L, 2L, 1L);
    for (String who : List.of("bob", "bob-token")) {
      assertThat(
              entries(
                  new AuditStore.Filter(
                      Access.ALL,
                      Optional.of(who),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty())))
          .containsExactly(3L);
    }
    assertThat(
            entries(
                new AuditStore.Filter(
                    Access.ALL,
                    Optional.empty(),
                    Optional.of(AuditAction.PLAN_SEALED),
                    Optional.empty(),
                    Optional.empty())))
        .containsExactly(2L);
    assertThat(
            entries(
                new AuditStore.Filter(
                    Access.ALL,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(noonPlus(2)),
                    Optional.of(noonPlus(60)))))
        .containsExactly(2L);
    assertThat(
            entries(
                new AuditStore.Filter(
                    Access.only(PRODUCTION),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())))
        .isEmpty();
    assertThat(
            entries(
                new AuditStore.Filter(
                    Access.only(STAGING, PRODUCTION),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())))
        .hasSize(3);
  }

  private List<Long> entries(AuditStore.Filter filter) {
    List<Long> numbers = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      var page = audit().entries(filter, cursor, 2);
      page.items().forEach(entry -> numbers.add(entry.number()));
      cursor = page.next();
    } while (cursor.isPresent());
    return numbers;
  }

  @Test
  void everyChangeThatPeopleWantToKnowIsAnEventOfItsPlan() {
    Plan plan = sealed(1, Severity.HIGH);
    for (String person : List.of("bob", "eve")) {
      Decision decision = decision(Decision.Kind.APPROVE, person, plan.seal().hash());
      store().change(uuid(1), known -> approved(known, decision));
    }
    store()
        .change(
            uuid(1),
            known ->
                new Changed<>(
                    true,
                    Optional.of(
                        PlanChange.byItself(
                            ((PlanState.Sealed) known.state()).voided(List.of("it moved")),
                            noonPlus(70)))));

    assertThat(store().events(uuid(1)))
        .extracting(event -> event.kind().label() + " " + event.at() + " " + event.by())
        .containsExactly(
            "waiting " + noonPlus(2) + " Optional.empty",
            "approved " + noonPlus(60) + " Optional[eve]",
            "voided " + noonPlus(70) + " Optional.empty");
    assertThat(store().events(uuid(1)).getFirst().message())
        .startsWith("It waits for the approval of 2 people: ");
    assertThat(store().events(uuid(1)).getLast().message())
        .isEqualTo("It is void: it moved. Propose again.");
  }

  @Test
  void breakGlassSaysWhoWhyAndWhichTicket() {
    Plan plan = sealed(1, Severity.HIGH);
    Decision decision = decision(Decision.Kind.BREAK_GLASS, "root", plan.seal().hash());

    store().change(uuid(1), known -> approved(known, decision));

    assertThat(store().events(uuid(1)).getLast().message())
        .isEqualTo("root approved it alone, by break-glass (ticket T-1): " + SamplePlans.ODD);
  }

  @Test
  void whatIsNeverSealedIsNoEvent() {
    begin(proposal(1));
    store().end(uuid(1), new Ending.Failed("no reason"), noonPlus(2));

    assertThat(store().events(uuid(1))).isEmpty();
    assertThat(store().warn(uuid(1), noonPlus(3))).isFalse();
    assertThat(store().warn(uuid(9), noonPlus(3))).isFalse();
  }

  @Test
  void planExpiresSoonOnce() {
    Plan plan = sealed(1, Severity.HIGH);

    assertThat(store().warn(uuid(1), noonPlus(50))).isTrue();
    assertThat(store().warn(uuid(1), noonPlus(51))).isFalse();

    assertThat(store().events(uuid(1))).hasSize(2);
    assertThat(store().events(uuid(1)).getLast().message())
        .startsWith(
            "It expires at "
                + plan.seal().expiresAt()
                + ". It waits for the approval of 2 people: ");
  }
}
