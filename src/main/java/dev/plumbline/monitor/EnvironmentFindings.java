package dev.plumbline.monitor;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Source;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.Scope;
import dev.plumbline.finding.observation.Observations;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.mismatch.rules.MismatchCodes;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.MonitorStore.BelievedSnapshot;
import dev.plumbline.store.MonitorStore.StoredSnapshot;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.Identity;
import dev.plumbline.watch.EnvironmentReading;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps the findings about one environment alone: can it be read, and do its sources agree. */
final class EnvironmentFindings {
  private final MonitorStore store;
  private final Clock clock;
  private final LostCollections lostCollections;

  EnvironmentFindings(MonitorStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.lostCollections = new LostCollections(store, clock);
  }

  void reconcile(WatchedEnvironment watched, EnvironmentReading result) {
    EnvironmentId id = watched.environment().id();
    reconcile(new Scope.OfSources(id), unreadable(id, result));
    disagreement(watched, result).ifPresent(seen -> reconcile(new Scope.OfMismatch(id), seen));
    lostCollections.reconcile(id);
    mismatches(watched, result).ifPresent(seen -> reconcile(new Scope.OfCatalog(id), seen));
  }

  private static List<Observation> unreadable(EnvironmentId id, EnvironmentReading result) {
    List<Observation> seen = new ArrayList<>();
    result
        .api()
        .ifPresent(
            failure ->
                Observations.unreadable(id, Source.API, failure.reason(), failure.detail())
                    .ifPresent(seen::add));
    result
        .database()
        .ifPresent(
            failure ->
                Observations.unreadable(id, Source.DATABASE, failure.reason(), failure.detail())
                    .ifPresent(seen::add));
    return seen;
  }

  /** Empty if this poll could not say; then the findings stay as they are. */
  private Optional<List<Observation>> disagreement(
      WatchedEnvironment watched, EnvironmentReading result) {
    boolean cannotDisagree = watched.directus().isEmpty() || watched.database().isEmpty();
    if (cannotDisagree || isOfAnother(watched.environment().id())) {
      return Optional.of(List.of());
    }
    if (result.apiSnapshot().isPresent() && result.schema().isPresent()) {
      return Optional.of(
          Observations.mismatch(
              watched.environment().id(),
              result.apiSnapshot().get(),
              snapshot(result.schema().get()),
              unreadable(result.schema().get())));
    }
    // By the record, not by this poll: a poll that died before it got here is made good.
    return store
        .environment(watched.environment().id())
        .flatMap(EnvironmentStatus::apiAgrees)
        .filter(agrees -> agrees)
        .map(agrees -> List.of());
  }

  /** Whether API and database belong to different Directus instances, a finding of its own. */
  private boolean isOfAnother(EnvironmentId id) {
    return store.identity(id).flatMap(Identity::apiServesDatabase).equals(Optional.of(false));
  }

  /** The one just read, or, of a database that did not change, the stored one. */
  private Snapshot snapshot(EnvironmentReading.Schema schema) {
    return schema
        .fresh()
        .map(BelievedSnapshot::snapshot)
        .or(() -> store.snapshot(schema.address()).map(StoredSnapshot::snapshot))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the snapshot " + schema.address() + " is not in the store"));
  }

  /** The tables that Directus's own role may not read. */
  private Set<String> unreadable(EnvironmentReading.Schema schema) {
    return schema.catalog().flatMap(store::disagreements).stream()
        .flatMap(reading -> reading.mismatches().stream())
        .filter(mismatch -> MismatchCodes.isUnreadableTable(mismatch.code()))
        .map(Mismatch::subject)
        .collect(Collectors.toSet());
  }

  /** Likewise by the record, and empty if this poll could not say. */
  private Optional<List<Observation>> mismatches(
      WatchedEnvironment watched, EnvironmentReading result) {
    EnvironmentId id = watched.environment().id();
    if (watched.database().isEmpty()) {
      return Optional.of(List.of());
    }
    return result.database().isPresent()
        ? Optional.empty()
        : store
            .environment(id)
            .flatMap(EnvironmentStatus::catalog)
            .flatMap(store::disagreements)
            .map(disagreements -> Observations.mismatches(id, disagreements.mismatches()));
  }

  private void reconcile(Scope scope, List<Observation> seen) {
    store.reconcile(scope, known -> Reconciler.findings(known, seen, clock.instant()));
  }
}
