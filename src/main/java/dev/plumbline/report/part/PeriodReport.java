package dev.plumbline.report.part;

import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.history.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened in a span of time, and how it was at its end. It follows from the store alone: the
 * same store, the same report.
 *
 * @param timeZone IANA name; days begin at its midnight
 * @param storedSince from when on the store has anything, if that is within the span; else empty
 * @param silent when Plumbline recorded nothing, so that nothing is known of those times
 * @param previous the report that this one is compared with; empty if there is none
 * @param environments sorted by name
 * @param comparisons sorted by name
 * @param plans of each comparison, sorted by its name; empty in one that was made before reports
 *     had plans
 * @param runs of each comparison, sorted by its name; empty in one that was made before reports had
 *     runs
 * @param backups of each environment with a database, sorted by its name; empty in one that was
 *     made before reports had backups
 * @param incidents sorted by comparison and environment; those without any finding are left out
 */
public record PeriodReport(
    Span span,
    String timeZone,
    Optional<Instant> storedSince,
    List<Span> silent,
    Optional<Previous> previous,
    List<EnvironmentPart> environments,
    List<ComparisonPart> comparisons,
    List<PlansPart> plans,
    List<RunsPart> runs,
    List<BackupsPart> backups,
    List<IncidentsPart> incidents) {
  /** Number of the form in which it is stored and served; another form gets another number. */
  public static final int SCHEMA_VERSION = 4;

  public PeriodReport {
    silent = List.copyOf(silent);
    environments = List.copyOf(environments);
    comparisons = List.copyOf(comparisons);
    plans = List.copyOf(plans);
    runs = List.copyOf(runs);
    backups = List.copyOf(backups);
    incidents = List.copyOf(incidents);
  }

  /**
   * The report before.
   *
   * @param removed environments and comparisons that it has, and this one has not
   */
  public record Previous(long id, Span span, List<String> removed) {
    public Previous {
      removed = List.copyOf(removed);
    }
  }

  /**
   * What somebody may see of it: nothing of an environment that they may not see, nor of what such
   * an environment takes part in.
   */
  public PeriodReport visible(Access access) {
    if (access instanceof Access.All) {
      return this;
    }
    List<ComparisonPart> seen =
        comparisons.stream()
            .filter(part -> sees(access, part.source()) && sees(access, part.target()))
            .toList();
    List<String> names = seen.stream().map(ComparisonPart::name).toList();
    return new PeriodReport(
        span,
        timeZone,
        storedSince,
        silent,
        // What no longer exists could be of anybody.
        previous.map(report -> new Previous(report.id(), report.span(), List.of())),
        environments.stream().filter(part -> sees(access, part.name())).toList(),
        seen,
        plans.stream()
            .filter(part -> sees(access, part.source()) && sees(access, part.target()))
            .toList(),
        runs.stream()
            .filter(part -> sees(access, part.source()) && sees(access, part.target()))
            .toList(),
        backups.stream().filter(part -> sees(access, part.environment())).toList(),
        incidents.stream()
            .filter(
                part ->
                    sees(access, part.environment())
                        && part.comparison().map(names::contains).orElse(true)
                        && part.other().map(second -> sees(access, second)).orElse(true))
            .toList());
  }

  private static boolean sees(Access access, String environment) {
    return access.includes(new EnvironmentId(environment));
  }
}
