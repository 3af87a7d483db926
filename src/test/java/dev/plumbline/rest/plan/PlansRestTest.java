package dev.plumbline.rest.plan;

import static dev.plumbline.faces.ProblemAssertions.assertProblem;
import static dev.plumbline.faces.ProblemAssertions.assertWrong;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.faces.Api;
import dev.plumbline.faces.Api.Answer;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.Story;
import dev.plumbline.faces.Twins;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.Proposal;
import dev.plumbline.planning.Made;
import dev.plumbline.planning.decision.PlanMaking;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.testkit.InMemoryAuditStore;
import dev.plumbline.testkit.InMemoryPlanStore;
import dev.plumbline.testkit.SamplePlans;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(FacesProfile.class)
class PlansRestTest {
  private static final String V1 = "/api/v1";
  private static final String PROPOSAL = "{\"comparison\": \"staging-to-production\"}";

  private final Story story;
  private final InMemoryPlanStore store;
  private final InMemoryAuditStore audit;
  private final AtomicReference<PlanMaking> making;
  private final Clock clock;

  @TestHTTPResource("/")
  String url = "";

  @Inject
  PlansRestTest(
      Story story,
      InMemoryPlanStore store,
      InMemoryAuditStore audit,
      AtomicReference<PlanMaking> making,
      Clock clock) {
    this.story = story;
    this.store = store;
    this.audit = audit;
    this.making = making;
    this.clock = clock;
  }

  @BeforeEach
  void begin() {
    story.begin();
    store.clear();
    story.read(Twins.STAGING, Story.snapshot("staging"));
    story.read(Twins.PRODUCTION, Story.snapshot("production"));
    makes(Severity.HIGH);
  }

  private void makes(Severity... severities) {
    making.set(proposal -> new Made.Sealed(plan(proposal, severities)));
  }

  private Plan plan(Proposal proposal, Severity... severities) {
    return SamplePlans.plan(
        proposal,
        clock.instant(),
        Fingerprint.of(Story.snapshot("staging")),
        Fingerprint.of(Story.snapshot("production")),
        severities);
  }

  private Api as(String token) {
    return Api.at(url + V1).as(token).with("Content-Type", "application/json");
  }

  private String propose() {
    Answer accepted = as("operator").send("POST", "/plans", PROPOSAL);
    assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
    return "/plans/" + accepted.text("id");
  }

  private Answer approve(String token, String plan) {
    return as(token).send("POST", plan + "/approvals", body("approve", hash(plan), Map.of()));
  }

  private String hash(String plan) {
    return as("viewer").get(plan).text("hash");
  }

  private static String body(String decision, String hash, Map<String, JsonValue> more) {
    TreeMap<String, JsonValue> members = new TreeMap<>(more);
    members.put("decision", JsonValue.of(decision));
    members.put("hash", JsonValue.of(hash));
    return CanonicalJson.write(JsonValue.object(members));
  }

  @Test
  void planIsProposedReadApprovedByTwoAndAudited() {
    Answer accepted = as("operator").send("POST", "/plans", PROPOSAL);
    String plan = "/plans/" + accepted.text("id");
    long before = audit.head().number();
    Answer waiting = as("viewer").get(plan);
    Answer one = approve("approver", plan);
    Answer two = approve("second-approver", plan);

    assertThat(accepted.header("Location")).isEqualTo(V1 + plan);
    assertThat(accepted.header("Retry-After")).isEqualTo("2");
    assertThat(waiting.text("state")).isEqualTo("waiting");
    assertThat(waiting.text("message"))
        .isEqualTo("It waits for the approval of 2 people: the gravest hazard is high.");
    assertThat(waiting.text("proposedBy")).isEqualTo("operator");
    assertThat(waiting.in("requiredApprovals", "people")).isEqualTo(JsonValue.of(2));
    assertThat(waiting.in("requiredApprovals", "targetName")).isEqualTo(JsonNull.NULL);
    assertThat(waiting.texts("steps", "sentence"))
        .containsExactly("shorten `articles.title` from 255 to 100 characters");
    assertThat(waiting.text("proofServer")).isEqualTo("a server of Plumbline's own, PostgreSQL 15");
    assertThat(waiting.in("hazardCounts", "high")).isEqualTo(JsonValue.of(1));
    assertThat(waiting.texts("hazards", "notCounted")).containsExactly("the role may not read it");
    assertThat(waiting.texts("unreachable", "sql")).singleElement().asString().contains("ALTER");
    assertThat(one.status()).isEqualTo(200);
    assertThat(one.text("message")).contains("1 more person");
    assertThat(two.text("state")).isEqualTo("approved");
    assertThat(two.texts("decisions", "person")).containsExactly("approver", "second-approver");
    Answer entries = as("viewer").get("/audit?action=plan_approved&since=" + story.now());
    assertThat(entries.texts("items", "person")).containsExactly("second-approver", "approver");
    assertThat(entries.texts("items", "subject")).containsOnly(accepted.text("id"));
    assertThat(audit.head().number()).isEqualTo(before + 2);
    assertThat(as("viewer").get("/audit/verification").in("valid")).isEqualTo(JsonValue.of(true));
  }

  @Test
  void oddNamesComeThroughInEveryForm() {
    makes(Severity.CRITICAL, Severity.MEDIUM);
    String plan = propose();

    Answer json = as("viewer").get(plan);
    Answer html = as("viewer").with("Accept", "text/html").get(plan);
    Answer markdown = as("viewer").with("Accept", "text/markdown").get(plan);

    assertThat(json.texts("steps", "subject")).contains(SamplePlans.ODD);
    assertThat(((JsonArray) json.in("requiredApprovals", "consents")).items())
        .contains(JsonValue.of(SamplePlans.ODD));
    assertThat(html.header("Content-Type")).startsWith("text/html");
    assertThat(html.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(html.body())
        .contains("名前 اسم 😀", "&lt;b&gt;&amp;", "Only a backup brings back", "rows: 12")
        .doesNotContain("<b>&");
    assertThat(markdown.header("Content-Type")).startsWith("text/markdown");
    assertThat(markdown.body())
        .startsWith("# Plan for production\n")
        .contains(
            "3 steps; 1 critical, 1 medium hazards; 1 difference stays.",
            "## Steps",
            "## Hazards",
            "prove it on a server of Plumbline's own, PostgreSQL 15",
            "## What stays different",
            "## Seal",
            "(0 seconds ago)");
  }

  @Test
  void criticalPlanIsApprovedOnlyWithNameAndConsents() {
    makes(Severity.CRITICAL);
    String plan = propose();
    JsonValue consents =
        new JsonArray(List.of(JsonValue.of("events"), JsonValue.of(SamplePlans.ODD)));
    Map<String, JsonValue> typed = Map.of("targetName", JsonValue.of("production"));

    Answer bare = approve("approver", plan);
    Answer named =
        as("approver").send("POST", plan + "/approvals", body("approve", hash(plan), typed));
    Answer whole =
        as("approver")
            .send(
                "POST",
                plan + "/approvals",
                body(
                    "approve",
                    hash(plan),
                    Map.of("targetName", JsonValue.of("production"), "consents", consents)));

    assertProblem(bare, 409, "confirmation-missing");
    assertThat(bare.text("detail")).contains("targetName", "'production'");
    assertProblem(named, 409, "confirmation-missing");
    assertThat(named.text("detail")).contains("'events'");
    assertThat(whole.status()).as(whole.body()).isEqualTo(200);
    assertThat(as("viewer").get(plan).text("state")).isEqualTo("waiting");
  }

  @Test
  void onePersonNeverCountsTwice() {
    String plan = propose();
    approve("approver", plan);

    assertProblem(approve("approver", plan), 409, "already-decided");
    assertProblem(approve("approver-at-home", plan), 409, "already-decided");
    assertProblem(approve("operator-at-home", plan), 409, "self-approval");
    assertThat(as("viewer").get(plan).texts("decisions", "person")).containsExactly("approver");
  }

  @Test
  void wrongHashIsExplained() {
    String plan = propose();

    Answer wrong =
        as("approver").send("POST", plan + "/approvals", body("approve", "0".repeat(64), Map.of()));

    assertProblem(wrong, 409, "wrong-hash");
    assertThat(wrong.text("detail")).contains(hash(plan));
  }

  @Test
  void repeatedDecisionIsRecordedOnce() {
    String plan = propose();
    Api keyed = as("approver").with("Idempotency-Key", Story.unique("k-"));
    String approve = body("approve", hash(plan), Map.of("note", JsonValue.of("fine")));

    assertThat(keyed.send("POST", plan + "/approvals", approve).status()).isEqualTo(200);
    assertThat(keyed.send("POST", plan + "/approvals", approve).status()).isEqualTo(200);
    assertProblem(
        keyed.send("POST", plan + "/approvals", body("approve", hash(plan), Map.of())),
        422,
        "idempotency-key-reused");
    assertThat(as("viewer").get(plan).texts("decisions", "note")).containsExactly("fine");
  }

  @Test
  void rejectedPlanIsNotApprovedAnyMore() {
    String plan = propose();
    String reject = body("reject", hash(plan), Map.of("reason", JsonValue.of("not today")));

    assertWrong(
        as("approver").send("POST", plan + "/approvals", body("reject", hash(plan), Map.of())),
        "reason",
        "is missing");
    Answer rejected = as("approver").send("POST", plan + "/approvals", reject);

    assertThat(rejected.text("state")).isEqualTo("rejected");
    assertThat(rejected.text("message")).isEqualTo("approver rejected it: not today");
    assertProblem(approve("second-approver", plan), 409, "plan-not-waiting");
  }

  @Test
  void withdrawnPlanIsNotApprovedAnyMore() {
    String plan = propose();

    assertProblem(as("second-approver").send("POST", plan + "/withdrawal", ""), 403, "forbidden");
    Answer withdrawn = as("operator").send("POST", plan + "/withdrawal", "");

    assertThat(withdrawn.text("state")).isEqualTo("withdrawn");
    Answer late = approve("approver", plan);
    assertProblem(late, 409, "plan-not-waiting");
    assertThat(late.text("detail")).contains("'operator' withdrew this plan");
    assertProblem(as("operator").send("POST", plan + "/withdrawal", ""), 409, "plan-not-waiting");
  }

  @Test
  void breakGlassNeedsAnAdministratorReasonAndTicket() {
    String plan = propose();
    Map<String, JsonValue> why =
        Map.of("reason", JsonValue.of("outage"), "ticket", JsonValue.of("OPS-1"));

    assertProblem(
        as("approver").send("POST", plan + "/approvals", body("break_glass", hash(plan), why)),
        403,
        "forbidden");
    Answer bare =
        as("admin").send("POST", plan + "/approvals", body("break_glass", hash(plan), Map.of()));
    assertProblem(bare, 400, "invalid-request");
    assertThat(bare.texts("errors", "field")).containsExactly("reason", "ticket");
    Answer approved =
        as("admin").send("POST", plan + "/approvals", body("break_glass", hash(plan), why));

    assertThat(approved.text("state")).isEqualTo("approved");
    assertThat(
            as("viewer")
                .get("/findings?kind=approval&state=open&since=" + story.now())
                .texts("items", "code"))
        .containsExactly("break_glass_used");
    assertThat(as("viewer").get("/audit?who=admin&since=" + story.now()).texts("items", "action"))
        .containsExactly("break_glass");
  }

  @Test
  void whatMovedIsNamed() {
    String plan = propose();
    story.read(Twins.STAGING, Story.snapshot("changed"));

    Answer late = approve("approver", plan);

    assertProblem(late, 409, "plan-not-waiting");
    assertThat(late.text("detail"))
        .contains("the schema of staging changed since the plan was made");
    assertThat(as("viewer").get(plan).text("state")).isEqualTo("voided");
  }

  @Test
  void expiredPlanIsNotApproved() {
    String plan = propose();
    story.pass(Duration.ofHours(25));

    assertThat(as("viewer").get("/plans?state=waiting").list("items")).isEmpty();
    assertThat(approve("approver", plan).text("detail")).contains("expired at");
  }

  @Test
  void secondProposalNamesTheFirst() {
    String plan = propose();

    Answer second = as("operator").send("POST", "/plans", PROPOSAL);

    assertProblem(second, 409, "plan-open");
    assertThat(second.text("detail")).contains(plan, "is waiting");
    assertThat(
            as("operator")
                .send("POST", "/plans", "{\"comparison\": \"local-to-staging\"}")
                .status())
        .isEqualTo(202);
  }

  @Test
  void refusedPlanSaysWhyAndHasNoPayload() {
    making.set(
        proposal ->
            new Made.Refused(
                List.of("include has `" + SamplePlans.ODD + "`, which matches nothing"),
                List.of(SamplePlans.hazard(Severity.CRITICAL, "events"))));
    String plan = propose();

    Answer refused = as("viewer").get(plan);

    assertThat(refused.text("state")).isEqualTo("refused");
    assertThat(refused.text("message")).contains("matches nothing");
    assertThat(refused.list("hazards")).hasSize(1);
    assertProblem(as("approver").get(plan + "/payload"), 409, "plan-not-sealed");
    assertThat(as("viewer").with("Accept", "text/html").get(plan).body())
        .contains("matches nothing");
  }

  @Test
  void payloadIsTheExactBytes() {
    String plan = propose();

    Answer payload = as("approver").get(plan + "/payload");

    assertThat(Fingerprint.sha256(payload.body()))
        .isEqualTo(as("viewer").get(plan).text("seal", "payloadSha256"));
    assertThat(as("admin").get(plan + "/payload").body()).isEqualTo(payload.body());
    assertProblem(as("operator").get(plan + "/payload"), 403, "forbidden");
  }

  @Test
  void whatIsHiddenIsNotThere() {
    String plan = propose();
    Api other = as("production-approver");

    assertProblem(other.get(plan), 404, "not-found");
    assertProblem(other.get(plan + "/payload"), 404, "not-found");
    assertProblem(approve("production-approver", plan), 404, "not-found");
    assertThat(other.get("/plans").list("items")).isEmpty();
    assertThat(other.get("/audit?since=" + story.now()).list("items")).isEmpty();
    assertWrong(
        as("production-only").send("POST", "/plans", PROPOSAL), "comparison", "It may see none.");
    assertProblem(as("viewer").get("/plans/" + new UUID(9, 9)), 404, "not-found");
    assertProblem(as("viewer").get("/plans/x"), 404, "not-found");
  }

  @Test
  void rolesAreNeeded() {
    String plan = propose();

    assertProblem(as("viewer").send("POST", "/plans", PROPOSAL), 403, "forbidden");
    assertProblem(approve("operator", plan), 403, "forbidden");
    assertProblem(as("viewer").send("POST", plan + "/withdrawal", ""), 403, "forbidden");
  }

  @Test
  void plansAreListedAndFiltered() {
    String first = propose();
    as("operator").send("POST", first + "/withdrawal", "");
    String second = propose();

    assertThat(as("viewer").get("/plans?limit=1").texts("items", "id"))
        .containsExactly(second.substring("/plans/".length()));
    assertThat(as("viewer").get("/plans?state=withdrawn&target=production").texts("items", "id"))
        .containsExactly(first.substring("/plans/".length()));
    assertThat(as("viewer").get("/plans?comparison=local-to-staging").list("items")).isEmpty();
    assertWrong(as("viewer").get("/plans?state=waitin"), "state", "Did you mean 'waiting'?");
    assertWrong(as("viewer").get("/plans?target=nope"), "target", "There is no environment");
    assertWrong(as("viewer").get("/plans?cursor=x"), "cursor", "is not valid");
    assertWrong(as("viewer").get("/audit?action=nothing"), "action", "is not one of");
    assertWrong(as("viewer").get("/audit?since=yesterday"), "since", "is not a point in time");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | comparison | is missing",
        "{\"comparison\": \"staging-to-prodction\"} | comparison | Did you mean",
        "{\"comparison\": \"x'); DROP TABLE plan; --\"} | comparison | There is no comparison",
        "{\"comparison\": \"staging-to-production\", \"includ\": []} | includ | Did you mean 'include'?",
        "{\"comparison\": \"staging-to-production\", \"include\": \"a\"} | include | is not a list",
        "{\"comparison\": \"staging-to-production\", \"include\": [1]} | include | not a string",
        "{\"comparison\": \"staging-to-production\", \"include\": [\"\"]} | include | it is empty",
        "{\"comparison\": \"staging-to-production\", \"exclude\": [\"a***\"]} | exclude | *** is not valid",
        "{\"comparison\": \"staging-to-production\", \"exclude\": [\"a[b]*\"]} | exclude | is not allowed",
        "{\"comparison\": \"staging-to-production\", \"exclude\": [\"a\\u0000\"]} | exclude | NUL",
        "[] | body | is not a JSON object",
        "{ | body | is not JSON",
      })
  void wrongProposalIsExplained(String body, String field, String message) {
    assertWrong(as("operator").send("POST", "/plans", body), field, message);
    assertThat(as("viewer").get("/plans").list("items")).isEmpty();
  }

  @Test
  void patternsHaveLimits() {
    String many = "\"a\", ".repeat(1_000) + "\"a\"";
    String start = "{\"comparison\": \"staging-to-production\", \"include\": [";

    assertWrong(
        as("operator").send("POST", "/plans", start + many + "]}"),
        "include",
        "has 1001 items. It may have 1000.");
    assertWrong(
        as("operator").send("POST", "/plans", start + "\"" + "x".repeat(501) + "\"]}"),
        "include",
        "a pattern of 501 characters. It may have 500.");
    Answer odd =
        as("operator")
            .send(
                "POST",
                "/plans",
                start + CanonicalJson.write(JsonValue.of(SamplePlans.ODD)) + "]}");
    assertThat(odd.status()).as(odd.body()).isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | decision | is missing",
        "{\"decision\": \"aprove\", \"hash\": \"x\"} | decision | is not one of approve",
        "{\"decision\": \"approve\"} | hash | is missing",
        "{\"decision\": \"approve\", \"hash\": \"ABC\"} | hash | 64 lower-case hexadecimal",
        "{\"decision\": \"approve\", \"consents\": {}} | consents | is not a list of strings",
        "{\"decision\": \"approve\", \"reason\": \"x\"} | reason | Send note",
        "{\"decision\": \"reject\", \"note\": \"x\"} | note | Send reason",
        "{\"decision\": \"approve\", \"targetname\": \"x\"} | targetname | Did you mean 'targetName'?",
      })
  void wrongDecisionIsExplained(String body, String field, String message) {
    String plan = propose();

    Answer answer = as("approver").send("POST", plan + "/approvals", body);

    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.list("errors"))
        .anySatisfy(
            error -> {
              assertThat(error.get("field")).isEqualTo(JsonValue.of(field));
              assertThat(error.get("message").textOr("")).contains(message);
            });
    assertThat(as("viewer").get(plan).list("decisions")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/plans", "/audit", "/audit/verification"})
  void withoutATokenNothingIsReported(String path) {
    assertProblem(Api.at(url + V1).get(path), 401, "unauthenticated");
  }

  @Test
  void environmentsOfOthersAreNamedInNoProblem() {
    EnvironmentId hidden = Twins.STAGING;

    assertThat(as("production-only").send("POST", "/plans", PROPOSAL).body())
        .doesNotContain("'" + hidden.name() + "'");
  }
}
