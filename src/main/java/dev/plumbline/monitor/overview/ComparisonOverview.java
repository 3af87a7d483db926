package dev.plumbline.monitor.overview;

import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.VerdictSummary;
import dev.plumbline.store.state.ComparisonStatus;
import java.util.Optional;

/**
 * A comparison as configured and as it stands now.
 *
 * @param verdict what may be said at this instant: {@link VerdictSummary.Unknown} with its reason
 *     before the first comparison, and whenever a side cannot be read or was not read for too long,
 *     whatever {@code last} says
 * @param last the last one that was made; empty before the first
 */
public record ComparisonOverview(
    Comparison comparison, VerdictSummary verdict, Optional<ComparisonStatus> last) {}
