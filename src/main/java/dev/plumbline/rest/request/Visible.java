package dev.plumbline.rest.request;

import static java.util.stream.Collectors.toSet;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.text.Nearest;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.Scope;
import dev.plumbline.monitor.ComparisonOverview;
import dev.plumbline.monitor.ComparisonReport;
import dev.plumbline.monitor.EnvironmentOverview;
import dev.plumbline.monitor.Monitoring;
import dev.plumbline.rest.auth.Caller;
import dev.plumbline.rest.problem.Problems;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the caller may see. Whatever they may not see is, to them, not there. The configuration
 * decides it before anything is read, so that what is hidden answers as fast as what is absent.
 */
@Singleton
public final class Visible {
  private final Settings settings;
  private final Monitoring monitoring;
  private final Caller caller;

  public Visible(Settings settings, Monitoring monitoring, Caller caller) {
    this.settings = settings;
    this.monitoring = monitoring;
    this.caller = caller;
  }

  public List<EnvironmentOverview> environments() {
    return monitoring.environments().stream()
        .filter(overview -> caller.sees(id(overview)))
        .toList();
  }

  public EnvironmentOverview environment(String name) {
    return environmentId(name)
        .flatMap(monitoring::environment)
        .orElseThrow(() -> Problems.notFound("environment", name));
  }

  /** Empty if there is no such environment. */
  private Optional<EnvironmentId> environmentId(String name) {
    return Optional.of(name)
        .filter(EnvironmentId::isValid)
        .map(EnvironmentId::new)
        .filter(this::sees);
  }

  private boolean sees(EnvironmentId environment) {
    return settings.environments().containsKey(environment) && caller.sees(environment);
  }

  public List<ComparisonOverview> comparisons() {
    return monitoring.comparisons().stream()
        .filter(overview -> caller.sees(overview.comparison()))
        .toList();
  }

  public ComparisonOverview comparison(String name) {
    return comparisonName(name)
        .flatMap(monitoring::comparison)
        .orElseThrow(() -> Problems.notFound("comparison", name));
  }

  /** The same with everything that differs. */
  public ComparisonReport report(String name) {
    return comparisonName(name)
        .flatMap(monitoring::report)
        .orElseThrow(() -> Problems.notFound("comparison", name));
  }

  /** Empty if there is no such comparison. */
  private Optional<ComparisonName> comparisonName(String name) {
    return Optional.of(name)
        .filter(EnvironmentId::isValid)
        .map(ComparisonName::new)
        .filter(this::sees);
  }

  /** The comparisons that the caller may see, as configured. */
  public Set<ComparisonName> comparisonNames() {
    return settings.comparisons().keySet().stream().filter(this::sees).collect(toSet());
  }

  private boolean sees(ComparisonName name) {
    return Optional.ofNullable(settings.comparisons().get(name)).filter(caller::sees).isPresent();
  }

  /**
   * Whether the caller may see a finding. That of a comparison which is no longer configured is
   * seen by those who see everything: nobody can tell any more what its source was.
   */
  public boolean sees(Finding finding) {
    return caller.sees(finding.observation().environment())
        && switch (finding.observation().scope()) {
          case Scope.OfComparison(ComparisonName name) -> caller.isUnrestricted() || sees(name);
          case Scope.OfSources ignored -> true;
          case Scope.OfMismatch ignored -> true;
          case Scope.OfCatalog ignored -> true;
          case Scope.OfCheck ignored -> true;
          case Scope.OfScan ignored -> true;
          case Scope.OfLosses ignored -> true;
          case Scope.OfIdentity ignored -> true;
          case Scope.OfPair(var ignored, EnvironmentId other) -> caller.sees(other);
        };
  }

  /**
   * A filter that names what there is not would find nothing, as if nothing were wrong.
   *
   * @throws IllegalArgumentException if there is no such environment, listing those that there are
   */
  public EnvironmentId environmentFilter(String name) {
    return new EnvironmentId(
        oneOf(
            "environment",
            name,
            settings.environments().keySet().stream()
                .filter(caller::sees)
                .map(EnvironmentId::name)
                .toList()));
  }

  /** Likewise for comparisons. */
  public ComparisonName comparisonFilter(String name) {
    return new ComparisonName(
        oneOf("comparison", name, comparisonNames().stream().map(ComparisonName::name).toList()));
  }

  private static String oneOf(String thing, String name, List<String> names) {
    SortedSet<String> known = new TreeSet<>(names);
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "There is no "
              + thing
              + " '"
              + name
              + "' that this token may see. "
              + (known.isEmpty() ? "It sees none." : "It sees: " + String.join(", ", known) + ".")
              + Nearest.question(name, known));
    }
    return name;
  }

  private static EnvironmentId id(EnvironmentOverview overview) {
    return overview.watched().environment().id();
  }
}
