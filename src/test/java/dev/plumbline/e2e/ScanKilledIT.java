package dev.plumbline.e2e;

import static dev.plumbline.lab.service.ServiceApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.lab.service.Watch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is killed in the middle of a large table. */
@Order(2)
class ScanKilledIT {
  private static final String TOKEN = "scan-killed-it";
  private static final String ENVIRONMENT = "staging";
  private static final int CHILDREN = 5_000_000;
  private static final int ORPHANS = 1_000;

  /** Takes over what has been silent for a minute. */
  private static final Duration TAKE_OVER = Duration.ofMinutes(4);

  /** Without an index on the side of the children: read page by page. */
  private static final String CHILDREN_OF_MANY_PARENTS =
      """
      CREATE TABLE parents (id uuid PRIMARY KEY);
      CREATE TABLE children (id serial PRIMARY KEY, parent uuid);
      INSERT INTO parents SELECT md5(n::text)::uuid FROM generate_series(1, 200000) AS n;
      INSERT INTO children (parent) SELECT md5((1 + n %% 200000 + CASE WHEN n %% %d = 0 THEN 1000000 ELSE 0 END)::text)::uuid
        FROM generate_series(1, %d) AS n;
      INSERT INTO directus_collections (collection) VALUES ('parents'), ('children');
      INSERT INTO directus_fields (collection, field, special) VALUES
        ('parents', 'id', 'uuid'), ('children', 'id', NULL), ('children', 'parent', 'm2o');
      INSERT INTO directus_relations (many_collection, many_field, one_collection) VALUES ('children', 'parent', 'parents');
      ANALYZE parents, children;
      """
          .formatted(CHILDREN / ORPHANS, CHILDREN);

  @Test
  void whatWasReadBeforeIsNotReadAgain(@TempDir Path folder) {
    try (LabEnvironment staging =
            Laboratory.alone().stopped(DirectusVersion.V12, Template.BOOTSTRAPPED);
        ServiceProcess service =
            new ServiceProcess(folder, configuration(folder, staging), TOKEN, List.of())) {
      staging.sql(CHILDREN_OF_MANY_PARENTS);
      Watch watch = new Watch(service);
      service.start();
      service.api().send("POST", "/api/v1/environments/" + ENVIRONMENT + "/scans", "");
      service.await(
          "in the middle of the children",
          TAKE_OVER,
          () ->
              rows(watch.lastScan(ENVIRONMENT)) > CHILDREN / 4
                  && isRunning(watch.lastScan(ENVIRONMENT)));
      JsonObject before = watch.lastScan(ENVIRONMENT);
      service.kill();

      assertThat(rows(before)).isLessThan(CHILDREN);
      service.start();
      service.await("done with the scan", TAKE_OVER, () -> !isRunning(watch.lastScan(ENVIRONMENT)));

      JsonObject after = watch.lastScan(ENVIRONMENT);
      assertThat(text(after, "id")).isEqualTo(text(before, "id"));
      assertThat(text(after, "state")).isEqualTo("done");
      assertThat(rows(after))
          .as("rows, those before it was killed included")
          .isGreaterThanOrEqualTo(CHILDREN)
          .isLessThan(CHILDREN + CHILDREN / 2);
      assertThat(watch.violations(ENVIRONMENT))
          .containsExactly("orphaned_reference children.parent " + ORPHANS);
    }
  }

  private static boolean isRunning(JsonObject scan) {
    return scan.get("state").textOr("").equals("running");
  }

  private static double rows(JsonObject scan) {
    return scan.get("progress") instanceof JsonObject progress
            && progress.get("rows") instanceof JsonNumber(double rows)
        ? rows
        : 0;
  }

  private static Map<String, String> configuration(Path folder, LabEnvironment staging) {
    return new ServiceConfiguration()
        .database(ENVIRONMENT, "staging", staging)
        .polling(ENVIRONMENT, "1h", "0s")
        .token("tests", "admin", TOKEN)
        .store(folder.resolve("data"))
        .keys();
  }
}
