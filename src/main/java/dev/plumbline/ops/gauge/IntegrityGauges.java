package dev.plumbline.ops.gauge;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.scan.IntegritySummary;
import dev.plumbline.scan.IntegrityVerdict;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.state.Scan;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The gauges of records and catalogs. */
public final class IntegrityGauges {
  private IntegrityGauges() {}

  private static final String NEVER = "never";

  public static List<GaugeFamily> of(List<IntegritySummary> summaries, Instant now) {
    GaugeFamily state = new GaugeFamily(Gauge.INTEGRITY_STATE);
    GaugeFamily checks = new GaugeFamily(Gauge.INTEGRITY_CHECKS);
    GaugeFamily scan = new GaugeFamily(Gauge.INTEGRITY_SCAN_STATE);
    GaugeFamily complete = new GaugeFamily(Gauge.INTEGRITY_SCAN_LAST_COMPLETE_TIMESTAMP_SECONDS);
    GaugeFamily mismatches = new GaugeFamily(Gauge.CATALOG_MISMATCHES);
    CollectionGauges collections = new CollectionGauges();
    for (IntegritySummary summary : summaries) {
      String name = summary.watched().environment().id().name();
      state(state, name, IntegrityVerdict.of(summary, now).label());
      for (String outcome : Outcome.labels()) {
        checks.with(summary.checks().count(outcome), name, outcome);
      }
      scanState(scan, name, summary.lastScan());
      complete.with(summary.lastComplete().flatMap(Scan::finishedAt).orElse(Instant.EPOCH), name);
      summary.mismatches().ifPresent(counts -> mismatches(mismatches, name, counts));
      collections.add(summary);
    }
    return Stream.concat(
            Stream.of(state, checks, scan, complete, mismatches), collections.families().stream())
        .toList();
  }

  /** Set also while the store cannot be reached: what is configured is known, and nothing else. */
  public static List<GaugeFamily> unknown(Collection<WatchedEnvironment> environments) {
    GaugeFamily state = new GaugeFamily(Gauge.INTEGRITY_STATE);
    environments.stream()
        .filter(watched -> watched.database().isPresent())
        .forEach(watched -> state(state, watched.environment().id().name(), "unknown"));
    return List.of(state);
  }

  private static void state(GaugeFamily family, String name, String now) {
    Outcome.labels().forEach(any -> family.with(any.equals(now), name, any));
  }

  private static void scanState(GaugeFamily family, String name, Optional<Scan> last) {
    String now = last.map(scan -> scan.state().label()).orElse(NEVER);
    Stream.concat(Arrays.stream(Scan.State.values()).map(Scan.State::label), Stream.of(NEVER))
        .forEach(any -> family.with(any.equals(now), name, any));
  }

  private static void mismatches(GaugeFamily family, String name, Map<Severity, Integer> counts) {
    for (Severity severity : Severity.values()) {
      family.with((long) counts.getOrDefault(severity, 0), name, severity.label());
    }
  }
}
