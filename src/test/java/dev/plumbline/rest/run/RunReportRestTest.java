package dev.plumbline.rest.run;

import static dev.plumbline.faces.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.approval.Approver;
import dev.plumbline.approval.Requirement;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.faces.Api;
import dev.plumbline.faces.Api.Answer;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.Story;
import dev.plumbline.plan.Proposal;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunState;
import dev.plumbline.run.followup.FollowUp;
import dev.plumbline.run.followup.FollowUpState;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.Lease;
import dev.plumbline.store.plan.PlanStore.Ending;
import dev.plumbline.testkit.InMemoryPlanStore;
import dev.plumbline.testkit.InMemoryRunStore;
import dev.plumbline.testkit.SamplePlans;
import dev.plumbline.testkit.SampleRuns;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FacesProfile.class)
class RunReportRestTest {
  private static final UUID RUN = new UUID(9, 1);
  private static final String PATH = "/runs/" + RUN + "/report";
  private static final Approver ADA = new Approver("ada", "ada-laptop", false);

  private final Story story;
  private final InMemoryPlanStore plans;
  private final InMemoryRunStore runs;
  private final Clock clock;

  @TestHTTPResource("/")
  String url = "";

  @Inject
  RunReportRestTest(Story story, InMemoryPlanStore plans, InMemoryRunStore runs, Clock clock) {
    this.story = story;
    this.plans = plans;
    this.runs = runs;
    this.clock = clock;
  }

  @BeforeEach
  void run() {
    clear();
    Proposal proposal = SamplePlans.proposal(new UUID(1, 0), "ada", clock.instant());
    plans.begin(proposal, "ada-laptop", Optional.empty());
    plans.end(
        proposal.id(),
        new Ending.Sealed(
            SamplePlans.plan(proposal, clock.instant()),
            new Requirement(0, false, new TreeSet<>(), "nothing is lost")),
        clock.instant());
    runs.begin(Run.started(RUN, proposal, "ada", clock.instant()), ADA, Optional.empty());
  }

  @AfterEach
  void clear() {
    story.begin();
    runs.clear();
    plans.clear();
  }

  private Api as(String token) {
    return Api.at(url + "/api/v1").as(token);
  }

  private static String file(String name) throws IOException {
    return Files.readString(SampleRuns.FOLDER.resolve("verified").resolve(name));
  }

  private void end(String report) {
    Run run = runs.run(RUN).orElseThrow().in(Phase.VERIFY);
    Run ended = run.ended(RunState.VERIFIED, "the same", clock.instant());
    runs.end(
        new Lease(RUN, 1),
        ended,
        List.of(),
        report,
        FollowUp.of(ended, List.of(Duration.ofHours(1))));
  }

  @Test
  void followUpsAreShownWithTheRun() throws IOException {
    end(file("report.json").strip());
    Instant end = clock.instant();
    FollowUp waiting = runs.followUps(RUN).getFirst();

    Answer before = as("viewer").get("/runs/" + RUN);
    runs.record(
        runs.take(end.plusSeconds(3600), Duration.ZERO, Set.of(waiting(waiting))).orElseThrow(),
        waiting.checked(FollowUpState.NOT_AS_PLANNED, "field `a.b` was dropped", end),
        Optional.empty());
    Answer after = as("viewer").get("/runs/" + RUN);

    assertThat(before.texts("followUps", "state")).containsExactly("waiting");
    assertThat(before.texts("followUps", "dueAt"))
        .containsExactly(end.plusSeconds(3600).toString());
    assertThat(after.texts("followUps", "state")).containsExactly("not_as_planned");
    assertThat(after.texts("followUps", "message")).containsExactly("field `a.b` was dropped");
  }

  private EnvironmentId waiting(FollowUp followUp) {
    return runs.run(followUp.run()).orElseThrow().target();
  }

  @Test
  void reportIsGivenInThreeFormats() throws IOException {
    String report = file("report.json").strip();
    end(report);

    Answer json = as("viewer").get(PATH);
    assertThat(json.status()).as(json.body()).isEqualTo(200);
    assertThat(json.header("Content-Type")).startsWith("application/json");
    assertThat(json.header("Cache-Control")).isEqualTo("no-store");
    assertThat(json.body()).isEqualTo(report);
    Answer markdown = as("viewer").with("Accept", "text/markdown").get(PATH);
    assertThat(markdown.header("Content-Type")).startsWith("text/markdown");
    assertThat(markdown.body()).isEqualTo(file("report.md"));
    Answer html = as("viewer").with("Accept", "text/html").get(PATH);
    assertThat(html.header("Content-Type")).startsWith("text/html");
    assertThat(html.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(html.body()).isEqualTo(file("report.html"));
    assertProblem(as("viewer").with("Accept", "text/csv").get(PATH), 406, "not-acceptable");
    assertThat(as("viewer").get("/audit?action=run_ended").body())
        .contains("\"reportSha256\":\"" + Fingerprint.sha256(report) + "\"", RUN.toString());
  }

  @Test
  void runThatHasNotEndedHasNone() {
    Answer answer = as("viewer").get(PATH);

    assertProblem(answer, 409, "run-not-ended");
    assertThat(answer.text("detail"))
        .isEqualTo("Run " + RUN + " is running. Its report is made when it ends.");
  }

  @Test
  void runWithoutReportSaysSo() {
    Run run = runs.run(RUN).orElseThrow();
    runs.record(new Lease(RUN, 1), run.ended(RunState.FAILED, "no", clock.instant()), List.of());

    assertProblem(as("viewer").get(PATH), 404, "not-found");
  }

  @Test
  void reportIsOnlyForThoseWhoSeeTheRun() {
    end("{}");

    assertProblem(as("viewer").get("/runs/nonsense/report"), 404, "not-found");
    assertProblem(as("viewer").get("/runs/" + new UUID(9, 9) + "/report"), 404, "not-found");
    assertProblem(as("production-only").get(PATH), 404, "not-found");
    assertProblem(as("nobody").get(PATH), 401, "unauthenticated");
  }
}
