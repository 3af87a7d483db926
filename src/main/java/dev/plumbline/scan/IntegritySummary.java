package dev.plumbline.scan;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.state.CheckSummary;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.store.state.Scan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What metrics report the records of one environment.
 *
 * @param mismatches how many there are of each severity; empty if its database has not been read
 * @param lastScan the one that began last, which may be running
 * @param lastComplete the last one that ended {@link Scan.State#DONE}
 * @param items the last count of each collection
 */
public record IntegritySummary(
    WatchedEnvironment watched,
    Optional<Map<Severity, Integer>> mismatches,
    Optional<Scan> lastScan,
    Optional<Scan> lastComplete,
    CheckSummary checks,
    List<ItemCount> items) {}
