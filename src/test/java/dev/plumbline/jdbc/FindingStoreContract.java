package dev.plumbline.jdbc;

import static dev.plumbline.jdbc.Samples.COMPARISON;
import static dev.plumbline.jdbc.Samples.NOON;
import static dev.plumbline.jdbc.Samples.PRODUCTION;
import static dev.plumbline.jdbc.Samples.SCOPE;
import static dev.plumbline.jdbc.Samples.STAGING;
import static dev.plumbline.jdbc.Samples.finding;
import static dev.plumbline.jdbc.Samples.noonPlus;
import static dev.plumbline.jdbc.Samples.observation;
import static dev.plumbline.store.FindingStore.Filter.EVERYTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Evidence;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingEvent;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.FindingState;
import dev.plumbline.finding.FindingState.Acknowledged;
import dev.plumbline.finding.FindingState.Open;
import dev.plumbline.finding.FindingState.Resolved;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Scope;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.FindingStore.Count;
import dev.plumbline.store.FindingStore.Filter;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.Page;
import dev.plumbline.store.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every finding store does. */
abstract class FindingStoreContract {
  private static final Finding CHANGE =
      finding(observation(SCOPE, "articles.note"), NOON, new Open());
  private static final Finding ACKNOWLEDGED =
      finding(
          observation(SCOPE, "articles.title"),
          noonPlus(1),
          new Acknowledged("bob", "known", noonPlus(2), Optional.of(noonPlus(900))));
  private static final Finding RESOLVED =
      finding(observation(SCOPE, "articles.gone"), noonPlus(2), new Resolved(noonPlus(7)));
  private static final Scope SOURCES = new Scope.OfSources(STAGING);
  private static final Scope CHECK = new Scope.OfCheck(STAGING, "orphan/articles.author");
  private static final Finding UNREADABLE =
      new Finding(
          new Observation(
              SOURCES,
              STAGING,
              FindingKind.UNREADABLE,
              "database_unreachable",
              Severity.CRITICAL,
              "",
              "",
              "It cannot be reached."),
          noonPlus(3),
          noonPlus(500),
          4,
          new Open());

  abstract MonitorStore monitor();

  abstract FindingStore findings();

  private void storeAll() {
    monitor().reconcile(SCOPE, before -> List.of(CHANGE, ACKNOWLEDGED, RESOLVED));
    monitor().reconcile(SOURCES, before -> List.of(UNREADABLE));
  }

  private List<Finding> matching(Filter filter) {
    return findings().findings(filter, Optional.empty(), 100).items();
  }

  @Test
  void findingsAreReadAsTheyWereStoredNewestOpenedFirst() {
    storeAll();

    assertThat(matching(EVERYTHING)).containsExactly(UNREADABLE, RESOLVED, ACKNOWLEDGED, CHANGE);
    assertThat(findings().finding(ACKNOWLEDGED.id())).contains(ACKNOWLEDGED);
    assertThat(findings().finding(new FindingId("0".repeat(32)))).isEmpty();
  }

  @Test
  void everyFilterLeavesOutWhatDoesNotMatch() {
    storeAll();
    Filter e = EVERYTHING;

    assertThat(
            matching(
                new Filter(
                    Access.only(STAGING),
                    Set.of(COMPARISON),
                    e.environment(),
                    e.comparison(),
                    e.kind(),
                    e.severity(),
                    e.states(),
                    e.since())))
        .containsExactly(UNREADABLE);
    assertThat(
            matching(
                new Filter(
                    Access.only(),
                    Set.of(COMPARISON),
                    e.environment(),
                    e.comparison(),
                    e.kind(),
                    e.severity(),
                    e.states(),
                    e.since())))
        .isEmpty();
    assertThat(
            matching(
                new Filter(
                    Access.only(STAGING, PRODUCTION),
                    Set.of(COMPARISON),
                    Optional.of(PRODUCTION),
                    Optional.of(COMPARISON),
                    Optional.of(FindingKind.CHANGE),
                    Optional.of(Severity.HIGH),
                    Set.of("open", "acknowledged"),
                    Optional.of(noonPlus(1)))))
        .containsExactly(ACKNOWLEDGED);
    assertThat(
            matching(
                new Filter(
                    Access.only(STAGING, PRODUCTION),
                    Set.of(),
                    e.environment(),
                    e.comparison(),
                    e.kind(),
                    e.severity(),
                    e.states(),
                    e.since())))
        .containsExactly(UNREADABLE);
    assertThat(matching(ofKind(FindingKind.UNREADABLE))).containsExactly(UNREADABLE);
    assertThat(matching(ofStates("resolved"))).containsExactly(RESOLVED);
    assertThat(matching(ofStates("open"))).containsExactly(UNREADABLE, CHANGE);
    assertThat(matching(ofComparison("another"))).isEmpty();
  }

  @Test
  void whoMaySeeOnlySomeSeesNothingThatIsAboutAnother() {
    Scope pair = new Scope.OfPair(PRODUCTION, STAGING);
    Finding ofBoth = finding(observation(pair, "both"), NOON, new Open());
    monitor().reconcile(pair, before -> List.of(ofBoth));
    storeAll();

    assertThat(matching(seenBy(Set.of(), PRODUCTION))).isEmpty();
    assertThat(matching(seenBy(Set.of(COMPARISON), PRODUCTION)))
        .containsExactlyInAnyOrder(CHANGE, ACKNOWLEDGED, RESOLVED);
    assertThat(matching(seenBy(Set.of(), PRODUCTION, STAGING)))
        .containsExactlyInAnyOrder(ofBoth, UNREADABLE);
    assertThat(findings().finding(ofBoth.id(), seenBy(Set.of(), PRODUCTION))).isEmpty();
    assertThat(findings().finding(ofBoth.id(), seenBy(Set.of(), PRODUCTION, STAGING)))
        .contains(ofBoth);
    assertThat(findings().finding(CHANGE.id(), seenBy(Set.of(), PRODUCTION))).isEmpty();
    assertThat(findings().finding(CHANGE.id(), seenBy(Set.of(COMPARISON), PRODUCTION)))
        .contains(CHANGE);
    assertThat(findings().finding(CHANGE.id(), ofStates("resolved"))).isEmpty();
  }

  @Test
  void pairsWithAFindingAreKnownUntilItIsResolved() {
    Scope.OfPair pair = new Scope.OfPair(PRODUCTION, STAGING);
    Finding ofBoth = finding(observation(pair, "both"), NOON, new Open());
    assertThat(monitor().unresolvedPairs()).isEmpty();

    monitor().reconcile(pair, before -> List.of(ofBoth));
    storeAll();
    assertThat(monitor().unresolvedPairs()).containsExactly(pair);

    monitor()
        .reconcile(
            pair, before -> List.of(finding(observation(pair, "both"), NOON, new Resolved(NOON))));
    assertThat(monitor().unresolvedPairs()).isEmpty();
  }

  private static Filter seenBy(Set<ComparisonName> comparisons, EnvironmentId... environments) {
    return Filter.visible(Access.only(environments), comparisons);
  }

  private static Filter ofKind(FindingKind kind) {
    return new Filter(
        Access.ALL,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(kind),
        Optional.empty(),
        Set.of(),
        Optional.empty());
  }

  private static Filter ofStates(String state) {
    return new Filter(
        Access.ALL,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of(state),
        Optional.empty());
  }

  private static Filter ofComparison(String name) {
    return new Filter(
        Access.ALL,
        Set.of(),
        Optional.empty(),
        Optional.of(new ComparisonName(name)),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty());
  }

  @Test
  void pagesTogetherAreEverythingOnce() {
    List<Finding> stored = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      // Seven at a time are opened at the same instant.
      stored.add(finding(observation(SCOPE, "articles.f" + i), noonPlus(i / 7), new Open()));
    }
    monitor().reconcile(SCOPE, before -> stored);

    List<Finding> read = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<Finding> page = findings().findings(EVERYTHING, cursor, 4);
      read.addAll(page.items());
      cursor = page.next();
    } while (cursor.isPresent());

    assertThat(read).containsExactlyElementsOf(matching(EVERYTHING));
    assertThat(read).containsExactlyInAnyOrderElementsOf(stored);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "%%%", "MTo1", "MjoxOmFh"})
  void badCursorIsRefused(String cursor) {
    assertThatThrownBy(() -> findings().findings(EVERYTHING, Optional.of(cursor), 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cursor");
  }

  @Test
  void limitBelowOneIsRefused() {
    assertThatThrownBy(() -> findings().findings(EVERYTHING, Optional.empty(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("limit");
  }

  @Test
  void stateIsUpdatedAndNothingElse() {
    storeAll();
    FindingState acknowledged = new Acknowledged("bob", "on it", noonPlus(9), Optional.empty());

    Optional<Finding> updated =
        findings().update(CHANGE.id(), Optional.of("bob"), noonPlus(9), before -> acknowledged);

    Finding expected =
        new Finding(CHANGE.observation(), NOON, CHANGE.lastSeenAt(), 1, acknowledged);
    assertThat(updated).contains(expected);
    assertThat(findings().finding(CHANGE.id())).contains(expected);
    assertThat(
            findings()
                .update(
                    new FindingId("0".repeat(32)),
                    Optional.of("bob"),
                    noonPlus(9),
                    before -> acknowledged))
        .isEmpty();
  }

  @Test
  void lapsedAcknowledgementIsOpenAgain() {
    storeAll();
    Finding forGood =
        finding(
            observation(SCOPE, "articles.old"),
            noonPlus(1),
            new Acknowledged("bob", "known", noonPlus(2), Optional.empty()));
    monitor().reconcile(SCOPE, before -> List.of(forGood));

    assertThat(findings().lapsed(noonPlus(899))).isEmpty();
    findings().openLapsed(noonPlus(899));

    assertThat(findings().finding(ACKNOWLEDGED.id())).contains(ACKNOWLEDGED);

    assertThat(findings().lapsed(noonPlus(900))).containsExactly(ACKNOWLEDGED.id());
    findings().openLapsed(noonPlus(900));

    Finding open = finding(ACKNOWLEDGED.observation(), ACKNOWLEDGED.openedAt(), new Open());
    assertThat(findings().finding(ACKNOWLEDGED.id())).contains(open);
    assertThat(matching(ofStates("open"))).containsExactlyInAnyOrder(UNREADABLE, open, CHANGE);
    assertThat(matching(ofStates("acknowledged"))).containsExactly(forGood);
    assertThat(matching(ofStates("resolved"))).containsExactly(RESOLVED);
    assertThat(findings().counts())
        .contains(
            new Count(
                PRODUCTION, Optional.of(COMPARISON), FindingKind.CHANGE, Severity.HIGH, "open", 2));
    assertThat(findings().lapsed(noonPlus(900))).isEmpty();
  }

  @Test
  void acknowledgementThatWasRenewedInTheMeantimeStands() {
    storeAll();
    FindingState renewed =
        new Acknowledged("eve", "still", noonPlus(901), Optional.of(noonPlus(2000)));
    FindingStore interrupted =
        new Interrupted(
            findings(),
            () ->
                findings()
                    .update(
                        ACKNOWLEDGED.id(), Optional.of("eve"), noonPlus(901), before -> renewed));

    interrupted.openLapsed(noonPlus(902));

    assertThat(findings().finding(ACKNOWLEDGED.id()).map(Finding::state)).contains(renewed);
  }

  /** Something happens once it was reported what has lapsed. */
  private record Interrupted(FindingStore store, Runnable event) implements FindingStore {
    @Override
    public List<FindingId> lapsed(Instant now) {
      List<FindingId> lapsed = store.lapsed(now);
      event.run();
      return lapsed;
    }

    @Override
    public Page<Finding> findings(Filter filter, Optional<String> cursor, int limit) {
      return store.findings(filter, cursor, limit);
    }

    @Override
    public Optional<Finding> finding(FindingId id, Filter filter) {
      return store.finding(id, filter);
    }

    @Override
    public Optional<Finding> update(
        FindingId id, Optional<String> by, Instant now, UnaryOperator<FindingState> update) {
      return store.update(id, by, now, update);
    }

    @Override
    public Page<FindingEvent.Recorded> events(FindingId id, Optional<String> cursor, int limit) {
      return store.events(id, cursor, limit);
    }

    @Override
    public Map<Part, Instant> left() {
      return store.left();
    }

    @Override
    public Set<Part> parts() {
      return store.parts();
    }

    @Override
    public List<Count> counts() {
      return store.counts();
    }
  }

  @Test
  void scopeIsHandedOverWithEverythingInItAndNothingElse() {
    storeAll();

    monitor()
        .reconcile(
            SCOPE,
            before -> {
              assertThat(before).containsExactlyInAnyOrder(CHANGE, ACKNOWLEDGED, RESOLVED);
              return List.of();
            });

    assertThat(matching(EVERYTHING)).hasSize(4);
  }

  @Test
  void ofManyScopesEachIsHandedOverAndWrittenForItself() {
    storeAll();
    Map<Scope, List<Finding>> handedOver = new HashMap<>();
    Map<Scope, Function<List<Finding>, List<Finding>>> updates = new HashMap<>();
    for (Scope scope : List.of(SCOPE, SOURCES)) {
      updates.put(scope, before -> noted(handedOver, scope, before, List.of()));
    }
    List<Finding> opened = new ArrayList<>();
    for (int pair = 0; pair < 250; pair++) {
      Scope scope = new Scope.OfPair(STAGING, new EnvironmentId("other-" + pair));
      Finding finding = finding(observation(scope, "same_project"), noonPlus(pair), new Open());
      opened.add(finding);
      updates.put(scope, before -> noted(handedOver, scope, before, List.of(finding)));
    }

    monitor().reconcile(updates);

    assertThat(handedOver).containsOnlyKeys(updates.keySet());
    assertThat(handedOver.remove(SCOPE)).containsExactlyInAnyOrder(CHANGE, ACKNOWLEDGED, RESOLVED);
    assertThat(handedOver.remove(SOURCES)).containsExactly(UNREADABLE);
    assertThat(handedOver.values()).allSatisfy(before -> assertThat(before).isEmpty());
    assertThat(findings().findings(EVERYTHING, Optional.empty(), 500).items())
        .hasSize(254)
        .containsAll(opened);
  }

  private static List<Finding> noted(
      Map<Scope, List<Finding>> handedOver,
      Scope scope,
      List<Finding> before,
      List<Finding> after) {
    handedOver.put(scope, before);
    return after;
  }

  @Test
  void findingSeenAgainIsWritten() {
    storeAll();
    Finding again = new Finding(CHANGE.observation(), NOON, noonPlus(60), 1, new Open());
    Finding reopened =
        new Finding(RESOLVED.observation(), noonPlus(60), noonPlus(60), 2, new Open());

    monitor().reconcile(SCOPE, before -> List.of(again, reopened));

    assertThat(matching(EVERYTHING)).containsExactly(reopened, UNREADABLE, ACKNOWLEDGED, again);
  }

  @Test
  void textsThatPostgresCannotHoldKeepTheirIdentity() {
    Finding odd =
        finding(observation(SCOPE, "nul \u0000 half \udc00 sub \u001a0000"), NOON, new Open());

    monitor().reconcile(SCOPE, before -> List.of(odd));

    assertThat(findings().finding(odd.id())).contains(odd);
  }

  @Test
  void evidenceIsReadAsItWasStoredAndReplaced() {
    Finding violation =
        violation(new Evidence(3, List.of(List.of("7"), List.of("a", "\u0000")), "SELECT 1"));
    Finding less = violation(new Evidence(1L << 40, List.of(), "SELECT ''"));

    monitor().reconcile(CHECK, before -> List.of(violation));

    assertThat(findings().finding(violation.id())).contains(violation);
    assertThat(less.id()).isEqualTo(violation.id());

    monitor().reconcile(CHECK, before -> List.of(less));

    assertThat(matching(EVERYTHING)).containsExactly(less);
  }

  private static Finding violation(Evidence evidence) {
    return finding(
        new Observation(
            CHECK,
            STAGING,
            FindingKind.VIOLATION,
            "orphan",
            Severity.HIGH,
            "articles.author",
            "",
            "Rows point at nothing.",
            Optional.of(evidence)),
        NOON,
        new Open());
  }

  @Test
  void countsAreOfWhatIsNotResolved() {
    storeAll();

    assertThat(findings().counts())
        .containsExactlyInAnyOrder(
            count(CHANGE, Optional.of(COMPARISON), "open"),
            count(ACKNOWLEDGED, Optional.of(COMPARISON), "acknowledged"),
            count(UNREADABLE, Optional.empty(), "open"));
  }

  private static Count count(Finding finding, Optional<ComparisonName> comparison, String state) {
    Observation seen = finding.observation();
    return new Count(seen.environment(), comparison, seen.kind(), seen.severity(), state, 1);
  }
}
