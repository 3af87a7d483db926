package dev.plumbline.e2e;

import static dev.plumbline.lab.service.ServiceApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three replicas start on a store in which the report of a week is missing. The one that makes it
 * is killed right before it is stored; one of the others sends it.
 */
class ReportIT {
  private static final String TOKEN = "report-it";

  /** Whoever waits with its report for a lock of the table, by the name of its connections. */
  private static final String MAKING =
      """
      SELECT coalesce(min(application_name), '') FROM pg_stat_activity
      WHERE query LIKE '%INSERT INTO report %' AND wait_event_type = 'Lock'
      """;

  @Test
  void reportOfAWeekIsMadeAndSentOnceAlthoughItsReplicaDies(@TempDir Path folder) throws Exception {
    Laboratory laboratory = Laboratory.shared();
    laboratory.postgres().createDatabase("report_store", "template0", "postgres");
    Sql store = laboratory.postgres().superuser("report_store");
    Flyway.configure()
        .dataSource(store.jdbcUrl(), store.username(), store.password())
        .load()
        .migrate();
    store.run(
        """
        INSERT INTO poll (id, environment, trigger, started_at, finished_at, result)
        SELECT gen_random_uuid(), 'staging', 'schedule', at, at, 'unchanged'
        FROM generate_series(now() - interval '15 days', now(), interval '15 minutes') AS at
        """);
    GreenMail mail =
        new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
    mail.start();
    Map<String, ServiceProcess> replicas = new TreeMap<>();
    try (Connection locking = store.connect();
        Statement lock = locking.createStatement()) {
      locking.setAutoCommit(false);
      lock.execute("LOCK TABLE report IN SHARE MODE");
      for (String name : List.of("a", "b", "c")) {
        replicas.put(name, replica(folder, name, store, mail.getSmtp().getPort()).begin());
      }
      replicas
          .values()
          .iterator()
          .next()
          .await(
              "making the report, or another one is",
              Duration.ofSeconds(60),
              () -> !store.value(MAKING).isEmpty());
      String making = store.value(MAKING);
      Objects.requireNonNull(replicas.remove(making), making).kill();
      assertThat(store.value("SELECT count(*) FROM report")).isEqualTo("0");

      locking.rollback();

      ServiceProcess survivor = replicas.values().iterator().next();
      survivor.await(
          "made by another replica",
          Duration.ofSeconds(60),
          () -> !store.value("SELECT count(*) FROM report").equals("0"));
      for (ServiceProcess replica : replicas.values()) {
        replica.await(
            "ready", Duration.ofSeconds(60), () -> replica.management().answers("/q/health/ready"));
        assertReport(replica);
      }
      assertThat(store.value("SELECT count(*) FROM report")).isEqualTo("1");
      survivor.await(
          "recording that it was sent",
          Duration.ofSeconds(60),
          () ->
              store
                  .value("SELECT count(*) FROM event_channel WHERE report_delivered > 0")
                  .equals("1"));
      assertMail(mail.getReceivedMessages());
    } finally {
      mail.stop();
      replicas.values().forEach(ServiceProcess::close);
    }
  }

  private static void assertReport(ServiceProcess replica) {
    List<JsonObject> listed = replica.api().list("/api/v1/reports", "items");
    assertThat(listed).hasSize(1);
    String path = "/api/v1/reports/" + (long) number(listed.getFirst());
    JsonObject report = (JsonObject) replica.api().get(path).get("report");
    assertThat(text((JsonObject) report.get("span"), "to"))
        .isEqualTo(text(listed.getFirst(), "to"));
    assertThat(replica.management().text("/q/metrics"))
        .containsPattern("plumbline_report_last_success_timestamp_seconds [1-9]");
  }

  private static void assertMail(MimeMessage[] mails) throws Exception {
    assertThat(mails).hasSize(1);
    assertThat(mails[0].getSubject()).startsWith("Plumbline: Weekly report: ");
    assertThat(mails[0].getHeader("Message-ID")[0]).startsWith("<mailbox-report-");
    assertThat(GreenMailUtil.getBody(mails[0])).contains("<html", "staging");
  }

  private static double number(JsonObject listed) {
    return ((JsonNumber) listed.get("id")).value();
  }

  private static ServiceProcess replica(Path folder, String name, Sql store, int smtp)
      throws Exception {
    Path own = Files.createDirectories(folder.resolve(name));
    Map<String, String> keys =
        new ServiceConfiguration()
            .with("plumbline.environments.staging.tier", "staging")
            .with("plumbline.environments.staging.directus.url", "http://127.0.0.1:9")
            .token("tests", "admin", TOKEN)
            .store(store)
            .with("plumbline.notifications.mailbox.type", "email")
            .with("plumbline.notifications.mailbox.to", "team@example.com")
            .with("plumbline.notifications.mailbox.kinds", "change")
            .with("quarkus.mailer.host", "127.0.0.1")
            .with("quarkus.mailer.port", String.valueOf(smtp))
            .with("quarkus.mailer.from", "plumbline@example.com")
            .with("quarkus.mailer.start-tls", "DISABLED")
            .keys();
    return new ServiceProcess(
        own,
        keys,
        TOKEN,
        List.of("-Dquarkus.datasource.jdbc.additional-jdbc-properties.ApplicationName=" + name));
  }
}
