package dev.plumbline.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.alerting.Dashboards.Query;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.machine.DebianPackage;
import dev.plumbline.lab.machine.FreePort;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus and a real Alertmanager: drift becomes a notification, and so does its end. */
@Order(2)
class AlertingIT {
  private static final String TOKEN = "alerting-it";
  private static final String RUNBOOKS = "https://git.example.com/runbooks";
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Path RULES = Path.of("docker/prometheus/rules/plumbline.yaml");

  private static final String VIOLATION =
      """
      WITH flow AS (
        INSERT INTO directus_flows (id, name, status, trigger)
        VALUES (gen_random_uuid(), 'flow', 'inactive', 'manual') RETURNING id)
      INSERT INTO directus_operations (id, name, key, type, position_x, position_y, flow)
      SELECT gen_random_uuid(), 'lost', 'lost', 'log', 1, 1, id FROM flow
      """;

  private static final String DRIFT =
      "UPDATE directus_fields SET note = 'other'"
          + " WHERE id = (SELECT min(id) FROM directus_fields WHERE collection LIKE 'size%')";

  @Test
  void driftAndItsEndReachAReceiver(@TempDir Path folder) throws Exception {
    Laboratory laboratory = Laboratory.shared();
    try (LabEnvironment staging = laboratory.environment(DirectusVersion.V11, Template.size(2));
        LabEnvironment production = laboratory.environment(DirectusVersion.V11, Template.size(2));
        WebhookReceiver receiver = new WebhookReceiver();
        ServiceProcess service = service(folder, staging, production, receiver)) {
      service.start();
      int alertmanager = FreePort.find();
      try (MonitoringProcess sender = alertmanager(folder, alertmanager, receiver);
          MonitoringProcess evaluator = prometheus(folder, alertmanager, service)) {
        assertThat(List.of(sender, evaluator)).allMatch(MonitoringProcess::isRunning);
        receiver.await("PlumblineWatchdog", "firing", LIMIT);

        production.sql(DRIFT);
        JsonObject firing = receiver.await("PlumblineDrift", "firing", LIMIT);
        assertThat(member(firing, "labels", "comparison")).isEqualTo("staging-to-production");
        assertThat(member(firing, "annotations", "summary"))
            .isEqualTo("staging-to-production has drifted.");
        assertThat(member(firing, "annotations", "description"))
            .isEqualTo("Changes between the environments of staging-to-production that count: 1.");
        assertThat(member(firing, "annotations", "runbook_url"))
            .isEqualTo(RUNBOOKS + "/PlumblineDrift.md");
        assertThat(member(firing, "annotations", "page_url"))
            .isEqualTo(service.api().url() + "/comparisons/staging-to-production");

        staging.sql(DRIFT);
        receiver.await("PlumblineDrift", "resolved", LIMIT);
        everyPanelHasData(production, service, evaluator);
      }
    }
  }

  /** In one run with the alerts, because a service, its databases and Prometheus take a minute. */
  private static void everyPanelHasData(
      LabEnvironment production, ServiceProcess service, MonitoringProcess prometheus)
      throws Exception {
    production.sql(VIOLATION);
    for (String environment : List.of("staging", "production")) {
      service.api().send("POST", "/api/v1/environments/" + environment + "/scans", "");
    }
    service.api().send("POST", "/api/v1/environments/production/backups", "");
    String plan = approvePlanWithHazard(production, service);
    List<Query> empty = new ArrayList<>();
    for (JsonObject dashboard : Dashboards.all()) {
      empty.addAll(Dashboards.queries(dashboard));
    }
    assertThat(empty).hasSizeGreaterThan(30);
    // A plan that is being carried out is not open any more.
    awaitData(prometheus, empty, query -> !query.expression().contains("plumbline_run_"));
    holdRun(service, plan);
    awaitData(prometheus, empty, query -> true);
    assertThat(empty).as("queries without data").isEmpty();
  }

  private static void awaitData(
      MonitoringProcess prometheus, List<Query> empty, Predicate<Query> expected) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (empty.stream().anyMatch(expected) && System.nanoTime() < deadline) {
      empty.removeIf(query -> prometheus.results(query.ofEverything()) > 0);
    }
  }

  /** It has begun a phase, and waits before the next one. */
  private static void holdRun(ServiceProcess service, String plan) {
    HttpResponse<String> begun =
        service.api().send("POST", plan + "/runs", "", Map.of("Idempotency-Key", "panels"));
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    String run = begun.headers().firstValue("Location").orElseThrow();
    service.await(
        "the first phase", LIMIT, () -> !service.api().get(run).get("phase").textOr("").isEmpty());
    HttpResponse<String> held = service.api().send("POST", run + "/hold", "");
    assertThat(held.statusCode()).as(held.body()).isEqualTo(200);
  }

  /**
   * One that drops a field of production, approved in the way that has a metric of its own.
   *
   * @return its path
   */
  private static String approvePlanWithHazard(LabEnvironment production, ServiceProcess service) {
    String collection =
        production
            .database()
            .owner()
            .value(
                "SELECT min(collection) FROM directus_collections WHERE collection LIKE 'size%'");
    production
        .directus()
        .post(
            "/fields/" + collection,
            "{\"field\": \"extra\", \"type\": \"string\", \"schema\": {}, \"meta\": {}}");
    String path =
        service
            .api()
            .send("POST", "/api/v1/plans", "{\"comparison\": \"staging-to-production\"}")
            .headers()
            .firstValue("Location")
            .orElseThrow();
    service.await(
        "making the plan",
        LIMIT,
        () -> !service.api().get(path).get("state").textOr("").equals("planning"));
    JsonObject plan = service.api().get(path);
    assertThat(plan.get("state").textOr("")).as(plan.toString()).isEqualTo("waiting");
    HttpResponse<String> approved =
        service
            .api()
            .send(
                "POST",
                path + "/approvals",
                """
                {"decision": "break_glass", "hash": "%s", "reason": "panels", "ticket": "T-1",
                 "targetName": "production", "consents": %s}
                """
                    .formatted(
                        plan.get("hash").textOr(""),
                        CanonicalJson.write(
                            ((JsonObject) plan.get("requiredApprovals")).get("consents"))));
    assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
    return path;
  }

  private static String member(JsonObject alert, String part, String name) {
    return ((JsonObject) alert.get(part)).get(name).textOr("");
  }

  private static ServiceProcess service(
      Path folder, LabEnvironment staging, LabEnvironment production, WebhookReceiver receiver) {
    return new ServiceProcess(
        folder,
        new ServiceConfiguration()
            .environment("staging", "staging", staging)
            .environment("production", "production", production)
            .polling("staging", "5s", "PT0.1S")
            .polling("production", "5s", "PT0.1S")
            .comparison("staging-to-production", "staging", "production")
            .token("tests", "admin", TOKEN)
            .with("plumbline.notifications.panels.type", "slack")
            .with("plumbline.notifications.panels.url", receiver.url())
            .with("plumbline.notifications.panels.internal-host", "127.0.0.1")
            .store(folder.resolve("data"))
            .backups("production", production, folder.resolve("backups"))
            .writer("production", production)
            .keys(),
        TOKEN,
        List.of());
  }

  private static MonitoringProcess alertmanager(Path folder, int port, WebhookReceiver receiver)
      throws IOException, InterruptedException {
    Path file = folder.resolve("alertmanager.yml");
    Files.writeString(
        file,
        """
        route: {receiver: test, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}
        receivers:
          - name: test
            webhook_configs: [{url: "%s", send_resolved: true}]
        """
            .formatted(receiver.url()));
    return MonitoringProcess.start(
        DebianPackage.ALERTMANAGER.command("usr/bin/prometheus-alertmanager"),
        folder,
        port,
        "--config.file=" + file,
        "--storage.path=" + folder.resolve("alertmanager"),
        "--cluster.listen-address=");
  }

  /** With the rules as they are, but that an alert fires as soon as its condition holds. */
  private static MonitoringProcess prometheus(Path folder, int alertmanager, ServiceProcess service)
      throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("rules.yaml"),
        Files.readString(RULES).replaceAll("(?m)^ +(for|keep_firing_for): .*\\n", ""));
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(
        file,
        """
        global: {scrape_interval: 1s, evaluation_interval: 1s, external_labels: {runbooks: "%s", plumbline: "%s"}}
        rule_files: [rules.yaml]
        alerting: {alertmanagers: [{static_configs: [{targets: ["127.0.0.1:%d"]}]}]}
        scrape_configs:
          - {job_name: plumbline, metrics_path: /q/metrics, static_configs: [{targets: ["%s"]}]}
        """
            .formatted(
                RUNBOOKS,
                service.api().url(),
                alertmanager,
                service.management().url().replace("http://", "")));
    return MonitoringProcess.start(
        List.of(DebianPackage.PROMETHEUS.file("usr/bin/prometheus").toString()),
        folder,
        FreePort.find(),
        "--config.file=" + file,
        "--storage.tsdb.path=" + folder.resolve("prometheus"));
  }
}
