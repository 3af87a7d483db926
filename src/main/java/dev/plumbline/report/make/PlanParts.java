package dev.plumbline.report.make;

import dev.plumbline.approval.PlanEvent;
import dev.plumbline.drift.Comparison;
import dev.plumbline.report.part.PlansPart;
import dev.plumbline.report.part.PlansPart.BreakGlassUse;
import dev.plumbline.report.part.PlansPart.WaitingPlan;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.history.PastPlan;
import dev.plumbline.store.history.Span;
import java.util.List;
import java.util.stream.Stream;

/** What became of the plans of each comparison. */
final class PlanParts {
  private final Span span;
  private final List<PastPlan> all;

  PlanParts(Span span, List<PastPlan> all) {
    this.span = span;
    this.all = all;
  }

  PlansPart of(Comparison comparison) {
    List<PastPlan> plans =
        all.stream().filter(plan -> plan.comparison().equals(comparison.name())).toList();
    return new PlansPart(
        comparison.name().name(),
        comparison.source().name(),
        comparison.target().name(),
        plans.stream().filter(plan -> span.contains(plan.proposedAt())).count(),
        count(plans, PlanEvent.Kind.APPROVED),
        count(plans, PlanEvent.Kind.REJECTED),
        count(plans, PlanEvent.Kind.WITHDRAWN),
        count(plans, PlanEvent.Kind.VOIDED),
        count(plans, PlanEvent.Kind.EXPIRED),
        plans.stream().flatMap(PlanParts::waiting).toList(),
        plans.stream().flatMap(this::breakGlass).toList());
  }

  private long count(List<PastPlan> plans, PlanEvent.Kind kind) {
    return plans.stream()
        .flatMap(plan -> plan.events().stream())
        .filter(event -> event.kind() == kind && span.contains(event.at()))
        .count();
  }

  private static Stream<WaitingPlan> waiting(PastPlan plan) {
    return plan.waitedSince().stream()
        .map(
            since ->
                new WaitingPlan(
                    plan.id().toString(),
                    plan.proposedBy(),
                    since,
                    plan.expiresAt(),
                    plan.gravest().map(Severity::label)));
  }

  private Stream<BreakGlassUse> breakGlass(PastPlan plan) {
    return plan.breakGlass().stream()
        .filter(decision -> span.contains(decision.at()))
        .map(
            decision ->
                new BreakGlassUse(
                    plan.id().toString(),
                    decision.at(),
                    decision.by().person(),
                    decision.ticket().orElse(""),
                    decision.note().orElse("")));
  }
}
