package dev.plumbline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.DriftCounts;
import dev.plumbline.drift.change.Change;
import dev.plumbline.finding.FindingEvent;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Scope;
import dev.plumbline.finding.observation.IntegrityObservations;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.compile.relation.RelationCheck;
import dev.plumbline.mismatch.rules.metadata.MetadataMismatch;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.store.state.CheckSummary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

  /** Replicas that start at once would each make them, and all but one of them fail. */
  @Test
  void locksOfQuartzAreThereBeforeItStarts() throws IOException {
    try (StoreDatabase database = StoreDatabase.create()) {
      assertThat(
              database
                  .sql()
                  .rows("SELECT sched_name || ' ' || lock_name FROM qrtz_locks ORDER BY 1"))
          .containsExactly(
              "QuarkusQuartzScheduler STATE_ACCESS", "QuarkusQuartzScheduler TRIGGER_ACCESS");
    }
    assertThat(resource("/application.yaml")).contains("instance-name: QuarkusQuartzScheduler\n");
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
              "report",
              "state_change",
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
                  assertThat(status.drift())
                      .isEqualTo(
                          DriftCounts.of(
                              new Drift(List.of(), List.of(), List.of(), List.of(), false))));
    }
  }

  @Test
  void plansOfTheVersionBeforeTheirEventsAreKnownAndNotSent() {
    try (StoreDatabase database = StoreDatabase.asOf("20")) {
      database
          .sql()
          .run(
              """
              INSERT INTO event_channel (channel, delivered) VALUES ('mail', 0);
              INSERT INTO plan (id, comparison, source, target, selection, proposed_at, proposed_by, token,
                  state, state_detail, changed_at, seal, summary, document, payload)
                SELECT md5(state)::uuid, state, 'staging', 'production', '', now(), 'ada', 't', state, '', now(),
                    seal, seal, seal::bytea, seal::bytea
                  FROM (VALUES ('waiting', ''), ('voided', ''), ('withdrawn', NULL), ('refused', NULL))
                    AS plan (state, seal);
              """);

      StoreDatabase.migrate(database.dataSource());

      assertThat(database.sql().rows("SELECT kind FROM plan_event ORDER BY kind"))
          .containsExactly("voided", "waiting");
      assertThat(database.outbox().takePlans("mail", 10, Duration.ofHours(1))).isEmpty();
      assertThat(database.outbox().channels().getFirst().waiting()).isZero();
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

  @Test
  void verdictOfAnEarlierVersionIsReadAndConverted() {
    ComparisonName name = new ComparisonName("a-to-b");
    try (StoreDatabase database = StoreDatabase.asOf("7")) {
      database
          .sql()
          .run(
              """
              INSERT INTO comparison (name, state, verdict, basis, compared_at)
                VALUES ('a-to-b', 'drifted', '{"form":2,"state":"drifted","drift":{"changes":[
                  {"kind":"added","code":"field_added","subject":{"of":"collection","collection":"a"},
                   "severity":"low","after":"x","message":"m","neverConverges":null}],
                  "ignored":[],"renames":[],"remarks":[],"catalogCompared":true}}', 'b1', '2026-01-01'),
                ('never', 'unknown', '{"form":2,"state":"unknown","reason":"r"}', 'b1', '2026-01-01');
              """);

      StoreDatabase.migrate(database.dataSource());
      assertOneChange(database, name, "b1");
      database.monitor().convertComparisons();
      assertOneChange(database, name, "b1");
      assertThat(database.sql().value("SELECT drift_basis FROM comparison WHERE name = 'a-to-b'"))
          .isEqualTo("b1");

      // An older replica writes once more: what it wrote holds.
      database
          .sql()
          .run(
              """
              UPDATE comparison SET state = 'in_sync', basis = 'b2', verdict =
                '{"form":2,"state":"in_sync","drift":{"changes":[],"ignored":[],"renames":[],"remarks":[],"catalogCompared":true}}'
              WHERE name = 'a-to-b'
              """);
      assertThat(database.monitor().comparison(name).orElseThrow().drift().total()).isZero();
      assertThat(database.monitor().drift(name, "b2").orElseThrow().changes()).isEmpty();
      assertThat(database.monitor().comparisons(Set.of(name))).containsOnlyKeys(name);
    }
  }

  private static void assertOneChange(StoreDatabase database, ComparisonName name, String basis) {
    assertThat(database.monitor().comparison(name))
        .hasValueSatisfying(
            status -> {
              assertThat(status.drift().of(Change.Kind.ADDED, Severity.LOW)).isEqualTo(1);
              assertThat(status.drift().total()).isEqualTo(1);
              assertThat(status.drift().catalogCompared()).isTrue();
            });
    assertThat(database.monitor().comparisons(Set.of(name))).containsOnlyKeys(name);
    assertThat(database.monitor().drift(name, basis).orElseThrow().changes())
        .extracting(change -> change.code().label())
        .containsExactly("field_added");
  }

  @Test
  void summaryOfAChecksOutcomeIsThereWhicheverVersionWroteIt() {
    try (StoreDatabase database = StoreDatabase.asOf("7")) {
      database
          .sql()
          .run(
              """
              INSERT INTO check_status (environment, id, code, collection, field, detail, severity,
                  definition, state, outcome, looked_at, confirmed_at, basis, scan)
                SELECT 'staging', id, 'orphaned_reference', 'articles', id, '', 'high', 'd', state, outcome,
                    now(), now(), '{"form":1,"tables":{}}', gen_random_uuid()
                FROM (VALUES
                  ('a', 'violated', '{"count":12,"form":1,"samples":[],"sql":"SELECT 1","state":"violated"}'),
                  ('b', 'violated', '{"count":30,"form":1,"samples":[],"sql":"\\"count\\":9","state":"violated"}'),
                  ('c', 'unknown', '{"detail":"\\"reason\\":\\"paused\\"","form":1,"reason":"timed_out","state":"unknown"}'),
                  ('d', 'unknown', '{"detail":"","form":1,"reason":"not_configured","state":"unknown"}'),
                  ('e', 'clean', '{"form":1,"state":"clean"}')) AS old (id, state, outcome)
              """);

      StoreDatabase.migrate(database.dataSource());

      JdbcScanStore scans = new JdbcScanStore(database.dataSource(), database.address());
      CheckSummary summary =
          scans.checkSummaries().getOrDefault(Samples.STAGING, CheckSummary.NONE);
      assertThat(summary).isEqualTo(CheckSummary.of(scans.checks(Samples.STAGING)));
      assertThat(summary.violated()).extracting(CheckSummary.Violations::rows).containsExactly(42L);
      assertThat(summary.missed().orElseThrow().id().field()).contains("c");
    }
  }

  /** Neither reopened nor lost: its id is the one that this version computes. */
  @Test
  void findingOfARenamedCodeStaysAcknowledged() {
    CheckId check =
        new CheckId(RelationCheck.M2A_ITEM_MISSING, "b😀", Optional.of("item"), "pages");
    Observation mismatch =
        new Observation(
            new Scope.OfCatalog(Samples.STAGING),
            Samples.STAGING,
            FindingKind.MISMATCH,
            MetadataMismatch.COLLECTION_NOT_A_TABLE.label(),
            Severity.HIGH,
            "v",
            "",
            "m");
    try (StoreDatabase database = StoreDatabase.asOf("9")) {
      database
          .sql()
          .run(
              """
              INSERT INTO check_status (environment, id, code, collection, field, detail, severity,
                  definition, state, outcome, looked_at, confirmed_at, basis, scan)
                VALUES ('staging', 'any_item_gone/b😀.item/pages', 'any_item_gone', 'b😀', 'item', 'pages', 'high', 'd',
                  'clean', '{"form":1,"state":"clean"}', now(), now(), '{"form":1,"tables":{}}', gen_random_uuid());
              INSERT INTO finding (id, scope, environment, kind, code, severity, subject, path, message,
                  opened_at, last_seen_at, occurrences, state, acknowledged_by, acknowledgement_note, acknowledged_at)
                SELECT md5(code), scope, 'staging', kind, code, 'high', subject, path, 'm',
                  now(), now(), 1, 'acknowledged', 'ada', 'n', now()
                FROM (VALUES
                  ('violation', 'any_item_gone', 'check/staging/any_item_gone/b😀.item/pages', 'b😀.item', 'pages'),
                  ('mismatch', 'collection_is_no_table', 'catalog/staging', 'v', '')) AS old (kind, code, scope, subject, path)
              """);

      StoreDatabase.migrate(database.dataSource());

      JdbcScanStore scans = new JdbcScanStore(database.dataSource(), database.address());
      assertThat(scans.checks(Samples.STAGING)).extracting(CheckStatus::id).containsExactly(check);
      for (FindingId id :
          List.of(IntegrityObservations.findingOf(Samples.STAGING, check), mismatch.id())) {
        assertThat(database.findings().finding(id).orElseThrow().state().label())
            .isEqualTo("acknowledged");
      }
    }
  }

  @Test
  void findingOfAnEarlierVersionHasTheEventsThatItsStateTells() {
    try (StoreDatabase database = StoreDatabase.asOf("10")) {
      database.sql().run(oldFinding("open", "NULL, NULL, NULL, NULL, NULL"));
      database
          .sql()
          .run(
              oldFinding(
                  "acknowledged",
                  "'ada', 'known', '2026-01-02', '2026-03-01 00:00:00.123456', NULL"));
      database.sql().run(oldFinding("resolved", "NULL, NULL, NULL, NULL, '2026-01-03'"));

      StoreDatabase.migrate(database.dataSource());

      assertThat(events(database, "open")).containsExactly("opened 2026-01-01T00:00:00Z - - -");
      assertThat(events(database, "acknowledged"))
          .containsExactly(
              "opened 2026-01-01T00:00:00Z - - -",
              "acknowledged 2026-01-02T00:00:00Z ada known 2026-03-01T00:00:00.123456Z");
      assertThat(events(database, "resolved"))
          .containsExactly(
              "opened 2026-01-01T00:00:00Z - - -", "resolved 2026-01-03T00:00:00Z - - -");
      assertThat(database.sql().rows("SELECT DISTINCT severity, message FROM finding_event"))
          .containsExactly("high|m");
    }
  }

  @Test
  void eventsOfAnOlderReplicaAreWrittenForIt() {
    try (StoreDatabase database = StoreDatabase.create()) {
      for (String statement :
          List.of(
              oldFinding("open", "NULL, NULL, NULL, NULL, NULL"),
              // Seen again, with other words.
              "UPDATE finding SET last_seen_at = now(), message = 'n'",
              "UPDATE finding SET severity = 'low', last_seen_at = '2026-01-02'",
              "UPDATE finding SET state = 'acknowledged', acknowledged_by = 'ada',"
                  + " acknowledgement_note = 'known', acknowledged_at = '2026-01-03'",
              "UPDATE finding SET last_seen_at = now()",
              "UPDATE finding SET acknowledged_by = 'bob', acknowledged_until = '2026-01-05'",
              "UPDATE finding SET state = 'open', acknowledged_by = NULL,"
                  + " acknowledgement_note = NULL, acknowledged_at = NULL,"
                  + " acknowledged_until = NULL",
              "UPDATE finding SET state = 'resolved', resolved_at = '2026-01-06'",
              "UPDATE finding SET state = 'open', resolved_at = NULL, opened_at = '2026-01-07',"
                  + " occurrences = 2")) {
        database.sql().run(statement);
      }

      assertThat(database.findings().events(old("open").id(), Optional.empty(), 100).items())
          .extracting(
              recorded -> recorded.event().kind().label() + recorded.event().by().orElse(""))
          .containsExactly(
              "opened",
              "severity_changed",
              "acknowledgedada",
              "acknowledgedbob",
              "acknowledgement_expired",
              "resolved",
              "reopened");
    }
  }

  private static Observation old(String subject) {
    return new Observation(
        new Scope.OfSources(Samples.STAGING),
        Samples.STAGING,
        FindingKind.UNREADABLE,
        "api_unreadable",
        Severity.HIGH,
        subject,
        "",
        "m");
  }

  /** As a version without events inserts one. */
  private static String oldFinding(String state, String rest) {
    return """
        INSERT INTO finding (id, scope, environment, kind, code, severity, subject, path, message,
            opened_at, last_seen_at, occurrences, state, acknowledged_by, acknowledgement_note,
            acknowledged_at, acknowledged_until, resolved_at)
          VALUES ('%s', 'sources/staging', 'staging', 'unreadable', 'api_unreadable', 'high', '%s', '', 'm',
            '2026-01-01', '2026-01-01', 1, '%s', %s)
        """
        .formatted(old(state).id(), state, state, rest);
  }

  /** The events of such a finding. */
  private static List<String> events(StoreDatabase database, String state) {
    return database.findings().events(old(state).id(), Optional.empty(), 100).items().stream()
        .map(FindingEvent.Recorded::event)
        .map(
            event ->
                "%s %s %s %s %s"
                    .formatted(
                        event.kind().label(),
                        event.at(),
                        event.by().orElse("-"),
                        event.note().orElse("-"),
                        event.until().map(Object::toString).orElse("-")))
        .toList();
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
