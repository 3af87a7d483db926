package dev.plumbline.audit;

import dev.plumbline.approval.Approver;
import dev.plumbline.approval.Decision;
import dev.plumbline.approval.PlanState;
import dev.plumbline.plan.Proposal;
import dev.plumbline.plan.Seal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** The entries about a plan: derived from what is written, so that nothing is written without. */
public final class PlanAudit {
  private PlanAudit() {}

  public static AuditEntry proposed(Proposal proposal, String token) {
    TreeMap<String, String> details = new TreeMap<>();
    details.put("comparison", proposal.comparison().name());
    if (!proposal.selection().include().isEmpty()) {
      details.put("include", proposal.selection().include().toString());
    }
    if (!proposal.selection().exclude().isEmpty()) {
      details.put("exclude", proposal.selection().exclude().toString());
    }
    return entry(
        proposal,
        proposal.at(),
        AuditAction.PLAN_PROPOSED,
        Optional.of(new Approver(proposal.by(), token, false)),
        details);
  }

  /**
   * What was written in one transaction.
   *
   * @param seal of the plan, if it has one then
   * @param by who did it; empty: Plumbline itself
   */
  public static List<AuditEntry> changed(
      Proposal proposal,
      PlanState.Kind before,
      PlanState after,
      Optional<Seal> seal,
      Optional<Decision> decision,
      Optional<Approver> by,
      Instant at) {
    TreeMap<String, String> details = new TreeMap<>();
    seal.ifPresent(known -> details.put("hash", known.hash()));
    List<AuditEntry> entries = new ArrayList<>();
    decision
        .filter(one -> one.kind() != Decision.Kind.REJECT)
        .ifPresent(one -> entries.add(decided(proposal, one, details)));
    if (after.kind() == before) {
      return entries;
    }
    switch (after) {
      case PlanState.Planning ignored -> {}
      case PlanState.Waiting waiting -> {
        details.put("people", Integer.toString(waiting.requirement().people()));
        entries.add(entry(proposal, at, AuditAction.PLAN_SEALED, by, details));
      }
      case PlanState.Approved ignored -> {
        if (before == PlanState.Kind.PLANNING) {
          details.put("people", "0");
          entries.add(entry(proposal, at, AuditAction.PLAN_SEALED, by, details));
        }
      }
      case PlanState.Refused refused -> {
        details.put("reasons", String.join("; ", refused.reasons()));
        entries.add(entry(proposal, at, AuditAction.PLAN_REFUSED, by, details));
      }
      case PlanState.Rejected(String ignored, String reason) -> {
        details.put("reason", reason);
        entries.add(entry(proposal, at, AuditAction.PLAN_REJECTED, by, details));
      }
      case PlanState.Withdrawn ignored ->
          entries.add(entry(proposal, at, AuditAction.PLAN_WITHDRAWN, by, details));
      case PlanState.Voided voided -> {
        details.put("moved", String.join("; ", voided.moved()));
        entries.add(entry(proposal, at, AuditAction.PLAN_VOIDED, by, details));
      }
      case PlanState.Expired ignored ->
          entries.add(entry(proposal, at, AuditAction.PLAN_EXPIRED, by, details));
      case PlanState.Failed(String reason) -> {
        details.put("reason", reason);
        entries.add(entry(proposal, at, AuditAction.PLAN_FAILED, by, details));
      }
      case PlanState.Running(UUID run, String ignored) -> {
        details.put("run", run.toString());
        entries.add(entry(proposal, at, AuditAction.RUN_STARTED, by, details));
      }
      case PlanState.Applied(UUID run, String result) -> {
        details.put("run", run.toString());
        details.put("result", result);
        entries.add(entry(proposal, at, AuditAction.RUN_APPLIED, by, details));
      }
      case PlanState.NotApplied(UUID run, String reason) -> {
        details.put("run", run.toString());
        details.put("reason", reason);
        entries.add(entry(proposal, at, AuditAction.RUN_NOT_APPLIED, by, details));
      }
    }
    return entries;
  }

  private static AuditEntry decided(
      Proposal proposal, Decision decision, SortedMap<String, String> known) {
    TreeMap<String, String> details = new TreeMap<>(known);
    decision.note().ifPresent(note -> details.put("note", note));
    decision.ticket().ifPresent(ticket -> details.put("ticket", ticket));
    decision.targetName().ifPresent(name -> details.put("targetName", name));
    if (!decision.consents().isEmpty()) {
      details.put("consents", decision.consents().toString());
    }
    return entry(
        proposal,
        decision.at(),
        decision.kind() == Decision.Kind.BREAK_GLASS
            ? AuditAction.BREAK_GLASS
            : AuditAction.PLAN_APPROVED,
        Optional.of(decision.by()),
        details);
  }

  private static AuditEntry entry(
      Proposal proposal,
      Instant at,
      AuditAction action,
      Optional<Approver> by,
      SortedMap<String, String> details) {
    return new AuditEntry(
        at,
        action,
        by.map(Approver::token),
        by.map(Approver::person),
        proposal.id().toString(),
        new TreeSet<>(List.of(proposal.source(), proposal.target())),
        details);
  }
}
