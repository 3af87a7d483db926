package dev.plumbline.postgres.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.approval.window.ChangeTimes;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.configuration.WriterPolicy;
import dev.plumbline.configuration.text.DataSize;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.Tier;
import dev.plumbline.hazard.means.Fact;
import dev.plumbline.hazard.means.RunFacts.BackupRole;
import dev.plumbline.hazard.means.RunFacts.Content;
import dev.plumbline.hazard.means.RunFacts.TargetFacts;
import dev.plumbline.hazard.means.RunFacts.WriterRole;
import dev.plumbline.hazard.tables.NeededTables;
import dev.plumbline.lab.Laboratory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the role that watches finds out about the roles of a run. */
class TargetFactsTest {
  private static Fact<TargetFacts> read(CountedDatabase database, String writer, String backup) {
    return read(database, writer, backup, Optional.empty());
  }

  private static Fact<TargetFacts> read(
      CountedDatabase database, String writer, String backup, Optional<DataSize> narrowAbove) {
    String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(database.port(), database.name());
    return new PostgresTargetFacts(
            Map.of(
                CountedDatabase.ID,
                new WatchedEnvironment(
                    new Environment(CountedDatabase.ID, Tier.PRODUCTION, true),
                    Optional.empty(),
                    Optional.of(role(url, database.name(), database)),
                    new WatchedEnvironment.Polling(
                        new Schedule.Every(Duration.ofMinutes(5)),
                        Duration.ZERO,
                        Duration.ofMinutes(1)),
                    WatchedEnvironment.Scanning.DEFAULT,
                    ChangeTimes.ALWAYS,
                    Optional.of(
                        new BackupPolicy(
                            role(url, backup, database), Optional.empty(), 7, narrowAbove)),
                    new WriterPolicy(Optional.empty(), Optional.of(role(url, writer, database))))))
        .read(CountedDatabase.ID);
  }

  @Test
  void tablesAreReadWhereABackupMayBeNarrowed() {
    try (CountedDatabase database = CountedDatabase.create(Laboratory.shared().postgres(), "cms")) {
      database.run(
          """
          CREATE TABLE "Odd ""Täble""\" (id serial PRIMARY KEY, parent int REFERENCES "Odd ""Täble""\");
          CREATE TABLE measured (at int, odd int REFERENCES "Odd ""Täble""\") PARTITION BY RANGE (at);
          CREATE TABLE measured_1 PARTITION OF measured FOR VALUES FROM (0) TO (10);
          CREATE MATERIALIZED VIEW sums AS SELECT sum(at) FROM measured;
          CREATE VIEW seen AS SELECT at FROM measured;
          CREATE SCHEMA other;
          CREATE TABLE other.logs (id int);
          CREATE TEMP TABLE passing (id int);
          """);

      assertThat(read(database, database.name(), database.name()))
          .isInstanceOfSatisfying(
              Fact.Known.class,
              known -> assertThat(((TargetFacts) known.value()).content()).isEmpty());
      assertThat(
              read(database, database.name(), database.name(), Optional.of(new DataSize(1, "1B"))))
          .isInstanceOfSatisfying(
              Fact.Known.class,
              known -> {
                Content content = ((TargetFacts) known.value()).content().orElseThrow();
                assertThat(content.bytes()).isGreaterThan(1_000_000);
                assertThat(content.tables().without(NeededTables.of(Set.of("measured_1"))))
                    .containsExactly("other.logs");
                assertThat(content.tables().without(NeededTables.of(Set.of())))
                    .containsExactly("cms.\"Odd \"\"Täble\"\"\"", "cms.measured_1", "other.logs");
                assertThat(content.tables().materializedViews()).containsExactly("cms.sums");
              });
    }
  }

  private static Database role(String url, String name, CountedDatabase database) {
    return new Database(url, name, new Secret.Literal("correct horse"), database.schema());
  }

  private static TargetFacts known(CountedDatabase database, String writer, String backup) {
    return read(database, writer, backup) instanceof Fact.Known<TargetFacts>(TargetFacts facts)
        ? facts
        : org.assertj.core.api.Assertions.fail("it could not be read");
  }

  @Test
  void rolesAreJudgedWithoutTheirPasswords() {
    try (CountedDatabase database = CountedDatabase.create(Laboratory.shared().postgres(), "cms")) {
      String writer = database.name() + "_writer";
      String backup = database.name() + "_backup";
      database.run("CREATE ROLE %s LOGIN; CREATE ROLE %s LOGIN".formatted(writer, backup));
      try {
        database.run("CREATE TABLE secrets (id serial PRIMARY KEY)");

        TargetFacts bare = known(database, writer, backup);
        assertThat(bare.writer())
            .isEqualTo(new Fact.Known<>(new WriterRole(writer, false, false, false)));
        assertThat(bare.backup())
            .isEqualTo(
                new Fact.Known<>(
                    new BackupRole(
                        backup,
                        List.of("cms.directus_fields", "cms.directus_fields_id_seq", "cms.secrets"),
                        4)));
        assertThat(bare.extensions()).containsExactly("plpgsql");

        database.run(
            "GRANT pg_signal_backend, pg_read_all_stats TO %s; GRANT pg_read_all_data TO %s"
                .formatted(writer, backup));
        TargetFacts granted = known(database, writer, backup);
        assertThat(granted.writer())
            .isEqualTo(new Fact.Known<>(new WriterRole(writer, true, true, false)));
        assertThat(granted.backup())
            .isEqualTo(new Fact.Known<>(new BackupRole(backup, List.of(), 0)));

        database.run("ALTER TABLE secrets ENABLE ROW LEVEL SECURITY");
        assertThat(known(database, writer, backup).backup())
            .isEqualTo(new Fact.Known<>(new BackupRole(backup, List.of("cms.secrets"), 1)));
      } finally {
        database.run("DROP ROLE %s; DROP ROLE %s".formatted(writer, backup));
      }
    }
  }

  @Test
  void roleThatIsNotThereIsUnknown() {
    try (CountedDatabase database = CountedDatabase.create(Laboratory.shared().postgres(), "cms")) {
      TargetFacts facts = known(database, "nobody.project", database.name());

      assertThat(facts.writer())
          .isEqualTo(
              new Fact.Unknown<>(
                  "the server has no role of the name nobody.project, which a pooler may know by"
                      + " another"));
      assertThat(facts.backup()).isInstanceOf(Fact.Known.class);
    }
  }

  @Test
  void databaseThatIsAwayIsUnknown() {
    CountedDatabase away = CountedDatabase.create(Laboratory.shared().postgres(), "cms");
    away.close();

    assertThat(read(away, "w", "b"))
        .isInstanceOfSatisfying(
            Fact.Unknown.class, unknown -> assertThat(unknown.reason().toString()).isNotBlank());
  }
}
