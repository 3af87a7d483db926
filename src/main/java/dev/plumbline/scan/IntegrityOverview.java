package dev.plumbline.scan;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.mismatch.Disagreements;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.store.state.CheckSummary;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.store.state.Scan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What is known below the API of one environment.
 *
 * @param catalog empty if its database has not been read
 * @param lastScan the one that began last, which may be running
 * @param lastComplete the last one that ended {@link Scan.State#DONE}
 * @param nextScan when the schedule scans next; empty if that is not known, or it is paused
 * @param checks sorted by id; none before the first scan
 * @param items the last count of each collection
 */
public record IntegrityOverview(
    WatchedEnvironment watched,
    Optional<Disagreements> catalog,
    Optional<Scan> lastScan,
    Optional<Scan> lastComplete,
    Optional<Instant> nextScan,
    List<CheckStatus> checks,
    SortedMap<String, ItemCount> items) {

  public IntegritySummary summary() {
    return new IntegritySummary(
        watched,
        catalog.map(Disagreements::countBySeverity),
        lastScan,
        lastComplete,
        CheckSummary.of(checks),
        List.copyOf(items.values()));
  }
}
