package dev.plumbline.rest.once;

import dev.plumbline.drift.DriftCounts;
import dev.plumbline.drift.VerdictSummary;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.monitor.overview.ComparisonReport;
import dev.plumbline.monitor.overview.EnvironmentOverview;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.IntegrityOverview;
import dev.plumbline.scan.IntegrityVerdict;
import dev.plumbline.scan.ItemHistory;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.state.SourceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that one reading of all environments found.
 *
 * @param at when it was read
 * @param version of Plumbline
 * @param severity the lowest that counts for the result
 * @param environments sorted by id
 * @param comparisons sorted by name
 * @param records of each environment that was scanned, sorted by id; empty if none was
 * @param findings that are not resolved
 */
public record OnceReport(
    Instant at,
    String version,
    Severity severity,
    List<EnvironmentOverview> environments,
    List<ComparisonReport> comparisons,
    List<Records> records,
    List<Finding> findings) {
  public OnceReport {
    environments = List.copyOf(environments);
    comparisons = List.copyOf(comparisons);
    records = List.copyOf(records);
    findings = List.copyOf(findings);
  }

  /** The records of one environment. */
  public record Records(IntegrityOverview overview, ItemHistory items) {
    EnvironmentId environment() {
      return overview.watched().environment().id();
    }
  }

  /**
   * What it comes to.
   *
   * @param changes of all comparisons, at the severity or above, as are the others
   * @param violations checks that some records break
   * @param mismatches of metadata and catalog
   * @param unknown why something is not known, a sentence each
   */
  public record Conclusion(int changes, int violations, int mismatches, List<String> unknown) {
    public Conclusion {
      unknown = List.copyOf(unknown);
    }

    /** What is certainly wrong counts, whatever else is unknown. */
    public Result result() {
      if (changes + violations + mismatches > 0) {
        return Result.PROBLEMS;
      }
      return unknown.isEmpty() ? Result.CLEAN : Result.UNKNOWN;
    }
  }

  /** What it comes to, in a word and in the exit code of the process. */
  public enum Result {
    CLEAN("clean", 0),
    PROBLEMS("problems", 1),
    UNKNOWN("unknown", 2);

    private final String label;
    private final int exitCode;

    Result(String label, int exitCode) {
      this.label = label;
      this.exitCode = exitCode;
    }

    public String label() {
      return label;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  public Conclusion conclusion() {
    List<String> unknown = new ArrayList<>();
    environments.forEach(environment -> unreadable(environment, unknown));
    int changes = 0;
    for (ComparisonReport report : comparisons) {
      switch (report.overview().verdict()) {
        case VerdictSummary.Known(DriftCounts drift) -> changes += drift.atLeast(severity);
        case VerdictSummary.Unknown(String reason) ->
            unknown.add(report.overview().comparison().name() + ": " + reason);
      }
    }
    records.forEach(known -> unchecked(known).ifPresent(unknown::add));
    return new Conclusion(
        changes, count(FindingKind.VIOLATION), count(FindingKind.MISMATCH), unknown);
  }

  private int count(FindingKind kind) {
    return Math.toIntExact(
        findings.stream()
            .map(Finding::observation)
            .filter(seen -> seen.kind() == kind && seen.severity().isAtLeast(severity))
            .count());
  }

  private static void unreadable(EnvironmentOverview overview, List<String> unknown) {
    String name = overview.watched().environment().id().name();
    if (overview.status().isEmpty()) {
      unknown.add(name + ": its reading could not be recorded");
    }
    overview
        .status()
        .ifPresent(
            status -> {
              failure(status.database()).ifPresent(why -> unknown.add(name + ", database: " + why));
              failure(status.api()).ifPresent(why -> unknown.add(name + ", API: " + why));
            });
  }

  private boolean isUnread(EnvironmentId environment) {
    return environments.stream()
        .filter(overview -> overview.watched().environment().id().equals(environment))
        .noneMatch(
            overview ->
                overview
                    .status()
                    .filter(status -> failure(status.database()).isEmpty())
                    .isPresent());
  }

  private static Optional<String> failure(SourceStatus status) {
    return status
        .failure()
        .filter(failure -> failure.reason() != Reason.NOT_CONFIGURED)
        .map(failure -> failure.reason().label() + ", " + failure.detail());
  }

  /** A rule that is broken does not make up for one that could not be checked. */
  private Optional<String> unchecked(Records known) {
    if (isUnread(known.environment())) {
      // That is said already, with its cause.
      return Optional.empty();
    }
    Optional<String> why =
        switch (IntegrityVerdict.of(known.overview().summary(), at)) {
          case IntegrityVerdict.Clean() -> Optional.empty();
          case IntegrityVerdict.Unknown(String reason) -> Optional.of(reason);
          case IntegrityVerdict.Violated() ->
              known
                  .overview()
                  .summary()
                  .checks()
                  .missed()
                  .map(missed -> "a check could not run: `" + missed.id().text() + "`")
                  .or(
                      () ->
                          known.overview().lastComplete().isEmpty()
                              ? Optional.of("the scan of its records did not complete")
                              : Optional.empty());
        };
    return why.map(reason -> known.environment() + ", records: " + reason);
  }
}
