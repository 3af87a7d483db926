package dev.plumbline.report.make;

import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.IgnoreRule;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.observation.FindingCode;
import dev.plumbline.report.part.ComparisonPart;
import dev.plumbline.report.part.ComparisonPart.RuleLine;
import dev.plumbline.report.part.Counts;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.history.PastFinding;
import dev.plumbline.store.history.Span;
import dev.plumbline.store.history.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What a report says of comparisons. */
final class ComparisonParts {
  /** So long before a rule expires somebody should know. */
  private static final Duration SOON = Duration.ofDays(14);

  private static final String NOTHING_RECORDED = "nothing was recorded at the end of the span";

  private final Span span;
  private final Marks marks;
  private final List<PastFinding> findings;

  /**
   * @param findings all that were open at the end about ignore rules
   */
  ComparisonParts(Span span, Marks marks, List<PastFinding> findings) {
    this.span = span;
    this.marks = marks;
    this.findings = findings;
  }

  ComparisonPart of(
      Comparison comparison, StateHistory history, Optional<ComparisonPart.Before> before) {
    Optional<StateChange> last = history.at(span.to());
    long inSync = history.seconds("in_sync", span);
    long drifted = history.seconds("drifted", span);
    return new ComparisonPart(
        comparison.name().name(),
        comparison.source().name(),
        comparison.target().name(),
        last.map(StateChange::state).orElse("unknown"),
        last.isEmpty() ? Optional.of(NOTHING_RECORDED) : last.get().reason(),
        last.map(change -> counts(change.changes())).orElse(Counts.NONE),
        inSync,
        drifted,
        Math.max(0, span.length().toSeconds() - inSync - drifted),
        marks.at(instant -> history.at(instant).flatMap(ComparisonParts::total)),
        rules(comparison),
        before);
  }

  private static Optional<Double> total(StateChange change) {
    return change.state().equals("unknown")
        ? Optional.empty()
        : Optional.of((double) change.changes().stream().mapToInt(Integer::intValue).sum());
  }

  /** None while it is unknown. */
  private static Counts counts(List<Integer> changes) {
    Counts counts = Counts.NONE;
    Iterator<Integer> gravestFirst = changes.iterator();
    for (Severity severity : Severity.values()) {
      counts = counts.plus(severity, gravestFirst.hasNext() ? gravestFirst.next() : 0);
    }
    return counts;
  }

  private List<RuleLine> rules(Comparison comparison) {
    List<RuleLine> lines = new ArrayList<>();
    for (IgnoreRule rule : comparison.ignore()) {
      problem(comparison, rule)
          .ifPresent(
              problem -> lines.add(new RuleLine(text(rule), problem, rule.reason(), rule.until())));
    }
    return lines;
  }

  private Optional<String> problem(Comparison comparison, IgnoreRule rule) {
    if (rule.isExpired(span.to())) {
      return Optional.of("expired");
    }
    if (findings.stream().anyMatch(finding -> isUnused(finding, comparison, rule))) {
      return Optional.of("unused");
    }
    Instant soon = span.to().plus(SOON);
    return rule.isExpired(soon) ? Optional.of("expires_soon") : Optional.empty();
  }

  private static boolean isUnused(PastFinding finding, Comparison comparison, IgnoreRule rule) {
    return finding.kind() == FindingKind.IGNORE_RULE
        && finding.code().equals(FindingCode.IGNORE_RULE_UNUSED.label())
        && finding.comparison().equals(Optional.of(comparison.name()))
        && finding.subject().equals(rule.subject())
        && finding.path().equals(path(rule));
  }

  private static String text(IgnoreRule rule) {
    return (rule.subject() + " " + path(rule)).strip();
  }

  /** As {@link dev.plumbline.finding.observation.Observations} names it. */
  private static String path(IgnoreRule rule) {
    return (rule.path().orElse("") + " " + rule.code().map(ChangeCode::label).orElse("")).strip();
  }
}
