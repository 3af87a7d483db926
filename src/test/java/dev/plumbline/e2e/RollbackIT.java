package dev.plumbline.e2e;

import static dev.plumbline.lab.service.ServiceApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.encryption.EncryptedFiles;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.lab.postgres.TableRows;
import dev.plumbline.lab.service.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a plan that was carried out back to the target as it was, with every row. */
class RollbackIT extends RunScenario {
  @ParameterizedTest
  @EnumSource(DirectusVersion.class)
  void everythingIsAsItWas(DirectusVersion version) {
    try (LabEnvironment staging = Laboratory.shared().environment(version, Template.MODEL);
        LabEnvironment production = Laboratory.shared().environment(version, Template.MODEL);
        ServiceProcess service =
            new ServiceProcess(
                folder,
                configuration(staging, production)
                    .with("plumbline.environments.production.canary-items", "true")
                    .keys(),
                ADA,
                List.of())) {
      production.sql(
          """
          COMMENT ON COLUMN articles.embargo IS 'not before';
          CREATE INDEX articles_embargo_desc ON articles (embargo DESC NULLS LAST);
          UPDATE articles SET embargo = '2026-01-02 03:04:05.678901';
          """);
      service.start();
      drift(staging);
      production.directus().clearCache();
      String before = fingerprint(production);
      SortedMap<String, String> rows = TableRows.of(production.database().owner());

      String run = started(service, approved(service), "run");
      assertThat(text(ended(service, run), "state")).isEqualTo("verified");
      assertThat(fingerprint(production)).isNotEqualTo(before);

      JsonObject preview = service.api().get(run + "/rollback");
      assertThat(preview.get("possible")).as(preview.toString()).isEqualTo(JsonValue.of(true));
      String rollback = rolledBack(service, run, text(preview, "hash"), "undo");
      JsonObject ended = ended(service, rollback);
      assertThat(text(ended, "state")).as(ended.toString()).isEqualTo("verified");
      assertThat(fingerprint(production)).isEqualTo(before);
      SortedMap<String, String> now = TableRows.of(production.database().owner());
      rows.keySet().removeAll(RECORDS);
      now.keySet().removeAll(RECORDS);
      assertThat(now).isEqualTo(rows);
      assertThat(production.database().owner().value(LOCKS)).isEqualTo("0");
      assertThat(((JsonArray) service.api().get(proposed(service)).get("steps")).items())
          .as("the same plan can be proposed again")
          .isNotEmpty();
    }
  }

  /**
   * With a backup that has the rows of only what the run needs: {@code articles} references {@code
   * issues}, which no step is about; {@code authors} references itself, and over a file itself once
   * more.
   */
  @Test
  void narrowedBackupSufficesForRunAndRollback() {
    try (LabEnvironment staging = environment();
        LabEnvironment production = environment();
        ServiceProcess service =
            new ServiceProcess(
                folder,
                configuration(staging, production)
                    .with("plumbline.environments.production.backup.narrow-above", "1B")
                    .keys(),
                ADA,
                List.of())) {
      production.sql(
          """
          INSERT INTO issues (number, title) SELECT i, 'No. ' || i FROM generate_series(1000, 9000) i;
          UPDATE articles SET embargo = '2026-01-02 03:04:05.678901',
            issue = (SELECT id FROM issues WHERE number = 8999);
          UPDATE authors SET mentor = id;
          UPDATE directus_files SET photographer = (SELECT id FROM authors ORDER BY id LIMIT 1);
          UPDATE authors SET portrait = (SELECT id FROM directus_files ORDER BY id LIMIT 1);
          CREATE TABLE untracked (id integer PRIMARY KEY, line integer REFERENCES order_lines);
          INSERT INTO untracked SELECT i, NULL FROM generate_series(1, 5000) i;
          CREATE MATERIALIZED VIEW ratio AS SELECT 1 / count(*) AS ratio FROM untracked;
          """);
      service.start();
      drift(staging);
      // The rehearsal converts it, and a rollback restores its values.
      staging
          .directus()
          .patch(
              "/fields/articles/title",
              "{\"type\": \"string\", \"schema\": {\"max_length\": 240}}");
      production.directus().clearCache();
      String before = fingerprint(production);
      SortedMap<String, String> rows = TableRows.of(production.database().owner());

      String plan = approved(service);
      assertThat(service.api().text(plan)).contains("\"backup_narrowed\"", "tables_without_rows");
      String run = started(service, plan, "run");
      JsonObject ended = ended(service, run);
      assertThat(text(ended, "state")).as(ended.toString()).isEqualTo("verified");
      assertThat(service.api().text(run))
          .contains("because the database is larger than narrow-above");
      String backup = "/api/v1/backups/" + text(ended, "backup");
      JsonObject dump = service.api().get(backup).object("dump");
      assertThat(text(dump, "scope")).isEqualTo("narrowed");
      assertThat(((JsonArray) dump.get("withoutRows")).items())
          .contains(
              JsonValue.of("public.untracked"),
              JsonValue.of("public.orders"),
              JsonValue.of("public.tags"))
          .doesNotContain(
              JsonValue.of("public.articles"),
              JsonValue.of("public.authors"),
              JsonValue.of("public.issues"),
              JsonValue.of("public.directus_files"));
      assertThat(service.api().text(run + "/report"))
          .contains("lacks the rows of some tables", "\"restore\":[]");
      assertThat(service.management().text("/q/metrics"))
          .contains(
              "plumbline_backup_last_success_timestamp_seconds{environment=\"production\"} 0.0");

      JsonObject preview = service.api().get(run + "/rollback");
      assertThat(preview.get("possible")).as(preview.toString()).isEqualTo(JsonValue.of(true));
      String rollback = rolledBack(service, run, text(preview, "hash"), "undo");
      JsonObject undone = ended(service, rollback);
      assertThat(text(undone, "state")).as(undone.toString()).isEqualTo("verified");
      assertThat(fingerprint(production)).isEqualTo(before);
      SortedMap<String, String> now = TableRows.of(production.database().owner());
      rows.keySet().removeAll(RECORDS);
      now.keySet().removeAll(RECORDS);
      assertThat(now).isEqualTo(rows);
    }
  }

  /**
   * Fifty statements a second, from before the run until after its rollback; all that is saved of
   * them is encrypted.
   */
  @Test
  void whatUsersWriteMeanwhileIsNeverLost() throws Exception {
    try (LabEnvironment staging = environment();
        LabEnvironment production = environment();
        ServiceProcess service =
            new ServiceProcess(
                folder,
                configuration(staging, production)
                    .with("plumbline.backups.encryption.identity", EncryptedFiles.newIdentity())
                    .keys(),
                ADA,
                List.of())) {
      service.start();
      drift(staging);
      production
          .directus()
          .post(
              "/collections",
              """
              {"collection": "notes", "meta": {}, "schema": {}, "fields": [
                {"field": "id", "type": "integer", "meta": {"hidden": true},
                 "schema": {"is_primary_key": true, "has_auto_increment": true}},
                {"field": "text", "type": "text", "meta": {}, "schema": {}}]}
              """);
      production.sql("INSERT INTO notes (text) VALUES ('first')");
      String before = fingerprint(production);
      String plan = approved(service, "articles.embargo", "notes");
      try (UserWrites users = UserWrites.begin(production)) {
        String run = started(service, plan, "run");
        JsonObject applied = ended(service, run);
        assertThat(text(applied, "state")).as(applied.toString()).isEqualTo("verified");
        String rollback =
            rolledBack(service, run, text(service.api().get(run + "/rollback"), "hash"), "undo");
        JsonObject ended = ended(service, rollback);
        assertThat(text(ended, "state")).as(ended.toString()).isEqualTo("verified");
        users.end();
        assertThat(users.committed()).hasSizeGreaterThan(100);
        assertThat(users.found()).isEqualTo(users.committed());
        Sql database = production.database().owner();
        assertThat(users.refused()).as("writes to what was dropped").isPositive();
        assertThat(database.rows("SELECT text FROM notes WHERE text <> 'first' ORDER BY id"))
            .containsExactlyElementsOf(users.notes());
        assertThat(
                database.value(
                    "SELECT embargo = '%s' FROM articles WHERE sort = 1"
                        .formatted(users.embargo())))
            .isEqualTo("t");
      }
      assertThat(fingerprint(production)).isEqualTo(before);
      try (Stream<Path> files = Files.list(folder.resolve("backups/production"))) {
        assertThat(files).hasSizeGreaterThan(2).allMatch(file -> file.toString().endsWith(".age"));
      }
    }
  }
}
