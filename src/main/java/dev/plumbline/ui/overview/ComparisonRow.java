package dev.plumbline.ui.overview;

import dev.plumbline.drift.DriftCounts;
import dev.plumbline.monitor.overview.ComparisonOverview;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.state.ComparisonStatus;
import dev.plumbline.ui.sign.ComparisonSign;
import dev.plumbline.ui.sign.Sign;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A comparison, in one line.
 *
 * @param counts how many changes there are of each severity that has some, gravest first
 * @param why why it is unknown; else empty
 * @param comparedAt when both sides were last known to be as compared
 */
record ComparisonRow(
    String name,
    String source,
    String target,
    Sign state,
    List<Sign> counts,
    Optional<String> why,
    Optional<Instant> comparedAt,
    int rank) {
  /** Drift of severity high or above, then what nobody knows, then the rest of the drift. */
  static final Comparator<ComparisonRow> WORST_FIRST =
      Comparator.comparingInt((ComparisonRow row) -> row.rank).thenComparing(ComparisonRow::name);

  private static final List<Severity> SEVERITIES = List.of(Severity.values());
  private static final int UNKNOWN = SEVERITIES.indexOf(Severity.HIGH) + 1;
  private static final int IN_SYNC = 100;

  static ComparisonRow of(ComparisonOverview overview) {
    Optional<DriftCounts> drift = overview.verdict().counts();
    return new ComparisonRow(
        overview.comparison().name().name(),
        overview.comparison().source().name(),
        overview.comparison().target().name(),
        ComparisonSign.of(overview.verdict()),
        drift.map(ComparisonSign::counts).orElse(List.of()),
        overview.verdict().whyUnknown(),
        overview.last().map(ComparisonStatus::comparedAt),
        drift.map(ComparisonRow::rankOf).orElse(UNKNOWN));
  }

  private static int rankOf(DriftCounts drift) {
    return SEVERITIES.stream()
        .filter(severity -> drift.of(severity) > 0)
        .findFirst()
        .map(
            gravest ->
                gravest.isAtLeast(Severity.HIGH)
                    ? SEVERITIES.indexOf(gravest)
                    : UNKNOWN + SEVERITIES.indexOf(gravest))
        .orElse(IN_SYNC);
  }
}
