package dev.plumbline.http.request;

import static java.util.stream.Collectors.toSet;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.text.Nearest;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.monitor.overview.ComparisonOverview;
import dev.plumbline.monitor.overview.ComparisonReport;
import dev.plumbline.monitor.overview.EnvironmentOverview;
import dev.plumbline.monitor.overview.Monitoring;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.FindingStore.Filter;
import dev.plumbline.store.Part;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the caller may see. Whatever they may not see is, to them, not there. The configuration
 * decides it before anything is read, so that what is hidden answers as fast as what is absent.
 */
@Singleton
public final class Visibility {
  private final Settings settings;
  private final Monitoring monitoring;
  private final FindingStore findings;
  private final Caller caller;

  public Visibility(
      Settings settings, Monitoring monitoring, FindingStore findings, Caller caller) {
    this.settings = settings;
    this.findings = findings;
    this.monitoring = monitoring;
    this.caller = caller;
  }

  public List<EnvironmentOverview> environments() {
    return monitoring.environments(caller.access());
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
    return monitoring.comparisons(caller.access());
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
   * The findings that the caller may see. Those of a comparison which is no longer configured are
   * seen by those who see everything: nobody can say any more what its source was.
   */
  public Filter findings() {
    return Filter.visible(caller.access(), comparisonNames());
  }

  /**
   * A filter that names what there is not would find nothing, as if nothing were wrong. What only
   * other replicas are configured with, and what left and has findings still, is there.
   *
   * @throws IllegalArgumentException if there is no such environment, listing those that there are
   */
  public EnvironmentId environmentFilter(String name) {
    Set<String> configured =
        settings.environments().keySet().stream()
            .filter(caller::sees)
            .map(EnvironmentId::name)
            .collect(toSet());
    return new EnvironmentId(
        oneOf(
            "environment",
            name,
            configured,
            () -> stored(Part.Kind.POLL).filter(other -> caller.sees(new EnvironmentId(other)))));
  }

  /** Likewise for comparisons. */
  public ComparisonName comparisonFilter(String name) {
    return new ComparisonName(
        oneOf(
            "comparison",
            name,
            comparisonNames().stream().map(ComparisonName::name).collect(toSet()),
            () -> stored(Part.Kind.COMPARISON).filter(other -> caller.isUnrestricted())));
  }

  private Stream<String> stored(Part.Kind kind) {
    return findings.parts().stream().filter(part -> part.kind() == kind).map(Part::name);
  }

  /**
   * @param others read only if it is not one of the configured ones
   */
  private static String oneOf(
      String thing, String name, Set<String> configured, Supplier<Stream<String>> others) {
    if (configured.contains(name)) {
      return name;
    }
    TreeSet<String> known = new TreeSet<>(configured);
    others.get().forEach(known::add);
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "There is no "
              + thing
              + " '"
              + name
              + "' that this token may see. "
              + (known.isEmpty()
                  ? "It may see none."
                  : "It may see: " + String.join(", ", known) + ".")
              + Nearest.question(name, known));
    }
    return name;
  }
}
