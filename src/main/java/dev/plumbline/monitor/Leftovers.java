package dev.plumbline.monitor;

import dev.plumbline.configuration.Settings;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.Scope;
import dev.plumbline.memory.FindingStore;
import dev.plumbline.memory.MonitorStore;
import dev.plumbline.memory.Page;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Resolves findings about what is not configured any more: nobody looks there, so they would stay
 * open for ever.
 */
public final class Leftovers {
  private static final int PAGE = 500;

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
    for (Scope scope : openScopes()) {
      if (!isConfigured(scope)) {
        store.reconcile(scope, known -> Reconciler.findings(known, List.of(), clock.instant()));
      }
    }
  }

  private Set<Scope> openScopes() {
    FindingStore.Filter open =
        new FindingStore.Filter(
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of("open", "acknowledged"),
            Optional.empty());
    Set<Scope> scopes = new HashSet<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<Finding> page = findings.findings(open, cursor, PAGE);
      page.items().forEach(finding -> scopes.add(finding.observation().scope()));
      cursor = page.next();
    } while (cursor.isPresent());
    return scopes;
  }

  private boolean isConfigured(Scope scope) {
    return switch (scope) {
      case Scope.OfComparison(var name) -> settings.comparisons().containsKey(name);
      case Scope.OfSources(var environment) -> settings.environments().containsKey(environment);
      case Scope.OfMismatch(var environment) -> settings.environments().containsKey(environment);
      case Scope.OfCatalog(var environment) -> settings.environments().containsKey(environment);
      case Scope.OfCheck(var environment, var ignored) ->
          settings.environments().containsKey(environment);
      case Scope.OfScan(var environment) -> settings.environments().containsKey(environment);
    };
  }
}
