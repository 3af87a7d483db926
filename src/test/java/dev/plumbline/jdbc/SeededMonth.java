package dev.plumbline.jdbc;

import dev.plumbline.approval.Approver;
import dev.plumbline.approval.Decision;
import dev.plumbline.approval.PlanState;
import dev.plumbline.configuration.ReportSchedule;
import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.change.IgnoreRule;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.FindingState.Unresolved;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.Scope;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.compile.field.FieldCheck;
import dev.plumbline.integrity.compile.relation.RelationCheck;
import dev.plumbline.jdbc.backup.JdbcBackupStore;
import dev.plumbline.plan.Proposal;
import dev.plumbline.plan.select.Selection;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.Lease;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.BackupState;
import dev.plumbline.store.backup.BackupStore;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.store.plan.PlanStore.Changed;
import dev.plumbline.store.plan.PlanStore.PlanChange;
import dev.plumbline.store.plan.RecordedDecision;
import dev.plumbline.testkit.SampleBackups;
import dev.plumbline.testkit.SamplePlans;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * October 2026 of three environments, in a store of its own: what a team would have seen in it. The
 * clocks are changed on the 25th.
 */
final class SeededMonth {
  static final EnvironmentId LOCAL = new EnvironmentId("local");
  static final EnvironmentId STAGING = new EnvironmentId("staging");
  static final EnvironmentId PRODUCTION = new EnvironmentId("production");
  static final ComparisonName LOCAL_TO_STAGING = new ComparisonName("local-to-staging");
  static final ComparisonName STAGING_TO_PRODUCTION = new ComparisonName("staging-to-production");
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Every half an hour, but while Plumbline did not run. */
  private static final String POLLS =
      """
      INSERT INTO poll (id, environment, trigger, started_at, finished_at, result, message)
      SELECT md5(name || at)::uuid, name, 'schedule', at, at + interval '4 seconds',
        CASE WHEN name = 'staging' AND at >= '2026-10-12T08:00Z' AND at < '2026-10-12T14:30Z'
          OR name = 'production' AND at >= '2026-10-20T00:00Z' AND at < '2026-10-20T01:00Z'
          OR name = 'production' AND at >= '2026-10-31T22:00Z' THEN 'failed' ELSE 'unchanged' END, 'm'
      FROM unnest(ARRAY['local', 'staging', 'production']) AS name,
        generate_series('2026-09-14T00:00Z'::timestamptz, '2026-10-31T22:59Z', interval '30 minutes') AS at
      WHERE NOT (at >= '2026-10-16T18:00Z' AND at < '2026-10-18T07:00Z')
        AND NOT (name = 'local' AND at >= '2026-10-28T16:00Z')
      ORDER BY at, name;

      INSERT INTO scan (id, environment, trigger, started_at, finished_at, state, checks, looked, kept,
        unknown, rows, current_done)
      SELECT md5('scan' || name || at)::uuid, name, 'schedule', at, at + interval '7 minutes',
        CASE WHEN name = 'staging' AND at >= '2026-10-12T08:00Z' AND at < '2026-10-12T14:30Z'
          THEN 'failed' ELSE 'done' END, 40, 40, 0, 0, 1000, 0
      FROM unnest(ARRAY['staging', 'production']) AS name,
        generate_series('2026-09-14T00:00Z'::timestamptz, '2026-10-31T22:59Z', interval '6 hours') AS at
      WHERE NOT (at >= '2026-10-16T18:00Z' AND at < '2026-10-18T07:00Z')
      ORDER BY at, name;

      INSERT INTO recorded_period (began_at, seen_at) VALUES
        ('2026-09-14T00:00Z', '2026-10-16T17:58Z'), ('2026-10-18T07:01Z', '2026-10-31T23:00Z');

      INSERT INTO state_change (part, at, state, reason, changes) VALUES
        ('comparison/local-to-staging', '2026-09-14T00:00Z', 'in_sync', NULL, '{0,0,0,0,0}'),
        ('comparison/local-to-staging', '2026-10-05T09:30Z', 'drifted', NULL, '{0,0,0,3,1}'),
        ('comparison/local-to-staging', '2026-10-08T10:30Z', 'drifted', NULL, '{0,1,2,3,1}'),
        ('comparison/local-to-staging', '2026-10-12T08:01Z', 'unknown',
          'staging: database unreachable: connection refused', '{}'),
        ('comparison/local-to-staging', '2026-10-12T14:31Z', 'drifted', NULL, '{0,1,2,3,1}'),
        ('comparison/local-to-staging', '2026-10-21T12:00Z', 'drifted', NULL, '{0,0,1,1,0}'),
        ('comparison/local-to-staging', '2026-10-28T18:00Z', 'unknown', 'local is paused by ada', '{}'),
        ('comparison/staging-to-production', '2026-09-14T00:00Z', 'drifted', NULL, '{0,0,1,4,0}'),
        ('comparison/staging-to-production', '2026-10-06T20:00Z', 'in_sync', NULL, '{0,0,0,0,0}'),
        ('comparison/staging-to-production', '2026-10-12T08:01Z', 'unknown',
          'staging: database unreachable: connection refused', '{}'),
        ('comparison/staging-to-production', '2026-10-12T14:31Z', 'in_sync', NULL, '{0,0,0,0,0}'),
        ('comparison/staging-to-production', '2026-10-29T14:00Z', 'drifted', NULL, '{1,1,0,2,0}'),
        ('scan/staging', '2026-09-14T00:00Z', 'clean', NULL, '{}'),
        ('scan/staging', '2026-10-22T12:00Z', 'violated', NULL, '{}'),
        ('scan/production', '2026-09-14T00:00Z', 'violated', NULL, '{}');

      INSERT INTO check_change (environment, code, at, checks, violated, unknown, rows) VALUES
        ('staging', 'required_null', '2026-09-14T00:00Z', 12, 0, 0, 0),
        ('staging', 'required_null', '2026-10-22T12:00Z', 12, 1, 0, 4),
        ('production', 'required_null', '2026-09-14T00:00Z', 12, 0, 0, 0),
        ('production', 'orphaned_reference', '2026-09-14T00:00Z', 9, 1, 0, 12),
        ('production', 'orphaned_reference', '2026-10-07T00:00Z', 9, 2, 0, 31),
        ('production', 'orphaned_reference', '2026-10-14T00:00Z', 9, 2, 0, 44),
        ('production', 'orphaned_reference', '2026-10-23T06:00Z', 9, 1, 0, 5),
        ('production', 'duplicate_junction_row', '2026-09-14T00:00Z', 4, 1, 0, 3),
        ('production', 'duplicate_junction_row', '2026-10-19T06:00Z', 4, 0, 0, 0),
        ('production', 'file_without_binary', '2026-09-14T00:00Z', 1, 0, 1, 0);
      """;

  /** Before the span, in it with each result, still in progress at its end, and after it. */
  private static final String RUNS =
      """
      INSERT INTO run (id, plan, comparison, source, target, started_at, started_by, token, state, message, finished_at)
      SELECT ('00000000-0000-0000-0009-' || lpad(number::text, 12, '0'))::uuid, gen_random_uuid(), comparison,
        split_part(comparison, '-to-', 1), split_part(comparison, '-to-', 2), began::timestamptz, who, who, state, message,
        ended::timestamptz
      FROM (VALUES
        (1, 'staging-to-production', '2026-09-20T12:00Z', 'ada', 'verified', 'too early', '2026-09-20T12:03Z'),
        (2, 'staging-to-production', '2026-10-07T10:00Z', 'ada', 'verified',
          'the target is what was planned, as its own database says', '2026-10-07T10:03:20Z'),
        (3, 'local-to-staging', '2026-10-09T10:00Z', 'bob', 'failed', 'the backup failed: the disk is full | <b>', '2026-10-09T10:00:41Z'),
        (4, 'staging-to-production', '2026-10-21T10:00Z', 'eve', 'unverified',
          'table `authors`: the transaction of the run changed rows that no step is about: 2 rows deleted', '2026-10-21T11:30Z'),
        (5, 'local-to-staging', '2026-10-22T10:00Z', 'bob', 'cancelled', 'it was cancelled, and nothing was changed', '2026-10-22T10:00:05Z'),
        (6, 'staging-to-production', '2026-10-31T22:00Z', 'ada', 'failed', 'too late', '2026-11-02T00:00Z'))
        AS runs (number, comparison, began, who, state, message, ended);
      """;

  private final StoreDatabase database;

  private SeededMonth(StoreDatabase database) {
    this.database = database;
  }

  static void seed(StoreDatabase database) {
    SeededMonth month = new SeededMonth(database);
    database.sql().run(POLLS);
    month.drift();
    month.incidents();
    month.records();
    month.plans();
    database.sql().run(RUNS);
    month.backups();
  }

  /** Two proven ones and one that failed in the span, and one that was asked for after it. */
  private void backups() {
    BackupStore store = new JdbcBackupStore(database.dataSource(), database.address());
    proven(store, 1, "2026-10-20T01:00:00Z", 1_200);
    proven(store, 2, "2026-10-30T01:00:00Z", 12_345_678);
    Instant failed = Instant.parse("2026-10-31T01:00:00Z");
    Backup third = backup(store, 3, failed);
    store.record(
        new Lease(third.id(), 1),
        third.ended(BackupState.FAILED, "the disk is full", failed.plusSeconds(5)));
    proven(store, 4, "2026-11-01T01:00:00Z", 9);
  }

  private static void proven(BackupStore store, long number, String at, long bytes) {
    Instant time = Instant.parse(at);
    Backup backup = backup(store, number, time);
    store.record(
        new Lease(backup.id(), 1),
        backup
            .dumped(SampleBackups.dump(time.plusSeconds(60), bytes))
            .tried(SampleBackups.proof(time.plusSeconds(120)), BackupState.PROVEN, "the same"));
  }

  private static Backup backup(BackupStore store, long number, Instant at) {
    Backup backup =
        Backup.waiting(Samples.uuid(800 + number), STAGING, at, Optional.empty(), Optional.empty());
    store.begin(backup, Optional.empty());
    return backup;
  }

  private void plans() {
    PlanStore store = new JdbcPlanStore(database.dataSource(), database.address());
    // Before the span, and after it.
    propose(store, 1, STAGING_TO_PRODUCTION, "2026-09-20T10:00:00Z", Severity.LOW);
    end(store, 1, "2026-09-20T11:00:00Z", plan -> plan.reject("eve", "too early"));
    propose(store, 2, STAGING_TO_PRODUCTION, "2026-10-06T09:00:00Z", Severity.HIGH, Severity.LOW);
    decide(store, 2, Decision.Kind.APPROVE, "bob", "2026-10-06T09:30:00Z");
    decide(store, 2, Decision.Kind.APPROVE, "eve", "2026-10-06T10:00:00Z");
    end(store, 2, "2026-10-06T20:00:00Z", plan -> plan.voided(List.of("something moved")));
    propose(store, 3, LOCAL_TO_STAGING, "2026-10-09T09:00:00Z");
    end(store, 3, "2026-10-09T12:00:00Z", plan -> plan.reject("eve", "not in the sale"));
    propose(store, 4, LOCAL_TO_STAGING, "2026-10-20T22:00:00Z", Severity.CRITICAL);
    decide(store, 4, Decision.Kind.BREAK_GLASS, "root", "2026-10-20T22:10:00Z");
    store.warn(Samples.uuid(4), Instant.parse("2026-10-21T01:00:00Z"));
    end(store, 4, "2026-10-21T02:00:00Z", plan -> plan.expire(Instant.EPOCH));
    propose(store, 5, LOCAL_TO_STAGING, "2026-10-22T08:00:00Z", Severity.MEDIUM);
    end(store, 5, "2026-10-22T08:05:00Z", plan -> plan.withdraw("ada"));
    propose(store, 6, STAGING_TO_PRODUCTION, "2026-10-31T20:00:00Z", Severity.CRITICAL);
    store.warn(Samples.uuid(6), Instant.parse("2026-10-31T22:59:00Z"));
    end(store, 6, "2026-11-01T00:00:00Z", plan -> plan.expire(Instant.EPOCH));
    propose(store, 7, LOCAL_TO_STAGING, "2026-11-01T08:30:00Z", Severity.HIGH);
  }

  private static void propose(
      PlanStore store, long number, ComparisonName name, String at, Severity... hazards) {
    Comparison comparison = Objects.requireNonNull(settings().comparisons().get(name));
    SamplePlans.sealed(
        store,
        new Proposal(
            Samples.uuid(number),
            name,
            comparison.source(),
            comparison.target(),
            Selection.ALL,
            "ada",
            Instant.parse(at)),
        hazards);
  }

  private static void end(
      PlanStore store, long number, String at, Function<PlanState.Sealed, PlanState> end) {
    store.change(
        Samples.uuid(number),
        plan ->
            new Changed<>(
                true,
                Optional.of(
                    PlanChange.byItself(
                        end.apply((PlanState.Sealed) plan.state()), Instant.parse(at)))));
  }

  private static void decide(
      PlanStore store, long number, Decision.Kind kind, String person, String at) {
    Decision decision =
        new Decision(
            kind,
            new Approver(person, person, true),
            Instant.parse(at),
            "hash",
            Optional.of("`articles` cannot be saved <b>"),
            Optional.of("OPS-17"),
            Optional.empty(),
            new TreeSet<>());
    store.change(
        Samples.uuid(number),
        plan ->
            new Changed<>(
                true,
                Optional.of(
                    new PlanChange(
                        ((PlanState.Waiting) plan.state()).approve(decision),
                        Optional.of(new RecordedDecision(decision, Optional.empty())),
                        Optional.of(decision.by()),
                        Optional.empty(),
                        decision.at()))));
  }

  static Settings settings() {
    TreeMap<EnvironmentId, WatchedEnvironment> environments = new TreeMap<>();
    environments.put(LOCAL, watched(LOCAL, Tier.LOCAL, false));
    environments.put(STAGING, watched(STAGING, Tier.STAGING, true));
    environments.put(PRODUCTION, watched(PRODUCTION, Tier.PRODUCTION, true));
    TreeMap<ComparisonName, Comparison> comparisons = new TreeMap<>();
    comparisons.put(LOCAL_TO_STAGING, new Comparison(LOCAL_TO_STAGING, LOCAL, STAGING, List.of()));
    comparisons.put(
        STAGING_TO_PRODUCTION,
        new Comparison(
            STAGING_TO_PRODUCTION,
            STAGING,
            PRODUCTION,
            List.of(
                rule("articles.*", "meta.note", "Editors keep their own notes", "2026-10-15"),
                rule("tags.**", "", "Tags are curated on production", "2026-11-09"),
                rule("old_pages", "", "Deleted with release 41 <3", ""),
                rule("menus.sort", "", "Sorted by hand", "2027-10-01"))));
    return new Settings(
        environments,
        comparisons,
        List.of(),
        Settings.Notifications.NONE,
        new Settings.Store(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Path.of("data"),
            Duration.ofDays(90)),
        new ReportSchedule(Optional.of(ReportSchedule.USUAL), BERLIN));
  }

  private void drift() {
    Scope scope = new Scope.OfComparison(LOCAL_TO_STAGING);
    Observation events = change(scope, "collection_added", Severity.LOW, "events");
    Observation title = change(scope, "field_type_changed", Severity.HIGH, "articles.title");
    Observation slug = change(scope, "field_added", Severity.MEDIUM, "articles.slug");
    Observation icon = change(scope, "field_meta_changed", Severity.INFO, "articles.icon");
    seen(scope, "2026-10-05T09:30:04Z", events, icon);
    seen(scope, "2026-10-08T10:30:04Z", events, icon, title, slug);
    acknowledge(events, "2026-10-09T07:00:00Z");
    seen(scope, "2026-10-21T12:00:04Z", events, slug);

    Scope promotion = new Scope.OfComparison(STAGING_TO_PRODUCTION);
    Observation old = change(promotion, "field_added", Severity.MEDIUM, "pages.teaser");
    Observation unused =
        new Observation(
            promotion,
            PRODUCTION,
            FindingKind.IGNORE_RULE,
            "ignore_rule_unused",
            Severity.INFO,
            "old_pages",
            "",
            "ignore rule 'old_pages' of staging-to-production matches no change");
    seen(promotion, "2026-09-14T00:00:04Z", old, unused);
    seen(promotion, "2026-10-06T20:00:04Z", unused);
    Observation access = change(promotion, "policy_widened", Severity.CRITICAL, "Public");
    Observation index = change(promotion, "index_removed", Severity.HIGH, "orders.orders_customer");
    seen(promotion, "2026-10-29T14:00:04Z", unused, access, index, old);
  }

  private void incidents() {
    Scope staging = new Scope.OfSources(STAGING);
    seen(staging, "2026-10-12T08:00:04Z", unreadable(STAGING));
    seen(staging, "2026-10-12T14:30:04Z");
    Scope production = new Scope.OfSources(PRODUCTION);
    seen(production, "2026-10-20T00:00:04Z", unreadable(PRODUCTION));
    seen(production, "2026-10-20T01:00:04Z");
    seen(production, "2026-10-31T22:00:04Z", unreadable(PRODUCTION));
    Scope pair = new Scope.OfPair(PRODUCTION, STAGING);
    seen(
        pair,
        "2026-10-02T06:00:04Z",
        new Observation(
            pair,
            PRODUCTION,
            FindingKind.IDENTITY,
            "static_tokens_valid_in_both",
            Severity.HIGH,
            "",
            "",
            "2 static tokens are valid in production and staging"));
  }

  private void records() {
    violated(
        PRODUCTION,
        RelationCheck.ORPHANED_REFERENCE,
        "comments",
        "article",
        "2026-09-14T00:03:00Z");
    violated(
        PRODUCTION, RelationCheck.ORPHANED_REFERENCE, "orders", "customer", "2026-10-07T00:05:00Z");
    clean(
        PRODUCTION, RelationCheck.ORPHANED_REFERENCE, "orders", "customer", "2026-10-23T06:05:00Z");
    violated(
        PRODUCTION,
        RelationCheck.DUPLICATE_JUNCTION_ROW,
        "articles_tags",
        "tag",
        "2026-09-14T00:04:00Z");
    clean(
        PRODUCTION,
        RelationCheck.DUPLICATE_JUNCTION_ROW,
        "articles_tags",
        "tag",
        "2026-10-19T06:04:00Z");
    violated(STAGING, FieldCheck.REQUIRED_NULL, "pages", "title", "2026-10-22T12:06:00Z");
  }

  private void violated(
      EnvironmentId environment, CheckCode code, String collection, String field, String at) {
    Scope scope = scope(environment, code, collection, field);
    seen(
        scope,
        at,
        new Observation(
            scope,
            environment,
            FindingKind.VIOLATION,
            code.label(),
            code.severity(),
            collection + "." + field,
            "",
            "rows in `" + collection + "` break a check of `" + field + "`"));
  }

  private void clean(
      EnvironmentId environment, CheckCode code, String collection, String field, String at) {
    seen(scope(environment, code, collection, field), at);
  }

  private static Scope scope(
      EnvironmentId environment, CheckCode code, String collection, String field) {
    return new Scope.OfCheck(environment, code.label() + "/" + collection + "/" + field);
  }

  private static Observation change(Scope scope, String code, Severity severity, String subject) {
    return new Observation(
        scope,
        scope.equals(new Scope.OfComparison(LOCAL_TO_STAGING)) ? STAGING : PRODUCTION,
        FindingKind.CHANGE,
        code,
        severity,
        subject,
        "",
        "`" + subject + "` differs");
  }

  private static Observation unreadable(EnvironmentId environment) {
    return new Observation(
        new Scope.OfSources(environment),
        environment,
        FindingKind.UNREADABLE,
        "database_unreadable",
        Severity.HIGH,
        "",
        "",
        "the database of " + environment + " cannot be read: connection refused");
  }

  private void seen(Scope scope, String at, Observation... observations) {
    database
        .monitor()
        .reconcile(
            scope, known -> Reconciler.findings(known, List.of(observations), Instant.parse(at)));
  }

  private void acknowledge(Observation observation, String at) {
    Optional<Finding> acknowledged =
        database
            .findings()
            .update(
                observation.id(),
                Optional.of("ada"),
                Instant.parse(at),
                state ->
                    state instanceof Unresolved unresolved
                        ? unresolved.acknowledge(
                            "ada", "Goes out in November", Instant.parse(at), Optional.empty())
                        : state);
    if (acknowledged.isEmpty()) {
      throw new IllegalStateException("there is no finding " + observation);
    }
  }

  private static IgnoreRule rule(String subject, String path, String reason, String until) {
    return new IgnoreRule(
        subject,
        Optional.of(path).filter(text -> !text.isEmpty()),
        Optional.empty(),
        reason,
        Optional.of(until)
            .filter(text -> !text.isEmpty())
            .map(text -> Instant.parse(text + "T00:00:00Z")));
  }

  private static WatchedEnvironment watched(EnvironmentId id, Tier tier, boolean hasDatabase) {
    return new WatchedEnvironment(
        new Environment(id, tier, tier == Tier.PRODUCTION),
        Optional.of(
            new WatchedEnvironment.Directus(
                URI.create("https://" + id + ".example.com"), Optional.empty())),
        hasDatabase
            ? Optional.of(
                new WatchedEnvironment.Database(
                    "jdbc:postgresql://" + id + ".example.com/directus",
                    "plumbline",
                    new Secret.Literal("unused"),
                    "public"))
            : Optional.empty(),
        new WatchedEnvironment.Polling(
            new Schedule.Every(Duration.ofMinutes(30)),
            Duration.ofSeconds(5),
            Duration.ofMinutes(2)));
  }
}
