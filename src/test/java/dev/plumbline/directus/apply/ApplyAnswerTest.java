package dev.plumbline.directus.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.sync.port.SchemaApply.Outcome;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.http.HttpConnectTimeoutException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplyAnswerTest {
  private static Outcome outcome(int status, String body) {
    return ApplyAnswer.outcome(
        "POST http://staging/schema/apply", new ReceivedAnswer(status, body));
  }

  private static String error(String code, String message) {
    return "{\"errors\":[{\"message\":\"%s\",\"extensions\":{\"code\":\"%s\"}}]}"
        .formatted(message, code);
  }

  @Test
  void onlyNoContentIsApplied() {
    assertThat(outcome(204, "")).isEqualTo(new Outcome.Applied());
    assertThat(outcome(200, "{}")).isInstanceOf(Outcome.Unknown.class);
    assertThat(outcome(200, "<html>")).isInstanceOf(Outcome.Unknown.class);
    assertThat(outcome(302, "")).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void whatIsNoAnswerOfDirectusIsUnknown() {
    for (int status : new int[] {400, 401, 403, 404, 413, 500, 502, 503, 504}) {
      assertThat(outcome(status, "<html><title>Proxy</title></html>"))
          .isInstanceOf(Outcome.Unknown.class);
    }
    assertThat(outcome(503, error("SERVICE_UNAVAILABLE", "Under pressure")))
        .isInstanceOf(Outcome.Unknown.class);
    assertThat(outcome(400, "{\"errors\":[{\"message\":\"x\"}]}"))
        .isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void whatDirectusRefusesIsRefused() {
    assertThat(outcome(403, error("FORBIDDEN", "x")))
        .isEqualTo(
            new Outcome.Refused(
                "POST http://staging/schema/apply answered 403 FORBIDDEN:"
                    + " directus.writer.token is not the token of an administrator"));
    assertThat(outcome(403, error("LIMIT_EXCEEDED", "x"))).isInstanceOf(Outcome.Refused.class);
    assertThat(
            outcome(
                400,
                """
                {"errors":[{"message":"Value \\"s3cret\\" has to be unique", "extensions":
                 {"code":"RECORD_NOT_UNIQUE","collection":"tags","field":"label","value":"s3cret"}}]}
                """))
        .isEqualTo(
            new Outcome.Refused(
                "POST http://staging/schema/apply answered 400 RECORD_NOT_UNIQUE: in tags.label"));
  }

  /** Directus commits before it clears its caches, and answers only afterwards. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Connection terminated unexpectedly",
        "commit; - Connection terminated unexpectedly",
        "COMMIT; - deadlock",
        "alter table t - Connection terminated unexpectedly",
        "connect ECONNREFUSED 127.0.0.1:6379",
        "Reached the max retries per request limit"
      })
  void anErrorThatMayHaveComeAfterTheCommitIsUnknown(String message) {
    assertThat(outcome(500, error("INTERNAL_SERVER_ERROR", message)))
        .isInstanceOf(Outcome.Unknown.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alter table t - canceling statement due to user request | canceling statement due to user request",
        "alter table t - invalid input syntax for type integer: 's3cret' | invalid input syntax for type integer",
        "alter table t - value 's3cret' is out of range | a statement failed; see the log of Directus"
      })
  void aStatementThatFailedWasRolledBack(String message, String said) {
    assertThat(outcome(500, error("INTERNAL_SERVER_ERROR", message)))
        .isEqualTo(
            new Outcome.Refused(
                "POST http://staging/schema/apply answered 500 INTERNAL_SERVER_ERROR: " + said));
  }

  @Test
  void onlyWhatFailedBeforeSendingIsNotSent() {
    assertThat(failure(new ConnectException("Connection refused")))
        .isInstanceOf(Outcome.NotSent.class);
    assertThat(failure(new HttpConnectTimeoutException("slow")))
        .isInstanceOf(Outcome.NotSent.class);
    assertThat(failure(new SocketException("Connection reset")))
        .isInstanceOf(Outcome.Unknown.class);
    assertThat(failure(new SSLHandshakeException("certificate_required")))
        .isInstanceOf(Outcome.Unknown.class);
  }

  private static Outcome failure(Exception cause) {
    return ApplyAnswer.failure("POST x", new ExecutionException(cause));
  }
}
