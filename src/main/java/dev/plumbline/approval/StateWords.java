package dev.plumbline.approval;

/** A state as one sentence for a person. */
public final class StateWords {
  private StateWords() {}

  public static String sentence(PlanState state) {
    return switch (state) {
      case PlanState.Planning ignored -> "It is being made.";
      case PlanState.Refused refused ->
          "There is no such plan: " + String.join("; ", refused.reasons()) + ".";
      case PlanState.Waiting waiting -> waiting(waiting);
      case PlanState.Approved(Requirement requirement, var given) ->
          requirement.people() == 0 && given.isEmpty()
              ? "It needs no approval: " + requirement.because() + "."
              : "It is approved.";
      case PlanState.Rejected(String by, String reason) -> by + " rejected it: " + reason;
      case PlanState.Withdrawn(String by) -> by + " withdrew it.";
      case PlanState.Voided voided ->
          "It is void: " + String.join("; ", voided.moved()) + ". Propose again.";
      case PlanState.Expired expired -> "It expired at " + expired.at() + ". Propose again.";
      case PlanState.Failed(String reason) -> "It was not made: " + reason + ".";
      case PlanState.Running(var run, String by) ->
          "It is being carried out by run " + run + ", which " + by + " started.";
      case PlanState.Applied(var run, String result) -> "Run " + run + " applied it: " + result;
      case PlanState.NotApplied(var run, String reason) ->
          "Run " + run + " ended and changed nothing: " + reason;
    };
  }

  private static String waiting(PlanState.Waiting waiting) {
    int missing = waiting.requirement().people() - waiting.approvals().size();
    return "It waits for the approval of "
        + missing
        + (waiting.approvals().isEmpty() ? "" : " more")
        + (missing == 1 ? " person: " : " people: ")
        + waiting.requirement().because()
        + ".";
  }
}
