package dev.plumbline.rest.plan;

import dev.plumbline.plan.Seal;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.plan.ListedPlan;
import dev.plumbline.store.plan.PlanSummary;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A plan without what it would do. */
@Schema(name = "ListedPlan", description = "A plan without what it would do.")
public record ListedPlanView(
    UUID id,
    String comparison,
    String source,
    String target,
    @Schema(description = "The person who proposed it.") String proposedBy,
    Instant proposedAt,
    @Schema(
            enumeration = {
              "planning",
              "refused",
              "waiting",
              "approved",
              "rejected",
              "withdrawn",
              "voided",
              "expired",
              "failed",
              "running",
              "applied",
              "not_applied"
            })
        String state,
    @Schema(description = "Since when it has its state.") Instant changedAt,
    @Schema(description = "Null until it is sealed.") @Nullable String hash,
    @Nullable Instant expiresAt,
    @Nullable Integer steps,
    @Schema(description = "Hazards by severity; null until it is sealed.")
        @Nullable Map<String, Integer> hazards,
    @Schema(description = "How many other people must approve it.") int requiredApprovals,
    int approvals) {

  static ListedPlanView of(ListedPlan plan) {
    return new ListedPlanView(
        plan.proposal().id(),
        plan.proposal().comparison().name(),
        plan.proposal().source().name(),
        plan.proposal().target().name(),
        plan.proposal().by(),
        plan.proposal().at(),
        plan.state().label(),
        plan.changedAt(),
        plan.seal().map(Seal::hash).orElse(null),
        plan.seal().map(Seal::expiresAt).orElse(null),
        plan.summary().map(PlanSummary::steps).orElse(null),
        plan.summary().map(summary -> counts(summary.hazards())).orElse(null),
        plan.people(),
        plan.approvals());
  }

  static Map<String, Integer> counts(SortedMap<Severity, Integer> hazards) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Severity severity : Severity.values()) {
      counts.put(severity.label(), hazards.getOrDefault(severity, 0));
    }
    return counts;
  }
}
