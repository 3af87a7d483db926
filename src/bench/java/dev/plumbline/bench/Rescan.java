package dev.plumbline.bench;

import static dev.plumbline.lab.service.ServiceApi.text;

import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.machine.Folders;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.lab.service.Watch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The second check an unchanged database through the packaged service, as the scan itself tells its
 * time, beside what it takes to count the rows of the same tables by hand.
 */
final class Rescan {
  private static final int COLLECTIONS = 500;
  private static final double MOST_OF_COUNTING = 4;
  private static final String ENVIRONMENT = "staging";
  private static final String TOKEN = "bench";
  private static final String SECOND = "a scan, nothing changed";
  private static final String BY_HAND = "SELECT count(*) of each table, one after the other";

  private final Laboratory laboratory;
  private final Report report;

  Rescan(Laboratory laboratory, Report report) {
    this.laboratory = laboratory;
    this.report = report;
  }

  void run() throws Exception {
    Path folder = Files.createTempDirectory("plumbline-bench-");
    report.progress("rescan: making the database");
    try (LabEnvironment staging =
        laboratory.stopped(DirectusVersion.V12, Template.size(COLLECTIONS))) {
      laboratory.postgres().sql(staging.name(), "VACUUM ANALYZE");
      Map<String, String> configuration =
          new ServiceConfiguration()
              .database(ENVIRONMENT, "staging", staging)
              .polling(ENVIRONMENT, "1h", "0s")
              .token("bench", "admin", TOKEN)
              .store(folder.resolve("data"))
              .keys();
      try (ServiceProcess service = new ServiceProcess(folder, configuration, TOKEN, List.of())) {
        service.start();
        run(new Watch(service), staging);
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private void run(Watch watch, LabEnvironment staging) throws Exception {
    report.progress("rescan: the first scan");
    report.say("the first scan, in milliseconds: " + scan(watch).toMillis());
    Map<String, Samples> samples =
        new Race()
            .addTimed(SECOND, 1, () -> unchanged(watch))
            .add(BY_HAND, 1, () -> countByHand(staging))
            .run(3, 15);
    samples.forEach((name, times) -> report.say(name + ", in milliseconds: " + times.cells()));
    double ratio = Race.of(samples, SECOND).median() / Race.of(samples, BY_HAND).median();
    report.require(
        "a second scan of %d unchanged collections takes at most %.0f × of counting their rows (%s ×)"
            .formatted(COLLECTIONS, MOST_OF_COUNTING, Samples.number(ratio)),
        ratio <= MOST_OF_COUNTING);
  }

  private static Duration unchanged(Watch watch) {
    Duration took = scan(watch);
    JsonObject progress = (JsonObject) watch.lastScan(ENVIRONMENT).get("progress");
    if (((JsonNumber) progress.get("unchanged")).value() < 2 * COLLECTIONS) {
      throw new IllegalStateException("the tables do not look unchanged: " + progress);
    }
    return took;
  }

  private static Duration scan(Watch watch) {
    watch.scan(ENVIRONMENT);
    JsonObject scan = watch.lastScan(ENVIRONMENT);
    if (!text(scan, "state").equals("done")) {
      throw new IllegalStateException("the scan failed: " + scan);
    }
    return Duration.between(
        Instant.parse(text(scan, "startedAt")), Instant.parse(text(scan, "finishedAt")));
  }

  private static void countByHand(LabEnvironment staging) {
    staging
        .database()
        .owner()
        .run(
            """
            DO $$
            DECLARE name text;
            BEGIN
              FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
                EXECUTE format('SELECT count(*) FROM %I', name);
              END LOOP;
            END $$
            """);
  }
}
