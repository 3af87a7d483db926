package dev.plumbline.ops;

import dev.plumbline.drift.Change;
import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.DriftCounts;
import dev.plumbline.drift.Verdict;
import dev.plumbline.memory.ComparisonStatus;
import dev.plumbline.monitor.ComparisonOverview;
import dev.plumbline.severity.Severity;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What is told of comparisons. */
final class ComparisonGauges {
  private ComparisonGauges() {}

  static List<Family> of(List<ComparisonOverview> comparisons) {
    Family state = new Family(Gauge.COMPARISON_STATE);
    Family changes = new Family(Gauge.COMPARISON_CHANGES);
    Family ignored = new Family(Gauge.COMPARISON_IGNORED_CHANGES);
    Family compared = new Family(Gauge.COMPARISON_LAST_COMPARED_TIMESTAMP_SECONDS);
    for (ComparisonOverview overview : comparisons) {
      String name = overview.comparison().name().name();
      state(state, name, overview.verdict().state());
      overview.verdict().counts().ifPresent(counts -> count(name, counts, changes, ignored));
      compared.with(overview.last().map(ComparisonStatus::comparedAt).orElse(Instant.EPOCH), name);
    }
    return List.of(state, changes, ignored, compared);
  }

  /** Told when the store is away as well: it is known what is configured, and nothing else. */
  static List<Family> unknown(Collection<Comparison> comparisons) {
    Family state = new Family(Gauge.COMPARISON_STATE);
    comparisons.forEach(c -> state(state, c.name().name(), Verdict.State.UNKNOWN));
    return List.of(state);
  }

  static Family info(Collection<Comparison> comparisons) {
    Family info = new Family(Gauge.COMPARISON_INFO);
    comparisons.forEach(c -> info.with(1, c.name().name(), c.source().name(), c.target().name()));
    return info;
  }

  private static void state(Family family, String name, Verdict.State now) {
    for (Verdict.State state : Verdict.State.values()) {
      family.with(state == now, name, state.label());
    }
  }

  private static void count(String name, DriftCounts counts, Family changes, Family ignored) {
    for (Change.Kind kind : Change.Kind.values()) {
      for (Severity severity : Severity.values()) {
        changes.with((long) counts.of(kind, severity), name, kind.label(), severity.label());
      }
    }
    ignored.with((long) counts.ignored(), name);
  }
}
