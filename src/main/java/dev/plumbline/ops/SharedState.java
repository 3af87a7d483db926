package dev.plumbline.ops;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.memory.FindingStore;
import dev.plumbline.memory.FindingStore.Count;
import dev.plumbline.monitor.ComparisonOverview;
import dev.plumbline.monitor.EnvironmentOverview;
import dev.plumbline.monitor.Monitoring;
import dev.plumbline.scan.IntegrityOverview;
import dev.plumbline.scan.Scanning;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the store says right now, the same for every replica. It is read at most once a second, what
 * is below the API at most every ten: it is much more, and changes with each scan. Readiness does
 * not wait for the latter.
 */
@Singleton
final class SharedState {
  private static final Duration KEPT = Duration.ofSeconds(1);
  private static final Duration INTEGRITY_KEPT = Duration.ofSeconds(10);

  private final Monitoring monitoring;
  private final FindingStore findings;
  private final Scanning scanning;
  private final Kept<State> state;
  private final Kept<List<IntegrityOverview>> integrity;

  /** Everything that is told of at one instant. */
  record State(
      List<EnvironmentOverview> environments,
      List<ComparisonOverview> comparisons,
      List<Count> findings) {}

  SharedState(Monitoring monitoring, FindingStore findings, Scanning scanning, Clock clock) {
    this.monitoring = monitoring;
    this.findings = findings;
    this.scanning = scanning;
    this.state = new Kept<>(this::read, KEPT, clock);
    this.integrity = new Kept<>(this::readIntegrity, INTEGRITY_KEPT, clock);
  }

  /** Lets everything be read side by side, for a scrape. */
  void begin() {
    state.begin();
    integrity.begin();
  }

  /** Empty if the store is away. */
  Optional<State> now() {
    return state.now();
  }

  /** Of the environments with a database; empty if the store is away. */
  Optional<List<IntegrityOverview>> integrity() {
    return integrity.now();
  }

  private State read() {
    return new State(monitoring.environments(), monitoring.comparisons(), findings.counts());
  }

  private List<IntegrityOverview> readIntegrity() {
    return monitoring.environments().stream()
        .filter(overview -> overview.watched().database().isPresent())
        .flatMap(overview -> scanning.integrity(id(overview)).stream())
        .toList();
  }

  private static EnvironmentId id(EnvironmentOverview overview) {
    return overview.watched().environment().id();
  }
}
