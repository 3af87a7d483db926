package dev.plumbline.e2e;

import static dev.plumbline.lab.service.ServiceApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
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
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
      DirectusVersion version, @TempDir Path folder) throws Exception {
    Laboratory laboratory = Laboratory.shared();
    BlockingQueue<JsonObject> sent = new LinkedBlockingQueue<>();
    HttpServer webhook = webhook(sent);
    try (LabEnvironment staging = laboratory.environment(version, Template.MODEL);
        LabEnvironment production = laboratory.environment(version, Template.MODEL);
        ServiceProcess service =
            new ServiceProcess(
                folder, configuration(staging, production, webhook, folder), ADA, List.of())) {
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

      String id = text(plan, "id");
      assertThat(next(sent)).isEqualTo("waiting " + id);

      String path = "/api/v1/plans/" + id;
      String decision = approval(text(plan, "hash"));
      assertThat(problem(api(service, ADA), path, decision)).isEqualTo("409 self-approval");
      assertThat(problem(api(service, BOB), path, approval("0".repeat(64))))
          .isEqualTo("409 wrong-hash");
      assertThat(post(api(service, BOB), path, decision).statusCode()).isEqualTo(200);
      assertThat(problem(api(service, BOB_TOO), path, decision)).isEqualTo("409 already-decided");
      assertThat(post(api(service, EVE), path, decision).statusCode()).isEqualTo(200);
      assertThat(text(service.api().get(path), "state")).isEqualTo("approved");
      assertThat(next(sent)).isEqualTo("approved " + id);

      production.sql("ALTER TABLE authors ADD surprise integer");
      poll(service, "production");

      JsonObject moved = service.api().get(path);
      assertThat(text(moved, "state")).isEqualTo("voided");
      assertThat(moved.toString()).contains("production");
      assertThat(next(sent)).isEqualTo("voided " + id);
      assertThat(service.api().get("/api/v1/audit/verification").get("valid"))
          .isEqualTo(JsonValue.of(true));
    } finally {
      webhook.stop(0);
    }
  }

  private static HttpServer webhook(BlockingQueue<JsonObject> sent) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          sent.add(
              (JsonObject)
                  JsonText.read(
                      new String(
                          exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  /** The event and the plan of the next message, which has one event. */
  private static String next(BlockingQueue<JsonObject> sent) throws InterruptedException {
    JsonObject body = sent.poll(60, TimeUnit.SECONDS);
    assertThat(body).as("a message of the webhook").isNotNull();
    assertThat(text(body, "type")).isEqualTo("plans.changed");
    assertThat(((JsonArray) body.object("data").get("events")).items())
        .as(body.toString())
        .hasSize(1);
    JsonObject event =
        (JsonObject) ((JsonArray) body.object("data").get("events")).items().getFirst();
    return text(event, "event") + " " + text(event, "plan");
  }

  private static Map<String, String> configuration(
      LabEnvironment staging, LabEnvironment production, HttpServer webhook, Path folder) {
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
            .store(folder.resolve("data"))
            .with("plumbline.notifications.hook.type", "webhook")
            .with(
                "plumbline.notifications.hook.url",
                "http://127.0.0.1:" + webhook.getAddress().getPort())
            .with("plumbline.notifications.hook.secret", "a-long-enough-random-text")
            .with("plumbline.notifications.hook.internal-host", "127.0.0.1")
            .with("plumbline.notifications.hook.kinds", "plan");
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
