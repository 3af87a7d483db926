package dev.plumbline.e2e;

import static dev.plumbline.lab.service.ServiceApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.postgres.Watching;
import dev.plumbline.snapshot.Fingerprint;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From an approved plan to a target that is verified, or as it was; whatever dies meanwhile. */
class RunsIT {
  private static final String ADA = "runs-it-ada";
  private static final String BOB = "runs-it-bob";
  private static final String EVE = "runs-it-eve";
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final String LOCKS =
      "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
          + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

  private static final String WAITING =
      "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
          + " AND datname = current_database()";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(DirectusVersion.class)
  void planIsCarriedOutOnceAndVerified(DirectusVersion version) {
    try (LabEnvironment staging = Laboratory.shared().environment(version, Template.MODEL);
        LabEnvironment production = Laboratory.shared().environment(version, Template.MODEL);
        ServiceProcess service = service(staging, production)) {
      service.start();
      drift(staging);
      production.directus().clearCache();
      String plan = approved(service);

      String run = started(service, plan, "first");
      assertThat(started(service, plan, "first")).as("the same run").isEqualTo(run);
      assertThat(problem(request(service, plan, "second"))).isEqualTo("409 plan-not-approved");

      JsonObject ended = ended(service, run);
      assertThat(text(ended, "state")).as(ended.toString()).isEqualTo("verified");
      assertThat(phases(ended))
          .containsExactly(
              "lock done",
              "recheck done",
              "transactions done",
              "backup done",
              "proof done",
              "apply done",
              "cache done",
              "verify done");
      assertThat(fingerprint(production)).isEqualTo(fingerprint(staging));
      assertThat(text(service.api().get(plan), "state")).isEqualTo("applied");
      assertThat(text(service.api().get("/api/v1/backups/" + text(ended, "backup")), "state"))
          .isEqualTo("proven");
      assertReported(service, run);
      assertThat(service.api().text(run + "/events"))
          .contains("event:begun", "\"phase\":\"apply\"", "id:");
      service.await(
          "in sync",
          LIMIT,
          () ->
              text(service.api().get("/api/v1/comparisons/promotion"), "state").equals("in_sync"));
      assertThat(((JsonArray) service.api().get(proposed(service)).get("steps")).items())
          .as("nothing is left to do")
          .isEmpty();
      assertThat(production.database().owner().value(LOCKS)).isEqualTo("0");
    }
  }

  private static void assertReported(ServiceProcess service, String run) {
    String text = service.api().text(run + "/report");
    JsonObject report = (JsonObject) JsonText.read(text);
    JsonObject rows = (JsonObject) report.get("rows");
    assertThat(List.of(rows.get("inBackup"), rows.get("after")))
        .as(text)
        .allMatch(JsonValue.JsonNumber.class::isInstance);
    assertThat(((JsonArray) report.get("notKnown")).items()).as(text).isEmpty();
    assertThat(service.api().text("/api/v1/audit?action=run_ended"))
        .contains("\"reportSha256\":\"" + Fingerprint.sha256(text) + "\"");
  }

  @Test
  void readerIsNeverTheVictim() throws SQLException {
    try (LabEnvironment staging = environment();
        LabEnvironment production = environment();
        ServiceProcess service =
            new ServiceProcess(
                folder,
                configuration(staging, production).with("plumbline.runs.lock-wait", "1s").keys(),
                ADA,
                List.of())) {
      service.start();
      drift(staging);
      String before = fingerprint(production);
      String plan = approved(service);
      String run;
      try (Connection reader = production.database().owner().connect();
          Statement statement = reader.createStatement()) {
        reader.setAutoCommit(false);
        run = started(service, plan, "key");
        awaitPhase(service, run, "proof");
        statement.executeQuery("SELECT count(*) FROM authors").close();

        JsonObject ended = ended(service, run);
        assertThat(text(ended, "state")).as(ended.toString()).isEqualTo("failed");
        assertThat(text(ended, "message")).contains("lock");
        assertThat(reader.isValid(5)).isTrue();
        reader.rollback();
      }
      assertThat(fingerprint(production)).isEqualTo(before);
      assertThat(text(service.api().get(plan), "state")).isEqualTo("not_applied");

      JsonObject again = ended(service, started(service, approved(service), "again"));
      assertThat(text(again, "state")).as(again.toString()).isEqualTo("verified");
      assertThat(fingerprint(production)).isEqualTo(fingerprint(staging));
    }
  }

  /** Killed while it backs up, and while Directus applies; both times the next process ends it. */
  @Test
  void runOfAKilledServiceIsContinued() throws SQLException {
    try (LabEnvironment staging = environment();
        LabEnvironment production = environment();
        ServiceProcess service =
            new ServiceProcess(
                folder,
                configuration(staging, production).with("plumbline.runs.lock-wait", "2m").keys(),
                ADA,
                List.of())) {
      service.start();
      drift(staging);
      String run = started(service, approved(service), "key");
      awaitPhase(service, run, "backup");
      service.kill();
      service.start();
      int before = phases(service.api().get(run)).size();
      awaitPhase(service, run, "proof", before);
      try (Connection reader = production.database().owner().connect();
          Statement statement = reader.createStatement()) {
        reader.setAutoCommit(false);
        statement.executeQuery("SELECT count(*) FROM authors").close();
        awaitPhase(service, run, "apply");
        service.await(
            "Directus waits for the reader",
            LIMIT,
            () -> !production.database().owner().value(WAITING).equals("0"));
        service.kill();
        reader.rollback();
      }
      service.start();

      JsonObject ended = ended(service, run);
      assertThat(text(ended, "state")).as(ended.toString()).isEqualTo("verified");
      assertThat(fingerprint(production)).isEqualTo(fingerprint(staging));
      assertThat(production.database().owner().value(LOCKS)).isEqualTo("0");
      assertThat(service.api().get("/api/v1/audit/verification").get("valid"))
          .isEqualTo(JsonValue.of(true));
    }
  }

  private static LabEnvironment environment() {
    return Laboratory.shared().environment(DirectusVersion.V12, Template.MODEL);
  }

  private ServiceProcess service(LabEnvironment staging, LabEnvironment production) {
    return new ServiceProcess(folder, configuration(staging, production).keys(), ADA, List.of());
  }

  private ServiceConfiguration configuration(LabEnvironment staging, LabEnvironment production) {
    return new ServiceConfiguration()
        .environment("staging", "staging", staging)
        .environment("production", "production", production)
        .polling("staging", "1h", "PT0.1S")
        .polling("production", "1h", "PT0.1S")
        .comparison("promotion", "staging", "production")
        .token("ada", "admin", ADA)
        .token("bob", "approver", BOB)
        .token("eve", "approver", EVE)
        .store(folder.resolve("data"))
        .backups("production", production, folder.resolve("backups"))
        .writer("production", production);
  }

  /** A new collection, a field that goes, and one that becomes shorter than no value. */
  private static void drift(LabEnvironment staging) {
    staging
        .directus()
        .post(
            "/collections",
            """
            {"collection": "events", "meta": {}, "schema": {}, "fields": [
              {"field": "id", "type": "integer", "meta": {"hidden": true},
               "schema": {"is_primary_key": true, "has_auto_increment": true}},
              {"field": "title", "type": "string", "meta": {}, "schema": {}}]}
            """);
    staging.directus().delete("/fields/articles/embargo");
    staging
        .directus()
        .patch("/fields/authors/name", "{\"type\": \"string\", \"schema\": {\"max_length\": 200}}");
  }

  /** The path of a plan that two others approved. */
  private static String approved(ServiceProcess service) {
    String path = proposed(service);
    String decision =
        """
        {"decision": "approve", "hash": "%s", "targetName": "production", "consents": ["articles.embargo"]}
        """
            .formatted(text(service.api().get(path), "hash"));
    for (String person : List.of(BOB, EVE)) {
      HttpResponse<String> answer =
          service.apiAs(person).send("POST", path + "/approvals", decision);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
    assertThat(text(service.api().get(path), "state")).isEqualTo("approved");
    return path;
  }

  private static String proposed(ServiceProcess service) {
    HttpResponse<String> answer =
        service.api().send("POST", "/api/v1/plans", "{\"comparison\": \"promotion\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    String path = location(answer);
    service.await(
        "making the plan", LIMIT, () -> !text(service.api().get(path), "state").equals("planning"));
    return path;
  }

  private static HttpResponse<String> request(ServiceProcess service, String plan, String key) {
    return service.api().send("POST", plan + "/runs", "", Map.of("Idempotency-Key", key));
  }

  private static String started(ServiceProcess service, String plan, String key) {
    HttpResponse<String> answer = request(service, plan, key);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return location(answer);
  }

  private static String location(HttpResponse<String> answer) {
    String location = answer.headers().firstValue("Location").orElseThrow();
    return location.substring(location.indexOf("/api/"));
  }

  private static String problem(HttpResponse<String> answer) {
    JsonObject problem = (JsonObject) JsonText.read(answer.body());
    return answer.statusCode() + " " + text(problem, "type").replaceAll(".*:", "");
  }

  private static void awaitPhase(ServiceProcess service, String run, String phase) {
    awaitPhase(service, run, phase, 0);
  }

  /**
   * @param before how many phases are not meant, because another process began them
   */
  private static void awaitPhase(ServiceProcess service, String run, String phase, int before) {
    service.await(
        phase,
        LIMIT,
        () ->
            phases(service.api().get(run)).stream()
                .skip(before)
                .anyMatch(one -> one.startsWith(phase)));
  }

  private static JsonObject ended(ServiceProcess service, String run) {
    service.await(
        "the end of the run", LIMIT, () -> !service.api().get(run).get("finishedAt").isNull());
    return service.api().get(run);
  }

  private static List<String> phases(JsonObject run) {
    return ((JsonArray) run.get("phases"))
        .items().stream()
            .map(JsonObject.class::cast)
            .map(phase -> text(phase, "phase") + " " + text(phase, "state"))
            .toList();
  }

  private static String fingerprint(LabEnvironment environment) {
    return Fingerprint.of(
            Watching.of(
                    environment.jdbcUrl(),
                    environment.readerUsername(),
                    environment.readerPassword())
                .read()
                .snapshot())
        .hex();
  }
}
