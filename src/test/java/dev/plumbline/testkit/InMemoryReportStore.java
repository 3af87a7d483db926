package dev.plumbline.testkit;

import dev.plumbline.drift.Comparison;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.run.Run;
import dev.plumbline.store.Page;
import dev.plumbline.store.Part;
import dev.plumbline.store.history.CheckChange;
import dev.plumbline.store.history.EpisodeCount;
import dev.plumbline.store.history.HistoryStore;
import dev.plumbline.store.history.PastBackups;
import dev.plumbline.store.history.PastFinding;
import dev.plumbline.store.history.PastPlan;
import dev.plumbline.store.history.PollRun;
import dev.plumbline.store.history.ReportStore;
import dev.plumbline.store.history.ScanCount;
import dev.plumbline.store.history.Span;
import dev.plumbline.store.history.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reports in memory, and a past that a test makes up. */
public final class InMemoryReportStore implements ReportStore, HistoryStore {
  private final List<Stored> reports = new ArrayList<>();
  private final List<Span> recorded = new ArrayList<>();
  private final List<StateChange> states = new ArrayList<>();
  private final List<PollRun> polls = new ArrayList<>();
  private final List<EpisodeCount> episodes = new ArrayList<>();
  private final List<PastFinding> findings = new ArrayList<>();

  /** Polls that all ended in the same way. */
  public synchronized void polled(EnvironmentId environment, boolean successful, Span span) {
    polls.add(new PollRun(environment, successful, span, 1));
  }

  /** A finding and when it was open. */
  public synchronized void found(EpisodeCount episode, PastFinding finding) {
    episodes.add(episode);
    findings.add(finding);
  }

  @Override
  public synchronized Optional<Long> add(Made report) {
    if (report.trigger() == Trigger.SCHEDULE && isMade(report.span().to())) {
      return Optional.empty();
    }
    long id = reports.size() + 1L;
    reports.add(
        new Stored(
            new Listed(id, report.trigger(), report.span(), report.zone(), report.madeAt()),
            report.form(),
            report.body()));
    return Optional.of(id);
  }

  @Override
  public synchronized Optional<Stored> report(long id) {
    return reports.stream().filter(stored -> stored.listed().id() == id).findFirst();
  }

  @Override
  public synchronized Page<Listed> reports(Optional<String> cursor, int limit) {
    long before = cursor.map(Long::valueOf).orElse(Long.MAX_VALUE);
    List<Listed> found =
        reports.reversed().stream()
            .map(Stored::listed)
            .filter(listed -> listed.id() < before)
            .toList();
    return found.size() <= limit
        ? new Page<>(found, Optional.empty())
        : new Page<>(found.subList(0, limit), Optional.of(found.get(limit - 1).id() + ""));
  }

  @Override
  public synchronized Optional<Stored> lastScheduled(Instant before) {
    return scheduled().stream()
        .filter(stored -> stored.listed().span().to().isBefore(before))
        .max(Comparator.comparing(stored -> stored.listed().span().to()));
  }

  @Override
  public synchronized Optional<Instant> lastScheduledMadeAt() {
    return scheduled().stream()
        .map(stored -> stored.listed().madeAt())
        .max(Comparator.naturalOrder());
  }

  @Override
  public synchronized boolean isMade(Instant spanEnd) {
    return scheduled().stream().anyMatch(stored -> stored.listed().span().to().equals(spanEnd));
  }

  private List<Stored> scheduled() {
    return reports.stream()
        .filter(stored -> stored.listed().trigger() == Trigger.SCHEDULE)
        .toList();
  }

  @Override
  public List<PastBackups> backups(Span span) {
    return List.of();
  }

  @Override
  public List<Run> runs(Span span) {
    return List.of();
  }

  @Override
  public long prune(Instant before) {
    throw new UnsupportedOperationException("nothing is pruned in memory");
  }

  @Override
  public synchronized void record(Instant now, Collection<StateChange> changes) {
    recorded.add(new Span(now, now.plus(LONGEST_GAP)));
    Map<Part, StateChange> last = new TreeMap<>(Comparator.comparing(Part::key));
    states.forEach(state -> last.put(state.part(), state));
    changes.stream()
        .filter(
            change ->
                !last.containsKey(change.part())
                    || !last.get(change.part()).state().equals(change.state()))
        .forEach(states::add);
  }

  @Override
  public synchronized Optional<Instant> oldest() {
    return polls.stream().map(run -> run.span().from()).min(Comparator.naturalOrder());
  }

  @Override
  public synchronized List<Span> recorded(Span span) {
    return recorded.stream()
        .filter(known -> !known.from().isAfter(span.to()) && known.to().isAfter(span.from()))
        .toList();
  }

  @Override
  public synchronized List<PollRun> polls(Span span, Map<EnvironmentId, Duration> limits) {
    return polls.stream()
        .filter(run -> run.span().within(span).isPresent())
        .filter(run -> limits.containsKey(run.environment()))
        .sorted(Comparator.comparing(PollRun::environment).thenComparing(run -> run.span().from()))
        .toList();
  }

  @Override
  public List<ScanCount> scans(Span span) {
    return List.of();
  }

  @Override
  public synchronized List<EpisodeCount> episodes(Span span, Collection<Comparison> comparisons) {
    return List.copyOf(episodes);
  }

  @Override
  public synchronized List<PastFinding> findings(Span span, int most) {
    return List.copyOf(findings);
  }

  @Override
  public synchronized List<StateChange> states(Span span) {
    return states.stream().filter(state -> !state.at().isAfter(span.to())).toList();
  }

  @Override
  public List<CheckChange> checks(Span span) {
    return List.of();
  }

  @Override
  public List<PastPlan> plans(Span span) {
    return List.of();
  }
}
