package dev.plumbline.ops.gauge;

import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.DriftCounts;
import dev.plumbline.drift.Verdict;
import dev.plumbline.drift.change.Change;
import dev.plumbline.monitor.overview.ComparisonOverview;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.state.ComparisonStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The gauges of comparisons. */
public final class ComparisonGauges {
  private ComparisonGauges() {}

  public static List<GaugeFamily> of(List<ComparisonOverview> comparisons) {
    GaugeFamily state = new GaugeFamily(Gauge.COMPARISON_STATE);
    GaugeFamily changes = new GaugeFamily(Gauge.COMPARISON_CHANGES);
    GaugeFamily ignored = new GaugeFamily(Gauge.COMPARISON_IGNORED_CHANGES);
    GaugeFamily compared = new GaugeFamily(Gauge.COMPARISON_LAST_COMPARED_TIMESTAMP_SECONDS);
    for (ComparisonOverview overview : comparisons) {
      String name = overview.comparison().name().name();
      state(state, name, overview.verdict().state());
      overview.verdict().counts().ifPresent(counts -> count(name, counts, changes, ignored));
      compared.with(overview.last().map(ComparisonStatus::comparedAt).orElse(Instant.EPOCH), name);
    }
    return List.of(state, changes, ignored, compared);
  }

  /** Set also while the store cannot be reached: what is configured is known, and nothing else. */
  public static List<GaugeFamily> unknown(Collection<Comparison> comparisons) {
    GaugeFamily state = new GaugeFamily(Gauge.COMPARISON_STATE);
    comparisons.forEach(c -> state(state, c.name().name(), Verdict.State.UNKNOWN));
    return List.of(state);
  }

  public static GaugeFamily info(Collection<Comparison> comparisons) {
    GaugeFamily info = new GaugeFamily(Gauge.COMPARISON_INFO);
    comparisons.forEach(c -> info.with(1, c.name().name(), c.source().name(), c.target().name()));
    return info;
  }

  private static void state(GaugeFamily family, String name, Verdict.State now) {
    for (Verdict.State state : Verdict.State.values()) {
      family.with(state == now, name, state.label());
    }
  }

  private static void count(
      String name, DriftCounts counts, GaugeFamily changes, GaugeFamily ignored) {
    for (Change.Kind kind : Change.Kind.values()) {
      for (Severity severity : Severity.values()) {
        changes.with((long) counts.of(kind, severity), name, kind.label(), severity.label());
      }
    }
    ignored.with((long) counts.ignored(), name);
  }
}
