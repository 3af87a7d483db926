package dev.plumbline.rest;

import static dev.plumbline.faces.ProblemAssertions.assertProblem;
import static dev.plumbline.faces.ProblemAssertions.assertWrong;
import static dev.plumbline.faces.Twins.LOCAL;
import static dev.plumbline.faces.Twins.LOCAL_TO_STAGING;
import static dev.plumbline.faces.Twins.PRODUCTION;
import static dev.plumbline.faces.Twins.STAGING;
import static dev.plumbline.faces.Twins.STAGING_TO_PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.faces.Api;
import dev.plumbline.faces.Api.Answer;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.Story;
import dev.plumbline.finding.Finding;
import dev.plumbline.severity.Severity;
import dev.plumbline.testkit.InMemoryFindingStore;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a tired person types wrong, or may not do. */
@QuarkusTest
@TestProfile(FacesProfile.class)
class RejectedRequestsTest {
  private static final String V1 = "/api/v1";

  private final Story story;
  private final InMemoryFindingStore findings;

  @TestHTTPResource("/")
  String url = "";

  private Api viewer = Api.at("");
  private Api operator = Api.at("");

  @Inject
  RejectedRequestsTest(Story story, InMemoryFindingStore findings) {
    this.story = story;
    this.findings = findings;
  }

  @BeforeEach
  void begin() {
    story.begin();
    viewer = Api.at(url + V1).as("viewer");
    operator = Api.at(url + V1).as("operator").with("Content-Type", "application/json");
  }

  @AfterEach
  void storeIsBack() {
    findings.away(false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/environments",
        "/findings",
        "/findings/00000000000000000000000000000000/events",
        "/nothing",
        "/odd/without-role",
        "/odd/broken"
      })
  void withoutATokenNothingIsReported(String path) {
    Answer answer = Api.at(url + V1).get(path);

    assertProblem(answer, 401, "unauthenticated");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"plumbline\"");
    assertThat(answer.text("detail")).contains("Authorization: Bearer <token>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer wrong", "Bearer", "Bearer ", "Basic dmlld2VyOnJld2VpdiA=", "reweiv"})
  void wrongTokenIsRefused(String header) {
    Answer answer = Api.at(url + V1).with("Authorization", header).get("/environments");

    assertProblem(answer, 401, "unauthenticated");
    assertThat(answer.header("WWW-Authenticate")).contains("error=");
    assertThat(answer.body()).doesNotContain("dmlld2VyOnJld2VpdiA", "reweiv");
  }

  @Test
  void twoTokensAreNotOne() {
    assertProblem(viewer.as("operator").get("/environments"), 401, "unauthenticated");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /environments/local/polls",
    "PUT, /environments/local/pause",
    "DELETE, /environments/local/pause",
    "POST, /findings/00000000000000000000000000000000/acknowledgement",
    "DELETE, /findings/00000000000000000000000000000000/acknowledgement",
  })
  void viewerChangesNothing(String method, String path) {
    Answer answer = viewer.with("Content-Type", "application/json").send(method, path, "{}");

    assertProblem(answer, 403, "forbidden");
    assertThat(answer.text("detail"))
        .isEqualTo("Token 'viewer' has the role viewer; this needs operator.");
  }

  @Test
  void resourceThatNamesNoRoleIsClosedToAll() {
    assertProblem(operator.get("/odd/without-role"), 403, "forbidden");
  }

  @Test
  void hiddenEnvironmentIsNotThere() {
    Api local = Api.at(url + V1).as("local-only").with("Content-Type", "application/json");
    Finding seen = story.found(LOCAL, Severity.HIGH);
    Finding hidden = story.found(LOCAL_TO_STAGING, STAGING, Severity.HIGH);
    String poll = operator.send("POST", "/environments/staging/polls", "").text("id");
    String snapshot = story.read(STAGING, Story.snapshot(Story.unique("s"))).hex();
    String own = story.read(LOCAL, Story.snapshot(Story.unique("l"))).hex();

    assertThat(local.get("/environments").texts("items", "name")).containsExactly("local");
    assertThat(local.get("/comparisons").list("items")).isEmpty();
    assertThat(local.get("/findings?since=" + story.now()).texts("items", "id"))
        .containsExactly(seen.id().hex());
    assertThat(local.get("/snapshots/" + own).status()).isEqualTo(200);
    for (String path :
        List.of(
            "/environments/staging",
            "/environments/staging/snapshots",
            "/comparisons/local-to-staging",
            "/comparisons/local-to-staging/gate",
            "/findings/" + hidden.id(),
            "/findings/" + hidden.id() + "/events",
            "/findings/" + hidden.id() + "/events?limit=0",
            "/polls/" + poll,
            "/snapshots/" + snapshot)) {
      assertProblem(local.get(path), 404, "not-found");
    }
    assertProblem(local.send("POST", "/environments/staging/polls", ""), 404, "not-found");
    assertProblem(
        local.send("POST", "/findings/" + hidden.id() + "/acknowledgement", "{\"note\": \"x\"}"),
        404,
        "not-found");
    assertWrong(local.get("/findings?environment=staging"), "environment", "It may see: local.");
    assertWrong(
        local.get("/findings?comparison=local-to-staging"), "comparison", "It may see none.");
  }

  /** Were it read first, how long that takes would tell that it is there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/environments/staging",
        "/environments/staging/snapshots",
        "/environments/staging/migrations",
        "/environments/staging/integrity",
        "/comparisons/local-to-staging",
        "/comparisons/local-to-staging/gate",
        "/environments/nope",
        "/comparisons/nope",
        "/comparisons/nope/gate"
      })
  void whatIsHiddenIsNotReadBeforeItIsRefused(String path) {
    findings.away(true);

    assertProblem(Api.at(url + V1).as("local-only").get(path), 404, "not-found");
  }

  @Test
  void changesOfAVisibleTargetAreHiddenWithTheirSource() {
    story.found(STAGING_TO_PRODUCTION, PRODUCTION, Severity.HIGH);
    List<String> visible = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      visible.add(story.found(PRODUCTION, Severity.HIGH).id().hex());
      story.found(STAGING_TO_PRODUCTION, PRODUCTION, Severity.HIGH);
    }
    Api production = Api.at(url + V1).as("production-only");

    List<String> pages = new ArrayList<>();
    Answer page = production.get("/findings?limit=2&since=" + story.now());
    pages.addAll(page.texts("items", "id"));
    while (!page.text("next").isEmpty()) {
      page =
          production.get("/findings?limit=2&since=" + story.now() + "&cursor=" + page.text("next"));
      pages.addAll(page.texts("items", "id"));
    }

    assertThat(pages).containsExactlyInAnyOrderElementsOf(visible);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"note\": \"\"}                                   | note  | is missing",
        "{}                                                 | note  | is missing",
        "{\"note\": null}                                   | note  | is missing",
        "{\"note\": 5}                                      | note  | is not a string",
        "{\"note\": \"x\", \"untill\": \"2040-01-01\"}      | untill | Did you mean 'until'?",
        "{\"note\": \"x\", \"until\": \"tomorrow\"}         | until | 'tomorrow' is not a point in",
        "{\"note\": \"x\", \"until\": \"2020-01-01\"}       | until | has passed",
        "{\"note\": \"x\", \"until\": \"2040-01-01 12:00\"} | until | has a space in it",
        "{\"note\": \"x\", \"note\": \"y\"}                 | body  | Duplicate",
        "{\"note\": \"x\\u0000y\"}                           | note  | NUL",
        "{\"note\": \"x\\ud800y\"}                           | note  | surrogate",
        "{\"note\": \"x\", \"until\": \"+300000-01-01T00:00:00Z\"} | until | is out of range",
        "[]                                                 | body  | is not a JSON object",
        "{\"note\": \"x\"                                   | body  | is not JSON",
        "note=x                                             | body  | is not JSON",
      })
  void wrongBodyIsReportedFieldByField(String body, String field, String message) {
    Finding finding = story.found(LOCAL, Severity.HIGH);

    Answer answer = operator.send("POST", "/findings/" + finding.id() + "/acknowledgement", body);

    assertWrong(answer, field, message);
    assertThat(viewer.get("/findings/" + finding.id()).text("state")).isEqualTo("open");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/findings?severty=high            | severty  | Did you mean 'severity'?",
        "/findings?severity=hgh            | severity | Did you mean 'high'?",
        "/findings?severity=               | severity | is empty",
        "/findings?severity=HIGH           | severity | 'HIGH' is not one of",
        "/findings?kind=changes            | kind     | Did you mean 'change'?",
        "/findings?state=open,closed       | state    | 'closed' is not one of",
        "/findings?environment=stagin      | environment | Did you mean 'staging'?",
        "/findings?comparison=nope         | comparison  | It may see: local-to-staging",
        "/findings?since=yesterday         | since    | 'yesterday' is not a point in time",
        "/findings?since=2030-01-01T00:00:00+01:00 | since | write %2B",
        "/findings?since=%2B999999999-12-31T23:59:59Z | since | is out of range",
        "/findings?since=%2B300000-01-01T00:00:00Z | since | is out of range",
        "/findings?since=-4714-01-01T00:00:00Z | since | is out of range",
        "/findings?since=0000-12-31T23:59:59Z | since | is out of range",
        "/findings?since=0001-01-01T00:00:00%2B18:00 | since | is out of range",
        "/findings?since=9999-12-31T23:59:59-18:00 | since | is out of range",
        "/findings?cursor=MTotOTk5OTk5OTk5OTk5OTk5OTk5OmE | cursor | is not valid",
        "/findings?cursor=MTo5OTk5OTk5OTk5OTk5OTk5OTk6YQ | cursor | is not valid",
        "/findings?limit=0                 | limit    | '0' is not a whole number from 1 to 500",
        "/findings?limit=501               | limit    | '501'",
        "/findings?limit=ten               | limit    | 'ten'",
        "/findings?limit=1&limit=2         | limit    | occurs 2 times",
        "/findings?cursor=abc              | cursor   | is not valid",
        "/findings/00000000000000000000000000000000/events?kind=opened | kind |"
            + " Its parameters: cursor, limit.",
        "/environments?limit=5             | limit    | which has none.",
        "/environments/staging/snapshots?limit=-1 | limit | '-1'",
        "/environments/staging/snapshots?cursor=! | cursor | is not valid",
        "/comparisons/local-to-staging?state=drifted | state | is not a parameter of"
            + " this path",
        "/comparisons/local-to-staging/gate?severity=hi | severity | 'hi' is not one of",
        "/comparisons/local-to-staging/gate?severity=high&sevrity=low | sevrity | 'severity'",
      })
  void wrongParameterIsNeverOverlooked(String path, String field, String message) {
    assertWrong(viewer.get(path), field, message);
  }

  @Test
  void pageOfEventsIsOneOfThisList() {
    Finding finding = story.found(LOCAL, Severity.HIGH);
    story.found(LOCAL, Severity.HIGH);
    String events = "/findings/" + finding.id() + "/events";
    String otherList =
        viewer.get("/findings?limit=1&environment=local&since=" + story.now()).text("next");

    assertWrong(viewer.get(events + "?limit=0"), "limit", "'0' is not a whole number");
    assertWrong(viewer.get(events + "?limit=501"), "limit", "'501'");
    assertWrong(viewer.get(events + "?cursor=abc"), "cursor", "is not valid");
    assertWrong(viewer.get(events + "?cursor=" + otherList), "cursor", "is not valid");
    assertProblem(operator.send("DELETE", events, ""), 405, "method-not-allowed");
    assertProblem(operator.send("POST", events, "{}"), 405, "method-not-allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/environments/nope",
        "/environments/Local",
        "/environments/nope/snapshots",
        "/comparisons/nope",
        "/comparisons/nope/gate",
        "/findings/nope",
        "/findings/00000000000000000000000000000000",
        "/findings/00000000000000000000000000000000/events",
        "/findings/nope/events",
        "/polls/nope",
        "/polls/1-1-1-1-1",
        "/polls/00000000-0000-0000-0000-00000000ffff",
        "/snapshots/nope",
        "/snapshots/0000000000000000000000000000000000000000000000000000000000000000",
        "/nothing",
        "/environment",
      })
  void whatIsNotThereIsAProblem(String path) {
    assertProblem(viewer.get(path), 404, "not-found");
  }

  @Test
  void otherErrorsAreProblemsToo() {
    assertProblem(operator.send("POST", "/environments", "{}"), 405, "method-not-allowed");
    assertProblem(viewer.with("Accept", "image/png").get("/environments"), 406, "not-acceptable");
    assertProblem(
        Api.at(url + V1)
            .as("operator")
            .with("Content-Type", "application/x-www-form-urlencoded")
            .send("PUT", "/environments/local/pause", "note=x"),
        415,
        "unsupported-media-type");
    assertProblem(
        operator.send(
            "PUT", "/environments/local/pause", "{\"note\": \"" + "x".repeat(20_000) + "\"}"),
        413,
        "too-large");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /openapi",
    "PUT, /openapi",
    "DELETE, /openapi.json",
    "OPTIONS, /openapi.yaml",
    "POST, /openapi?format=JSON",
    "POST, /openapi/"
  })
  void documentOfTheApiIsOnlyRead(String method, String path) {
    Answer answer = Api.at(url.replaceAll("/$", "")).send(method, path, "{}");

    assertProblem(answer, 405, "method-not-allowed");
    assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/odd/broken", "/odd/out-of-memory"})
  void whatAnExceptionSaysStaysInTheLog(String path) {
    Answer answer = viewer.get(path);

    assertProblem(answer, 500, "internal");
    assertThat(answer.body()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/environments",
        "/environments/staging/snapshots",
        "/comparisons",
        "/comparisons/local-to-staging",
        "/comparisons/local-to-staging/gate",
        "/findings",
        "/findings/00000000000000000000000000000000",
        "/findings/00000000000000000000000000000000/events",
        "/polls/00000000-0000-0000-0000-000000000001",
      })
  void storeThatIsAwayIsSaidSo(String path) {
    findings.away(true);

    Answer answer = viewer.get(path);

    assertProblem(answer, 503, "store-unavailable");
    assertThat(answer.header("Retry-After")).isEqualTo("5");
    assertThat(answer.body()).doesNotContain("in this test");
  }
}
