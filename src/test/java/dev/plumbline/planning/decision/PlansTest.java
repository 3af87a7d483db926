package dev.plumbline.planning.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.approval.Approver;
import dev.plumbline.approval.Decision;
import dev.plumbline.approval.Objection;
import dev.plumbline.approval.PlanState;
import dev.plumbline.drift.Comparison;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.faces.SettableClock;
import dev.plumbline.faces.Story;
import dev.plumbline.faces.Twins;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.FindingState.Unresolved;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.Proposal;
import dev.plumbline.plan.select.Selection;
import dev.plumbline.planning.Made;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.store.plan.StoredPlan;
import dev.plumbline.testkit.InMemoryAuditStore;
import dev.plumbline.testkit.InMemoryFindingStore;
import dev.plumbline.testkit.InMemoryMonitorStore;
import dev.plumbline.testkit.InMemoryPlanStore;
import dev.plumbline.testkit.SamplePlans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PlansTest {
  private static final Approver ADA = new Approver("ada", "ada-laptop", false);
  private static final Approver ROOT = new Approver("root", "root-token", true);
  private static final Comparison COMPARISON =
      new Comparison(Twins.STAGING_TO_PRODUCTION, Twins.STAGING, Twins.PRODUCTION, List.of());

  private final SettableClock clock = new SettableClock();
  private final InMemoryFindingStore findings = new InMemoryFindingStore();
  private final InMemoryMonitorStore environments = new InMemoryMonitorStore(findings);
  private final InMemoryAuditStore audit = new InMemoryAuditStore();
  private final InMemoryPlanStore store = new InMemoryPlanStore(audit, environments);
  private final Story story = new Story(environments, clock);
  private final AtomicLong ids = new AtomicLong();
  private final List<String> heard = new ArrayList<>();
  private PlanMaking making = proposal -> new Made.Sealed(plan(proposal, Severity.HIGH));

  private final PlanThreads threads =
      new PlanThreads(
          new Twins().settings(),
          store,
          proposal -> making.make(proposal),
          Runnable::run,
          beat -> () -> {},
          clock);
  private final PlanCurrency currency =
      new PlanCurrency(store, environments, clock, SamplePlans.MODEL);
  private final Plans plans =
      new Plans(
          store, currency, threads, new Heard(), clock, () -> new UUID(1, ids.incrementAndGet()));

  private final class Heard implements PlanListener {
    @Override
    public void decided(EnvironmentId target, Decision.Kind kind) {
      heard.add(target + " " + kind.label());
    }

    @Override
    public void approved(EnvironmentId target, Duration waited) {
      heard.add(target + " approved after " + waited);
    }
  }

  @BeforeEach
  void bothSidesWereRead() {
    story.read(Twins.STAGING, Story.snapshot("staging"));
    story.read(Twins.PRODUCTION, Story.snapshot("production"));
  }

  private Plan plan(Proposal proposal, Severity... severities) {
    return SamplePlans.plan(
        proposal,
        clock.instant(),
        Fingerprint.of(Story.snapshot("staging")),
        Fingerprint.of(Story.snapshot("production")),
        severities);
  }

  private UUID propose() {
    Proposed proposed = plans.propose(COMPARISON, Selection.ALL, ADA, Optional.empty());
    return ((Proposed.Accepted) proposed).plan().proposal().id();
  }

  private PlanState state(UUID id) {
    return plans.plan(id, Access.ALL).map(StoredPlan::state).orElseThrow();
  }

  private Decision decision(UUID id, Decision.Kind kind, Approver by) {
    return new Decision(
        kind,
        by,
        clock.instant(),
        store.plan(id).flatMap(StoredPlan::hash).orElse(""),
        Optional.of("reason"),
        Optional.of("T-1"),
        Optional.empty(),
        new TreeSet<>());
  }

  private Decided decide(UUID id, Decision.Kind kind, String person) {
    return plans
        .decide(id, decision(id, kind, new Approver(person, person, false)), Optional.empty())
        .orElseThrow();
  }

  private static Objection.Kind objection(Decided decided) {
    return ((Decided.Objected) decided).objection().kind();
  }

  @Test
  void planWaitsAndIsApprovedByTwoOthers() {
    UUID id = propose();
    story.pass(Duration.ofMinutes(5));

    assertThat(state(id).kind()).isEqualTo(PlanState.Kind.WAITING);
    assertThat(objection(decide(id, Decision.Kind.APPROVE, "ada")))
        .isEqualTo(Objection.Kind.SELF_APPROVAL);
    assertThat(decide(id, Decision.Kind.APPROVE, "bob")).isEqualTo(new Decided.Recorded());
    assertThat(objection(decide(id, Decision.Kind.APPROVE, "bob")))
        .isEqualTo(Objection.Kind.ALREADY_DECIDED);
    assertThat(decide(id, Decision.Kind.APPROVE, "eve")).isEqualTo(new Decided.Recorded());
    assertThat(state(id).kind()).isEqualTo(PlanState.Kind.APPROVED);
    assertThat(heard)
        .containsExactly(
            "production approve", "production approve", "production approved after PT5M");
  }

  @Test
  void decisionWithTheSameKeyIsRecordedOnce() {
    UUID id = propose();
    Approver bob = new Approver("bob", "bob", false);
    Optional<String> key = Optional.of("k");
    Decision approve = decision(id, Decision.Kind.APPROVE, bob);

    assertThat(plans.decide(id, approve, key)).contains(new Decided.Recorded());
    story.pass(Duration.ofSeconds(3));
    assertThat(plans.decide(id, decision(id, Decision.Kind.APPROVE, bob), key))
        .contains(new Decided.Recorded());
    assertThat(plans.decide(id, decision(id, Decision.Kind.REJECT, bob), key))
        .contains(new Decided.OtherKey());
    assertThat(plans.plan(id, Access.ALL).orElseThrow().decisions()).hasSize(1);
  }

  @Test
  void whateverMovedVoidsTheApprovalsAndIsRecordedOnce() {
    UUID id = propose();
    decide(id, Decision.Kind.APPROVE, "bob");
    story.read(Twins.STAGING, Story.snapshot("changed"));

    assertThat(objection(decide(id, Decision.Kind.APPROVE, "eve")))
        .isEqualTo(Objection.Kind.NOT_WAITING);
    assertThat(state(id))
        .isEqualTo(
            new PlanState.Voided(List.of("the schema of staging changed since the plan was made")));
    story.read(Twins.STAGING, Story.snapshot("staging"));
    assertThat(state(id).kind()).isEqualTo(PlanState.Kind.VOIDED);
    assertThat(audit.rows())
        .filteredOn(row -> row.entry().action().label().equals("plan_voided"))
        .hasSize(1);
  }

  @Test
  void listsAndScheduleEndPlansThatNobodyReads() {
    UUID first = propose();
    story.pass(Duration.ofHours(24));
    PlanStore.Filter all =
        new PlanStore.Filter(Access.ALL, Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(plans.plans(all, Optional.empty(), 10).items())
        .extracting(plan -> plan.state().label())
        .containsExactly("expired");
    UUID second = propose();
    story.read(Twins.PRODUCTION, Story.snapshot("changed"));

    currency.endAll();

    assertThat(store.plan(first).orElseThrow().state().kind()).isEqualTo(PlanState.Kind.EXPIRED);
    assertThat(store.plan(second).orElseThrow().state().kind()).isEqualTo(PlanState.Kind.VOIDED);
  }

  @Test
  void planOfWhichAQuarterOfItsTimeIsLeftIsRecordedOnce() {
    UUID day = propose();
    story.pass(Duration.ofHours(18).minusSeconds(1));
    currency.endAll();
    assertThat(kinds(day)).containsExactly("waiting");
    story.pass(Duration.ofSeconds(1));
    currency.endAll();
    currency.endAll();
    assertThat(kinds(day)).containsExactly("waiting", "expires_soon");
    story.pass(Duration.ofHours(6));
    currency.endAll();
    assertThat(kinds(day)).containsExactly("waiting", "expires_soon", "expired");

    making = proposal -> new Made.Sealed(plan(proposal, Severity.CRITICAL));
    UUID critical = propose();
    story.pass(Duration.ofHours(3));
    currency.endAll();
    assertThat(kinds(critical)).containsExactly("waiting", "expires_soon");
  }

  private List<String> kinds(UUID plan) {
    return store.events(plan).stream().map(event -> event.kind().label()).toList();
  }

  @Test
  void secondProposalIsRefusedUnlessTheFirstHasEnded() {
    UUID first = propose();

    assertThat(plans.propose(COMPARISON, Selection.ALL, ADA, Optional.empty()))
        .isInstanceOfSatisfying(
            Proposed.OtherIsOpen.class,
            other -> assertThat(other.plan().proposal().id()).isEqualTo(first));
    // Nobody has seen yet that it is void.
    story.read(Twins.STAGING, Story.snapshot("changed"));
    assertThat(plans.propose(COMPARISON, Selection.ALL, ADA, Optional.empty()))
        .isInstanceOf(Proposed.Accepted.class);
    assertThat(state(first).kind()).isEqualTo(PlanState.Kind.VOIDED);
  }

  @Test
  void proposalWithTheSameKeyIsMadeOnce() {
    Optional<String> key = Optional.of("k");
    Selection part = new Selection(List.of("a"), List.of());
    Proposed first = plans.propose(COMPARISON, Selection.ALL, ADA, key);

    assertThat(plans.propose(COMPARISON, Selection.ALL, ADA, key))
        .isInstanceOf(Proposed.Accepted.class);
    assertThat(plans.propose(COMPARISON, part, ADA, key)).isEqualTo(new Proposed.KeyReused());
    assertThat(first).isInstanceOf(Proposed.Accepted.class);
    assertThat(ids.get()).isEqualTo(3);
  }

  @Test
  void planThatCannotBeMadeEndsWithTheReason() {
    making = proposal -> new Made.Refused("the comparison is unknown: production is paused");
    UUID refused = propose();
    making =
        proposal -> {
          throw new IllegalStateException("in this test");
        };
    UUID failed = propose();
    making =
        proposal -> {
          throw new InterruptedException("in this test");
        };
    UUID interrupted = propose();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(state(refused))
        .isEqualTo(
            new PlanState.Refused(
                List.of("the comparison is unknown: production is paused"), List.of()));
    assertThat(state(failed)).isInstanceOf(PlanState.Failed.class);
    assertThat(state(interrupted)).isInstanceOf(PlanState.Failed.class);
  }

  @Test
  void proposerAndAdministratorsWithdraw() {
    UUID first = propose();

    assertThat(plans.withdraw(first, new Approver("bob", "bob", false)).orElseThrow())
        .isInstanceOf(Decided.NotAllowed.class);
    assertThat(plans.withdraw(first, ADA)).contains(new Decided.Recorded());
    assertThat(objection(plans.withdraw(first, ADA).orElseThrow()))
        .isEqualTo(Objection.Kind.NOT_WAITING);
    UUID second = propose();
    assertThat(plans.withdraw(second, ROOT)).contains(new Decided.Recorded());
    assertThat(plans.withdraw(new UUID(9, 9), ROOT)).isEmpty();
  }

  @Test
  void withdrawnWhileItIsMadeIsNotSealed() {
    making =
        proposal -> {
          plans.withdraw(proposal.id(), ADA);
          return new Made.Sealed(plan(proposal, Severity.HIGH));
        };

    assertThat(state(propose()).kind()).isEqualTo(PlanState.Kind.WITHDRAWN);
  }

  @Test
  void findingOfABreakGlassIsResolvedOnceItIsReviewedAndItsPlanIsDeleted() {
    UUID id = propose();
    plans.decide(id, decision(id, Decision.Kind.BREAK_GLASS, ROOT), Optional.empty());
    ReviewedFindings reviewed = new ReviewedFindings(store, findings, environments);
    Finding finding = unresolved().getFirst();
    findings.update(
        finding.id(),
        Optional.of("eve"),
        clock.instant(),
        state ->
            ((Unresolved) state).acknowledge("eve", "reviewed", clock.instant(), Optional.empty()));
    assertThat(heard).contains("production break_glass");

    reviewed.resolve(Set.of(Twins.PRODUCTION), clock.instant());
    assertThat(unresolved()).hasSize(1);
    store.clear();
    reviewed.resolve(Set.of(Twins.PRODUCTION), clock.instant());
    assertThat(unresolved()).isEmpty();
  }

  private List<Finding> unresolved() {
    return findings.all(
        FindingStore.Filter.of(Twins.PRODUCTION, FindingKind.APPROVAL).unresolved());
  }
}
