package dev.plumbline.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.Verdict;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Scope;
import dev.plumbline.memory.FindingStore;
import dev.plumbline.severity.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MigrationTest {
  private static final Observation UNREADABLE =
      new Observation(
          new Scope.OfSources(Samples.STAGING),
          Samples.STAGING,
          FindingKind.UNREADABLE,
          "api_unreadable",
          Severity.HIGH,
          "",
          "",
          "m",
          Optional.empty(),
          Optional.of("timed_out"));

  @Test
  void quartzTablesAreThoseOfTheQuartzThatRuns() throws IOException {
    String theirs = resource("/org/quartz/impl/jdbcjobstore/tables_postgres.sql");

    assertThat(statements(resource("/db/migration/V2__quartz.sql")))
        .isEqualTo(statements(theirs.replaceAll("(?m)^(DROP TABLE|COMMIT).*", "")));
  }

  @Test
  void migratedDatabaseHasOurTables() {
    try (StoreDatabase database = StoreDatabase.create()) {
      assertThat(
              database
                  .sql()
                  .rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"))
          .contains(
              "catalog_reading",
              "comparison",
              "environment",
              "finding",
              "poll",
              "snapshot",
              "snapshot_period")
          .filteredOn(name -> name.startsWith("qrtz_"))
          .hasSize(11);
    }
  }

  @Test
  void rowsOfTheVersionBeforeCatalogsAreRead() {
    try (StoreDatabase database = StoreDatabase.asOf("2")) {
      database
          .sql()
          .run(
              """
              INSERT INTO environment (name, last_poll, last_poll_at, change_fingerprint)
                VALUES ('staging', 1, now(), 'form=2');
              INSERT INTO finding (id, scope, environment, kind, code, severity, subject, path, message,
                  opened_at, last_seen_at, occurrences, state)
                VALUES (repeat('a', 32), 'sources/staging', 'staging', 'unreadable', 'api_timed_out', 'high',
                  '', '', 'm', now(), now(), 1, 'open');
              INSERT INTO comparison (name, state, verdict, basis, compared_at)
                VALUES ('a-to-b', 'in_sync',
                  '{"form":1,"state":"in_sync","drift":{"changes":[],"ignored":[],"renames":[],"remarks":[]}}',
                  'model=1', now());
              """);

      StoreDatabase.migrate(database.dataSource());

      assertThat(database.monitor().environment(Samples.STAGING))
          .hasValueSatisfying(status -> assertThat(status.catalog()).isEmpty());
      assertThat(database.findings().finding(UNREADABLE.id()))
          .hasValueSatisfying(finding -> assertThat(finding.observation()).isEqualTo(UNREADABLE));
      assertThat(database.monitor().comparison(new ComparisonName("a-to-b")))
          .hasValueSatisfying(
              status ->
                  assertThat(status.verdict())
                      .isEqualTo(
                          Verdict.of(
                              new Drift(List.of(), List.of(), List.of(), List.of(), false))));
    }
  }

  @Test
  void oneOutageBecomesOneFindingWithItsAcknowledgement() {
    try (StoreDatabase database = StoreDatabase.asOf("4")) {
      database
          .sql()
          .run(
              """
              INSERT INTO finding (id, scope, environment, kind, code, severity, subject, path, message,
                  opened_at, last_seen_at, occurrences, state, acknowledged_by, acknowledgement_note,
                  acknowledged_at, resolved_at)
                SELECT md5(code), 'sources/staging', 'staging', 'unreadable', code, 'high', '', '', code,
                    '2026-01-01'::timestamptz + day * interval '1 day', '2026-02-01', 2, state,
                    CASE state WHEN 'acknowledged' THEN 'ada' END,
                    CASE state WHEN 'acknowledged' THEN 'known' END,
                    CASE state WHEN 'acknowledged' THEN now() END,
                    CASE state WHEN 'resolved' THEN now() END
                  FROM (VALUES ('database_timed_out', 3, 'open'), ('database_unreachable', 2, 'acknowledged'),
                               ('database_forbidden', 1, 'resolved'), ('api_unreachable', 4, 'resolved'))
                    AS past (code, day, state);
              """);

      StoreDatabase.migrate(database.dataSource());

      assertThat(
              database
                  .findings()
                  .all(FindingStore.Filter.of(Samples.STAGING, FindingKind.UNREADABLE)))
          .extracting(
              finding ->
                  "%s %s %s %d %s"
                      .formatted(
                          finding.observation().code(),
                          finding.observation().reason().orElseThrow(),
                          finding.state().label(),
                          finding.occurrences(),
                          finding.openedAt()))
          .containsExactlyInAnyOrder(
              "database_unreadable unreachable acknowledged 6 2026-01-03T00:00:00Z",
              "api_unreadable unreachable resolved 2 2026-01-05T00:00:00Z");
    }
  }

  private static String statements(String sql) {
    return sql.replaceAll("(?m)^--.*", "").replaceAll("\\s+", " ").strip();
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = MigrationTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
