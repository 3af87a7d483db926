package dev.plumbline.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.approval.Decision.Kind;
import dev.plumbline.approval.DecisionRules.Verdict;
import dev.plumbline.plan.Proposal;
import dev.plumbline.testkit.SamplePlans;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DecisionRulesTest {
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
  private static final Proposal PROPOSAL = SamplePlans.proposal(new UUID(1, 1), "ada", NOON);
  private static final String HASH = "a".repeat(64);
  private static final Requirement TWO =
      new Requirement(2, false, new TreeSet<>(), "the gravest hazard is high");
  private static final Requirement CRITICAL =
      new Requirement(2, true, new TreeSet<>(Set.of("events", "a.b")), "critical");

  private static Approver person(String name) {
    return new Approver(name, name + "-token", false);
  }

  private static final Approver ADMIN = new Approver("root", "root-token", true);

  private static Decision decision(Kind kind, Approver by) {
    return decision(kind, by, HASH, Optional.empty(), Set.of());
  }

  private static Decision decision(
      Kind kind, Approver by, String hash, Optional<String> target, Set<String> consents) {
    return new Decision(
        kind,
        by,
        NOON,
        hash,
        Optional.of("because"),
        Optional.of("T-1"),
        target,
        new TreeSet<>(consents));
  }

  private static Verdict judge(PlanState state, Decision decision) {
    return DecisionRules.judge(PROPOSAL, Optional.of(HASH), state, decision);
  }

  private static PlanState next(PlanState state, Decision decision) {
    return ((Verdict.Counts) judge(state, decision)).next();
  }

  private static Objection objection(PlanState state, Decision decision) {
    return ((Verdict.Objected) judge(state, decision)).objection();
  }

  private static PlanState waiting(Requirement requirement) {
    return new PlanState.Planning().seal(requirement);
  }

  @Test
  void planIsApprovedByAsManyPeopleAsItNeeds() {
    PlanState one = next(waiting(TWO), decision(Kind.APPROVE, person("bob")));
    PlanState two = next(one, decision(Kind.APPROVE, person("eve")));

    assertThat(one.kind()).isEqualTo(PlanState.Kind.WAITING);
    assertThat(two.kind()).isEqualTo(PlanState.Kind.APPROVED);
    assertThat(((PlanState.Approved) two).approvals()).hasSize(2);
  }

  @Test
  void planThatNeedsNobodyIsApprovedOnceItIsSealed() {
    assertThat(waiting(new Requirement(0, false, new TreeSet<>(), "low")).kind())
        .isEqualTo(PlanState.Kind.APPROVED);
  }

  @Test
  void proposerNeverApprovesWhateverTheToken() {
    assertThat(
            objection(waiting(TWO), decision(Kind.APPROVE, new Approver("ada", "other", true)))
                .kind())
        .isEqualTo(Objection.Kind.SELF_APPROVAL);
  }

  @Test
  void personCountsOnceWhateverTheToken() {
    PlanState one = next(waiting(TWO), decision(Kind.APPROVE, person("bob")));
    Objection again =
        objection(one, decision(Kind.APPROVE, new Approver("bob", "another-token", false)));

    assertThat(again.kind()).isEqualTo(Objection.Kind.ALREADY_DECIDED);
    assertThat(next(one, decision(Kind.REJECT, person("bob"))).kind())
        .isEqualTo(PlanState.Kind.REJECTED);
  }

  @Test
  void hashMustBeThatOfThePlan() {
    Objection wrong =
        objection(
            waiting(TWO),
            decision(Kind.APPROVE, person("bob"), "b".repeat(64), Optional.empty(), Set.of()));

    assertThat(wrong.kind()).isEqualTo(Objection.Kind.WRONG_HASH);
    assertThat(wrong.message()).contains(HASH);
  }

  @Test
  void criticalPlanNeedsTheNameOfTheTargetAndEachConsent() {
    PlanState state = waiting(CRITICAL);
    Approver bob = person("bob");
    Optional<String> target = Optional.of("production");

    for (Decision incomplete :
        List.of(
            decision(Kind.APPROVE, bob),
            decision(Kind.APPROVE, bob, HASH, Optional.of("prod"), CRITICAL.consents()),
            decision(Kind.APPROVE, bob, HASH, target, Set.of("events")),
            decision(Kind.APPROVE, bob, HASH, target, Set.of("events", "a.b", "more")),
            decision(Kind.BREAK_GLASS, ADMIN))) {
      assertThat(objection(state, incomplete).kind())
          .isEqualTo(Objection.Kind.CONFIRMATION_MISSING);
    }
    assertThat(objection(state, decision(Kind.APPROVE, bob, HASH, target, Set.of())).message())
        .contains("'a.b', 'events'");
    assertThat(next(state, decision(Kind.APPROVE, bob, HASH, target, CRITICAL.consents())).kind())
        .isEqualTo(PlanState.Kind.WAITING);
    assertThat(next(state, decision(Kind.REJECT, bob)).kind()).isEqualTo(PlanState.Kind.REJECTED);
  }

  @Test
  void oneAdministratorBreaksTheGlassAlone() {
    assertThat(objection(waiting(TWO), decision(Kind.BREAK_GLASS, person("bob"))).kind())
        .isEqualTo(Objection.Kind.ADMIN_NEEDED);
    assertThat(next(waiting(TWO), decision(Kind.BREAK_GLASS, ADMIN)).kind())
        .isEqualTo(PlanState.Kind.APPROVED);
    // In an emergency, the one who proposed it may be the only one.
    assertThat(
            next(waiting(TWO), decision(Kind.BREAK_GLASS, new Approver("ada", "ada", true))).kind())
        .isEqualTo(PlanState.Kind.APPROVED);
  }

  @Test
  void approvedPlanIsApprovedByNobodyElseAndMayBeRejected() {
    PlanState approved = next(waiting(TWO), decision(Kind.BREAK_GLASS, ADMIN));

    assertThat(objection(approved, decision(Kind.APPROVE, person("bob"))).kind())
        .isEqualTo(Objection.Kind.NOT_WAITING);
    assertThat(next(approved, decision(Kind.REJECT, person("bob"))).kind())
        .isEqualTo(PlanState.Kind.REJECTED);
  }

  static Stream<PlanState> ended() {
    return Stream.of(
        new PlanState.Planning(),
        new PlanState.Refused(List.of("no"), List.of()),
        new PlanState.Rejected("bob", "no"),
        new PlanState.Withdrawn("ada"),
        new PlanState.Voided(List.of("the schema of staging changed since the plan was made")),
        new PlanState.Expired(NOON),
        new PlanState.Failed("no"));
  }

  @ParameterizedTest
  @MethodSource("ended")
  void nothingIsDecidedAboutAPlanThatIsNotSealed(PlanState state) {
    for (Kind kind : Kind.values()) {
      Objection objection = objection(state, decision(kind, ADMIN));

      assertThat(objection.kind()).isEqualTo(Objection.Kind.NOT_WAITING);
      assertThat(objection.message()).isNotBlank();
    }
  }
}
