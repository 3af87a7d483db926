package dev.plumbline.e2e;

import static dev.plumbline.lab.service.ServiceApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.snapshot.Fingerprint;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From an approved plan to a target that is verified, or as it was; whatever dies meanwhile. */
class RunsIT extends RunScenario {
  private static final List<String> WITHOUT_WRITER =
      List.of(
          "rollback_not_possible",
          "late_rows_not_safe",
          "transaction_ages_not_visible",
          "sessions_not_cancelled");

  /**
   * Without a role that writes; the one that watches has few rights. With one, see {@link
   * RollbackIT}; on 12, {@link RunKillsIT}, too.
   */
  @Test
  void planIsCarriedOutOnceAndVerified() {
    try (LabEnvironment staging =
            Laboratory.shared().environment(DirectusVersion.V11, Template.MODEL);
        LabEnvironment production =
            Laboratory.shared().environment(DirectusVersion.V11, Template.MODEL);
        ServiceProcess service =
            new ServiceProcess(
                folder,
                configuration(staging, production).withoutWriter("production").keys(),
                ADA,
                List.of())) {
      service.start();
      drift(staging);
      production.directus().clearCache();
      String plan = approved(service);
      assertThat(service.api().text(plan)).contains(WITHOUT_WRITER);

      String run = started(service, plan, "first");
      assertThat(started(service, plan, "first")).as("the same run").isEqualTo(run);
      assertThat(problem(request(service, plan, "second"))).isEqualTo("409 plan-not-approved");

      JsonObject ended = ended(service, run);
      assertThat(text(ended, "state")).as(ended.toString()).isEqualTo("verified");
      assertThat(phases(ended))
          .containsExactly(
              "lock done",
              "recheck done",
              "transactions done",
              "backup done",
              "proof done",
              "rehearsal done",
              "apply done",
              "cache done",
              "verify done");
      assertThat(fingerprint(production)).isEqualTo(fingerprint(staging));
      assertThat(text(service.api().get(plan), "state")).isEqualTo("applied");
      assertThat(text(service.api().get("/api/v1/backups/" + text(ended, "backup")), "state"))
          .isEqualTo("proven");
      assertReported(service, run);
      assertThat(service.api().text(run + "/report"))
          .contains("A rollback is not possible until a role", "does not cancel the session")
          .doesNotContain("are not saved, or not all of them");
      assertThat(service.api().text(run + "/rollback"))
          .contains(
              "\"possible\":false", "plumbline.environments.production.database.writer.username");
      assertThat(((JsonArray) ended.get("followUps")).items())
          .hasSize(2)
          .allMatch(one -> ((JsonObject) one).get("state").equals(JsonValue.of("waiting")));
      assertThat(service.api().text(run + "/events"))
          .contains("event:begun", "\"phase\":\"apply\"", "id:");
      service.await(
          "in sync",
          LIMIT,
          () ->
              text(service.api().get("/api/v1/comparisons/promotion"), "state").equals("in_sync"));
      assertThat(((JsonArray) service.api().get(proposed(service)).get("steps")).items())
          .as("nothing is left to do")
          .isEmpty();
      assertThat(production.database().owner().value(LOCKS)).isEqualTo("0");
    }
  }

  private static void assertReported(ServiceProcess service, String run) {
    String text = service.api().text(run + "/report");
    JsonObject report = (JsonObject) JsonText.read(text);
    JsonObject rows = (JsonObject) report.get("rows");
    assertThat(List.of(rows.get("inBackup"), rows.get("after")))
        .as(text)
        .allMatch(JsonValue.JsonNumber.class::isInstance);
    assertThat(((JsonArray) report.get("notKnown")).items()).as(text).isEmpty();
    assertThat(service.api().text("/api/v1/audit?action=run_ended"))
        .contains("\"reportSha256\":\"" + Fingerprint.sha256(text) + "\"");
  }

  @Test
  void readerIsNeverTheVictim() throws SQLException {
    try (LabEnvironment staging = environment();
        LabEnvironment production = environment();
        ServiceProcess service =
            new ServiceProcess(
                folder,
                configuration(staging, production)
                    .with("plumbline.runs.lock-wait", "1s")
                    .with("plumbline.environments.production.canary-items", "true")
                    .keys(),
                ADA,
                List.of())) {
      service.start();
      drift(staging);
      String before = fingerprint(production);
      String plan = approved(service);
      String run;
      try (Connection reader = production.database().owner().connect();
          Statement statement = reader.createStatement()) {
        reader.setAutoCommit(false);
        run = started(service, plan, "key");
        awaitPhase(service, run, "proof");
        statement.executeQuery("SELECT count(*) FROM authors").close();

        JsonObject ended = ended(service, run);
        assertThat(text(ended, "state")).as(ended.toString()).isEqualTo("failed");
        assertThat(text(ended, "message")).contains("lock");
        assertThat(reader.isValid(5)).isTrue();
        reader.rollback();
      }
      assertThat(fingerprint(production)).isEqualTo(before);
      assertThat(text(service.api().get(plan), "state")).isEqualTo("not_applied");

      JsonObject again = ended(service, started(service, approved(service), "again"));
      assertThat(text(again, "state")).as(again.toString()).isEqualTo("verified");
      assertThat(fingerprint(production)).isEqualTo(fingerprint(staging));
      assertOnlyTheItemIsRefused(service, staging, production);
      rowThatIsCommittedAfterTheRecheckStopsTheRun(staging, production, service);
    }
  }

  /** Nobody has counted it when the plan is made again, and it is in the backup. */
  private static void rowThatIsCommittedAfterTheRecheckStopsTheRun(
      LabEnvironment staging, LabEnvironment production, ServiceProcess service)
      throws SQLException {
    staging
        .directus()
        .patch(
            "/fields/authors/slug", "{\"type\": \"string\", \"schema\": {\"is_nullable\": false}}");
    Sql owner = production.database().owner();
    String before = fingerprint(production);
    try (Connection writer = owner.connect();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute(
          "INSERT INTO authors (id, name, active) VALUES (gen_random_uuid(), 'late', true)");
      String plan = approved(service, List.of());
      service.await(
          "a transaction that the run waits for",
          LIMIT,
          () ->
              !owner
                  .value(
                      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                          + " AND xact_start < clock_timestamp() - interval '5 s'")
                  .equals("0"));
      String run = started(service, plan, "tighter");
      awaitPhase(service, run, "transactions");
      writer.commit();

      JsonObject ended = ended(service, run);
      assertThat(text(ended, "state")).as(ended.toString()).isEqualTo("failed");
      assertThat(text(ended, "message"))
          .contains("forbid null in `authors.slug`", "(null in 1 row)", "23502");
      assertThat(phases(ended)).endsWith("proof done", "rehearsal failed");
      assertThat(text(service.api().get(plan), "state")).isEqualTo("not_applied");
    }
    assertThat(fingerprint(production)).isEqualTo(before);
  }

  /** The schema is right, and yet nobody can create an item. */
  private static void assertOnlyTheItemIsRefused(
      ServiceProcess service, LabEnvironment staging, LabEnvironment production) {
    assertThat(
            production
                .database()
                .owner()
                .rows(
                    "SELECT action FROM directus_activity WHERE collection = 'events' ORDER BY id"))
        .as("what the last run did to its item")
        .containsExactly("create", "update", "delete");
    assertThat(production.database().owner().value("SELECT count(*) FROM events")).isEqualTo("0");
    // A flow is not a part of the schema.
    production
        .directus()
        .filterFlow(
            "items.create",
            "tickets",
            "throw-error",
            "{\"code\": \"REFUSED\", \"status\": \"400\", \"message\": \"no\"}");
    collection(staging, "tickets");
    String run = started(service, approved(service, List.of()), "refused");

    JsonObject refused = ended(service, run);

    assertThat(text(refused, "state")).as(refused.toString()).isEqualTo("unverified");
    assertThat(text(refused, "message")).startsWith("no item can be created in `tickets`: POST ");
    assertThat(service.api().text(run + "/report"))
        .contains("\"rule\":\"canary\"")
        .doesNotContain("\"rule\":\"p");
    assertThat(fingerprint(production)).isEqualTo(fingerprint(staging));
  }
}
