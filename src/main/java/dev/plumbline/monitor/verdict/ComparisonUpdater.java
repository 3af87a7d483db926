package dev.plumbline.monitor.verdict;

import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.DriftCounts;
import dev.plumbline.drift.Side;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.observation.Observations;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.monitor.verdict.VerdictInputs.Known;
import dev.plumbline.monitor.verdict.VerdictInputs.Unreadable;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.MonitorStore.Compared;
import dev.plumbline.store.MonitorStore.Recomputed;
import dev.plumbline.store.MonitorStore.StoredSnapshot;
import dev.plumbline.store.state.ComparisonStatus;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.watch.ReadingPermits;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps the comparisons and their findings up to what is known of their environments. Only what was
 * really compared is recorded. Whether it still holds, {@link Verdicts} decides.
 */
public final class ComparisonUpdater {
  private final Verdicts verdicts;
  private final MonitorStore store;
  private final Clock clock;

  public ComparisonUpdater(Verdicts verdicts, MonitorStore store, Clock clock) {
    this.verdicts = verdicts;
    this.store = store;
    this.clock = clock;
  }

  /** Compares again unless nothing changed that the recorded verdict was made from. */
  public void recompute(Comparison comparison, ReadingPermits.Permit permit)
      throws InterruptedException {
    // Before the statuses are read: as of this instant they are known to be so.
    Instant now = clock.instant();
    switch (basis(comparison, now)) {
      // What could not be read is neither still so nor resolved: the findings stay.
      case Unreadable ignored -> {}
      case Known known -> {
        if (!store.confirm(comparison.name(), known.text(), now)) {
          // Before the comparison is locked: the other way round two polls could wait for each
          // other.
          permit.acquire();
          store.compare(comparison.name(), before -> compare(comparison, before));
        }
      }
    }
  }

  /**
   * Whether both sides are known and the recorded verdict was made from something else. Whoever
   * compares by older rules and began before this replica announced its own has ended then, and
   * nobody begins any more: no such verdict comes after this.
   */
  public boolean isOutdated(Comparison comparison) {
    return basis(comparison, clock.instant()) instanceof Known known
        && store.settledComparison(comparison.name()).filter(known::isOf).isEmpty();
  }

  private Optional<Recomputed> compare(Comparison comparison, Compared before) {
    Instant now = clock.instant();
    return switch (basis(comparison, now)) {
      case Unreadable ignored -> Optional.empty();
      case Known known -> {
        Drift drift =
            Drift.of(
                Differ.diff(side(known.source()), side(known.target())), comparison.ignore(), now);
        yield Optional.of(
            new Recomputed(
                new ComparisonStatus(
                    comparison.name(),
                    DriftCounts.of(drift),
                    known.source().snapshot(),
                    known.target().snapshot(),
                    known.text(),
                    now),
                drift,
                Reconciler.findings(before.findings(), Observations.of(comparison, drift), now)));
      }
    };
  }

  private Side side(EnvironmentStatus status) {
    Fingerprint address = status.snapshot().orElseThrow();
    StoredSnapshot stored =
        store
            .snapshot(address)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the snapshot "
                            + address
                            + " of "
                            + status.environment()
                            + " is not in the store"));
    return new Side(stored.snapshot(), status.versions(), status.catalog().map(this::inventory));
  }

  private Inventory inventory(Fingerprint catalog) {
    return store
        .catalog(catalog)
        .orElseThrow(
            () -> new IllegalStateException("the catalog " + catalog + " is not in the store"))
        .inventory();
  }

  private VerdictInputs basis(Comparison comparison, Instant now) {
    return verdicts.basis(
        comparison, new ComparedEnvironments(store::environment, store::identity), now);
  }
}
