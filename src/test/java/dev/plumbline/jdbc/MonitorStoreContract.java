package dev.plumbline.jdbc;

import static dev.plumbline.jdbc.Samples.COMPARISON;
import static dev.plumbline.jdbc.Samples.NOON;
import static dev.plumbline.jdbc.Samples.SCOPE;
import static dev.plumbline.jdbc.Samples.STAGING;
import static dev.plumbline.jdbc.Samples.believed;
import static dev.plumbline.jdbc.Samples.catalog;
import static dev.plumbline.jdbc.Samples.done;
import static dev.plumbline.jdbc.Samples.finding;
import static dev.plumbline.jdbc.Samples.noonPlus;
import static dev.plumbline.jdbc.Samples.observation;
import static dev.plumbline.jdbc.Samples.status;
import static dev.plumbline.jdbc.Samples.uuid;
import static dev.plumbline.jdbc.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.drift.Drift;
import dev.plumbline.drift.DriftCounts;
import dev.plumbline.drift.DriftParts;
import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.environment.Access;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingState;
import dev.plumbline.finding.FindingState.Acknowledged;
import dev.plumbline.json.JsonValue;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.MonitorStore.BelievedSnapshot;
import dev.plumbline.store.MonitorStore.Compared;
import dev.plumbline.store.MonitorStore.Recomputed;
import dev.plumbline.store.MonitorStore.SnapshotPeriod;
import dev.plumbline.store.MonitorStore.StoredSnapshot;
import dev.plumbline.store.Page;
import dev.plumbline.store.state.ComparisonStatus;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.Identity;
import dev.plumbline.store.state.Identity.Location;
import dev.plumbline.store.state.Identity.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every monitor store does; with polls, see {@link PollsContract}. */
abstract class MonitorStoreContract extends PollsContract {
  private static final Drift DRIFT =
      new Drift(
          List.of(
              new Change.Added(
                  ChangeCode.COLLECTION_ADDED,
                  new Subject.OfCollection("articles"),
                  Severity.LOW,
                  JsonValue.of("new"),
                  "only the source has it",
                  Optional.empty())),
          List.of(),
          List.of(),
          List.of(),
          true);

  @Test
  void snapshotIsReadAsItWasStored() {
    BelievedSnapshot believed = believed("articles", Optional.empty());

    finish(1, Optional.of(believed));

    assertThat(monitor().snapshot(believed.fingerprint()))
        .contains(
            new StoredSnapshot(
                believed.fingerprint(), believed.snapshot(), Optional.empty(), noonPlus(2)));
  }

  @Test
  void snapshotSeenAgainOnlyLearnsItsVersion() {
    BelievedSnapshot without = believed("articles", Optional.empty());
    finish(1, Optional.of(without));
    finish(2, Optional.of(believed("articles", Optional.of("11.17.4"))));
    finish(3, Optional.of(believed("articles", Optional.of("12.4.0"))));

    assertThat(monitor().snapshot(without.fingerprint()))
        .contains(
            new StoredSnapshot(
                without.fingerprint(), without.snapshot(), Optional.of("11.17.4"), noonPlus(2)));
  }

  @Test
  void statusMayNotPointAtASnapshotThatIsNotStored() {
    assertThatThrownBy(
            () ->
                monitor()
                    .finish(
                        done(1, STAGING),
                        Optional.empty(),
                        before ->
                            status(STAGING, Optional.of(believed("gone").fingerprint()), NOON)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(monitor().environment(STAGING)).isEmpty();
  }

  @Test
  void catalogIsReadAsItWasStored() {
    CatalogReading reading = catalog("articles");

    finish(1, believed("articles"), reading);

    assertThat(monitor().environment(STAGING).flatMap(EnvironmentStatus::catalog))
        .contains(reading.fingerprint());
    assertThat(monitor().catalog(reading.fingerprint())).contains(reading);
    assertThat(monitor().disagreements(reading.fingerprint())).contains(reading.disagreements());
    assertThat(monitor().catalog(catalog("pages").fingerprint())).isEmpty();
    assertThat(monitor().disagreements(catalog("pages").fingerprint())).isEmpty();
  }

  @Test
  void catalogIsKeptWhileAnEnvironmentRefersToIt() {
    finish(1, believed("articles"), catalog("articles"));
    finish(2, believed("articles"), catalog("pages"));
    finish(3, Optional.empty());

    assertThat(monitor().environment(STAGING).flatMap(EnvironmentStatus::catalog)).isEmpty();

    finish(4, believed("articles"), catalog("authors"));
    // Two catalogs; of the polls none is that old.
    assertThat(monitor().prune(NOON)).isEqualTo(2);
    assertThat(monitor().catalog(catalog("articles").fingerprint())).isEmpty();
    assertThat(monitor().catalog(catalog("pages").fingerprint())).isEmpty();
    assertThat(monitor().catalog(catalog("authors").fingerprint())).isPresent();
  }

  @Test
  void identityIsReadAsItWasWritten() {
    assertThat(monitor().identity(STAGING)).isEmpty();
    Identity unknown =
        new Identity(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            NOON);
    Identity known =
        new Identity(
            Optional.of("018f0000-0000-7000-8000-000000000000"),
            Optional.of(
                new Location("7400000000000000001", 16384, 2200, NOON.minusSeconds(9), NOON)),
            Optional.of(new Role("Directus \"x\"", true)),
            Optional.of(new TreeSet<>(List.of("local", "s3, \"new\""))),
            Optional.of(false),
            NOON);

    monitor().identify(STAGING, unknown);
    assertThat(monitor().identity(STAGING)).contains(unknown);
    monitor().identify(STAGING, known);
    assertThat(monitor().identity(STAGING)).contains(known);
    assertThat(monitor().identity(Samples.PRODUCTION)).isEmpty();
  }

  @Test
  void statusMayNotPointAtACatalogThatIsNotStored() {
    assertThatThrownBy(
            () ->
                monitor()
                    .finish(
                        done(1, STAGING),
                        Optional.empty(),
                        before ->
                            status(
                                STAGING,
                                Optional.empty(),
                                Optional.of(catalog("gone").fingerprint()),
                                NOON)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(monitor().environment(STAGING)).isEmpty();
  }

  private void finish(long number, BelievedSnapshot believed, CatalogReading catalog) {
    monitor()
        .finish(
            done(number, STAGING),
            Optional.of(with(believed, catalog)),
            before ->
                status(
                    STAGING,
                    Optional.of(believed.fingerprint()),
                    Optional.of(catalog.fingerprint()),
                    noonPlus(number)));
  }

  @Test
  void periodsTellWhenAnEnvironmentHadWhichSnapshot() {
    BelievedSnapshot a = believed("articles");
    BelievedSnapshot b = believed("authors");
    finish(10, Optional.of(a));
    finish(20, Optional.of(a));
    finish(30, Optional.of(b));
    finish(40, Optional.of(a));

    Page<SnapshotPeriod> first = monitor().snapshots(STAGING, Optional.empty(), 2);
    Page<SnapshotPeriod> second = monitor().snapshots(STAGING, first.next(), 2);

    assertThat(first.items())
        .containsExactly(
            new SnapshotPeriod(a.fingerprint(), noonPlus(41), Optional.empty()),
            new SnapshotPeriod(b.fingerprint(), noonPlus(31), Optional.of(noonPlus(41))));
    assertThat(second.items())
        .containsExactly(
            new SnapshotPeriod(a.fingerprint(), noonPlus(11), Optional.of(noonPlus(31))));
    assertThat(second.next()).isEmpty();
  }

  @Test
  void periodNeverEndsBeforeItBegan() {
    finish(1000, Optional.of(believed("articles")));
    finish(10, Optional.of(believed("authors")));

    assertThat(monitor().snapshots(STAGING, Optional.empty(), 9).items())
        .containsExactly(
            new SnapshotPeriod(believed("authors").fingerprint(), noonPlus(1001), Optional.empty()),
            new SnapshotPeriod(
                believed("articles").fingerprint(), noonPlus(1001), Optional.of(noonPlus(1001))));
  }

  @Test
  void comparisonIsWrittenTogetherWithItsFindings() {
    BelievedSnapshot believed = believed("articles");
    finish(1, Optional.of(believed));
    var found = finding(observation(SCOPE, "articles.note"), NOON, new FindingState.Open());
    ComparisonStatus status =
        new ComparisonStatus(
            COMPARISON,
            DriftCounts.of(DRIFT),
            Optional.of(believed.fingerprint()),
            Optional.empty(),
            "basis",
            NOON);

    monitor()
        .compare(
            COMPARISON,
            before -> {
              assertThat(before).isEqualTo(new Compared(Optional.empty(), List.of()));
              assertThat(monitor().snapshot(believed.fingerprint())).isPresent();
              return Optional.of(new Recomputed(status, DRIFT, List.of(found)));
            });
    monitor()
        .compare(
            COMPARISON,
            before -> {
              assertThat(before).isEqualTo(new Compared(Optional.of(status), List.of(found)));
              return Optional.empty();
            });

    assertThat(monitor().comparison(COMPARISON)).contains(status);
    assertThat(monitor().comparisons(Set.of(COMPARISON)))
        .containsExactly(Map.entry(COMPARISON, status));
    assertThat(findings().finding(found.id())).contains(found);
    DriftParts drift = monitor().drift(COMPARISON, "basis").orElseThrow();
    assertThat(drift.changes()).containsExactlyElementsOf(DRIFT.changes());
    assertThat(drift.ignored()).isEmpty();
    assertThat(drift.renames()).isEmpty();
    assertThat(drift.remarks()).isEmpty();
    assertThat(monitor().drift(COMPARISON, "another basis")).isEmpty();
  }

  @Test
  void comparisonThatStandsIsConfirmedWithItsFindings() {
    var found = finding(observation(SCOPE, "there"), NOON, new FindingState.Open());
    assertThat(monitor().confirm(COMPARISON, "basis", NOON)).isFalse();
    monitor()
        .compare(COMPARISON, before -> Optional.of(new Recomputed(made(0), DRIFT, List.of(found))));

    assertThat(monitor().confirm(COMPARISON, "basis", noonPlus(5))).isTrue();

    assertThat(monitor().comparison(COMPARISON)).contains(made(5));
    assertThat(monitor().drift(COMPARISON, "basis")).isPresent();
    assertThat(findings().finding(found.id()).orElseThrow().lastSeenAt()).isEqualTo(noonPlus(5));
    assertThat(monitor().confirm(COMPARISON, "another basis", noonPlus(6))).isFalse();
  }

  @Test
  void findingThatIsResolvedWasLastSeenWhenItsComparisonWasLastConfirmed() {
    var undone = finding(observation(SCOPE, "undone"), NOON, new FindingState.Open());
    var stays = finding(observation(SCOPE, "there"), NOON, new FindingState.Open());
    monitor()
        .compare(
            COMPARISON,
            before -> Optional.of(new Recomputed(made(0), DRIFT, List.of(undone, stays))));
    monitor().confirm(COMPARISON, "basis", noonPlus(5));

    findings()
        .update(
            undone.id(),
            Optional.empty(),
            noonPlus(7),
            state -> new FindingState.Resolved(noonPlus(7)));
    monitor()
        .compare(COMPARISON, before -> Optional.of(new Recomputed(made(8), DRIFT, List.of(stays))));
    monitor().confirm(COMPARISON, "basis", noonPlus(9));

    assertThat(lastSeen(undone)).isEqualTo(noonPlus(5));
    assertThat(lastSeen(stays)).isEqualTo(noonPlus(9));
    assertThat(since(noonPlus(5))).containsExactlyInAnyOrder(undone.id(), stays.id());
    assertThat(since(noonPlus(9))).containsExactly(stays.id());
    assertThat(since(noonPlus(10))).isEmpty();
  }

  private Instant lastSeen(Finding finding) {
    return findings().finding(finding.id()).orElseThrow().lastSeenAt();
  }

  private List<FindingId> since(Instant since) {
    return findings()
        .findings(
            new FindingStore.Filter(
                Access.ALL,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.of(since)),
            Optional.empty(),
            10)
        .items()
        .stream()
        .map(Finding::id)
        .toList();
  }

  @Test
  void comparisonDoesNotStandWhenItsFindingsAreOthers() {
    var found = finding(observation(SCOPE, "there"), NOON, new FindingState.Open());
    monitor()
        .compare(COMPARISON, before -> Optional.of(new Recomputed(made(0), DRIFT, List.of(found))));
    findings()
        .update(
            found.id(),
            Optional.of("ada"),
            NOON,
            state -> new Acknowledged("ada", "known", NOON, Optional.of(noonPlus(2))));
    assertThat(monitor().confirm(COMPARISON, "basis", noonPlus(1))).isTrue();

    // The acknowledgement has lapsed.
    assertThat(monitor().confirm(COMPARISON, "basis", noonPlus(3))).isFalse();

    findings()
        .update(
            found.id(),
            Optional.empty(),
            noonPlus(3),
            state -> new FindingState.Resolved(noonPlus(3)));
    assertThat(monitor().confirm(COMPARISON, "basis", noonPlus(4))).isFalse();
    assertThat(monitor().comparison(COMPARISON)).contains(made(1));
  }

  @Test
  void failedComparisonLeavesEverythingAsItWas() {
    monitor().compare(COMPARISON, before -> Optional.of(new Recomputed(made(0), DRIFT, List.of())));

    assertThatThrownBy(
            () ->
                monitor()
                    .compare(
                        COMPARISON,
                        before -> {
                          throw new IllegalArgumentException("no");
                        }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(monitor().comparison(COMPARISON)).contains(made(0));
  }

  private static ComparisonStatus made(long second) {
    return new ComparisonStatus(
        COMPARISON,
        DriftCounts.of(DRIFT),
        Optional.empty(),
        Optional.empty(),
        "basis",
        noonPlus(second));
  }

  @Test
  void pruningDeletesWhatIsOldAndNoLongerReferredTo() {
    BelievedSnapshot old = believed("articles");
    BelievedSnapshot compared = believed("authors");
    BelievedSnapshot current = believed("pages");
    finish(10, Optional.of(old));
    finish(20, Optional.of(compared));
    finish(30, Optional.of(current));
    monitor()
        .compare(
            COMPARISON,
            before ->
                Optional.of(
                    new Recomputed(
                        new ComparisonStatus(
                            COMPARISON,
                            DriftCounts.of(DRIFT),
                            Optional.of(compared.fingerprint()),
                            Optional.empty(),
                            "basis",
                            NOON),
                        DRIFT,
                        List.of(
                            finding(
                                observation(SCOPE, "gone"), NOON, new FindingState.Resolved(NOON)),
                            finding(observation(SCOPE, "there"), NOON, new FindingState.Open())))));

    long rows = monitor().prune(noonPlus(40));

    // Three polls, two ended periods, one snapshot, one finding.
    assertThat(rows).isEqualTo(7);
    assertThat(monitor().poll(uuid(30))).isEmpty();
    assertThat(monitor().snapshot(old.fingerprint())).isEmpty();
    assertThat(monitor().snapshot(compared.fingerprint())).isPresent();
    assertThat(monitor().snapshot(current.fingerprint())).isPresent();
    assertThat(findings().finding(observation(SCOPE, "gone").id())).isEmpty();
    assertThat(findings().finding(observation(SCOPE, "there").id())).isPresent();
    assertThat(monitor().snapshots(STAGING, Optional.empty(), 9).items()).hasSize(1);
    assertThat(monitor().prune(noonPlus(40))).isZero();
  }
}
