package dev.plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.lab.service.Watch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our own PostgreSQL goes away while the service runs, and comes back. */
@Order(2)
class StoreAwayIT {
  private static final String TOKEN = "store-away-it";

  @Test
  void pollsResumeAndNothingIsLost(@TempDir Path folder) {
    Laboratory laboratory = Laboratory.shared();
    try (LabEnvironment staging = laboratory.stopped(DirectusVersion.V11, Template.BOOTSTRAPPED);
        LabEnvironment production = laboratory.stopped(DirectusVersion.V11, Template.BOOTSTRAPPED);
        LabPostgres store = new LabPostgres(folder.resolve("store"));
        ServiceProcess service =
            new ServiceProcess(
                folder,
                new ServiceConfiguration()
                    .database("staging", "staging", staging)
                    .polling("staging", "5s", "PT0.05S")
                    .database("production", "production", production)
                    .polling("production", "5s", "PT0.05S")
                    .comparison("promotion", "staging", "production")
                    .token("tests", "admin", TOKEN)
                    .store(store.superuser("postgres"))
                    .keys(),
                TOKEN,
                List.of())) {
      Watch watch = new Watch(service);
      staging.sql("CREATE TABLE events (id integer PRIMARY KEY)");
      staging.sql("INSERT INTO directus_collections (collection) VALUES ('events')");
      staging.sql("INSERT INTO directus_fields (collection, field) VALUES ('events', 'id')");
      service.start();
      watch.poll("staging", "production");
      List<String> before = watch.openFindings();
      assertThat(before).containsExactly("production collection_added events");

      store.stop();

      service.await(
          "not ready",
          Duration.ofSeconds(60),
          () -> !service.management().answers("/q/health/ready"));
      assertThat(service.management().answers("/q/health/live")).isTrue();
      for (int i = 0; i < 3; i++) {
        assertThat(service.api().send("GET", "/api/v1/comparisons/promotion", "").statusCode())
            .isEqualTo(503);
      }
      assertThat(service.log()).containsOnlyOnce("requests are answered with 503");
      assertThat(service.management().text("/q/metrics"))
          .contains("plumbline_store_up 0.0")
          .doesNotContain("state=\"in_sync\"} 1.0");

      store.start();

      service.await(
          "ready again",
          Duration.ofSeconds(60),
          () -> service.management().answers("/q/health/ready"));
      String back = store.superuser("postgres").value("SELECT now()");
      service.await(
          "polling both on schedule again",
          Duration.ofSeconds(60),
          () ->
              store
                  .superuser("postgres")
                  .value(
                      "SELECT count(DISTINCT environment) FROM poll WHERE trigger = 'schedule'"
                          + " AND finished_at > '"
                          + back
                          + "'")
                  .equals("2"));
      // Until both sides are read again it must be unknown; then the comparison follows the poll.
      service.await(
          "known again", Duration.ofSeconds(30), () -> !watch.state("promotion").equals("unknown"));
      assertThat(watch.openFindings()).isEqualTo(before);
      assertThat(watch.state("promotion")).isEqualTo("drifted");
    }
  }
}
