package dev.plumbline.e2e;

import static dev.plumbline.lab.service.ServiceApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.lab.service.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three replicas of the service on one store, through a rolling update, back again, and a death.
 */
class ReplicasIT {
  private static final String TOKEN = "replicas-it";
  private static final List<String> REPLICAS = List.of("a", "b", "c");
  private static final List<String> BOTH = List.of("keep", "other");

  /** Of 5 s, and what a busy machine adds to the polls themselves. */
  private static final double TWO_INTERVALS = 20.5;

  /**
   * Seconds between the beginnings of polls of one environment, oldest first but for the very
   * first, and until now.
   */
  private static final String GAPS =
      """
      SELECT extract(epoch FROM coalesce(lead(started_at) OVER (ORDER BY started_at), now()) - started_at)
      FROM poll WHERE environment = '%s' AND trigger = 'schedule' ORDER BY started_at OFFSET 1
      """;

  private static final List<String> PATHS =
      List.of(
          "/api/v1/environments",
          "/api/v1/environments/keep",
          "/api/v1/comparisons",
          "/api/v1/comparisons/promotion",
          "/api/v1/comparisons/promotion/gate?severity=info",
          "/api/v1/findings?state=open,acknowledged",
          "/api/v1/environments/keep/integrity");

  private final Map<String, ServiceProcess> replicas = new TreeMap<>();

  @Test
  void replicasComeGoAndDieAndNothingIsForgotten(@TempDir Path folder) throws IOException {
    Laboratory laboratory = Laboratory.shared();
    laboratory.postgres().createDatabase("replicas_store", "template0", "postgres");
    Sql store = laboratory.postgres().superuser("replicas_store");
    try (LabEnvironment keep = laboratory.stopped(DirectusVersion.V11, Template.BOOTSTRAPPED);
        LabEnvironment other = laboratory.stopped(DirectusVersion.V11, Template.BOOTSTRAPPED);
        LabEnvironment gone = laboratory.stopped(DirectusVersion.V11, Template.BOOTSTRAPPED);
        LabEnvironment old = laboratory.stopped(DirectusVersion.V11, Template.BOOTSTRAPPED);
        LabEnvironment fresh = laboratory.stopped(DirectusVersion.V11, Template.BOOTSTRAPPED);
        Client client = new Client(REPLICAS, PATHS)) {
      keep.sql(collection("events"));
      keep.sql(collection("notes"));
      Map<String, String> before =
          configuration(store, Map.of("keep", keep, "other", other, "gone", gone, "old", old))
              .comparison("promotion", "keep", "other")
              .comparison("leaving", "keep", "gone")
              .keys();
      Map<String, String> after =
          configuration(store, Map.of("keep", keep, "other", other, "fresh", fresh, "new", old))
              .comparison("promotion", "keep", "other")
              .with("plumbline.comparisons.promotion.ignore[0].subject", "events")
              .with("plumbline.comparisons.promotion.ignore[0].reason", "comes later")
              .keys();

      update(folder, before, client);
      Watch watch = new Watch(replica("a"));
      awaitPolls(store, 2, "keep", "other", "gone", "old");
      // Before, an environment that was not read yet is unknown, and the gate says so.
      client.start();
      assertThat(watch.openFindings())
          .containsExactly(
              "gone collection_added events",
              "gone collection_added notes",
              "other collection_added events",
              "other collection_added notes");
      watch.findings("").forEach(finding -> acknowledge(text(finding, "id")));

      // A start that is killed, at whatever step it was, changes nothing.
      for (int seconds : List.of(2, 4)) {
        dying(folder.resolve("dying" + seconds), before, seconds);
      }
      assertThat(states(store))
          .containsExactly("leaving acknowledged 2", "promotion acknowledged 2");

      update(folder, after, client);
      replica("a")
          .await(
              "marked as left",
              Duration.ofSeconds(90),
              () ->
                  store
                      .value("SELECT left_at IS NOT NULL FROM part WHERE part = 'poll/gone'")
                      .equals("t"));
      awaitPolls(store, 1, "fresh", "new");
      assertThat(states(store))
          .as("but for the one that is ignored now")
          .containsExactly(
              "leaving acknowledged 2", "promotion acknowledged 1", "promotion resolved 1");
      assertThat(watchOf("a").findings("&state=acknowledged"))
          .filteredOn(finding -> text(finding, "environment").equals("gone"))
          .hasSize(2)
          .allSatisfy(finding -> assertThat(finding.get("leftAt").isNull()).isFalse());
      assertThat(store.value("SELECT snapshot IS NOT NULL FROM environment WHERE name = 'gone'"))
          .isEqualTo("t");

      update(folder, before, client);
      awaitPolls(store, 2, "gone", "old");
      assertThat(states(store))
          .containsExactly(
              "leaving acknowledged 2", "promotion acknowledged 1", "promotion open 1");
      assertThat(store.value("SELECT count(*) FROM finding WHERE occurrences > 1")).isEqualTo("1");
      assertThat(watchOf("b").findings("&state=acknowledged"))
          .allSatisfy(finding -> assertThat(finding.get("leftAt").isNull()).isTrue());

      client.uses("a", replica("b"));
      replica("a").kill();
      awaitPolls(store, 2, "keep", "other", "gone", "old");
      for (String environment : BOTH) {
        assertThat(gaps(store, environment))
            .as("seconds between polls of " + environment)
            .hasSizeGreaterThan(10)
            .allSatisfy(gap -> assertThat(gap).isLessThan(TWO_INTERVALS));
        assertThat(gaps(store, environment).stream().filter(gap -> gap < 7.0).count())
            .as("polls before they were due: after a death, and now")
            .isLessThanOrEqualTo(2);
      }
      assertThat(client.failures()).isEmpty();
      assertThat(client.answers()).isGreaterThan(300);
    } finally {
      replicas.values().forEach(ServiceProcess::close);
    }
  }

  /** One replica after the other ends and is started with another configuration. */
  private void update(Path folder, Map<String, String> configuration, Client client)
      throws IOException {
    for (String name : REPLICAS) {
      ServiceProcess running = replicas.get(name);
      if (running != null) {
        running.stop();
      }
      ServiceProcess next = create(folder.resolve(name), configuration);
      replicas.put(name, next);
      client.uses(name, next);
      next.start();
    }
  }

  private static void dying(Path folder, Map<String, String> configuration, int seconds)
      throws IOException {
    try (ServiceProcess dying = create(folder, configuration).begin()) {
      long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
      dying.await("to be killed", Duration.ofSeconds(30), () -> System.nanoTime() > end);
      dying.kill();
    }
  }

  private ServiceProcess replica(String name) {
    return Objects.requireNonNull(replicas.get(name));
  }

  private Watch watchOf(String name) {
    return new Watch(replica(name));
  }

  private void acknowledge(String finding) {
    assertThat(
            replica("a")
                .api()
                .send(
                    "POST",
                    "/api/v1/findings/" + finding + "/acknowledgement",
                    "{\"note\": \"known\"}")
                .statusCode())
        .isEqualTo(200);
  }

  private static List<String> states(Sql store) {
    return store.rows(
        "SELECT comparison || ' ' || state || ' ' || count(*) FROM finding WHERE comparison IS NOT"
            + " NULL GROUP BY comparison, state ORDER BY comparison, state");
  }

  private static List<Double> gaps(Sql store, String environment) {
    return store.rows(GAPS.formatted(environment)).stream().map(Double::valueOf).toList();
  }

  /** Since now. */
  private void awaitPolls(Sql store, int atLeast, String... environments) {
    String since = store.value("SELECT now()");
    replica("b")
        .await(
            "polling each environment " + atLeast + " times",
            Duration.ofSeconds(90),
            () ->
                Arrays.stream(environments)
                    .allMatch(
                        environment ->
                            Integer.parseInt(
                                    store.value(
                                        "SELECT count(*) FROM poll WHERE trigger = 'schedule' AND"
                                            + " finished_at IS NOT NULL AND environment = '%s' AND started_at > '%s'"
                                                .formatted(environment, since)))
                                >= atLeast));
  }

  private static ServiceConfiguration configuration(
      Sql store, Map<String, LabEnvironment> watched) {
    ServiceConfiguration configuration = new ServiceConfiguration();
    watched.forEach(
        (name, environment) ->
            configuration.database(name, "staging", environment).polling(name, "10s", "PT0.05S"));
    return configuration.token("tests", "admin", TOKEN).store(store);
  }

  /** As Directus leaves it: the table and the rows that make it known. */
  private static String collection(String name) {
    return """
    CREATE TABLE %1$s (id integer PRIMARY KEY);
    INSERT INTO directus_collections (collection) VALUES ('%1$s');
    INSERT INTO directus_fields (collection, field) VALUES ('%1$s', 'id');
    """
        .formatted(name);
  }

  private static ServiceProcess create(Path folder, Map<String, String> configuration)
      throws IOException {
    Files.createDirectories(folder);
    // As it is packaged: who balances load has time to notice that it is not ready.
    return new ServiceProcess(folder, configuration, TOKEN, List.of("-Dquarkus.shutdown.delay=2S"));
  }
}
