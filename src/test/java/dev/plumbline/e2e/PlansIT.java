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
import dev.plumbline.lab.service.ServiceApi;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.postgres.Watching;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a drift to a plan that two other people approve, and that is void once something moves. */
class PlansIT {
  private static final String ADA = "plans-it-ada";
  private static final String BOB = "plans-it-bob";
  private static final String BOB_TOO = "plans-it-bob-too";
  private static final String EVE = "plans-it-eve";

  @ParameterizedTest
  @EnumSource(DirectusVersion.class)
  void planIsReadApprovedByOthersAndVoidWhenItsTargetMoves(
      DirectusVersion version, @TempDir Path folder) {
    Laboratory laboratory = Laboratory.shared();
    try (LabEnvironment staging = laboratory.environment(version, Template.MODEL);
        LabEnvironment production = laboratory.environment(version, Template.MODEL);
        ServiceProcess service =
            new ServiceProcess(
                folder, configuration(staging, production, folder), ADA, List.of())) {
      service.start();
      drift(staging, production);
      String before = fingerprint(production);

      JsonObject plan = proposed(service, "{\"comparison\": \"promotion\"}");

      assertThat(text(plan, "state")).as(plan.toString()).isEqualTo("waiting");
      assertThat(sentences(plan, "steps", "sentence"))
          .contains(
              "create collection `events` (2 fields)",
              "drop field `articles.embargo`",
              "shorten `authors.name` from 120 to 3 characters");
      assertThat(sentences(plan, "hazards", "code"))
          .contains("drops_column", "values_cut", "writer_token_missing");
      assertThat(text(plan, "proofServer")).endsWith("PostgreSQL 15");
      assertThat(fingerprint(production)).as("nothing is written").isEqualTo(before);

      String path = "/api/v1/plans/" + text(plan, "id");
      String decision = approval(text(plan, "hash"));
      assertThat(problem(api(service, ADA), path, decision)).isEqualTo("409 self-approval");
      assertThat(problem(api(service, BOB), path, approval("0".repeat(64))))
          .isEqualTo("409 wrong-hash");
      assertThat(post(api(service, BOB), path, decision).statusCode()).isEqualTo(200);
      assertThat(problem(api(service, BOB_TOO), path, decision)).isEqualTo("409 already-decided");
      assertThat(post(api(service, EVE), path, decision).statusCode()).isEqualTo(200);
      assertThat(text(service.api().get(path), "state")).isEqualTo("approved");

      production.sql("ALTER TABLE authors ADD surprise integer");
      poll(service, "production");

      JsonObject moved = service.api().get(path);
      assertThat(text(moved, "state")).isEqualTo("voided");
      assertThat(moved.toString()).contains("production");
      assertThat(service.api().get("/api/v1/audit/verification").get("valid"))
          .isEqualTo(JsonValue.of(true));
    }
  }

  private static Map<String, String> configuration(
      LabEnvironment staging, LabEnvironment production, Path folder) {
    ServiceConfiguration configuration =
        new ServiceConfiguration()
            .environment("staging", "staging", staging)
            .environment("production", "production", production)
            .polling("staging", "1h", "PT0.1S")
            .polling("production", "1h", "PT0.1S")
            .comparison("promotion", "staging", "production")
            .token("ada", "admin", ADA)
            .token("bob", "approver", BOB)
            .token("bob-at-home", "approver", BOB_TOO)
            .token("eve", "approver", EVE)
            .store(folder.resolve("data"));
    Map<String, String> keys = new TreeMap<>(configuration.keys());
    keys.put("plumbline.tokens.bob-at-home.person", "bob");
    return keys;
  }

  private static void drift(LabEnvironment staging, LabEnvironment production) {
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
        .patch("/fields/authors/name", "{\"type\": \"string\", \"schema\": {\"max_length\": 3}}");
    // Made through Directus, so that it knows of it.
    production.directus().clearCache();
  }

  private static JsonObject proposed(ServiceProcess service, String body) {
    HttpResponse<String> answer = service.api().send("POST", "/api/v1/plans", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    String path = answer.headers().firstValue("Location").orElseThrow();
    service.await(
        "making the plan",
        Duration.ofMinutes(2),
        () -> !text(service.api().get(path), "state").equals("planning"));
    return service.api().get(path);
  }

  private static void poll(ServiceProcess service, String environment) {
    HttpResponse<String> answer =
        service.api().send("POST", "/api/v1/environments/" + environment + "/polls", "");
    String path = answer.headers().firstValue("Location").orElseThrow();
    service.await(
        "polling",
        Duration.ofMinutes(1),
        () -> !text(service.api().get(path), "state").equals("running"));
  }

  private static String approval(String hash) {
    return """
    {"decision": "approve", "hash": "%s", "targetName": "production", "consents": ["articles.embargo"]}
    """
        .formatted(hash);
  }

  private static ServiceApi api(ServiceProcess service, String token) {
    return service.apiAs(token);
  }

  private static HttpResponse<String> post(ServiceApi api, String plan, String body) {
    return api.send("POST", plan + "/approvals", body);
  }

  private static String problem(ServiceApi api, String plan, String body) {
    HttpResponse<String> answer = post(api, plan, body);
    String type = text((JsonObject) JsonText.read(answer.body()), "type");
    return answer.statusCode() + " " + type.substring(type.lastIndexOf(':') + 1);
  }

  private static List<String> sentences(JsonObject plan, String list, String key) {
    return ((JsonArray) plan.get(list))
        .items().stream().map(item -> ((JsonObject) item).get(key).textOr("")).toList();
  }

  private static String fingerprint(LabEnvironment environment) {
    return Watching.of(
            environment.jdbcUrl(), environment.readerUsername(), environment.readerPassword())
        .tryFingerprint()
        .toString();
  }
}
