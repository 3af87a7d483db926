package dev.plumbline.e2e;

import static dev.plumbline.lab.service.ServiceApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.json.JsonValue.JsonBoolean;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What did not change is not checked again, unless PostgreSQL crashed: then nobody knows what
 * changed. A crash empties unlogged tables and sets all counters back.
 */
class RescanIT {
  private static final String TOKEN = "rescan-it";
  private static final String ENVIRONMENT = "staging";
  private static final int COLLECTIONS = 50;

  /** Its PostgreSQL is crashed while other tests run. */
  private static final Laboratory LABORATORY = Laboratory.alone();

  /** A connection that ends hands in what it counted. */
  private static final Duration COUNTED = Duration.ofSeconds(20);

  private static final String CHILDREN =
      """
      CREATE UNLOGGED TABLE parents (id integer PRIMARY KEY);
      CREATE TABLE children (id integer PRIMARY KEY, parent integer);
      INSERT INTO parents VALUES (1), (2), (3);
      INSERT INTO children VALUES (1, 1), (2, 2), (3, 3);
      INSERT INTO directus_collections (collection) VALUES ('parents'), ('children');
      INSERT INTO directus_fields (collection, field, special) VALUES
        ('parents', 'id', NULL), ('children', 'id', NULL), ('children', 'parent', 'm2o');
      INSERT INTO directus_relations (many_collection, many_field, one_collection)
        VALUES ('children', 'parent', 'parents');
      """;

  @ParameterizedTest
  @EnumSource
  void whatStandsIsNotReadAgainUnlessTheServerCrashed(
      DirectusVersion version, @TempDir Path folder) {
    try (LabEnvironment staging = LABORATORY.stopped(version, Template.size(COLLECTIONS));
        ServiceProcess service =
            new ServiceProcess(
                folder,
                new ServiceConfiguration()
                    .database(ENVIRONMENT, "staging", staging)
                    .polling(ENVIRONMENT, "1h", "0s")
                    .scanning(ENVIRONMENT, "12h")
                    .token("tests", "admin", TOKEN)
                    .store(folder.resolve("data"))
                    .keys(),
                TOKEN,
                List.of())) {
      // In a database that was just copied, a crash would set the sequences back.
      LABORATORY.postgres().sql(staging.name(), "CHECKPOINT");
      staging.sql(CHILDREN);
      Watch watch = new Watch(service);
      service.start();
      service.await(
          "scanned by schedule",
          Duration.ofMinutes(5),
          () -> watch.lastScan(ENVIRONMENT).get("state").textOr("").equals("done"));
      JsonObject first = watch.lastScan(ENVIRONMENT);
      assertThat(text(first, "trigger")).isEqualTo("schedule");
      assertThat(number(first, "checks")).isGreaterThan(2 * COLLECTIONS);
      assertThat(number(first, "unchanged")).isZero();
      assertThat(watch.violations(ENVIRONMENT)).isEmpty();

      JsonObject second = scan(watch);
      assertThat(number(second, "checked") + number(second, "unchanged"))
          .isEqualTo(number(first, "checks"));
      assertThat(lookedAtAgain(service))
          .as("what no counter of a table tells of")
          .containsExactly("file_without_binary")
          .hasSize(number(second, "checked"));

      staging.sql("SELECT setval('directus_fields_id_seq', 1)");
      scan(watch);
      assertThat(watch.violations(ENVIRONMENT))
          .containsExactly("sequence_behind directus_fields.id 1");
      staging.sql("SELECT setval('directus_fields_id_seq', (SELECT max(id) FROM directus_fields))");
      scan(watch);
      assertThat(watch.violations(ENVIRONMENT)).isEmpty();

      LABORATORY.postgres().crash();
      JsonObject crashed = scan(watch);
      assertThat(number(crashed, "checked")).isEqualTo(number(first, "checks"));
      assertThat(watch.violations(ENVIRONMENT))
          .containsExactly("orphaned_reference children.parent 3");

      staging.sql("INSERT INTO parents VALUES (1), (2), (3); ALTER TABLE parents SET LOGGED");
      staging.sql("INSERT INTO children VALUES (4, 1)");
      service.await("counted", COUNTED, () -> inserted(staging).equals("1"));
      scan(watch);
      assertThat(watch.violations(ENVIRONMENT)).isEmpty();

      LABORATORY.postgres().kill();
      LABORATORY.postgres().start();
      // As many as were inserted before it.
      staging.sql("INSERT INTO children VALUES (5, 999)");
      service.await("counted", COUNTED, () -> inserted(staging).equals("1"));
      assertThat(number(scan(watch), "unchanged")).isZero();
      assertThat(watch.violations(ENVIRONMENT))
          .containsExactly("orphaned_reference children.parent 1");
    }
  }

  private static JsonObject scan(Watch watch) {
    watch.scan(ENVIRONMENT);
    JsonObject scan = watch.lastScan(ENVIRONMENT);
    assertThat(text(scan, "state")).as(scan.toString()).isEqualTo("done");
    return scan;
  }

  private static String inserted(LabEnvironment staging) {
    return staging
        .database()
        .owner()
        .value("SELECT pg_stat_get_tuples_inserted('children'::regclass)");
  }

  /** The codes of the checks that the last scan really checked. */
  private static List<String> lookedAtAgain(ServiceProcess service) {
    return service
        .api()
        .list("/api/v1/environments/" + ENVIRONMENT + "/integrity", "checks")
        .stream()
        .filter(check -> !((JsonBoolean) check.get("unchanged")).value())
        .map(check -> text(check, "code"))
        .toList();
  }

  private static int number(JsonObject scan, String key) {
    return (int) ((JsonNumber) ((JsonObject) scan.get("progress")).get(key)).value();
  }
}
