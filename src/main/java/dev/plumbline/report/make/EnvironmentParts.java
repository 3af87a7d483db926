package dev.plumbline.report.make;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.compile.CheckCodes;
import dev.plumbline.report.part.EnvironmentPart;
import dev.plumbline.report.part.RecordsPart;
import dev.plumbline.report.part.RecordsPart.CheckLine;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.history.CheckChange;
import dev.plumbline.store.history.PollRun;
import dev.plumbline.store.history.ScanCount;
import dev.plumbline.store.history.Span;
import dev.plumbline.store.history.StateChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What a report says of environments. */
final class EnvironmentParts {
  private final Span span;
  private final Marks marks;
  private final List<Span> recorded;

  /**
   * @param recorded when the states were known
   */
  EnvironmentParts(Span span, Marks marks, List<Span> recorded) {
    this.span = span;
    this.marks = marks;
    this.recorded = recorded;
  }

  /**
   * @param runs of this environment, sorted by time
   * @param checks of this environment, sorted by time
   */
  EnvironmentPart of(
      WatchedEnvironment watched,
      List<PollRun> runs,
      StateHistory records,
      List<CheckChange> checks,
      Optional<ScanCount> scans,
      Optional<EnvironmentPart.Before> before) {
    return new EnvironmentPart(
        watched.environment().id().name(),
        watched.environment().tier().label(),
        Availabilities.of(runs, span, marks),
        watched.database().map(ignored -> records(records, checks, scans)),
        before);
  }

  private RecordsPart records(
      StateHistory history, List<CheckChange> checks, Optional<ScanCount> scans) {
    Optional<StateChange> last = history.at(span.to());
    return new RecordsPart(
        last.map(StateChange::state).orElse("unknown"),
        last.isEmpty()
            ? Optional.of("nothing was recorded at the end of the span")
            : last.get().reason(),
        scans.map(ScanCount::completed).orElse(0L),
        scans.map(ScanCount::incomplete).orElse(0L),
        scans.flatMap(ScanCount::lastCompletedAt),
        lines(checks));
  }

  private List<CheckLine> lines(List<CheckChange> checks) {
    TreeMap<String, List<CheckChange>> byCode = new TreeMap<>();
    checks.forEach(
        change -> byCode.computeIfAbsent(change.code(), code -> new ArrayList<>()).add(change));
    List<CheckLine> lines = new ArrayList<>();
    byCode.forEach(
        (code, changes) -> {
          CheckChange last = changes.getLast();
          if (last.unknown() > 0 || changes.stream().anyMatch(change -> change.rows() > 0)) {
            lines.add(
                new CheckLine(
                    code,
                    severity(code),
                    last.checks(),
                    last.violated(),
                    last.unknown(),
                    last.rows(),
                    rows(changes, span.from()).map(Double::longValue),
                    marks.at(instant -> rows(changes, instant))));
          }
        });
    return lines;
  }

  /** Empty if nothing was recorded then. */
  private Optional<Double> rows(List<CheckChange> changes, Instant instant) {
    return recorded.stream().anyMatch(known -> known.contains(instant))
        ? changes.stream()
            .filter(change -> !change.at().isAfter(instant))
            .reduce((earlier, later) -> later)
            .map(change -> (double) change.rows())
        : Optional.empty();
  }

  /** A code that another version has is of the least severity: nobody can say here what it is. */
  private static String severity(String code) {
    return Arrays.stream(CheckCodes.values())
        .filter(known -> known.label().equals(code))
        .findFirst()
        .map(CheckCode::severity)
        .orElse(Severity.INFO)
        .label();
  }
}
