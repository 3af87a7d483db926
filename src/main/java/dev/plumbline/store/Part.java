package dev.plumbline.store;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Scope;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a configuration that replicas may know or not: the polls of an environment (so the
 * environment itself), its scans, or a comparison.
 *
 * @param name of the environment or comparison
 */
public record Part(Kind kind, String name) {
  /** What is configured. */
  public enum Kind {
    POLL,
    SCAN,
    COMPARISON;

    private final String label = name().toLowerCase(Locale.ROOT);

    String label() {
      return label;
    }
  }

  public static Part polls(EnvironmentId environment) {
    return new Part(Kind.POLL, environment.name());
  }

  public static Part scans(EnvironmentId environment) {
    return new Part(Kind.SCAN, environment.name());
  }

  public static Part of(ComparisonName comparison) {
    return new Part(Kind.COMPARISON, comparison.name());
  }

  /** The parts without which nobody can say any more whether a finding of a scope is still so. */
  public static List<Part> of(Scope scope) {
    return switch (scope) {
      case Scope.OfComparison(var name) -> List.of(of(name));
      case Scope.OfSources(var environment) -> List.of(polls(environment));
      case Scope.OfMismatch(var environment) -> List.of(polls(environment));
      case Scope.OfCatalog(var environment) -> List.of(polls(environment));
      case Scope.OfLosses(var environment) -> List.of(polls(environment));
      case Scope.OfIdentity(var environment) -> List.of(polls(environment));
      case Scope.OfPair(var environment, var other) -> List.of(polls(environment), polls(other));
      case Scope.OfCheck(var environment, var ignored) -> List.of(scans(environment));
      case Scope.OfScan(var environment) -> List.of(scans(environment));
      case Scope.OfChannel(var environment, var ignored) -> List.of(polls(environment));
      case Scope.OfApprovals(var environment) -> List.of(polls(environment));
      case Scope.OfBackups(var environment) -> List.of(polls(environment));
    };
  }

  /**
   * Since when nobody can say any more whether a finding of a scope is still so.
   *
   * @param left what no living replica is configured with, and since when
   * @return empty while somebody can
   */
  public static Optional<Instant> leftSince(Scope scope, Map<Part, Instant> left) {
    return of(scope).stream()
        .flatMap(part -> Optional.ofNullable(left.get(part)).stream())
        .min(Comparator.naturalOrder());
  }

  /** As {@link #key} wrote it. */
  public static Part ofKey(String key) {
    int slash = key.indexOf('/');
    return new Part(
        Kind.valueOf(key.substring(0, slash).toUpperCase(Locale.ROOT)), key.substring(slash + 1));
  }

  /** Stable text, its key in the store. */
  public String key() {
    return kind.label() + "/" + name;
  }

  @Override
  public String toString() {
    return key();
  }
}
