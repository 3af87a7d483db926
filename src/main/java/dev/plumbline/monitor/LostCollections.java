package dev.plumbline.monitor;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.Scope;
import dev.plumbline.finding.observation.FindingCode;
import dev.plumbline.mismatch.rules.MismatchCodes;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.MonitorStore.SnapshotPeriod;
import dev.plumbline.store.MonitorStore.StoredSnapshot;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.ItemCount;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the collections that an environment had and has no more, whatever it is compared with: one
 * finding for each change of its schema, open until they are back, or for a time. It is derived
 * from the stored history, so that a process that dies in between leaves nothing out.
 */
final class LostCollections {
  private static final Duration REPORTED = Duration.ofDays(30);
  private static final int MOST_PERIODS = 20;

  /** As many names as one sentence has. */
  private static final int MOST_NAMES = 10;

  private final MonitorStore store;
  private final Clock clock;

  /** The history of which the findings were derived last: it hardly ever changes. */
  private final Map<EnvironmentId, String> derived = new ConcurrentHashMap<>();

  LostCollections(MonitorStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  void reconcile(EnvironmentId environment) {
    Optional<EnvironmentStatus> status = store.environment(environment);
    if (status.flatMap(EnvironmentStatus::snapshot).isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    List<SnapshotPeriod> periods =
        store.snapshots(environment, Optional.empty(), MOST_PERIODS).items();
    String history = now.toString().substring(0, 10) + periods + status.get().catalog();
    if (history.equals(derived.get(environment))) {
      return;
    }
    List<Observation> seen = losses(environment, status.get(), periods, now.minus(REPORTED));
    store.reconcile(
        new Scope.OfLosses(environment),
        known -> Reconciler.findings(known, asBefore(seen, known), now));
    derived.put(environment, history);
  }

  private List<Observation> losses(
      EnvironmentId environment,
      EnvironmentStatus status,
      List<SnapshotPeriod> periods,
      Instant since) {
    Map<Fingerprint, Optional<Snapshot>> loaded = new HashMap<>();
    Function<Fingerprint, Optional<Snapshot>> load =
        address ->
            loaded.computeIfAbsent(
                address, key -> store.snapshot(key).map(StoredSnapshot::snapshot));
    Set<String> present =
        load.apply(status.snapshot().orElseThrow()).map(LostCollections::all).orElse(Set.of());
    List<Observation> losses = new ArrayList<>();
    for (int i = 0; i + 1 < periods.size() && !periods.get(i).from().isBefore(since); i++) {
      SnapshotPeriod period = periods.get(i);
      Optional<Snapshot> before = load.apply(periods.get(i + 1).fingerprint());
      Optional<Snapshot> after = load.apply(period.fingerprint());
      if (before.isPresent() && after.isPresent()) {
        Set<String> lost = new TreeSet<>(withTable(before.get()));
        lost.removeAll(all(after.get()));
        lost.removeAll(present);
        lost.removeAll(untracked(status));
        if (!lost.isEmpty()) {
          losses.add(disappeared(environment, lost, counts(environment), period.from()));
        }
      }
    }
    return losses;
  }

  static Observation disappeared(
      EnvironmentId environment, Set<String> lost, Map<String, ItemCount> counts, Instant at) {
    String names =
        lost.stream()
            .limit(MOST_NAMES)
            .map(name -> "`" + name + "` (" + rows(Optional.ofNullable(counts.get(name))) + ")")
            .collect(Collectors.joining(", "));
    int more = lost.size() - MOST_NAMES;
    return new Observation(
        new Scope.OfLosses(environment),
        environment,
        FindingKind.LOSS,
        FindingCode.COLLECTIONS_DISAPPEARED.label(),
        FindingCode.COLLECTIONS_DISAPPEARED.severity(),
        "",
        at.toString(),
        "%d %s disappeared from %s: %s%s; if this was not intended, restore the tables from a backup"
            .formatted(
                lost.size(),
                lost.size() == 1 ? "collection" : "collections",
                environment,
                names,
                more > 0 ? " and " + more + " more" : ""));
  }

  private static String rows(Optional<ItemCount> count) {
    return count
        .map(
            known ->
                (known.method() == ItemCount.Method.ESTIMATED ? "about " : "")
                    + known.count()
                    + (known.count() == 1 ? " row at " : " rows at ")
                    + known.countedAt().truncatedTo(ChronoUnit.SECONDS))
        .orElse("rows never counted");
  }

  /** A later scan forgets how many rows there were; a finding does not. */
  private static List<Observation> asBefore(List<Observation> seen, List<Finding> known) {
    Map<FindingId, Observation> before =
        known.stream().collect(Collectors.toMap(Finding::id, Finding::observation));
    return seen.stream().map(loss -> before.getOrDefault(loss.id(), loss)).toList();
  }

  private Map<String, ItemCount> counts(EnvironmentId environment) {
    return store.itemCounts(environment).stream()
        .collect(Collectors.toMap(ItemCount::collection, count -> count));
  }

  /** Tables that are still there, although Directus knows them no more, are a mismatch. */
  private Set<String> untracked(EnvironmentStatus status) {
    return status.catalog().flatMap(store::disagreements).stream()
        .flatMap(disagreements -> disagreements.mismatches().stream())
        .filter(mismatch -> MismatchCodes.isUntrackedTable(mismatch.code()))
        .map(mismatch -> mismatch.subject())
        .collect(Collectors.toSet());
  }

  private static Set<String> withTable(Snapshot snapshot) {
    return snapshot.collections().stream()
        .filter(collection -> collection.schema().isPresent())
        .map(Collection::collection)
        .collect(Collectors.toSet());
  }

  /** Also those that have lost their table, which is a mismatch. */
  private static Set<String> all(Snapshot snapshot) {
    return snapshot.collections().stream().map(Collection::collection).collect(Collectors.toSet());
  }
}
