package dev.plumbline.memory;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.FindingState;
import dev.plumbline.severity.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Findings, open or past. */
public interface FindingStore {
  /** Those that match, newest opened first. */
  Page<Finding> findings(Filter filter, Optional<String> cursor, int limit);

  Optional<Finding> finding(FindingId id);

  /**
   * Changes the state of one finding, serialised with everything else that writes it.
   *
   * @return the finding as it is then; empty if there is none
   */
  Optional<Finding> update(FindingId id, UnaryOperator<FindingState> update);

  /** How many are not resolved. */
  List<Count> counts();

  /**
   * What to look for; an empty set or optional matches everything.
   *
   * @param visible environments that the caller may see; empty: all
   * @param states labels of {@link FindingState}
   * @param since last seen at or after
   */
  record Filter(
      Set<EnvironmentId> visible,
      Optional<EnvironmentId> environment,
      Optional<ComparisonName> comparison,
      Optional<FindingKind> kind,
      Optional<Severity> severity,
      Set<String> states,
      Optional<Instant> since) {}

  /** A number of findings by what metrics are labelled with. */
  record Count(
      EnvironmentId environment,
      Optional<ComparisonName> comparison,
      FindingKind kind,
      Severity severity,
      String state,
      long count) {}
}
