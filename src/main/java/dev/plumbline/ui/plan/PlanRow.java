package dev.plumbline.ui.plan;

import dev.plumbline.store.plan.ListedPlan;
import dev.plumbline.store.plan.PlanSummary;
import dev.plumbline.ui.sign.Sign;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A plan, in one line.
 *
 * @param steps empty before it is sealed
 * @param hazards by severity, gravest first
 * @param approvals such as "1 of 2"; empty if nobody is needed
 */
record PlanRow(
    String id,
    String comparison,
    String source,
    String target,
    Sign state,
    String by,
    Instant at,
    Optional<Integer> steps,
    List<Sign> hazards,
    Optional<String> approvals) {
  static PlanRow of(ListedPlan plan) {
    return new PlanRow(
        plan.proposal().id().toString(),
        plan.proposal().comparison().name(),
        plan.proposal().source().name(),
        plan.proposal().target().name(),
        PlanSigns.of(plan.state()),
        plan.proposal().by(),
        plan.proposal().at(),
        plan.summary().map(PlanSummary::steps),
        plan.summary()
            .map(summary -> Sign.counts(severity -> summary.hazards().getOrDefault(severity, 0)))
            .orElse(List.of()),
        plan.people() == 0
            ? Optional.empty()
            : Optional.of(plan.approvals() + " of " + plan.people()));
  }
}
