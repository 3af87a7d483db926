package dev.plumbline.ops.gauge;

import dev.plumbline.configuration.Settings;
import dev.plumbline.drift.Comparison;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.FindingStore.Count;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many findings there are. Every combination that can be has a series, also where there are
 * none.
 */
public final class FindingGauges {
  private FindingGauges() {}

  private static final List<String> STATES = List.of("open", "acknowledged");

  /** The values of the labels, in their order. */
  private record Labels(
      String environment, String comparison, FindingKind kind, Severity severity, String state) {}

  public static GaugeFamily of(Settings settings, List<Count> counts) {
    Map<List<String>, Long> series = new LinkedHashMap<>();
    for (EnvironmentId environment : settings.environments().keySet()) {
      none(
          series,
          environment.name(),
          "",
          FindingKind.MISMATCH,
          FindingKind.VIOLATION,
          FindingKind.UNREADABLE,
          FindingKind.NOTIFICATION,
          FindingKind.APPROVAL,
          FindingKind.BACKUP);
    }
    for (Comparison comparison : settings.comparisons().values()) {
      none(
          series,
          comparison.target().name(),
          comparison.name().name(),
          FindingKind.CHANGE,
          FindingKind.IGNORE_RULE);
    }
    for (Count count : counts) {
      Labels labels =
          new Labels(
              count.environment().name(),
              count.comparison().map(name -> name.name()).orElse(""),
              count.kind(),
              count.severity(),
              count.state());
      // Of what is no longer configured, nothing is reported.
      series.computeIfPresent(list(labels), (key, sum) -> sum + count.count());
    }
    GaugeFamily findings = new GaugeFamily(Gauge.FINDINGS);
    series.forEach((labels, count) -> findings.with(count, labels.toArray(String[]::new)));
    return findings;
  }

  private static void none(
      Map<List<String>, Long> series, String environment, String comparison, FindingKind... kinds) {
    for (FindingKind kind : kinds) {
      for (Severity severity : Severity.values()) {
        for (String state : STATES) {
          series.put(list(new Labels(environment, comparison, kind, severity, state)), 0L);
        }
      }
    }
  }

  private static List<String> list(Labels labels) {
    return List.of(
        labels.environment(),
        labels.comparison(),
        labels.kind().label(),
        labels.severity().label(),
        labels.state());
  }
}
