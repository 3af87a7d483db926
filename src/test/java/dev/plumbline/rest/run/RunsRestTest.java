package dev.plumbline.rest.run;

import static dev.plumbline.faces.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.faces.Api;
import dev.plumbline.faces.Api.Answer;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.Story;
import dev.plumbline.faces.Twins;
import dev.plumbline.planning.Made;
import dev.plumbline.planning.decision.PlanMaking;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunEvent;
import dev.plumbline.run.RunState;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.Lease;
import dev.plumbline.testkit.InMemoryPlanStore;
import dev.plumbline.testkit.InMemoryRunStore;
import dev.plumbline.testkit.SamplePlans;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FacesProfile.class)
class RunsRestTest {
  private static final String V1 = "/api/v1";

  private final Story story;
  private final InMemoryPlanStore plans;
  private final InMemoryRunStore runs;
  private final AtomicReference<PlanMaking> making;
  private final Clock clock;

  @TestHTTPResource("/")
  String url = "";

  @Inject
  RunsRestTest(
      Story story,
      InMemoryPlanStore plans,
      InMemoryRunStore runs,
      AtomicReference<PlanMaking> making,
      Clock clock) {
    this.story = story;
    this.plans = plans;
    this.runs = runs;
    this.making = making;
    this.clock = clock;
  }

  @BeforeEach
  @AfterEach
  void begin() {
    story.begin();
    runs.clear();
    plans.clear();
    story.read(Twins.LOCAL, Story.snapshot("local"));
    story.read(Twins.STAGING, Story.snapshot("staging"));
    story.read(Twins.PRODUCTION, Story.snapshot("production"));
    making.set(
        proposal ->
            new Made.Sealed(
                SamplePlans.plan(
                    proposal,
                    clock.instant(),
                    Fingerprint.of(Story.snapshot(proposal.source().name())),
                    Fingerprint.of(Story.snapshot(proposal.target().name())))));
  }

  private Api as(String token) {
    return Api.at(url + V1).as(token).with("Content-Type", "application/json");
  }

  private String waiting(String comparison) {
    Answer accepted =
        as("operator").send("POST", "/plans", "{\"comparison\": \"" + comparison + "\"}");
    assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
    return "/plans/" + accepted.text("id");
  }

  private String approved() {
    String plan = waiting("staging-to-production");
    for (String token : List.of("approver", "second-approver")) {
      if (!as("viewer").get(plan).text("state").equals("approved")) {
        String hash = as("viewer").get(plan).text("hash");
        Answer answer =
            as(token)
                .send(
                    "POST",
                    plan + "/approvals",
                    "{\"decision\": \"approve\", \"hash\": \"" + hash + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      }
    }
    return plan;
  }

  private Answer run(String plan, String key) {
    return as("operator").with("Idempotency-Key", key).send("POST", plan + "/runs", "");
  }

  private void end(UUID id, RunState state) {
    Run run = runs.run(id).orElseThrow().in(Phase.VERIFY);
    Lease lease = new Lease(id, 1);
    runs.record(
        lease, run, List.of(new RunEvent(Phase.VERIFY, RunEvent.Kind.BEGUN, clock.instant(), "")));
    runs.record(
        lease,
        run.ended(state, "the same", clock.instant()),
        List.of(new RunEvent(Phase.VERIFY, RunEvent.Kind.ENDED, clock.instant(), "the same")));
  }

  @Test
  void approvedPlanIsRunOnceAndFollowed() {
    String plan = approved();
    Answer accepted = run(plan, "one");
    String run = "/runs/" + accepted.text("id");

    assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
    assertThat(accepted.header("Location")).isEqualTo(V1 + run);
    assertThat(accepted.text("state")).isEqualTo("running");
    assertThat(run(plan, "one").text("id")).isEqualTo(accepted.text("id"));
    assertProblem(run(plan, "two"), 409, "plan-not-approved");
    assertThat(as("viewer").get(plan).text("state")).isEqualTo("running");
    assertProblem(
        as("approver")
            .send(
                "POST",
                plan + "/approvals",
                "{\"decision\": \"reject\", \"hash\": \""
                    + "0".repeat(64)
                    + "\", \"reason\": \"no\"}"),
        409,
        "plan-not-waiting");
    assertProblem(as("operator").send("POST", plan + "/withdrawal", ""), 409, "plan-not-waiting");

    end(UUID.fromString(accepted.text("id")), RunState.VERIFIED);

    Answer ended = as("viewer").get(run);
    assertThat(ended.text("state")).isEqualTo("verified");
    assertThat(ended.body()).contains("\"phase\":\"verify\"", "\"state\":\"done\"", "the same");
    assertThat(as("viewer").get(plan).text("state")).isEqualTo("applied");
    assertThat(as("viewer").get("/runs").body()).contains(accepted.text("id"));
    assertThat(as("viewer").get("/runs?target=staging").body()).doesNotContain(accepted.text("id"));
    Answer events = as("viewer").with("Accept", "text/event-stream").get(run + "/events");
    assertThat(events.status()).isEqualTo(200);
    assertThat(events.body()).contains("event:begun", "event:ended", "\"phase\":\"verify\"");
    String last = events.body().replaceAll("(?s).*id:([0-9]+).*", "$1");
    assertThat(
            as("viewer")
                .with("Accept", "text/event-stream")
                .with("Last-Event-ID", last)
                .get(run + "/events")
                .body())
        .doesNotContain("event:");
    assertProblem(as("operator").send("POST", run + "/cancel", ""), 409, "run-ended");
  }

  @Test
  void whatIsNotRightIsSaid() {
    String plan = waiting("staging-to-production");
    assertProblem(run(plan, "one"), 409, "plan-not-approved");
    assertProblem(as("operator").send("POST", plan + "/runs", ""), 400, "invalid-request");
    assertProblem(
        as("viewer").with("Idempotency-Key", "k").send("POST", plan + "/runs", ""),
        403,
        "forbidden");
    assertProblem(
        as("local-only").with("Idempotency-Key", "k").send("POST", plan + "/runs", ""),
        404,
        "not-found");
    Answer notConfigured = run(waiting("local-to-staging"), "two");
    assertProblem(notConfigured, 409, "run-not-configured");
    assertThat(notConfigured.body()).contains("plumbline.environments.staging.database.url");
    assertProblem(as("viewer").get("/runs/nonsense"), 404, "not-found");
  }

  @Test
  void runIsHeldResumedAndCancelledByItsId() {
    Answer accepted = run(approved(), "one");
    String run = "/runs/" + accepted.text("id");

    assertThat(as("operator").send("POST", run + "/hold", "").text("asked")).isEqualTo("hold");
    assertThat(as("operator").send("POST", run + "/resume", "").body()).contains("\"asked\":null");
    assertThat(as("operator").send("POST", run + "/cancel", "").text("asked")).isEqualTo("cancel");
    assertProblem(as("viewer").send("POST", run + "/cancel", ""), 403, "forbidden");
    assertProblem(as("production-only").send("POST", run + "/cancel", ""), 404, "not-found");
    assertProblem(
        as("viewer")
            .with("Accept", "text/event-stream")
            .with("Last-Event-ID", "x")
            .get(run + "/events"),
        400,
        "invalid-request");
  }

  private Answer rollBack(String run, String key, String body) {
    return as("approver").with("Idempotency-Key", key).send("POST", run + "/rollback", body);
  }

  @Test
  void rollbackIsConfirmedByAnApprover() {
    Answer accepted = run(approved(), "one");
    UUID id = UUID.fromString(accepted.text("id"));
    String run = "/runs/" + id;
    String confirmed = "{\"hash\": \"" + "0".repeat(64) + "\"}";

    Answer running = as("viewer").get(run + "/rollback");
    assertThat(running.body()).contains("\"possible\":false", "it has not ended");
    end(id, RunState.VERIFIED);

    Answer preview = as("viewer").get(run + "/rollback");
    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.body())
        .contains(
            "\"possible\":false",
            "plumbline.environments.production.database.writer.username",
            "the backup of the run is not proven");
    Answer blocked = rollBack(run, "two", confirmed);
    assertProblem(blocked, 409, "rollback-blocked");
    assertProblem(rollBack(run, "two", "{}"), 400, "invalid-request");
    assertProblem(rollBack(run, "two", "{\"hash\": \"x\"}"), 400, "invalid-request");
    assertProblem(
        as("approver").send("POST", run + "/rollback", confirmed), 400, "invalid-request");
    assertProblem(
        as("operator").with("Idempotency-Key", "k").send("POST", run + "/rollback", confirmed),
        403,
        "forbidden");
    assertProblem(as("production-only").get(run + "/rollback"), 404, "not-found");
    assertProblem(as("viewer").get("/runs/nonsense/rollback"), 404, "not-found");
  }
}
