package dev.plumbline.rest.deployment;

import static dev.plumbline.faces.ProblemAssertions.assertProblem;
import static dev.plumbline.faces.ProblemAssertions.assertWrong;
import static dev.plumbline.faces.Twins.LOCAL;
import static dev.plumbline.faces.Twins.LOCAL_TO_STAGING;
import static dev.plumbline.faces.Twins.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.faces.Api;
import dev.plumbline.faces.Api.Answer;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.Story;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.Lease;
import dev.plumbline.store.state.Deployment.State;
import dev.plumbline.testkit.InMemoryDeploymentStore;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(FacesProfile.class)
class DeploymentsTest {
  private static final String V1 = "/api/v1";
  private static final String LOCAL_DEPLOYMENTS = "/environments/local/deployments";

  private final Story story;
  private final InMemoryDeploymentStore store;

  @TestHTTPResource("/")
  String url = "";

  private Api viewer = Api.at("");
  private Api operator = Api.at("");

  @Inject
  DeploymentsTest(Story story, InMemoryDeploymentStore store) {
    this.story = story;
    this.store = store;
  }

  @BeforeEach
  void begin() {
    story.begin();
    viewer = Api.at(url + V1).as("viewer");
    operator = Api.at(url + V1).as("operator").with("Content-Type", "application/json");
  }

  @Test
  void deploymentIsFollowedByItsLocation() {
    Answer accepted =
        operator.send(
            "POST",
            LOCAL_DEPLOYMENTS,
            """
            {"revision": " 8c1f3a9 ", "note": "a slug", "url": "https://ci.example.com/1"}
            """);
    story.found(LOCAL_TO_STAGING, STAGING, Severity.HIGH);
    UUID id = UUID.fromString(accepted.text("id"));
    store.end(new Lease(id, 1), State.DONE, "nothing changed", story.now());
    Answer ended = Api.at(url).as("viewer").get(accepted.header("Location"));

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.header("Retry-After")).isEqualTo("2");
    assertThat(accepted.text("state")).isEqualTo("running");
    assertThat(accepted.text("requestedBy")).isEqualTo("operator");
    assertThat(accepted.text("revision")).isEqualTo("8c1f3a9");
    assertThat(accepted.text("url")).isEqualTo("https://ci.example.com/1");
    assertThat(accepted.in("finishedAt")).isEqualTo(JsonNull.NULL);
    assertThat(ended.text("state")).isEqualTo("done");
    assertThat(ended.text("message")).isEqualTo("nothing changed");
    assertThat(ended.in("findingsOpened")).isEqualTo(JsonValue.of(1));
    assertThat(ended.in("findingsResolved")).isEqualTo(JsonValue.of(0));
    // The comparison has a side that this token may not see.
    assertThat(Api.at(url).as("local-only").get(accepted.header("Location")).in("findingsOpened"))
        .isEqualTo(JsonValue.of(0));
  }

  @Test
  void bodyMayBeMissing() {
    Answer empty = Api.at(url + V1).as("operator").send("POST", LOCAL_DEPLOYMENTS, "");

    assertThat(empty.status()).isEqualTo(202);
    assertThat(empty.in("revision")).isEqualTo(JsonNull.NULL);
  }

  @Test
  void deploymentsAreListedNewestFirst() {
    Answer first = operator.send("POST", LOCAL_DEPLOYMENTS, "{\"revision\": \"1\"}");
    Answer second = operator.send("POST", LOCAL_DEPLOYMENTS, "{\"revision\": \"2\"}");

    Answer page = viewer.get(LOCAL_DEPLOYMENTS + "?limit=1");
    Answer next = viewer.get(LOCAL_DEPLOYMENTS + "?limit=1&cursor=" + page.text("next"));

    assertThat(page.texts("items", "id")).containsExactly(second.text("id"));
    assertThat(next.texts("items", "id")).containsExactly(first.text("id"));
    assertThat(viewer.get("/environments/production/deployments").texts("items", "id"))
        .doesNotContain(first.text("id"));
  }

  @Test
  void repeatedKeyIsTheFirstDeployment() {
    Api keyed = operator.with("Idempotency-Key", Story.unique("run-"));

    Answer first = keyed.send("POST", LOCAL_DEPLOYMENTS, "{\"revision\": \"1\"}");
    Answer again = keyed.send("POST", LOCAL_DEPLOYMENTS, "{\"revision\": \"1\"}");
    Answer other = keyed.send("POST", LOCAL_DEPLOYMENTS, "{\"revision\": \"2\"}");

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.text("id")).isEqualTo(first.text("id"));
    assertProblem(other, 422, "idempotency-key-reused");
    assertWrong(
        operator.with("Idempotency-Key", "a b").send("POST", LOCAL_DEPLOYMENTS, "{}"),
        "Idempotency-Key",
        "printable ASCII");
  }

  @Test
  void pausedEnvironmentIsRefusedWithWhatToDo() {
    operator.send("PUT", "/environments/local/pause", "{\"note\": \"upgrade\"}");

    Answer answer = operator.send("POST", LOCAL_DEPLOYMENTS, "{}");
    operator.send("DELETE", "/environments/local/pause", "");

    assertProblem(answer, 409, "paused");
    assertThat(answer.text("detail"))
        .isEqualTo(
            "'local' was paused by 'operator': upgrade. Resume it with"
                + " DELETE /api/v1/environments/local/pause, then send this request again.");
    assertThat(operator.send("POST", LOCAL_DEPLOYMENTS, "{}").status()).isEqualTo(202);
  }

  @Test
  void whatIsHiddenOrUnknownIsNotFound() {
    String id = operator.send("POST", LOCAL_DEPLOYMENTS, "{}").text("id");
    Api other = Api.at(url + V1).as("production-only").with("Content-Type", "application/json");

    assertProblem(other.send("POST", LOCAL_DEPLOYMENTS, "{}"), 404, "not-found");
    assertProblem(other.get(LOCAL_DEPLOYMENTS), 404, "not-found");
    assertProblem(other.get("/deployments/" + id), 404, "not-found");
    assertProblem(
        operator.send("POST", "/environments/nowhere/deployments", "{}"), 404, "not-found");
    assertProblem(viewer.get("/deployments/" + new UUID(9, 9)), 404, "not-found");
    assertProblem(viewer.get("/deployments/x"), 404, "not-found");
    assertProblem(
        viewer.with("Content-Type", "application/json").send("POST", LOCAL_DEPLOYMENTS, "{}"),
        403,
        "forbidden");
    assertThat(viewer.get("/deployments/" + id).text("environment")).isEqualTo(LOCAL.name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"revision\": \"\"} | revision | is blank",
        "{\"revision\": 1} | revision | is not a string",
        "{\"revison\": \"1\"} | revison | Did you mean 'revision'?",
        "{\"url\": \"ftp://example.com\"} | url | https://example.com/run/1",
        "{\"url\": \"https://user:secret@example.com\"} | url | without user and password",
        "{\"url\": \"example.com\"} | url | https://example.com/run/1",
        "[] | body | is not a JSON object",
        "{ | body | is not JSON",
      })
  void wrongBodyIsExplained(String body, String field, String message) {
    Answer answer = operator.send("POST", LOCAL_DEPLOYMENTS, body);

    assertWrong(answer, field, message);
    assertThat(answer.body()).doesNotContain("secret");
  }

  @Test
  void textsHaveALimit() {
    assertWrong(
        operator.send("POST", LOCAL_DEPLOYMENTS, "{\"revision\": \"" + "x".repeat(201) + "\"}"),
        "revision",
        "has 201 characters. It may have 200.");
    assertWrong(
        operator.send("POST", LOCAL_DEPLOYMENTS, "{\"note\": \"" + "x".repeat(2001) + "\"}"),
        "note",
        "has 2001 characters. It may have 2000.");
  }
}
