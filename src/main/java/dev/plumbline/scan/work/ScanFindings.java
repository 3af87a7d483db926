package dev.plumbline.scan.work;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Evidence;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.FindingState;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.Scope;
import dev.plumbline.finding.observation.IntegrityObservations;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.reading.Reason;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.FindingStore.Filter;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.state.CheckStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The findings of the checks of one environment. All of them follow from the stored statuses, so
 * that a scan that died between the two is made good at its end.
 */
final class ScanFindings {
  /** More reasons than these nobody reads in one sentence. */
  private static final int MOST_REASONS = 3;

  private final EnvironmentId environment;
  private final MonitorStore store;
  private final FindingStore findings;
  private final Clock clock;
  private final Set<Scope> updated = new HashSet<>();
  private Optional<Set<Scope>> open = Optional.empty();

  ScanFindings(EnvironmentId environment, MonitorStore store, FindingStore findings, Clock clock) {
    this.environment = environment;
    this.store = store;
    this.findings = findings;
    this.clock = clock;
  }

  /** What was just found. */
  void update(Collection<CheckStatus> statuses) {
    statuses.forEach(this::update);
  }

  /**
   * Everything that is known.
   *
   * @param statuses of all checks that there are
   * @param existing every check that there is
   */
  void settle(Collection<CheckStatus> statuses, Set<CheckId> existing) {
    for (CheckStatus status : statuses) {
      if (!updated.contains(scope(status.id()))) {
        update(status);
      }
    }
    Set<Scope> scopes = existing.stream().map(this::scope).collect(Collectors.toSet());
    for (Scope scope : open()) {
      if (!scopes.contains(scope)) {
        reconcile(scope, List.of(), clock.instant());
      }
    }
    List<Observation> unknown = unknown(statuses, existing.size()).stream().toList();
    Instant now = clock.instant();
    // Whether scans fail is of the same scope, and known at the end only.
    store.reconcile(
        new Scope.OfScan(environment),
        known ->
            Reconciler.findings(
                known.stream().filter(finding -> !ScanFailures.isOne(finding)).toList(),
                unknown,
                now));
  }

  /** The rows that its finding names, unless it is resolved. */
  Optional<Evidence> open(CheckId check) {
    return findings
        .finding(IntegrityObservations.findingOf(environment, check))
        .filter(finding -> !(finding.state() instanceof FindingState.Resolved))
        .flatMap(finding -> finding.observation().evidence());
  }

  private void update(CheckStatus status) {
    Scope scope = scope(status.id());
    switch (status.outcome()) {
      case Outcome.Violated violated -> {
        Observation seen =
            IntegrityObservations.violation(environment, status.id(), violated, status.note());
        // Not now: what was not checked was not seen.
        reconcile(scope, List.of(seen), status.confirmedAt());
        updated.add(scope);
      }
      case Outcome.Clean ignored -> {
        if (open().contains(scope)) {
          reconcile(scope, List.of(), status.confirmedAt());
        }
        updated.add(scope);
      }
      // Neither still so nor resolved.
      case Outcome.Unknown ignored -> {}
    }
  }

  private Optional<Observation> unknown(Collection<CheckStatus> statuses, int all) {
    List<CheckStatus> unknown =
        statuses.stream()
            .filter(
                status -> status.outcome() instanceof Outcome.Unknown outcome && outcome.isMissed())
            .toList();
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(
            IntegrityObservations.checksUnknown(
                environment, unknown.size(), all, reasons(unknown)));
  }

  private static String reasons(List<CheckStatus> unknown) {
    Set<String> reasons = new TreeSet<>();
    for (CheckStatus status : unknown) {
      if (status.outcome() instanceof Outcome.Unknown(Reason reason, String detail)) {
        reasons.add(reason.label() + ": " + detail);
      }
    }
    return reasons.stream().limit(MOST_REASONS).collect(Collectors.joining("; "))
        + (reasons.size() > MOST_REASONS ? "; …" : "");
  }

  private Set<Scope> open() {
    if (open.isEmpty()) {
      open = Optional.of(read());
    }
    return open.get();
  }

  private Set<Scope> read() {
    return findings.all(Filter.of(environment, FindingKind.VIOLATION).unresolved()).stream()
        .map(finding -> finding.observation().scope())
        .collect(Collectors.toSet());
  }

  private Scope scope(CheckId id) {
    return new Scope.OfCheck(environment, id.text());
  }

  private void reconcile(Scope scope, List<Observation> seen, Instant at) {
    store.reconcile(scope, known -> Reconciler.findings(known, seen, at));
  }
}
