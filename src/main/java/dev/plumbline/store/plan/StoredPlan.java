package dev.plumbline.store.plan;

import dev.plumbline.approval.Decision;
import dev.plumbline.approval.PlanEvent;
import dev.plumbline.approval.PlanState;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.Proposal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A plan and what was decided about it.
 *
 * @param token with which it was proposed
 * @param changedAt since when it has its state
 * @param plan without its payload, which is empty: it may be as large as a snapshot; empty before
 *     it is sealed
 * @param decisions all of them, oldest first
 */
public record StoredPlan(
    Proposal proposal,
    String token,
    PlanState state,
    Instant changedAt,
    Optional<Plan> plan,
    List<RecordedDecision> decisions) {
  public StoredPlan {
    decisions = List.copyOf(decisions);
  }

  public Optional<String> hash() {
    return plan.map(known -> known.seal().hash());
  }

  /** Of a refused plan, too. */
  public List<Hazard> hazards() {
    return state instanceof PlanState.Refused refused
        ? refused.hazards()
        : plan.map(known -> known.contents().hazards()).orElse(List.of());
  }

  /** The event that it ends by itself; empty if it has no seal, or has ended. */
  public Optional<PlanEvent> expiresSoon(Instant at) {
    return state instanceof PlanState.Sealed sealed
        ? plan.map(
            known -> PlanEvent.expiresSoon(proposal.id(), sealed, known.seal().expiresAt(), at))
        : Optional.empty();
  }

  /** Those that count, oldest first. */
  public static List<Decision> approvals(List<RecordedDecision> decisions) {
    return decisions.stream()
        .map(RecordedDecision::decision)
        .filter(decision -> decision.kind() != Decision.Kind.REJECT)
        .toList();
  }
}
