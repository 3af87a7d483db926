package dev.plumbline.store.state;

import static java.util.Comparator.comparing;

import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.severity.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of all checks of an environment, without samples and statements.
 *
 * @param outcomes how many checks there are by {@link Outcome#label()}
 * @param violated what breaks rules, gravest first
 * @param missed the first check, by its id, that is unknown and should not be
 */
public record CheckSummary(
    Map<String, Long> outcomes, List<Violations> violated, Optional<Missed> missed) {
  private static final Comparator<Violations> GRAVEST_FIRST =
      comparing(Violations::severity)
          .thenComparing(violations -> violations.code().label())
          .thenComparing(Violations::collection);

  public static final CheckSummary NONE = new CheckSummary(Map.of(), List.of(), Optional.empty());

  public CheckSummary {
    outcomes = Map.copyOf(outcomes);
    violated = violated.stream().sorted(GRAVEST_FIRST).toList();
  }

  /**
   * All that breaks one kind of rule in one collection.
   *
   * @param severity the gravest
   */
  public record Violations(CheckCode code, String collection, Severity severity, long rows) {

    private Violations plus(Violations other) {
      return new Violations(
          code,
          collection,
          severity.isAtLeast(other.severity) ? severity : other.severity,
          rows + other.rows);
    }
  }

  /** A check of which nobody knows. */
  public record Missed(CheckId id, Outcome.Unknown outcome) {}

  public static CheckSummary of(Collection<CheckStatus> checks) {
    Map<String, Long> outcomes = new HashMap<>();
    Map<List<String>, Violations> violated = new HashMap<>();
    List<Missed> missed = new ArrayList<>();
    for (CheckStatus check : checks) {
      outcomes.merge(check.outcome().label(), 1L, Long::sum);
      CheckId id = check.id();
      if (check.outcome() instanceof Outcome.Violated broken) {
        violated.merge(
            List.of(id.code().label(), id.collection()),
            new Violations(id.code(), id.collection(), check.severity(), broken.count()),
            Violations::plus);
      } else if (check.outcome() instanceof Outcome.Unknown unknown && unknown.isMissed()) {
        missed.add(new Missed(id, unknown));
      }
    }
    return new CheckSummary(
        outcomes,
        List.copyOf(violated.values()),
        missed.stream().min(comparing(one -> one.id().text())));
  }

  public long count(String outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }
}
