package dev.plumbline.run.verification;

import dev.plumbline.drift.Side;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.plan.select.Unreachable;
import dev.plumbline.plan.step.Step;
import java.util.List;

/**
 * What a run is verified from.
 *
 * @param steps of the plan
 * @param hazards of the plan
 * @param unreachable of the plan: what stays different
 * @param source as it was sealed
 * @param before the target right before the plan was applied
 * @param after the target afterwards
 * @param content what happened to its rows meanwhile
 * @param records how many rows broke the checks of the touched tables before and after
 */
public record VerificationInputs(
    List<Step> steps,
    List<Hazard> hazards,
    List<Unreachable> unreachable,
    Side source,
    Side before,
    Side after,
    ContentChanges content,
    RecordChecks records) {
  public VerificationInputs {
    steps = List.copyOf(steps);
    hazards = List.copyOf(hazards);
    unreachable = List.copyOf(unreachable);
  }

  /** Of which no check of records was counted. */
  public VerificationInputs(
      List<Step> steps,
      List<Hazard> hazards,
      List<Unreachable> unreachable,
      Side source,
      Side before,
      Side after,
      ContentChanges content) {
    this(steps, hazards, unreachable, source, before, after, content, RecordChecks.NONE);
  }
}
