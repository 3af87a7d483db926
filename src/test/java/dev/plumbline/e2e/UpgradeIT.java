package dev.plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.lab.service.Watch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store of commit {@code de71b86}, whose databases have not changed since: after the upgrade
 * nothing is lost, reopened or reported twice.
 */
class UpgradeIT {
  private static final String MIGRATION = "4";

  /** What a finding is, when it was opened, and what a person has said of it. */
  private static final String FINDINGS =
      """
      SELECT id, environment, severity, subject, path, opened_at, occurrences, state,
             acknowledged_at, acknowledged_by, acknowledged_until, acknowledgement_note, resolved_at
        FROM finding ORDER BY id
      """;

  private static final String SCANS = "SELECT id, state FROM scan ORDER BY id";

  /** Which environment had which schema since when. */
  private static final String SCHEMAS =
      "SELECT environment, fingerprint, began_at FROM snapshot_period ORDER BY 1, 3";

  @Test
  void keepsWhatAnOlderVersionKnew(@TempDir Path folder) throws IOException {
    try (OldEnvironments environments = new OldEnvironments()) {
      OldStore.load(environments.store(), MIGRATION, OldEnvironments.FOLDER);
      keeps(environments, folder);
    }
  }

  private static void keeps(OldEnvironments environments, Path folder) {
    Sql store = environments.store();
    List<String> before = store.rows(FINDINGS);
    List<String> scans = store.rows(SCANS);
    List<String> schemas = store.rows(SCHEMAS);
    assertThat(before).hasSizeGreaterThan(8).anyMatch(row -> row.contains("|acknowledged|"));
    assertThat(before).anyMatch(row -> row.contains("|resolved|"));

    try (ServiceProcess service = environments.service(folder)) {
      service.start();
      assertThat(store.rows(FINDINGS)).as("at the start").isEqualTo(before);
      Watch watch = new Watch(service);
      watch.poll("staging", "production");
      watch.scan("staging", "production");

      assertThat(watch.state("staging-to-production")).isEqualTo("drifted");
      assertThat(store.rows(FINDINGS)).as("after a poll and a scan").isEqualTo(before);
      assertThat(store.rows(SCANS)).hasSize(scans.size() + 2).containsAll(scans);
      // What is read of a schema is more now: another text of it began.
      assertThat(store.rows(SCHEMAS)).hasSize(schemas.size() + 2).containsAll(schemas);
      assertThat(watch.allFindings())
          .containsExactly(
              "production field_added articles.subtitle",
              "production field_indexed_changed articles.title",
              "production field_note_changed articles.author",
              "production ghost_field authors.born",
              "production index_named_differently articles.title",
              "production not_a_choice articles.genre",
              "production orphaned_reference articles.author",
              "production relation_without_foreign_key articles.author",
              "production required_null articles.title",
              "staging relation_without_foreign_key articles.author");
    }
  }
}
