package dev.plumbline.report.make;

import static java.util.stream.Collectors.groupingBy;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.report.part.BackupsPart;
import dev.plumbline.report.part.ComparisonPart;
import dev.plumbline.report.part.EnvironmentPart;
import dev.plumbline.report.part.PeriodReport;
import dev.plumbline.report.part.PeriodReport.Previous;
import dev.plumbline.report.part.PlansPart;
import dev.plumbline.report.part.RunsPart;
import dev.plumbline.store.Part;
import dev.plumbline.store.history.CheckChange;
import dev.plumbline.store.history.EpisodeCount;
import dev.plumbline.store.history.HistoryStore;
import dev.plumbline.store.history.PastFinding;
import dev.plumbline.store.history.PollRun;
import dev.plumbline.store.history.ScanCount;
import dev.plumbline.store.history.Span;
import dev.plumbline.store.history.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes the report of a span from what the store has of it. Of what this process is not configured
 * with, it says nothing.
 */
public final class ReportMaker {
  private final Settings settings;
  private final HistoryStore history;

  public ReportMaker(Settings settings, HistoryStore history) {
    this.settings = settings;
    this.history = history;
  }

  /** The report that another one is compared with. */
  public record Earlier(long id, PeriodReport report) {}

  /**
   * @param zone whose calendar days its trends have
   * @param earlier empty if there is none
   */
  public PeriodReport make(Span span, ZoneId zone, Optional<Earlier> earlier) {
    List<Span> recorded = history.recorded(span);
    List<PollRun> polls = history.polls(span, limits());
    Marks marks = Marks.of(span, zone);
    Optional<Instant> since = history.oldest().filter(span::contains);
    List<PastFinding> findings =
        history.findings(span, Incidents.MOST_FINDINGS).stream().filter(this::isOurs).toList();
    List<EnvironmentPart> environments = environments(span, marks, recorded, polls, earlier);
    List<ComparisonPart> comparisons = comparisons(span, marks, recorded, findings, earlier);
    return new PeriodReport(
        span,
        zone.getId(),
        since,
        Times.gaps(
            Stream.concat(recorded.stream(), polls.stream().map(PollRun::span)).toList(),
            new Span(since.orElse(span.from()), span.to())),
        earlier.map(before -> previous(before, environments, comparisons)),
        environments,
        comparisons,
        plans(span),
        runs(span),
        backups(span),
        Incidents.of(
            span,
            history.episodes(span, settings.comparisons().values()).stream()
                .filter(this::isOurs)
                .toList(),
            findings));
  }

  private List<EnvironmentPart> environments(
      Span span, Marks marks, List<Span> recorded, List<PollRun> polls, Optional<Earlier> earlier) {
    Map<EnvironmentId, List<PollRun>> runs =
        polls.stream().collect(groupingBy(PollRun::environment));
    Map<EnvironmentId, List<CheckChange>> checks =
        history.checks(span).stream().collect(groupingBy(CheckChange::environment));
    Map<EnvironmentId, List<ScanCount>> scans =
        history.scans(span).stream().collect(groupingBy(ScanCount::environment));
    Map<Part, List<StateChange>> states = states(span);
    EnvironmentParts parts = new EnvironmentParts(span, marks, recorded);
    return settings.environments().values().stream()
        .map(
            watched -> {
              EnvironmentId id = watched.environment().id();
              return parts.of(
                  watched,
                  runs.getOrDefault(id, List.of()),
                  new StateHistory(states.getOrDefault(Part.scans(id), List.of()), recorded),
                  checks.getOrDefault(id, List.of()),
                  scans.getOrDefault(id, List.of()).stream().findFirst(),
                  earlier.flatMap(before -> environment(before.report(), id.name())));
            })
        .toList();
  }

  private List<ComparisonPart> comparisons(
      Span span,
      Marks marks,
      List<Span> recorded,
      List<PastFinding> findings,
      Optional<Earlier> earlier) {
    Map<Part, List<StateChange>> states = states(span);
    ComparisonParts parts =
        new ComparisonParts(
            span,
            marks,
            findings.stream().filter(one -> one.kind() == FindingKind.IGNORE_RULE).toList());
    return settings.comparisons().values().stream()
        .map(
            comparison ->
                parts.of(
                    comparison,
                    new StateHistory(
                        states.getOrDefault(Part.of(comparison.name()), List.of()), recorded),
                    earlier.flatMap(
                        before -> comparison(before.report(), comparison.name().name()))))
        .toList();
  }

  private List<PlansPart> plans(Span span) {
    PlanParts parts = new PlanParts(span, history.plans(span));
    return settings.comparisons().values().stream().map(parts::of).toList();
  }

  private List<RunsPart> runs(Span span) {
    RunParts parts = new RunParts(history.runs(span));
    return settings.comparisons().values().stream().map(parts::of).toList();
  }

  private List<BackupsPart> backups(Span span) {
    EnvironmentBackups parts = new EnvironmentBackups(span, history.backups(span));
    return settings.environments().values().stream()
        .map(parts::of)
        .flatMap(Optional::stream)
        .toList();
  }

  private Map<Part, List<StateChange>> states(Span span) {
    return history.states(span).stream().collect(groupingBy(StateChange::part));
  }

  private Map<EnvironmentId, Duration> limits() {
    Map<EnvironmentId, Duration> limits = new TreeMap<>();
    for (WatchedEnvironment watched : settings.environments().values()) {
      limits.put(watched.environment().id(), watched.polling().valid());
    }
    return limits;
  }

  private boolean isOurs(EpisodeCount count) {
    return settings.environments().containsKey(count.environment())
        && count.other().map(id -> settings.environments().containsKey(id)).orElse(true)
        && count.comparison().map(name -> settings.comparisons().containsKey(name)).orElse(true);
  }

  private boolean isOurs(PastFinding finding) {
    return settings.environments().containsKey(finding.environment())
        && finding.other().map(id -> settings.environments().containsKey(id)).orElse(true)
        && finding.comparison().map(name -> settings.comparisons().containsKey(name)).orElse(true);
  }

  private static Optional<EnvironmentPart.Before> environment(PeriodReport before, String name) {
    return before.environments().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .map(EnvironmentPart::asBefore);
  }

  private static Optional<ComparisonPart.Before> comparison(PeriodReport before, String name) {
    return before.comparisons().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .map(ComparisonPart::asBefore);
  }

  private static Previous previous(
      Earlier earlier, List<EnvironmentPart> environments, List<ComparisonPart> comparisons) {
    List<String> names = new ArrayList<>();
    environments.forEach(part -> names.add(part.name()));
    comparisons.forEach(part -> names.add(part.name()));
    return new Previous(
        earlier.id(),
        earlier.report().span(),
        Stream.concat(
                earlier.report().environments().stream().map(EnvironmentPart::name),
                earlier.report().comparisons().stream().map(ComparisonPart::name))
            .filter(name -> !names.contains(name))
            .toList());
  }
}
