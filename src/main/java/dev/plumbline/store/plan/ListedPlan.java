package dev.plumbline.store.plan;

import dev.plumbline.approval.PlanState;
import dev.plumbline.plan.Proposal;
import dev.plumbline.plan.Seal;
import java.time.Instant;
import java.util.Optional;

/**
 * A plan without what it would do.
 *
 * @param number later ones have higher numbers
 * @param changedAt since when it has its state
 * @param seal empty before it is sealed
 * @param summary likewise
 * @param people how many must approve it; 0 before it is sealed
 * @param approvals how many have
 */
public record ListedPlan(
    long number,
    Proposal proposal,
    String token,
    PlanState.Kind state,
    Instant changedAt,
    Optional<Seal> seal,
    Optional<PlanSummary> summary,
    int people,
    int approvals) {}
