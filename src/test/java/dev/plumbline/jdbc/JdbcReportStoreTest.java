package dev.plumbline.jdbc;

import static dev.plumbline.jdbc.SeededMonth.LOCAL;
import static dev.plumbline.jdbc.SeededMonth.PRODUCTION;
import static dev.plumbline.jdbc.SeededMonth.STAGING;
import static dev.plumbline.jdbc.SeededMonth.STAGING_TO_PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.faces.SettableClock;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.Scope;
import dev.plumbline.report.Reports;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.Page;
import dev.plumbline.store.Part;
import dev.plumbline.store.history.CheckChange;
import dev.plumbline.store.history.EpisodeCount;
import dev.plumbline.store.history.PollRun;
import dev.plumbline.store.history.ReportStore.Listed;
import dev.plumbline.store.history.ReportStore.Made;
import dev.plumbline.store.history.ReportStore.Trigger;
import dev.plumbline.store.history.Span;
import dev.plumbline.store.history.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JdbcReportStoreTest {
  private static final Instant NOON = Instant.parse("2026-10-14T12:00:00Z");
  private static final Span DAY = hours(0, 24);

  private final StoreDatabase database = StoreDatabase.create();
  private final JdbcReportStore store =
      new JdbcReportStore(database.dataSource(), database.address());

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void onlyOneReportOfAWeekIsStoredHoweverManyMakeIt() throws Exception {
    List<Callable<Optional<Long>>> makers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      makers.add(
          () ->
              new JdbcReportStore(database.dataSource(), database.address())
                  .add(made(Trigger.SCHEDULE, DAY)));
    }
    List<Long> ids = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Optional<Long>> future : executor.invokeAll(makers)) {
        future.get().ifPresent(ids::add);
      }
    }

    assertThat(ids).hasSize(1);
    assertThat(store.isMade(DAY.to())).isTrue();
    assertThat(store.add(made(Trigger.REQUEST, DAY)).orElseThrow()).isGreaterThan(ids.getFirst());
    assertThat(store.add(made(Trigger.REQUEST, DAY))).isPresent();
  }

  @Test
  void reportsAreListedNewestFirst() {
    for (int day = 0; day < 5; day++) {
      store.add(made(Trigger.SCHEDULE, hours(24 * day, 24 * day + 24)));
    }
    List<Instant> ends = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<Listed> page = store.reports(cursor, 2);
      page.items().forEach(listed -> ends.add(listed.span().to()));
      cursor = page.next();
    } while (cursor.isPresent());

    assertThat(ends).containsExactly(hour(120), hour(96), hour(72), hour(48), hour(24));
    assertThat(store.lastScheduled(hour(96)).orElseThrow().listed().span().to())
        .isEqualTo(hour(72));
    assertThat(store.lastScheduled(hour(24))).isEmpty();
    assertThat(store.lastScheduledMadeAt()).contains(hour(120).plusSeconds(60));
    assertThat(store.report(1).orElseThrow().body()).isEqualTo("{\"a\":\"ä\"}");
  }

  @Test
  void onlyWhatDiffersIsRecorded() {
    for (int minute = 0; minute < 60; minute++) {
      store.record(
          NOON.plusSeconds(60L * minute), List.of(state(minute < 30 ? "in_sync" : "drifted")));
    }
    Instant last = NOON.plusSeconds(59 * 60);

    assertThat(store.recorded(DAY))
        .containsExactly(new Span(NOON, last.plus(Duration.ofMinutes(5))));
    assertThat(store.states(DAY))
        .extracting(change -> change.state() + " " + change.at())
        .containsExactly("in_sync 2026-10-14T12:00:00Z", "drifted 2026-10-14T12:30:00Z");

    store.record(hour(3), List.of(state("drifted")));
    store.record(hour(4), List.of());

    assertThat(store.recorded(hours(2, 9)))
        .extracting(Span::from)
        .containsExactly(hour(3), hour(4));
    assertThat(store.states(hours(2, 9)))
        .extracting(StateChange::state)
        .as("what this replica is not configured with is not known any more")
        .containsExactly("drifted", "unknown");
    assertThat(store.states(hours(2, 9)).getLast().reason().orElse("")).contains("not configured");
  }

  @Test
  void checksAreRecordedAsTheStoreHasThem() {
    check("a", "violated", 3);
    check("b", "clean", 0);
    store.record(NOON, List.of());
    store.record(hour(1), List.of());
    check("b", "violated", 4);
    store.record(hour(2), List.of());
    database.sql().run("DELETE FROM check_status");
    store.record(hour(3), List.of());

    assertThat(store.checks(DAY))
        .containsExactly(
            new CheckChange(STAGING, "required_null", NOON, 2, 1, 0, 3),
            new CheckChange(STAGING, "required_null", hour(2), 2, 2, 0, 7),
            new CheckChange(STAGING, "required_null", hour(3), 0, 0, 0, 0));
    assertThat(store.checks(hours(1, 2)))
        .as("the last one before the span, and those in it")
        .extracting(CheckChange::rows)
        .containsExactly(3L, 7L);
  }

  @Test
  void pollsThatEndedAlikeAreOneRun() {
    polls(STAGING, "unchanged", 0, 1, 2);
    polls(STAGING, "failed", 3, 4);
    polls(STAGING, "changed", 5);
    polls(STAGING, "unchanged", 6, 20);
    polls(LOCAL, "unchanged", -30);

    List<PollRun> runs =
        store.polls(hours(1, 48), Map.of(STAGING, Duration.ofHours(3), LOCAL, Duration.ofHours(3)));

    assertThat(runs)
        .containsExactly(
            new PollRun(STAGING, true, hours(0, 3), 3),
            new PollRun(STAGING, false, hours(3, 5), 2),
            new PollRun(STAGING, true, hours(5, 9), 2),
            new PollRun(STAGING, true, hours(20, 23), 1));
  }

  @Test
  void timeToDetectIsLimitedByTheLastPollThatDidNotFindIt() {
    polls(STAGING, "unchanged", 0, 2, 4, 6);
    polls(PRODUCTION, "unchanged", 1, 5, 6);
    polls(LOCAL, "unchanged", 6);
    seen(
        new Scope.OfComparison(STAGING_TO_PRODUCTION), PRODUCTION, FindingKind.CHANGE, 6, "a", "b");
    seen(new Scope.OfSources(STAGING), STAGING, FindingKind.UNREADABLE, 7, "");
    seen(new Scope.OfCatalog(STAGING), STAGING, FindingKind.MISMATCH, 6, "x");
    seen(new Scope.OfCatalog(LOCAL), LOCAL, FindingKind.MISMATCH, 6, "x");
    database
        .sql()
        .run(
            """
            INSERT INTO scan (id, environment, trigger, started_at, finished_at, state, checks,
              looked, kept, unknown, rows, current_done)
            SELECT gen_random_uuid(), 'production', 'schedule', at, at + interval '10 minutes', state,
              0, 0, 0, 0, 0, 0
            FROM (VALUES ('2026-10-14T13:00Z'::timestamptz, 'done'), ('2026-10-14T14:00Z', 'failed'),
              ('2026-10-14T15:00Z', 'done')) AS scans (at, state)
            """);
    seen(
        new Scope.OfCheck(PRODUCTION, "c"),
        PRODUCTION,
        FindingKind.VIOLATION,
        Duration.ofMinutes(185),
        "t");

    assertThat(episodes(DAY))
        .containsExactly(
            "change 2 staging-to-production since 2026-10-14T16:00:00Z",
            "mismatch 1 local since none",
            "violation 1 production since 2026-10-14T13:00:00Z",
            "mismatch 1 staging since 2026-10-14T16:00:00Z",
            "unreadable 1 staging since 2026-10-14T18:00:00Z");
  }

  @Test
  void findingThatCameBackCountsForEachTime() {
    Scope scope = new Scope.OfCatalog(STAGING);
    seen(scope, STAGING, FindingKind.MISMATCH, -9, "x");
    seen(scope, STAGING, FindingKind.MISMATCH, -3);
    seen(scope, STAGING, FindingKind.MISMATCH, 1, "x");
    seen(scope, STAGING, FindingKind.MISMATCH, 2);
    seen(scope, STAGING, FindingKind.MISMATCH, 5, "x");
    seen(scope, STAGING, FindingKind.MISMATCH, 30);

    List<EpisodeCount> episodes = store.episodes(DAY, List.of());

    assertThat(episodes).extracting(EpisodeCount::openedAt).containsExactly(hour(1), hour(5));
    assertThat(episodes)
        .extracting(EpisodeCount::resolvedAt)
        .containsExactly(Optional.of(hour(2)), Optional.of(hour(30)));
    assertThat(store.findings(DAY, 5))
        .as("as it was at the end of the span")
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.openedAt()).isEqualTo(hour(5));
              assertThat(finding.resolvedAt()).isEmpty();
            });
    assertThat(store.episodes(hours(-2, 1), List.of())).isEmpty();
  }

  @Test
  void whatNoReportNeedsAnyMoreIsDeleted() {
    store.record(hour(0), List.of(state("in_sync")));
    store.record(hour(1), List.of(state("drifted")));
    store.record(hour(9), List.of(state("in_sync")));
    store.add(made(Trigger.SCHEDULE, hours(-48, -24)));
    store.add(made(Trigger.REQUEST, hours(-48, -24)));

    store.prune(hour(2));

    assertThat(store.states(hours(2, 24)))
        .extracting(StateChange::state)
        .containsExactly("drifted", "in_sync");
    assertThat(store.recorded(hours(-9, 24))).hasSize(1);
    assertThat(store.reports(Optional.empty(), 9).items())
        .extracting(Listed::trigger)
        .containsExactly(Trigger.SCHEDULE);
  }

  @Test
  void weekIsMadeOnceAsSoonAsItHasEnded() {
    SettableClock clock = new SettableClock();
    Reports reports = new Reports(SeededMonth.settings(), store, store, clock);
    at(clock, "2026-10-26T09:00:00Z");
    assertThat(reports.makeDue()).as("nothing has happened yet").isEmpty();
    assertThat(reports.times().due()).isEmpty();

    at(clock, "2026-10-26T06:59:00Z");
    polls(STAGING, "unchanged", 0);
    Listed before = reports.makeDue().orElseThrow();
    assertThat(reports.makeDue()).isEmpty();
    at(clock, "2026-10-26T07:00:30Z");
    assertThat(reports.makeDue()).as("a poll may be recording what it found").isEmpty();
    at(clock, "2026-10-26T07:01:00Z");
    Listed made = reports.makeDue().orElseThrow();

    assertThat(before.span().to()).isEqualTo("2026-10-19T06:00:00Z");
    assertThat(made.span())
        .as("a week of 169 hours: the clocks were changed")
        .isEqualTo(
            new Span(Instant.parse("2026-10-19T06:00:00Z"), Instant.parse("2026-10-26T07:00:00Z")));
    assertThat(reports.makeDue()).isEmpty();
    assertThat(reports.times())
        .isEqualTo(new Reports.Times(Optional.of(made.span().to()), Optional.of(made.madeAt())));
    at(clock, "2026-11-20T07:01:00Z");
    assertThat(reports.makeDue().orElseThrow().span().to())
        .as("of several that were missed, the last")
        .isEqualTo("2026-11-16T07:00:00Z");
    assertThat(reports.makeDue()).isEmpty();
  }

  private List<String> episodes(Span span) {
    return store.episodes(span, SeededMonth.settings().comparisons().values()).stream()
        .map(
            episode ->
                episode.kind().label()
                    + " "
                    + episode.count()
                    + " "
                    + episode
                        .comparison()
                        .map(name -> name.name())
                        .orElse(episode.environment().name())
                    + " since "
                    + episode.unseenSince().map(Instant::toString).orElse("none"))
        .toList();
  }

  private static Made made(Trigger trigger, Span span) {
    return new Made(trigger, span, "UTC", span.to().plusSeconds(60), 1, "{\"a\":\"ä\"}");
  }

  private static StateChange state(String state) {
    return new StateChange(
        Part.of(STAGING_TO_PRODUCTION), NOON, state, Optional.empty(), List.of(0, 0, 1, 0, 0));
  }

  private void check(String id, String state, long rows) {
    database
        .sql()
        .run(
            """
            INSERT INTO check_status (environment, id, code, collection, detail, severity, definition,
              state, outcome, looked_at, confirmed_at, basis, scan)
            VALUES ('staging', '%1$s', 'required_null', 'pages', '', 'high', '', '%2$s',
              '{"count":%3$s,"form":1}', now(), now(), '{}', gen_random_uuid())
            ON CONFLICT (environment, id) DO UPDATE SET state = excluded.state, outcome = excluded.outcome
            """
                .formatted(id, state, rows));
  }

  private void polls(EnvironmentId environment, String result, int... hours) {
    for (int hour : hours) {
      database
          .sql()
          .run(
              "INSERT INTO poll (id, environment, trigger, started_at, finished_at, result) VALUES"
                  + " (gen_random_uuid(), '%s', 'schedule', '%s', '%s', '%s')"
                      .formatted(environment, hour(hour), hour(hour), result));
    }
  }

  private void seen(
      Scope scope, EnvironmentId environment, FindingKind kind, int hour, String... subjects) {
    seen(scope, environment, kind, Duration.ofHours(hour), subjects);
  }

  private void seen(
      Scope scope,
      EnvironmentId environment,
      FindingKind kind,
      Duration after,
      String... subjects) {
    List<Observation> seen =
        Arrays.stream(subjects)
            .map(
                subject ->
                    new Observation(
                        scope, environment, kind, "code", Severity.HIGH, subject, "", "m"))
            .toList();
    database
        .monitor()
        .reconcile(scope, known -> Reconciler.findings(known, seen, NOON.plus(after)));
  }

  private static void at(SettableClock clock, String time) {
    clock.advance(Duration.between(clock.instant(), Instant.parse(time)));
  }

  private static Instant hour(int hour) {
    return NOON.plus(Duration.ofHours(hour));
  }

  private static Span hours(int from, int to) {
    return new Span(hour(from), hour(to));
  }
}
