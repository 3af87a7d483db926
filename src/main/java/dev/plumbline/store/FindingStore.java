package dev.plumbline.store;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingEvent;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.FindingState;
import dev.plumbline.finding.FindingState.Acknowledged;
import dev.plumbline.severity.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Findings, open or past. */
public interface FindingStore {
  /** So many are read at once where all are wanted. */
  int PAGE = 500;

  /** Those that match, newest opened first. */
  Page<Finding> findings(Filter filter, Optional<String> cursor, int limit);

  default Optional<Finding> finding(FindingId id) {
    return finding(id, Filter.EVERYTHING);
  }

  /** One finding; empty if there is none, or if it does not match. */
  Optional<Finding> finding(FindingId id, Filter filter);

  /** All that match, newest opened first; for filters that leave few. */
  default List<Finding> all(Filter filter) {
    List<Finding> findings = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<Finding> page = findings(filter, cursor, PAGE);
      findings.addAll(page.items());
      cursor = page.next();
    } while (cursor.isPresent());
    return findings;
  }

  /**
   * Changes the state of one finding, serialised with everything else that writes it.
   *
   * @param by the name of the token that changes it; empty: Plumbline itself
   * @param now when; for the events that follow from it
   * @return the finding as it is then; empty if there is none
   */
  Optional<Finding> update(
      FindingId id, Optional<String> by, Instant now, UnaryOperator<FindingState> update);

  /**
   * What has happened to a finding, oldest first; empty if there is none. Its events are written
   * with it and deleted with it.
   */
  Page<FindingEvent.Recorded> events(FindingId id, Optional<String> cursor, int limit);

  /** Those whose acknowledgement has lapsed then, and that are not open yet. */
  List<FindingId> lapsed(Instant now);

  /**
   * Opens what {@link #lapsed} returns. Perhaps nothing reads its scope any more, so that no
   * reconciling would. One after the other: each under the lock that everything else takes that
   * writes it.
   */
  default void openLapsed(Instant now) {
    lapsed(now)
        .forEach(
            id ->
                update(
                    id,
                    Optional.empty(),
                    now,
                    state ->
                        // It may have been acknowledged anew, or resolved, in the meantime.
                        state instanceof Acknowledged acknowledged ? acknowledged.at(now) : state));
  }

  /**
   * What no living replica is configured with any more, and since when. Findings about it stay as
   * they are: nobody can say whether they are still so.
   */
  Map<Part, Instant> left();

  /** Whatever a replica is configured with, and what {@link #left}. */
  Set<Part> parts();

  /** How many are not resolved. */
  List<Count> counts();

  /**
   * What to look for; an empty optional or no states match everything.
   *
   * @param visible environments that the caller may see; a finding about two needs both
   * @param visibleComparisons those that the caller may see; of no meaning where every environment
   *     is visible
   * @param states labels of {@link FindingState}
   * @param since last seen at or after
   */
  record Filter(
      Access visible,
      Set<ComparisonName> visibleComparisons,
      Optional<EnvironmentId> environment,
      Optional<ComparisonName> comparison,
      Optional<FindingKind> kind,
      Optional<Severity> severity,
      Set<String> states,
      Optional<Instant> since) {
    public static final Filter EVERYTHING = visible(Access.ALL, Set.of());

    /** All that a caller may see. */
    public static Filter visible(Access visible, Set<ComparisonName> comparisons) {
      return new Filter(
          visible,
          comparisons,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Optional.empty());
    }

    /** Of one environment and kind. */
    public static Filter of(EnvironmentId environment, FindingKind kind) {
      return new Filter(
          Access.ALL,
          Set.of(),
          Optional.of(environment),
          Optional.empty(),
          Optional.of(kind),
          Optional.empty(),
          Set.of(),
          Optional.empty());
    }

    /** Narrowed to those that are not resolved. */
    public Filter unresolved() {
      return new Filter(
          visible,
          visibleComparisons,
          environment,
          comparison,
          kind,
          severity,
          Set.of("open", "acknowledged"),
          since);
    }
  }

  /** A number of findings by what metrics are labelled with. */
  record Count(
      EnvironmentId environment,
      Optional<ComparisonName> comparison,
      FindingKind kind,
      Severity severity,
      String state,
      long count) {}
}
