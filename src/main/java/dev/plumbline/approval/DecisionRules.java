package dev.plumbline.approval;

import dev.plumbline.approval.Decision.Kind;
import dev.plumbline.approval.PlanState.Approved;
import dev.plumbline.approval.PlanState.Sealed;
import dev.plumbline.approval.PlanState.Waiting;
import dev.plumbline.plan.Proposal;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Whether a decision counts, and what it makes of a plan. */
public final class DecisionRules {
  private static final String PROPOSE = "Propose again with POST /api/v1/plans.";

  private DecisionRules() {}

  /** What a decision leads to. */
  public sealed interface Verdict {
    /** It counts. */
    record Counts(PlanState next) implements Verdict {}

    /** It does not. */
    record Objected(Objection objection) implements Verdict {}
  }

  /**
   * @param hash of the plan; empty before it is sealed
   */
  public static Verdict judge(
      Proposal proposal, Optional<String> hash, PlanState state, Decision decision) {
    if (!(state instanceof Sealed sealed) || hash.isEmpty()) {
      return objected(Objection.Kind.NOT_WAITING, notWaiting(state));
    }
    if (!decision.hash().equals(hash.get())) {
      return objected(
          Objection.Kind.WRONG_HASH,
          "The hash is of another plan. Read this plan again and send its hash, "
              + hash.get()
              + ", if you approve what it says.");
    }
    return decision.kind() == Kind.REJECT
        ? new Verdict.Counts(sealed.reject(decision.by().person(), decision.note().orElse("")))
        : approval(proposal, sealed, decision);
  }

  /** Why nothing can be done about a plan that has ended. */
  public static Objection notOpen(PlanState state) {
    return new Objection(Objection.Kind.NOT_WAITING, notWaiting(state));
  }

  private static Verdict approval(Proposal proposal, Sealed sealed, Decision decision) {
    String person = decision.by().person();
    if (decision.kind() == Kind.BREAK_GLASS && !decision.by().isAdmin()) {
      return objected(
          Objection.Kind.ADMIN_NEEDED, "Only a token with the role admin may break the glass.");
    }
    if (decision.kind() == Kind.APPROVE && person.equals(proposal.by())) {
      return objected(
          Objection.Kind.SELF_APPROVAL,
          "'"
              + person
              + "' proposed this plan, so another person must approve it. In an emergency, an"
              + " administrator may send the decision break_glass.");
    }
    if (decision.kind() == Kind.APPROVE
        && sealed.approvals().stream().anyMatch(one -> one.by().person().equals(person))) {
      return objected(
          Objection.Kind.ALREADY_DECIDED,
          "'"
              + person
              + "' approved this plan before. One person counts once, whatever the token;"
              + " another person must approve it.");
    }
    if (!(sealed instanceof Waiting waiting)) {
      return objected(Objection.Kind.NOT_WAITING, notWaiting(sealed));
    }
    return missing(proposal, waiting.requirement(), decision)
        .<Verdict>map(why -> objected(Objection.Kind.CONFIRMATION_MISSING, why))
        .orElseGet(() -> new Verdict.Counts(waiting.approve(decision)));
  }

  /** What a critical plan needs besides; it is also what one person alone must say. */
  private static Optional<String> missing(
      Proposal proposal, Requirement requirement, Decision decision) {
    String target = proposal.target().name();
    if (requirement.typesTarget() && !decision.targetName().equals(Optional.of(target))) {
      return Optional.of(
          "This plan has a critical hazard. Send targetName with the name of the environment that"
              + " it changes, '"
              + target
              + "'.");
    }
    SortedSet<String> open = new TreeSet<>(requirement.consents());
    open.removeAll(decision.consents());
    if (!open.isEmpty()) {
      return Optional.of(
          "Rows or values of "
              + quoted(open)
              + " are lost by this plan. Send each of them in consents if you accept that.");
    }
    SortedSet<String> foreign = new TreeSet<>(decision.consents());
    foreign.removeAll(requirement.consents());
    return foreign.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "consents has "
                + quoted(foreign)
                + ", of which this plan needs no consent. It needs: "
                + (requirement.consents().isEmpty() ? "none" : quoted(requirement.consents()))
                + ".");
  }

  private static String quoted(SortedSet<String> names) {
    return "'" + String.join("', '", names) + "'";
  }

  private static String notWaiting(PlanState state) {
    return switch (state) {
      case PlanState.Planning ignored ->
          "This plan is being made. Read it again when its state is waiting.";
      case PlanState.Refused ignored ->
          "This plan was refused; its reasons say what would be right. " + PROPOSE;
      case Waiting ignored -> "This plan waits.";
      case Approved ignored -> "This plan is approved already. It needs nobody else.";
      case PlanState.Rejected(String by, String reason) ->
          "'" + by + "' rejected this plan: " + reason + ". " + PROPOSE;
      case PlanState.Withdrawn(String by) -> "'" + by + "' withdrew this plan. " + PROPOSE;
      case PlanState.Voided voided ->
          "This plan is void: " + String.join("; ", voided.moved()) + ". " + PROPOSE;
      case PlanState.Expired expired -> "This plan expired at " + expired.at() + ". " + PROPOSE;
      case PlanState.Failed(String reason) -> "This plan was not made: " + reason + ".";
      case PlanState.Running(var run, String by) ->
          "This plan is being carried out by run " + run + ", which '" + by + "' started.";
      case PlanState.Applied(var run, var result) ->
          "This plan was applied by run " + run + ". " + PROPOSE;
      case PlanState.NotApplied(var run, var reason) ->
          "Run " + run + " of this plan ended and changed nothing. " + PROPOSE;
    };
  }

  private static Verdict objected(Objection.Kind kind, String message) {
    return new Verdict.Objected(new Objection(kind, message));
  }
}
