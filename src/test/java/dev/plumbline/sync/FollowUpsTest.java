package dev.plumbline.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.approval.PlanEvent;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WriterPolicy;
import dev.plumbline.drift.Side;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Versions;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.Scope;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.step.Step;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunState;
import dev.plumbline.run.followup.FollowUp;
import dev.plumbline.run.followup.FollowUpState;
import dev.plumbline.run.rollback.Footprint;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.sync.followup.FollowUpCheck;
import dev.plumbline.sync.followup.FollowUpRunner;
import dev.plumbline.sync.port.RollbackDatabase;
import dev.plumbline.sync.verify.TargetSides;
import dev.plumbline.sync.verify.TargetVerifier.Result;
import dev.plumbline.testkit.InMemoryScanStore;
import dev.plumbline.testkit.SamplePlans;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a target is found to be some time after a run. */
class FollowUpsTest extends RunsFixture {
  private static final Instant AFTER_1_H = NOON.plus(Duration.ofHours(1));
  private static final Instant AFTER_24_H = NOON.plus(Duration.ofHours(24));

  /** Somebody hid the collection that the run created. */
  private static final Snapshot TOUCHED =
      new Snapshot(
          List.of(
              new Snapshot.Collection(
                  "events", JsonObject.EMPTY.with("hidden", JsonValue.of(true)), Optional.empty())),
          List.of(),
          List.of(),
          List.of());

  private String model = SamplePlans.MODEL;

  @BeforeEach
  void configure() {
    writer =
        new WriterPolicy(
            Optional.of(new Secret.Literal("w")),
            Optional.of(
                new WatchedEnvironment.Database(
                    "jdbc:postgresql://127.0.0.1/x", "w", new Secret.Literal("p"), "public")));
    monitor.remember(EMPTY, CATALOG, NOON);
  }

  private static Side side(Snapshot snapshot) {
    return new Side(
        snapshot,
        new Versions(Optional.of("12.4.0"), Optional.empty(), List.of()),
        Optional.of(CATALOG.inventory()));
  }

  /** A run that created the collection that only the second snapshot has. */
  private Run verified() {
    Plan.Contents sample = plan(NOON).contents();
    Plan.Contents created =
        new Plan.Contents(
            sample.proposal(),
            sample.payload(),
            List.of(
                new Step(
                    Step.Action.CREATE,
                    "events",
                    "create collection `events`",
                    List.of(new Step.Proof("collection", "events", "", JsonValue.of(true))))),
            List.of(),
            List.of(),
            List.of(),
            new Plan.Reverse(List.of(), List.of()));
    target.result =
        new Result(
            List.of(),
            List.of(),
            CHANGED,
            Optional.empty(),
            Optional.of(Footprint.of(created, side(EMPTY), side(CHANGED))));
    Run run = run();
    assertThat(run.state()).isEqualTo(RunState.VERIFIED);
    target.reading = Optional.of(reading(CHANGED));
    return run;
  }

  private void checkAt(Instant time) {
    now = time;
    new FollowUpRunner(
            stores(),
            store,
            new FollowUpCheck(
                stores(),
                new TargetSides(monitor, target),
                findings,
                new InMemoryScanStore(findings, Clock.fixed(time, ZoneOffset.UTC)),
                model),
            Set.of(PRODUCTION),
            Clock.fixed(time, ZoneOffset.UTC))
        .checkDue();
  }

  private List<FollowUpState> states(Run run) {
    return store.followUps(run.id()).stream().map(FollowUp::state).toList();
  }

  private String message(Run run) {
    return store.followUps(run.id()).getFirst().message();
  }

  private List<PlanEvent> notified() {
    return plans.events(proposal.id()).stream()
        .filter(event -> event.kind() == PlanEvent.Kind.FOLLOW_UP_FAILED)
        .toList();
  }

  @Test
  void verifiedRunIsFollowedUpWhenItIsDue() {
    Run run = verified();
    assertThat(store.followUps(run.id()))
        .extracting(FollowUp::dueAt)
        .containsExactly(AFTER_1_H, AFTER_24_H);

    checkAt(AFTER_1_H.minusSeconds(1));
    assertThat(states(run)).containsOnly(FollowUpState.WAITING);
    checkAt(AFTER_1_H);
    assertThat(states(run)).containsExactly(FollowUpState.AS_PLANNED, FollowUpState.WAITING);
    assertThat(message(run))
        .isEqualTo(
            "what the run changed is as it left it, and its tables have no new finding, but the"
                + " records were not scanned since");
    checkAt(AFTER_24_H);
    assertThat(states(run)).containsOnly(FollowUpState.AS_PLANNED);
    assertThat(notified()).isEmpty();
  }

  @Test
  void reportSaysWhen() {
    Run run = verified();

    assertThat(store.report(run.id()).orElseThrow())
        .contains(
            "Plumbline verifies `production` again at 2026-01-01T13:00:00Z and at"
                + " 2026-01-02T12:00:00Z; `GET /api/v1/runs/"
                + run.id());
  }

  @Test
  void runThatIsNotVerifiedHasNone() {
    target.result = new Result(List.of("something is missing"), List.of(), CHANGED);

    Run run = run();

    assertThat(run.state()).isEqualTo(RunState.UNVERIFIED);
    assertThat(store.followUps(run.id())).isEmpty();
  }

  @Test
  void whatSomebodyChangedSinceIsNotified() {
    Run run = verified();
    target.reading = Optional.of(reading(TOUCHED));

    checkAt(AFTER_1_H);

    assertThat(states(run).getFirst()).isEqualTo(FollowUpState.NOT_AS_PLANNED);
    assertThat(message(run)).isEqualTo("collection `events` was changed since the run");
    assertThat(notified())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.at()).isEqualTo(AFTER_1_H);
              assertThat(event.message())
                  .isEqualTo(
                      "Since run "
                          + run.id()
                          + ", production is not as the run left it: collection `events` was"
                          + " changed since the run.");
            });
  }

  /** Neither what was sealed nor what is now has it. */
  @Test
  void whatTheRunCreatedAndIsMissingAgainIsNamed() {
    Run run = verified();
    target.reading = Optional.of(reading(EMPTY));

    checkAt(AFTER_1_H);

    assertThat(states(run).getFirst()).isEqualTo(FollowUpState.NOT_AS_PLANNED);
    assertThat(message(run)).isEqualTo("collection `events` was dropped since the run");
  }

  @Test
  void newFindingOfATouchedTableIsNotAsPlanned() {
    Run run = verified();
    violation("other.field", AFTER_1_H.minusSeconds(20));
    violation("events.author", NOON.minusSeconds(20));
    checkAt(AFTER_1_H);
    assertThat(states(run).getFirst()).isEqualTo(FollowUpState.AS_PLANNED);

    violation("events.issue", AFTER_1_H.plusSeconds(20));
    checkAt(AFTER_24_H);

    assertThat(states(run).getLast()).isEqualTo(FollowUpState.NOT_AS_PLANNED);
    assertThat(store.followUps(run.id()).getLast().message())
        .isEqualTo("new finding orphaned_reference: 5 rows of events.issue");
  }

  private void violation(String subject, Instant at) {
    Scope scope = new Scope.OfCheck(PRODUCTION, subject);
    monitor.reconcile(
        scope,
        known ->
            Reconciler.findings(
                known,
                List.of(
                    new Observation(
                        scope,
                        PRODUCTION,
                        FindingKind.VIOLATION,
                        "orphaned_reference",
                        Severity.HIGH,
                        subject,
                        "",
                        "5 rows of " + subject)),
                at));
  }

  @Test
  void rollbackSupersedesTheRunAndIsFollowedUpItself() {
    Run run = verified();
    now = NOON.plusSeconds(60);
    Rollbacks rollbacks =
        new Rollbacks(
            settings(),
            stores(),
            new TargetSides(monitor, target),
            runs(),
            Clock.fixed(now, ZoneOffset.UTC),
            () -> new UUID(7, 1));
    rollback.outcome =
        () -> {
          target.reading = Optional.of(reading(EMPTY));
          return new RollbackDatabase.Outcome.Committed(List.of());
        };
    rollbacks.request(run, rollbacks.preview(run).hash(), ADA, Optional.of("undo"));
    Run undone = stored();
    assertThat(undone.state()).as(undone.toString()).isEqualTo(RunState.VERIFIED);

    checkAt(AFTER_1_H.plusSeconds(60));

    assertThat(states(run).getFirst()).isEqualTo(FollowUpState.SUPERSEDED);
    assertThat(message(run)).isEqualTo("run " + undone.id() + " rolled it back");
    assertThat(states(undone).getFirst()).isEqualTo(FollowUpState.AS_PLANNED);
    target.reading = Optional.of(reading(CHANGED));
    checkAt(AFTER_24_H.plusSeconds(60));
    assertThat(states(undone).getLast()).isEqualTo(FollowUpState.NOT_AS_PLANNED);
    assertThat(notified()).hasSize(1);
  }

  @Test
  void targetThatCannotBeReadIsWaitedForAndThenUnknown() {
    Run run = verified();
    target.reading = Optional.empty();

    checkAt(AFTER_1_H.plusSeconds(10));
    assertThat(states(run).getFirst()).isEqualTo(FollowUpState.WAITING);
    store.forgetTaken();
    checkAt(AFTER_1_H.plus(Duration.ofMinutes(61)));

    assertThat(states(run).getFirst()).isEqualTo(FollowUpState.UNKNOWN);
    assertThat(message(run)).startsWith("the target could not be read");
    assertThat(notified()).isEmpty();
  }

  /** Another version may describe the same things differently. */
  @Test
  void updateOfPlumblineIsNoChangeOfTheTarget() {
    Run run = verified();
    model = "model-2";
    target.reading = Optional.of(reading(TOUCHED));
    checkAt(AFTER_1_H);
    assertThat(states(run).getFirst()).isEqualTo(FollowUpState.UNKNOWN);

    target.reading = Optional.of(reading(CHANGED));
    checkAt(AFTER_24_H);
    assertThat(states(run).getLast()).isEqualTo(FollowUpState.AS_PLANNED);
  }

  @Test
  void environmentOfAnotherReplicaIsLeftToIt() {
    Run run = verified();

    assertThat(store.take(AFTER_24_H, Duration.ZERO, Set.of(new EnvironmentId("elsewhere"))))
        .isEmpty();
    assertThat(states(run)).containsOnly(FollowUpState.WAITING);
  }
}
