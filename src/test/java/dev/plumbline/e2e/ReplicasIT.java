package dev.plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas of the service on one store. */
class ReplicasIT {
  private static final String TOKEN = "replicas-it";
  private static final List<String> ENVIRONMENTS = List.of("one", "two", "three");

  /** Seconds between the beginnings of scheduled polls of one environment, oldest first. */
  private static final String GAPS =
      """
      SELECT extract(epoch FROM started_at - lag(started_at) OVER (ORDER BY started_at))
      FROM poll WHERE environment = '%s' AND trigger = 'schedule' AND started_at > '%s'
      ORDER BY started_at OFFSET 1
      """;

  @Test
  void eachEnvironmentIsPolledOnceAnIntervalAndASurvivorTakesOver(@TempDir Path folder)
      throws IOException {
    Laboratory laboratory = Laboratory.shared();
    laboratory.postgres().createDatabase("replicas_store", "template0", "postgres");
    Sql store = laboratory.postgres().superuser("replicas_store");
    try (LabEnvironment watched = laboratory.stopped(DirectusVersion.V11, Template.BOOTSTRAPPED);
        LabEnvironment second = laboratory.stopped(DirectusVersion.V11, Template.BOOTSTRAPPED);
        LabEnvironment third = laboratory.stopped(DirectusVersion.V11, Template.BOOTSTRAPPED)) {
      Map<String, String> configuration = configuration(store, List.of(watched, second, third));
      try (ServiceProcess a = replica(folder.resolve("a"), configuration).start();
          ServiceProcess b = replica(folder.resolve("b"), configuration).start()) {
        // A replica that starts sets the schedule anew: what counts is what comes after that.
        awaitPolls(a, store, store.value("SELECT now()"), 2);
        String both = store.value("SELECT now()");
        awaitPolls(a, store, both, 6);
        for (String environment : ENVIRONMENTS) {
          assertThat(gaps(store, environment, both))
              .as("seconds between polls of " + environment)
              .hasSizeGreaterThanOrEqualTo(4)
              .allSatisfy(gap -> assertThat(gap).isBetween(3.0, 8.0));
        }

        String killed = store.value("SELECT now()");
        a.kill();
        awaitPolls(b, store, killed, 6);

        for (String environment : ENVIRONMENTS) {
          assertThat(gaps(store, environment, both))
              .as("seconds between polls of " + environment + " around the death of a replica")
              .allSatisfy(gap -> assertThat(gap).isLessThan(30.0));
        }
        assertThat(store.value("SELECT count(*) - count(DISTINCT id) FROM finding")).isEqualTo("0");
      }
    }
  }

  private static List<Double> gaps(Sql store, String environment, String since) {
    return store.rows(GAPS.formatted(environment, since)).stream().map(Double::valueOf).toList();
  }

  private static void awaitPolls(ServiceProcess service, Sql store, String since, int atLeast) {
    service.await(
        "polling each environment " + atLeast + " times",
        Duration.ofSeconds(90),
        () ->
            ENVIRONMENTS.stream()
                .allMatch(
                    environment ->
                        Integer.parseInt(
                                store.value(
                                    "SELECT count(*) FROM poll WHERE trigger = 'schedule'"
                                        + " AND environment = '%s' AND started_at > '%s'"
                                            .formatted(environment, since)))
                            >= atLeast));
  }

  private static Map<String, String> configuration(Sql store, List<LabEnvironment> watched) {
    ServiceConfiguration configuration = new ServiceConfiguration();
    for (int i = 0; i < ENVIRONMENTS.size(); i++) {
      configuration
          .database(ENVIRONMENTS.get(i), "staging", watched.get(i))
          .polling(ENVIRONMENTS.get(i), "5s", "PT0.05S");
    }
    return configuration.token("tests", "admin", TOKEN).store(store).keys();
  }

  private static ServiceProcess replica(Path folder, Map<String, String> configuration)
      throws IOException {
    Files.createDirectories(folder);
    return new ServiceProcess(folder, configuration, TOKEN, List.of());
  }
}
