package dev.plumbline.e2e;

import static dev.plumbline.lab.service.ServiceApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.lab.service.Watch;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three replicas of the service on one store: others that die while they start, one without a
 * secret, a rolling update and back again, a death, and more requests than can be served.
 */
@Order(2)
class ReplicasIT {
  private static final String TOKEN = "replicas-it";
  private static final List<String> REPLICAS = List.of("a", "b", "c");
  private static final List<String> BOTH = List.of("keep", "other");

  private static final double INTERVAL = 8;

  /** And what a busy machine adds to the polls themselves. */
  private static final double TWO_INTERVALS = 2 * INTERVAL + 0.5;

  /** While a poll may have run: the one that dies of its first poll, and one that is killed. */
  private static final int DEATHS = 2;

  /**
   * Seconds between the beginnings of polls of one environment, oldest first but for the very
   * first, and until now.
   */
  private static final String GAPS =
      """
      SELECT extract(epoch FROM coalesce(lead(started_at) OVER (ORDER BY started_at), now()) - started_at)
      FROM poll WHERE environment = '%s' AND trigger = 'schedule' ORDER BY started_at OFFSET 1
      """;

  /** Of the store, for requests. */
  private static final int CONNECTIONS = 8;

  /** More than a connection takes that nobody reads from. */
  private static final String LONG_FINDING =
      "UPDATE finding SET message = repeat('long ', 2500000) WHERE environment = 'mine'";

  private static final List<String> PATHS =
      List.of(
          "/api/v1/environments",
          "/api/v1/environments/keep",
          "/api/v1/comparisons",
          "/api/v1/comparisons/promotion",
          "/api/v1/comparisons/promotion/gate?severity=info",
          "/api/v1/findings?state=open,acknowledged",
          "/api/v1/environments/keep/integrity");

  @Test
  void replicasComeGoAndDieAndNothingIsForgotten(@TempDir Path folder) throws Exception {
    Laboratory laboratory = Laboratory.shared();
    laboratory.postgres().createDatabase("replicas_store", "template0", "postgres");
    Sql store = laboratory.postgres().superuser("replicas_store");
    try (LabEnvironment keep = laboratory.stopped(DirectusVersion.V11, Template.BOOTSTRAPPED);
        LabEnvironment other = laboratory.stopped(DirectusVersion.V11, Template.BOOTSTRAPPED);
        LabEnvironment gone = laboratory.stopped(DirectusVersion.V11, Template.BOOTSTRAPPED);
        LabEnvironment old = laboratory.stopped(DirectusVersion.V11, Template.BOOTSTRAPPED);
        LabEnvironment fresh = laboratory.stopped(DirectusVersion.V11, Template.BOOTSTRAPPED);
        Client client = new Client(REPLICAS, PATHS);
        Fleet fleet = new Fleet(folder, TOKEN, REPLICAS, client)) {
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

      Path secret = folder.resolve("secret");
      ServiceProcess without = fleet.begin("without", withSecret(before, secret));
      fleet.start(before);
      awaitPolls(fleet, store, 1, "keep", "other", "gone", "old");
      // Before, an environment that was not read yet is unknown, and the gate says so.
      client.start();
      assertThat(new Watch(fleet.get("a")).openFindings())
          .containsExactly(
              "gone collection_added events",
              "gone collection_added notes",
              "other collection_added events",
              "other collection_added notes");
      acknowledgeAll(fleet.get("a"));

      assertWorksOnceTheSecretIsThere(without, secret, store);
      DyingStarts dying = new DyingStarts(store, TOKEN);
      dying.run(folder, before);
      assertThat(states(store))
          .containsExactly("leaving acknowledged 2", "promotion acknowledged 2");

      fleet.update(after);
      fleet
          .get("a")
          .await(
              "marked as left",
              Duration.ofSeconds(90),
              () ->
                  store
                      .value("SELECT left_at IS NOT NULL FROM part WHERE part = 'poll/gone'")
                      .equals("t"));
      awaitPolls(fleet, store, 1, "fresh", "new");
      assertThat(states(store))
          .as("but for the one that is ignored now")
          .containsExactly(
              "leaving acknowledged 2", "promotion acknowledged 1", "promotion resolved 1");
      assertThat(new Watch(fleet.get("a")).findings("&state=acknowledged"))
          .filteredOn(finding -> text(finding, "environment").equals("gone"))
          .hasSize(2)
          .allSatisfy(finding -> assertThat(finding.get("unconfiguredSince").isNull()).isFalse());
      assertThat(store.value("SELECT snapshot IS NOT NULL FROM environment WHERE name = 'gone'"))
          .isEqualTo("t");
      assertThat(fleet.get("a").api().list("/api/v1/findings?environment=gone", "items"))
          .hasSize(2);
      assertThat(dying.left())
          .containsExactly("poll/only-planning", "poll/only-recording-its-first-poll");

      fleet.update(before);
      awaitPolls(fleet, store, 1, "gone", "old");
      assertThat(states(store))
          .containsExactly(
              "leaving acknowledged 2", "promotion acknowledged 1", "promotion open 1");
      assertThat(store.value("SELECT count(*) FROM finding WHERE occurrences > 1")).isEqualTo("1");
      assertThat(new Watch(fleet.get("b")).findings("&state=acknowledged"))
          .allSatisfy(finding -> assertThat(finding.get("unconfiguredSince").isNull()).isTrue());

      client.uses("a", fleet.get("b"));
      fleet.get("a").kill();
      awaitPolls(fleet, store, 1, "keep", "other", "gone", "old");
      client.stop();
      assertThat(client.failures()).isEmpty();
      assertThat(client.answers()).isGreaterThan(300);
      overload(fleet, store);
      for (String environment : BOTH) {
        List<Double> gaps = gaps(store, environment);
        assertThat(gaps)
            .as("seconds between polls of " + environment)
            .hasSizeGreaterThan(8)
            .allSatisfy(gap -> assertThat(gap).isLessThan(TWO_INTERVALS));
        assertThat(wholePolls(store, environment))
            .as("polls of " + environment + ": one for each interval, and again what a death cut")
            .isLessThanOrEqualTo(sum(gaps) / INTERVAL + 1 + DEATHS);
      }
      store.run("UPDATE comparison SET drift = substr(drift, 1, 20) WHERE name = 'promotion'");
      HttpResponse<String> damaged =
          fleet.get("b").api().send("GET", "/api/v1/comparisons/promotion", "");
      assertThat(damaged.statusCode()).isEqualTo(500);
      assertThat(damaged.headers().firstValue("Content-Type")).contains("application/problem+json");
    }
  }

  /** With an environment that no other replica knows, and whose secret file is not there yet. */
  private static Map<String, String> withSecret(Map<String, String> configuration, Path secret) {
    Map<String, String> keys = new TreeMap<>(configuration);
    String prefix = "plumbline.environments.mine.";
    keys.put(prefix + "tier", "staging");
    keys.put(prefix + "poll.every", "5s");
    keys.put(prefix + "scan.cron", "0 0 0 1 1 ?");
    keys.put(prefix + "database.url", "jdbc:postgresql://127.0.0.1:9/none");
    keys.put(prefix + "database.username", "nobody");
    keys.put(prefix + "database.password-file", secret.toString());
    return keys;
  }

  private static void assertWorksOnceTheSecretIsThere(
      ServiceProcess without, Path secret, Sql store) throws IOException {
    without.await(
        "answering at all",
        Duration.ofSeconds(60),
        () -> without.management().answers("/q/health/live"));
    HttpResponse<String> ready = without.management().send("GET", "/q/health/ready", "");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).contains("mine: the secret file " + secret + " cannot be read");
    assertThat(store.value("SELECT count(*) FROM replica WHERE NOT fit")).isEqualTo("1");
    assertThat(store.value("SELECT count(*) FROM poll WHERE environment = 'mine'")).isEqualTo("0");

    Files.writeString(secret, "secret");

    without.await(
        "polling what it alone knows",
        Duration.ofSeconds(60),
        () -> !store.value("SELECT count(*) FROM finding WHERE environment = 'mine'").equals("0"));
    assertThat(without.management().answers("/q/health/ready")).isTrue();
    without.stop();
  }

  /** For two intervals; what is long enough to be read slowly is written into the store. */
  private static void overload(Fleet fleet, Sql store) throws IOException {
    store.run(LONG_FINDING);
    try (Flood flood = new Flood(fleet.get("b"), fleet.get("c"))) {
      for (int reader = 0; reader < 2 * CONNECTIONS; reader++) {
        flood.slowReader(fleet.get("b"), TOKEN);
      }
      assertThat(fleet.get("b").api().send("GET", "/api/v1/findings?limit=1", "").statusCode())
          .as("beside so many that do not read")
          .isEqualTo(200);
      flood.start(128);
      awaitPolls(fleet, store, 2, "keep", "other");
      assertThat(flood.answers()).containsOnlyKeys(200, 503);
    }
  }

  private static void acknowledgeAll(ServiceProcess replica) {
    for (JsonObject finding : new Watch(replica).findings("")) {
      String path = "/api/v1/findings/" + text(finding, "id") + "/acknowledgement";
      assertThat(replica.api().send("POST", path, "{\"note\": \"known\"}").statusCode())
          .isEqualTo(200);
    }
  }

  private static List<String> states(Sql store) {
    return store.rows(
        "SELECT comparison || ' ' || state || ' ' || count(*) FROM finding WHERE comparison IS NOT"
            + " NULL GROUP BY comparison, state ORDER BY comparison, state");
  }

  private static List<Double> gaps(Sql store, String environment) {
    return store.rows(GAPS.formatted(environment)).stream().map(Double::valueOf).toList();
  }

  /** Those that read what they wanted: one that a stop or a death cuts is made again. */
  private static double wholePolls(Sql store, String environment) {
    return Double.parseDouble(
        store.value(
            "SELECT count(*) - 1 FROM poll WHERE environment = '%s' AND trigger = 'schedule' AND result IN ('changed', 'unchanged')"
                .formatted(environment)));
  }

  private static double sum(List<Double> seconds) {
    return seconds.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Since now. */
  private static void awaitPolls(Fleet fleet, Sql store, int atLeast, String... environments) {
    String since = store.value("SELECT now()");
    fleet
        .get("b")
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
            configuration.database(name, "staging", environment).polling(name, "8s", "PT0.05S"));
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
}
