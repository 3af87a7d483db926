package dev.plumbline.report;

import dev.plumbline.drift.DriftCounts;
import dev.plumbline.environment.Access;
import dev.plumbline.monitor.overview.ComparisonOverview;
import dev.plumbline.monitor.overview.Overviews;
import dev.plumbline.scan.IntegrityOverviews;
import dev.plumbline.scan.IntegritySummary;
import dev.plumbline.scan.IntegrityVerdict;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.Part;
import dev.plumbline.store.history.HistoryStore;
import dev.plumbline.store.history.StateChange;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Records what comparisons and records are now, as REST and metrics show them, so that a report can
 * say later what they were.
 */
public final class StateRecorder {
  private final Overviews comparisons;
  private final IntegrityOverviews records;
  private final HistoryStore history;
  private final Clock clock;

  public StateRecorder(
      Overviews comparisons, IntegrityOverviews records, HistoryStore history, Clock clock) {
    this.comparisons = comparisons;
    this.records = records;
    this.history = history;
    this.clock = clock;
  }

  /** To be called more often than every {@link HistoryStore#LONGEST_GAP}. */
  public void record() {
    Instant now = clock.instant();
    List<StateChange> states = new ArrayList<>();
    comparisons.comparisons(Access.ALL).forEach(overview -> states.add(state(overview, now)));
    records.summaries().forEach(summary -> states.add(state(summary, now)));
    history.record(now, states);
  }

  private static StateChange state(ComparisonOverview overview, Instant now) {
    return new StateChange(
        Part.of(overview.comparison().name()),
        now,
        overview.verdict().state().label(),
        overview.verdict().whyUnknown(),
        overview.verdict().counts().map(StateRecorder::changes).orElse(List.of()));
  }

  private static List<Integer> changes(DriftCounts counts) {
    return Arrays.stream(Severity.values()).map(counts::of).toList();
  }

  private static StateChange state(IntegritySummary summary, Instant now) {
    IntegrityVerdict verdict = IntegrityVerdict.of(summary, now);
    return new StateChange(
        Part.scans(summary.watched().environment().id()),
        now,
        verdict.label(),
        verdict instanceof IntegrityVerdict.Unknown(String reason)
            ? Optional.of(reason)
            : Optional.empty(),
        List.of());
  }
}
