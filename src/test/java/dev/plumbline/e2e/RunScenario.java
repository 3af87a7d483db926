package dev.plumbline.e2e;

import static dev.plumbline.lab.service.ServiceApi.location;
import static dev.plumbline.lab.service.ServiceApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.jackson.JsonText;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Two environments, and a service that brings the second in line with the first. */
abstract class RunScenario {
  static final String ADA = "runs-it-ada";
  static final String BOB = "runs-it-bob";
  static final String EVE = "runs-it-eve";
  static final Duration LIMIT = Duration.ofMinutes(4);
  static final String LOCKS =
      "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
          + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

  static final String WAITING =
      "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
          + " AND datname = current_database()";

  /** Directus records there what a run does; a rollback leaves that. */
  static final List<String> RECORDS = List.of("directus_activity", "directus_revisions");

  @TempDir Path folder;

  static LabEnvironment environment() {
    return Laboratory.shared().environment(DirectusVersion.V12, Template.MODEL);
  }

  final ServiceProcess service(LabEnvironment staging, LabEnvironment production) {
    return new ServiceProcess(folder, configuration(staging, production).keys(), ADA, List.of());
  }

  final ServiceConfiguration configuration(LabEnvironment staging, LabEnvironment production) {
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
  static void drift(LabEnvironment staging) {
    collection(staging, "events");
    staging.directus().delete("/fields/articles/embargo");
    staging
        .directus()
        .patch("/fields/authors/name", "{\"type\": \"string\", \"schema\": {\"max_length\": 200}}");
  }

  static void collection(LabEnvironment environment, String name) {
    environment
        .directus()
        .post(
            "/collections",
            """
            {"collection": "%s", "meta": {}, "schema": {}, "fields": [
              {"field": "id", "type": "integer", "meta": {"hidden": true},
               "schema": {"is_primary_key": true, "has_auto_increment": true}},
              {"field": "title", "type": "string", "meta": {}, "schema": {}}]}
            """
                .formatted(name));
  }

  /** The path of a plan that two others approved. */
  static String approved(ServiceProcess service) {
    return approved(service, "articles.embargo");
  }

  /**
   * @param consents to what is destroyed
   */
  static String approved(ServiceProcess service, String... consents) {
    return approved(service, List.of(consents));
  }

  static String approved(ServiceProcess service, List<String> consents) {
    String path = proposed(service);
    String decision =
        """
        {"decision": "approve", "hash": "%s", "targetName": "production", "consents": [%s]}
        """
            .formatted(
                text(service.api().get(path), "hash"),
                String.join(", ", consents.stream().map(one -> '"' + one + '"').toList()));
    for (String person : List.of(BOB, EVE)) {
      HttpResponse<String> answer =
          service.apiAs(person).send("POST", path + "/approvals", decision);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
    assertThat(text(service.api().get(path), "state")).isEqualTo("approved");
    return path;
  }

  static String proposed(ServiceProcess service) {
    HttpResponse<String> answer =
        service.api().send("POST", "/api/v1/plans", "{\"comparison\": \"promotion\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    String path = location(answer);
    service.await(
        "making the plan", LIMIT, () -> !text(service.api().get(path), "state").equals("planning"));
    return path;
  }

  static HttpResponse<String> request(ServiceProcess service, String plan, String key) {
    return service.api().send("POST", plan + "/runs", "", Map.of("Idempotency-Key", key));
  }

  static String started(ServiceProcess service, String plan, String key) {
    HttpResponse<String> answer = request(service, plan, key);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return location(answer);
  }

  static String rolledBack(ServiceProcess service, String run, String hash, String key) {
    HttpResponse<String> answer =
        service
            .api()
            .send(
                "POST",
                run + "/rollback",
                "{\"hash\": \"" + hash + "\"}",
                Map.of("Idempotency-Key", key));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(text((JsonObject) JsonText.read(answer.body()), "undoes"))
        .isEqualTo(run.substring(run.lastIndexOf('/') + 1));
    return location(answer);
  }

  static String problem(HttpResponse<String> answer) {
    JsonObject problem = (JsonObject) JsonText.read(answer.body());
    return answer.statusCode() + " " + text(problem, "type").replaceAll(".*:", "");
  }

  static void awaitPhase(ServiceProcess service, String run, String phase) {
    awaitPhase(service, run, phase, 0);
  }

  /**
   * @param before how many phases are not meant, because another process began them
   */
  static void awaitPhase(ServiceProcess service, String run, String phase, int before) {
    service.await(
        phase,
        LIMIT,
        () ->
            phases(service.api().get(run)).stream()
                .skip(before)
                .anyMatch(one -> one.startsWith(phase)));
  }

  static JsonObject ended(ServiceProcess service, String run) {
    service.await(
        "the end of the run", LIMIT, () -> !service.api().get(run).get("finishedAt").isNull());
    return service.api().get(run);
  }

  static List<String> phases(JsonObject run) {
    return ((JsonArray) run.get("phases"))
        .items().stream()
            .map(JsonObject.class::cast)
            .map(phase -> text(phase, "phase") + " " + text(phase, "state"))
            .toList();
  }

  static String fingerprint(LabEnvironment environment) {
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
