package dev.plumbline.monitor;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.Scope;
import dev.plumbline.memory.FindingStore;
import dev.plumbline.memory.FindingStore.Filter;
import dev.plumbline.memory.MonitorStore;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Resolves findings about what is not configured any more: nobody looks there, so they would stay
 * open for ever.
 */
public final class Leftovers {
  private final Settings settings;
  private final MonitorStore store;
  private final FindingStore findings;
  private final Clock clock;

  public Leftovers(Settings settings, MonitorStore store, FindingStore findings, Clock clock) {
    this.settings = settings;
    this.store = store;
    this.findings = findings;
    this.clock = clock;
  }

  /** To be done when the service starts. */
  public void resolve() {
    Set<Scope> open =
        findings.all(Filter.EVERYTHING.unresolved()).stream()
            .map(finding -> finding.observation().scope())
            .collect(Collectors.toSet());
    for (Scope scope : open) {
      if (!isConfigured(scope)) {
        store.reconcile(scope, known -> Reconciler.findings(known, List.of(), clock.instant()));
      }
    }
  }

  private boolean isConfigured(Scope scope) {
    return switch (scope) {
      case Scope.OfComparison(var name) -> settings.comparisons().containsKey(name);
      case Scope.OfSources(var environment) -> settings.environments().containsKey(environment);
      case Scope.OfMismatch(var environment) -> settings.environments().containsKey(environment);
      case Scope.OfCatalog(var environment) -> settings.environments().containsKey(environment);
      case Scope.OfLosses(var environment) -> settings.environments().containsKey(environment);
      case Scope.OfIdentity(var environment) -> settings.environments().containsKey(environment);
      case Scope.OfPair(var environment, var other) ->
          settings.environments().containsKey(environment)
              && settings.environments().containsKey(other);
      case Scope.OfCheck(var environment, var ignored) -> isScanned(environment);
      case Scope.OfScan(var environment) -> isScanned(environment);
    };
  }

  private boolean isScanned(EnvironmentId id) {
    WatchedEnvironment environment = settings.environments().get(id);
    return environment != null && environment.database().isPresent();
  }
}
