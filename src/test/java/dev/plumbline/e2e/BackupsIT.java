package dev.plumbline.e2e;

import static dev.plumbline.lab.service.ServiceApi.location;
import static dev.plumbline.lab.service.ServiceApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups over REST, and after the service was killed while it made and proved one. */
@Order(2)
class BackupsIT {
  private static final String TOKEN = "backups-it";
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String SESSIONS =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
          + " AND application_name LIKE 'plumbline-backup-%'";

  @TempDir Path folder;

  @Test
  void backupIsProvenAndSurvivesEveryKill() throws IOException {
    try (LabEnvironment production =
        Laboratory.shared().stopped(DirectusVersion.V12, Template.MODEL)) {
      production.sql(
          "CREATE TABLE large AS SELECT i, sha256(i::text::bytea)::text AS hash"
              + " FROM generate_series(1, 300000) i");
      ServiceProcess service =
          new ServiceProcess(folder, configuration(production).keys(), TOKEN, List.of());
      try (service) {
        service.start();
        String first = request(service, "{\"note\": \"before the relaunch\"}");
        assertThat(request(service, "{}")).as("the one that is being made").isEqualTo(first);
        JsonObject proven = ended(service, first);
        assertThat(text(proven, "state")).as(proven.toString()).isEqualTo("proven");
        assertThat(text(proven, "note")).isEqualTo("before the relaunch");
        assertThat(tables(proven)).containsEntry("public.large", 300_000L);
        assertThat(files()).hasSize(1);

        killedWhile(service, "dumping", "failed");
        assertThat(production.database().owner().value(SESSIONS)).isEqualTo("0");
        killedWhile(service, "proving", "proven");
        assertThat(production.database().owner().value(SESSIONS)).isEqualTo("0");
        // Older files are deleted after the newer one is proven, and then recorded as deleted.
        service.await(
            "without the first file",
            LIMIT,
            () -> !service.api().get(first).get("deletedAt").isNull());
        assertThat(files()).as("the newest proven one").hasSize(1);
        assertThat(service.api().send("POST", first + "/verification", "").statusCode())
            .isEqualTo(409);
        damagedFileIsFound(service);

        service.await(
            "counting the disproven backup",
            LIMIT,
            () ->
                metrics(service)
                    .contains(
                        "plumbline_backups_total{environment=\"production\",result=\"disproven\"} 1.0"));
        assertThat(metrics(service))
            .contains("plumbline_backup_size_bytes{environment=\"production\"}");
      }
    }
  }

  private ServiceConfiguration configuration(LabEnvironment production) {
    return new ServiceConfiguration()
        .database("production", "production", production)
        .polling("production", "1h", "PT0.1S")
        .token("operator", "operator", TOKEN)
        .store(folder.resolve("data"))
        .backups("production", production, folder.resolve("backups"))
        .with("plumbline.environments.production.backup.keep", "1");
  }

  private void killedWhile(ServiceProcess service, String state, String end) {
    String backup = request(service, "{}");
    service.await(state, LIMIT, () -> text(service.api().get(backup), "state").equals(state));
    service.kill();
    service.start();

    JsonObject ended = ended(service, backup);
    assertThat(text(ended, "state")).as(ended.toString()).isEqualTo(end);
  }

  private void damagedFileIsFound(ServiceProcess service) throws IOException {
    JsonObject newest =
        service.api().list("/api/v1/backups?environment=production", "items").getFirst();
    String path = "/api/v1/backups/" + text(newest, "id");
    Path file = folder.resolve("backups").resolve(text((JsonObject) newest.get("dump"), "file"));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    assertThat(service.api().send("POST", path + "/verification", "").statusCode()).isEqualTo(202);

    JsonObject damaged = ended(service, path);
    assertThat(text(damaged, "state")).as(damaged.toString()).isEqualTo("disproven");
    // Findings are derived from the backup as it was recorded.
    service.await("reporting the damage", LIMIT, () -> !findings(service).isEmpty());
    assertThat(findings(service)).containsExactly("backup_disproven");
  }

  private static List<String> findings(ServiceProcess service) {
    return service.api().list("/api/v1/findings?kind=backup&state=open", "items").stream()
        .map(finding -> text(finding, "code"))
        .toList();
  }

  private static String metrics(ServiceProcess service) {
    return service.management().send("GET", "/q/metrics", "").body();
  }

  private static String request(ServiceProcess service, String body) {
    HttpResponse<String> answer =
        service.api().send("POST", "/api/v1/environments/production/backups", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return location(answer);
  }

  private static JsonObject ended(ServiceProcess service, String path) {
    service.await("done with the backup", LIMIT, () -> isEnded(service, path));
    return service.api().get(path);
  }

  private static boolean isEnded(ServiceProcess service, String path) {
    return !service.api().get(path).get("finishedAt").isNull();
  }

  private static Map<String, Long> tables(JsonObject backup) {
    return ((JsonArray) ((JsonObject) backup.get("dump")).get("tables"))
        .items().stream()
            .map(JsonObject.class::cast)
            .collect(
                Collectors.toMap(
                    table -> text(table, "table"),
                    table -> (long) ((JsonNumber) table.get("rows")).value()));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("backups/production"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
