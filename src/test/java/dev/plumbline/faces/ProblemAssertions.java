package dev.plumbline.faces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.faces.Api.Answer;
import dev.plumbline.json.JsonValue;

/** What every problem must say. */
public final class ProblemAssertions {
  private ProblemAssertions() {}

  public static void assertWrong(Answer answer, String field, String message) {
    assertProblem(answer, 400, "invalid-request");
    assertThat(answer.list("errors"))
        .anySatisfy(
            error -> {
              assertThat(error.get("field").textOr("")).isEqualTo(field);
              assertThat(error.get("message").textOr("")).contains(message);
            });
  }

  public static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.text("type")).isEqualTo("urn:plumbline:problem:" + type);
    assertThat(answer.json().get("status")).isEqualTo(JsonValue.of(status));
    assertThat(answer.text("title")).isNotEmpty();
    assertThat(answer.text("detail")).isNotEmpty();
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }
}
