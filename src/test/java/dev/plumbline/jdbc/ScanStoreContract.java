package dev.plumbline.jdbc;

import static dev.plumbline.jdbc.Samples.NOON;
import static dev.plumbline.jdbc.Samples.PRODUCTION;
import static dev.plumbline.jdbc.Samples.STAGING;
import static dev.plumbline.jdbc.Samples.noonPlus;
import static dev.plumbline.jdbc.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.integrity.Tally;
import dev.plumbline.integrity.compile.field.FieldCheck;
import dev.plumbline.integrity.compile.relation.RelationCheck;
import dev.plumbline.reading.Reason;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.Lease;
import dev.plumbline.store.ScanStore;
import dev.plumbline.store.ScanStore.Place;
import dev.plumbline.store.ScanStore.Taken;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.store.state.CheckStatus.TableState;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.store.state.ItemCount.Method;
import dev.plumbline.store.state.Poll.Trigger;
import dev.plumbline.store.state.Scan;
import dev.plumbline.store.state.Scan.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every scan store does. */
abstract class ScanStoreContract {
  private static final CheckId TITLE =
      new CheckId(FieldCheck.REQUIRED_NULL, "articles", Optional.of("title"), "");
  private static final CheckId PAIRS =
      new CheckId(RelationCheck.DUPLICATE_JUNCTION_ROW, "a\u0000b", Optional.empty(), "x/y \ud83d");
  private static final Scan.Progress HALF =
      new Scan.Progress(7, 2, 1, 1, 123_456_789_012L, Optional.of(TITLE.text()), 0.5);

  private static final long HOUR = 3600;

  private long scansThatCount = 1000;

  abstract ScanStore store();

  private static Scan scan(long number, EnvironmentId environment) {
    return new Scan(
        uuid(number),
        environment,
        Trigger.REQUEST,
        noonPlus(number),
        Optional.empty(),
        State.RUNNING,
        Scan.Progress.NONE,
        Optional.empty());
  }

  private static Scan ended(long number, State state) {
    return new Scan(
        uuid(number),
        STAGING,
        Trigger.REQUEST,
        noonPlus(number),
        Optional.of(noonPlus(number + 10)),
        state,
        HALF,
        Optional.of("7 checks"));
  }

  private Optional<Taken> takeOver(Duration silence) {
    return store().takeOver(silence, Set.of(STAGING), Duration.ofDays(1));
  }

  private Lease begin(long number) {
    Scan scan = scan(number, STAGING);
    assertThat(store().begin(scan)).isEqualTo(scan);
    return Lease.first(scan.id());
  }

  private static Place place(String position) {
    return new Place(
        uuid(77),
        List.of(TITLE, PAIRS),
        "definition",
        Optional.of(position),
        Map.of(TITLE, new Tally(12, List.of(List.of("1", "\u0000"), List.of()))),
        Map.of("articles", new TableState("1/2/3")));
  }

  private static CheckStatus status(CheckId id, Outcome outcome, Instant at) {
    return new CheckStatus(
        id,
        Severity.MEDIUM,
        "definition",
        outcome,
        at,
        at,
        new TreeMap<>(Map.of("articles", new TableState("1/2/3"))),
        Optional.of("a sample"));
  }

  private static ItemCount count(String collection, long count, long second) {
    return new ItemCount(collection, count, Method.ESTIMATED, noonPlus(second));
  }

  private void count(Set<String> tables, ItemCount... counts) {
    countOf(STAGING, tables, Map.of(), counts);
  }

  /** By a scan of its own, which then lets the next one begin. */
  private void countOf(
      EnvironmentId environment,
      Set<String> tables,
      Map<String, TableState> states,
      ItemCount... counts) {
    UUID id = uuid(++scansThatCount);
    Scan scan = scan(scansThatCount, environment);
    Lease lease = Lease.first(store().begin(scan).id());
    assertThat(lease.work()).isEqualTo(id);
    assertThat(store().count(lease, tables, List.of(counts), states)).isTrue();
    Scan ended =
        new Scan(
            id,
            environment,
            scan.trigger(),
            scan.startedAt(),
            Optional.of(noonPlus(1_000_000)),
            State.FAILED,
            HALF,
            Optional.empty());
    assertThat(store().end(lease, ended, Set.of())).isTrue();
  }

  @Test
  void nothingIsKnownBeforeTheFirstScan() {
    assertThat(store().scan(uuid(1))).isEmpty();
    assertThat(store().lastScan(STAGING)).isEmpty();
    assertThat(store().lastComplete(STAGING)).isEmpty();
    assertThat(store().checks(STAGING)).isEmpty();
    assertThat(store().lastCounts(STAGING)).isEmpty();
    assertThat(store().dailyCounts(STAGING, Instant.EPOCH)).isEmpty();
    assertThat(store().countedStates(STAGING)).isEmpty();
    assertThat(store().place(uuid(1))).isEmpty();
    assertThat(store().dealtWith(uuid(1))).isEmpty();
    assertThat(takeOver(Duration.ZERO)).isEmpty();
  }

  @Test
  void oneScanOfAnEnvironmentRuns() {
    begin(1);

    assertThat(store().begin(scan(2, STAGING))).isEqualTo(scan(1, STAGING));
    assertThat(store().begin(scan(3, PRODUCTION))).isEqualTo(scan(3, PRODUCTION));

    assertThat(store().scan(uuid(2))).isEmpty();
    assertThat(store().lastScan(STAGING)).contains(scan(1, STAGING));
  }

  @Test
  void scanIsKeptFromItsBeginToItsEnd() {
    Lease lease = begin(1);

    assertThat(store().progress(lease, HALF, Optional.of("waits"), Optional.empty())).isTrue();

    Scan halfway = store().scan(uuid(1)).orElseThrow();
    assertThat(halfway.progress()).isEqualTo(HALF);
    assertThat(halfway.message()).contains("waits");
    assertThat(halfway.state()).isEqualTo(State.RUNNING);

    assertThat(store().end(lease, ended(1, State.DONE), Set.of())).isTrue();

    assertThat(store().scan(uuid(1))).contains(ended(1, State.DONE));
    assertThat(store().lastScan(STAGING)).contains(ended(1, State.DONE));
    assertThat(store().lastComplete(STAGING)).contains(ended(1, State.DONE));
    begin(2);
    assertThat(store().lastScan(STAGING)).contains(scan(2, STAGING));
    assertThat(store().lastComplete(STAGING)).contains(ended(1, State.DONE));
  }

  @Test
  void placeIsKeptUntilItsChecksAreRecorded() {
    Lease lease = begin(1);
    store().progress(lease, HALF, Optional.empty(), Optional.of(place("a")));

    assertThat(store().place(uuid(1))).contains(place("a"));

    store().confirm(lease, Set.of(TITLE), noonPlus(3));
    assertThat(store().place(uuid(1))).contains(place("a"));

    store().record(lease, List.of(status(TITLE, new Outcome.Clean(), NOON)));
    assertThat(store().place(uuid(1))).isEmpty();
  }

  @Test
  void scanAfterOneWhoseBudgetWasUsedUpBeginsWhereThatOneWas() {
    Lease first = begin(1);
    store().progress(first, HALF, Optional.empty(), Optional.of(place("a")));
    store().end(first, ended(1, State.OVER_BUDGET), Set.of());

    Lease second = begin(3);

    assertThat(store().place(uuid(3))).contains(place("a"));

    store().end(second, ended(3, State.FAILED), Set.of());
    begin(5);

    assertThat(store().place(uuid(5))).isEmpty();
  }

  @Test
  void silentScanIsTakenOverAndItsProcessMayWriteNoMore() {
    Lease first = begin(1);

    assertThat(takeOver(Duration.ofMinutes(1))).isEmpty();
    Taken taken = takeOver(Duration.ZERO).orElseThrow();

    assertThat(taken.scan()).isEqualTo(scan(1, STAGING));
    assertThat(taken.lease()).isEqualTo(new Lease(uuid(1), 2));
    assertThat(takeOver(Duration.ofMinutes(1))).isEmpty();
    assertThat(store().progress(first, HALF, Optional.empty(), Optional.empty())).isFalse();
    assertThat(store().record(first, List.of(status(TITLE, new Outcome.Clean(), NOON)))).isFalse();
    assertThat(store().confirm(first, Set.of(TITLE), NOON)).isFalse();
    assertThat(store().count(first, Set.of("articles"), List.of(count("articles", 9, 9)), Map.of()))
        .isFalse();
    assertThat(store().lastCounts(STAGING)).isEmpty();
    assertThat(store().end(first, ended(1, State.DONE), Set.of(TITLE))).isFalse();
    store().release(first);
    assertThat(takeOver(Duration.ofMinutes(1))).isEmpty();
    assertThat(store().checks(STAGING)).isEmpty();
    assertThat(store().scan(uuid(1))).contains(scan(1, STAGING));
    assertThat(store().progress(taken.lease(), HALF, Optional.empty(), Optional.empty())).isTrue();
  }

  @Test
  void scanThatWasLetGoIsTakenOverAtOnce() {
    Lease lease = begin(1);

    store().release(lease);

    assertThat(takeOver(Duration.ofMinutes(1))).isPresent();
  }

  @Test
  void deathsAreCountedUntilACheckIsRecorded() {
    Lease first = begin(1);
    takeOver(Duration.ZERO);
    Taken second = takeOver(Duration.ZERO).orElseThrow();
    assertThat(second.deaths()).isEqualTo(2);

    store().release(second.lease());
    Taken third = takeOver(Duration.ofMinutes(1)).orElseThrow();
    assertThat(third.deaths()).isEqualTo(2);
    assertThat(third.lease().term()).isEqualTo(first.term() + 3);
    store().confirm(third.lease(), Set.of(TITLE), NOON);
    Taken fourth = takeOver(Duration.ZERO).orElseThrow();
    assertThat(fourth.deaths()).isEqualTo(3);

    store().record(fourth.lease(), List.of(status(TITLE, new Outcome.Clean(), NOON)));
    assertThat(takeOver(Duration.ZERO).orElseThrow().deaths()).isEqualTo(1);
  }

  @Test
  void scanOfAnEnvironmentThatIsNotOursIsTakenOverOnlyWhenItIsAbandoned() {
    Lease lease = begin(1);
    store().release(lease);

    assertThat(store().takeOver(Duration.ZERO, Set.of(PRODUCTION), Duration.ofDays(1))).isEmpty();
    assertThat(store().takeOver(Duration.ZERO, Set.of(), Duration.ofDays(1))).isEmpty();
    assertThat(store().takeOver(Duration.ZERO, Set.of(PRODUCTION), Duration.ZERO)).isPresent();
  }

  @Test
  void endedScanIsNotTakenOver() {
    store().end(begin(1), ended(1, State.FAILED), Set.of());

    assertThat(takeOver(Duration.ZERO)).isEmpty();
  }

  @Test
  void whatBecameOfChecksIsKeptAndReplaced() {
    Lease lease = begin(1);
    CheckStatus clean = status(TITLE, new Outcome.Clean(), noonPlus(1));
    CheckStatus violated =
        status(
            PAIRS,
            new Outcome.Violated(
                3_000_000_000L, List.of(List.of("1", "\u0000x"), List.of()), "SELECT 1"),
            noonPlus(1));
    CheckStatus unknown =
        status(TITLE, new Outcome.Unknown(Reason.FORBIDDEN, "no grant"), noonPlus(2));

    store().record(lease, List.of(clean, violated));

    assertThat(store().checks(STAGING)).containsExactly(violated, clean);
    assertThat(store().dealtWith(uuid(1))).containsExactlyInAnyOrder(TITLE, PAIRS);

    store().record(lease, List.of(unknown));

    assertThat(store().checks(STAGING)).containsExactly(violated, unknown);
    assertThat(store().checks(PRODUCTION)).isEmpty();
  }

  @Test
  void confirmedCheckStandsFromWhenItWasRead() {
    Lease first = begin(1);
    CheckStatus clean = status(TITLE, new Outcome.Clean(), noonPlus(1));
    store().record(first, List.of(clean));
    store().end(first, ended(1, State.DONE), Set.of());
    Lease second = begin(2);
    assertThat(store().dealtWith(uuid(2))).isEmpty();

    assertThat(store().confirm(second, Set.of(TITLE, PAIRS), noonPlus(5))).isTrue();

    CheckStatus confirmed = store().checks(STAGING).getFirst();
    assertThat(store().checks(STAGING)).hasSize(1);
    assertThat(confirmed.confirmedAt()).isEqualTo(noonPlus(5));
    assertThat(confirmed.checkedAt()).isEqualTo(noonPlus(1));
    assertThat(confirmed.outcome()).isEqualTo(new Outcome.Clean());
    assertThat(store().dealtWith(uuid(2))).containsExactly(TITLE);
    assertThat(store().dealtWith(uuid(1))).isEmpty();
  }

  @Test
  void checkThatIsMissingIsForgottenAtTheEnd() {
    Lease lease = begin(1);
    CheckStatus clean = status(TITLE, new Outcome.Clean(), noonPlus(1));
    store().record(lease, List.of(clean, status(PAIRS, new Outcome.Clean(), noonPlus(1))));

    store().end(lease, ended(1, State.DONE), Set.of(PAIRS));

    assertThat(store().checks(STAGING)).containsExactly(clean);
  }

  @Test
  void lastCountOfEachCollectionIsKnownHoweverOld() {
    Set<String> tables = Set.of("Zoo", "articles", "authors");
    count(tables, count("authors", 5, 1), count("articles", 1, 1), count("Zoo", 9, 1));
    count(tables, count("articles", 2, 100));
    countOf(PRODUCTION, tables, Map.of(), count("articles", 3, 200));

    assertThat(store().lastCounts(STAGING))
        .containsExactly(count("Zoo", 9, 1), count("articles", 2, 100), count("authors", 5, 1));
    assertThat(store().lastCounts(PRODUCTION)).containsExactly(count("articles", 3, 200));
  }

  @Test
  void dailyCountsAreTheLastOfEachDayAndTheLastOfAll() {
    // Noon in UTC, so that a day ends 12 hours later.
    Set<String> tables = Set.of("articles", "authors");
    count(tables, count("authors", 5, 1), count("articles", 1, 1));
    count(tables, count("articles", 2, 12 * HOUR - 1));
    count(tables, count("articles", 3, 12 * HOUR));
    count(tables, count("articles", 4, 36 * HOUR - 1));
    count(tables, count("articles", 5, 72 * HOUR));
    count(tables, count("articles", 6, 73 * HOUR));
    countOf(PRODUCTION, tables, Map.of(), count("articles", 7, 74 * HOUR));

    assertThat(store().dailyCounts(STAGING, noonPlus(0)))
        .containsExactly(
            count("articles", 2, 12 * HOUR - 1),
            count("articles", 4, 36 * HOUR - 1),
            count("articles", 6, 73 * HOUR),
            count("authors", 5, 1));
    assertThat(store().dailyCounts(STAGING, noonPlus(36 * HOUR - 1)))
        .containsExactly(
            count("articles", 4, 36 * HOUR - 1),
            count("articles", 6, 73 * HOUR),
            count("authors", 5, 1));
    assertThat(store().dailyCounts(STAGING, noonPlus(100 * HOUR)))
        .containsExactly(count("articles", 6, 73 * HOUR), count("authors", 5, 1));
  }

  @Test
  void countsOfTablesThatAreMissingAreForgotten() {
    count(Set.of("articles", "authors"), count("authors", 5, 1), count("articles", 1, 1));

    count(Set.of("articles"));

    assertThat(store().lastCounts(STAGING)).containsExactly(count("articles", 1, 1));
  }

  @Test
  void stateOfATableIsThatOfItsLastCount() {
    Set<String> tables = Set.of("articles", "authors");
    TableState state = new TableState("7");
    countOf(
        STAGING,
        tables,
        Map.of("articles", state, "authors", state),
        count("articles", 1, 1),
        count("authors", 1, 1));
    count(tables, count("authors", 2, 2));

    assertThat(store().countedStates(STAGING)).containsExactly(Map.entry("articles", state));
  }

  @Test
  void oldScansAndCountsArePrunedButTheLastCountStays() {
    store().end(begin(1), ended(1, State.FAILED), Set.of());
    count(Set.of("articles"), count("articles", 1, 1), count("articles", 2, 2));
    begin(2);

    assertThat(store().prune(noonPlus(1000))).isEqualTo(2);

    assertThat(store().scan(uuid(1))).isEmpty();
    assertThat(store().scan(uuid(2))).isPresent();
    assertThat(store().lastCounts(STAGING)).containsExactly(count("articles", 2, 2));
    assertThat(store().prune(noonPlus(1000))).isZero();
  }

  @Test
  void lastScanAndLastCompleteOneAreNotPruned() {
    store().end(begin(1), ended(1, State.DONE), Set.of());
    store().end(begin(2), ended(2, State.DONE), Set.of());
    store().end(begin(3), ended(3, State.FAILED), Set.of());
    Lease last = begin(4);
    store().progress(last, HALF, Optional.empty(), Optional.of(place("a")));
    store().end(last, ended(4, State.OVER_BUDGET), Set.of());

    assertThat(store().prune(noonPlus(1000))).isEqualTo(2);

    assertThat(store().lastComplete(STAGING)).contains(ended(2, State.DONE));
    assertThat(store().lastScan(STAGING)).contains(ended(4, State.OVER_BUDGET));
    begin(5);
    assertThat(store().place(uuid(5))).contains(place("a"));
  }
}
