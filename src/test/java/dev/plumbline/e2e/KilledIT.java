package dev.plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.service.ServiceApi;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.lab.service.Watch;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is killed in the middle of polls, again and again. */
@Order(2)
class KilledIT {
  private static final String TOKEN = "killed-it";
  private static final int KILLS = 20;

  @Test
  void historyAndFindingsAreConsistentHoweverOftenTheServiceIsKilled(@TempDir Path folder)
      throws InterruptedException {
    Laboratory laboratory = Laboratory.shared();
    Random random = new Random(20);
    try (LabEnvironment staging = laboratory.stopped(DirectusVersion.V11, Template.BOOTSTRAPPED);
        LabEnvironment production = laboratory.stopped(DirectusVersion.V11, Template.BOOTSTRAPPED);
        ServiceProcess service =
            new ServiceProcess(
                folder, configuration(folder, staging, production), TOKEN, List.of())) {
      Watch watch = new Watch(service);
      for (int kill = 0; kill < KILLS; kill++) {
        service.start();
        // Something new to be found, and polls under way when the end comes.
        staging.sql(collection("kept_" + kill));
        service.api().send("POST", "/api/v1/environments/staging/polls", "");
        service.api().send("POST", "/api/v1/environments/production/polls", "");
        TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
        service.kill();
      }
      service.start();
      watch.poll("staging", "production");

      List<String> expected =
          IntStream.range(0, KILLS)
              .mapToObj(kill -> "production collection_added kept_" + kill)
              .sorted()
              .toList();
      assertThat(watch.openFindings()).isEqualTo(expected);
      assertThat(watch.allFindings())
          .as("nothing was ever found that was not so")
          .isEqualTo(expected);
      assertThat(watch.findings(""))
          .extracting(finding -> ServiceApi.text(finding, "state"))
          .containsOnly("open");
      assertHistoryIsAChain(service, "staging");
      assertHistoryIsAChain(service, "production");
    }
  }

  /** Newest first: each period ends when the next begins, and only the newest is open. */
  private static void assertHistoryIsAChain(ServiceProcess service, String environment) {
    List<JsonObject> periods =
        service.api().list("/api/v1/environments/" + environment + "/snapshots?limit=500", "items");
    assertThat(periods).isNotEmpty();
    assertThat(periods.getFirst().get("until").isNull()).isTrue();
    for (int i = 1; i < periods.size(); i++) {
      assertThat(Instant.parse(ServiceApi.text(periods.get(i), "until")))
          .isEqualTo(Instant.parse(ServiceApi.text(periods.get(i - 1), "from")));
    }
    Set<String> addresses = new HashSet<>();
    periods.forEach(period -> addresses.add(ServiceApi.text(period, "fingerprint")));
    assertThat(addresses).as("no schema came back").hasSize(periods.size());
  }

  private static Map<String, String> configuration(
      Path folder, LabEnvironment staging, LabEnvironment production) {
    return new ServiceConfiguration()
        .database("staging", "staging", staging)
        .polling("staging", "5s", "PT0.05S")
        .database("production", "production", production)
        .polling("production", "5s", "PT0.05S")
        .comparison("promotion", "staging", "production")
        .token("tests", "admin", TOKEN)
        .store(folder.resolve("data"))
        .keys();
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
