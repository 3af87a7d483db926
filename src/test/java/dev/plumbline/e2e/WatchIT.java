package dev.plumbline.e2e;

import static dev.plumbline.lab.service.ServiceApi.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.demo.DriftedEnvironments;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.lab.service.Watch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the demo shows, checked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchIT {
  private static final String TOKEN = "watch-it";
  private static final String LOCAL_TO_STAGING = "local-to-staging";
  private static final String STAGING_TO_PRODUCTION = "staging-to-production";

  private DriftedEnvironments environments;
  private ServiceProcess service;
  private Watch watch;

  WatchIT(@TempDir Path folder) {
    environments = new DriftedEnvironments(DirectusVersion.V12);
    ServiceConfiguration configuration = new ServiceConfiguration();
    for (String name : DriftedEnvironments.NAMES) {
      // Polls are asked for, so that each test knows what was seen; the schedule stays out of it.
      configuration.environment(name, name, environments.get(name)).polling(name, "1h", "PT0.1S");
    }
    configuration
        .comparison(LOCAL_TO_STAGING, "local", "staging")
        .comparison(STAGING_TO_PRODUCTION, "staging", "production")
        .token("tests", "admin", TOKEN)
        .store(folder.resolve("data"));
    service = new ServiceProcess(folder, configuration.keys(), TOKEN, List.of());
    watch = new Watch(service);
  }

  @BeforeAll
  void start() {
    service.start();
    watch.poll("local", "staging", "production");
  }

  @AfterAll
  void stop() {
    service.close();
    environments.close();
  }

  @Test
  void exactlyThePreparedChangesAreFound() {
    assertThat(watch.state(LOCAL_TO_STAGING)).isEqualTo("drifted");
    assertThat(watch.changes(LOCAL_TO_STAGING))
        .isEqualTo(expected(DriftedEnvironments.LOCAL_TO_STAGING));
    assertThat(watch.state(STAGING_TO_PRODUCTION)).isEqualTo("drifted");
    assertThat(watch.changes(STAGING_TO_PRODUCTION))
        .isEqualTo(expected(DriftedEnvironments.STAGING_TO_PRODUCTION));
  }

  @Test
  void aRenameIsOfferedWithItsEvidence() {
    List<JsonObject> renames =
        service.api().list("/api/v1/comparisons/" + STAGING_TO_PRODUCTION, "renames");

    assertThat(renames).hasSize(1);
    assertThat(renames.getFirst().toString()).contains("biography").contains("evidence");
  }

  @Test
  void aStoppedEnvironmentIsUnknownUntilItIsBack() {
    environments.get("staging").stop();
    watch.poll("staging");

    assertThat(watch.state(LOCAL_TO_STAGING)).isEqualTo("unknown");
    assertThat(watch.reason(LOCAL_TO_STAGING)).contains("staging").contains("api");
    assertThat(watch.state(STAGING_TO_PRODUCTION)).isEqualTo("unknown");
    assertThat(service.management().text("/q/metrics"))
        .contains(
            "plumbline_comparison_state{comparison=\"local-to-staging\",state=\"unknown\"} 1.0",
            "plumbline_comparison_state{comparison=\"local-to-staging\",state=\"in_sync\"} 0.0");
    assertThat(service.management().answers("/q/health/live")).isTrue();
    assertThat(service.management().answers("/q/health/ready")).isTrue();

    environments.get("staging").start();
    watch.poll("staging");

    exactlyThePreparedChangesAreFound();
  }

  @Test
  void restartingChangesNothing() {
    List<JsonObject> before = watch.findings("");

    service.stop();
    service.start();
    watch.poll("local", "staging", "production");

    assertThat(watch.findings(""))
        .extracting(finding -> finding.get("id"), finding -> finding.get("openedAt"))
        .isEqualTo(
            before.stream()
                .map(finding -> tuple(finding.get("id"), finding.get("openedAt")))
                .toList());
    exactlyThePreparedChangesAreFound();
  }

  @Test
  void anAcknowledgementLapsesAlthoughNobodyLooks() {
    String finding = "/api/v1/findings/" + text(watch.findings("&state=open").getFirst(), "id");
    String until = Instant.now().plusSeconds(3).toString();
    service
        .api()
        .send(
            "POST",
            finding + "/acknowledgement",
            "{\"note\": \"soon\", \"until\": \"" + until + "\"}");
    assertThat(text(service.api().get(finding), "state")).isEqualTo("acknowledged");

    service.await(
        "open again",
        Duration.ofSeconds(60),
        () -> text(service.api().get(finding), "state").equals("open"));
  }

  @Test
  void theGateStopsADeployment() {
    String gate = "/api/v1/comparisons/" + LOCAL_TO_STAGING + "/gate";

    assertThat(service.api().send("GET", gate + "?severity=low", "").statusCode()).isEqualTo(409);
    assertThat(service.api().send("GET", gate + "?severity=critical", "").statusCode())
        .isEqualTo(200);
  }

  private static List<String> expected(Map<String, String> codeBySubject) {
    return codeBySubject.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .sorted()
        .toList();
  }
}
