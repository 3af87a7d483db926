package dev.plumbline.planning;

import dev.plumbline.hazard.Hazard;
import dev.plumbline.plan.Plan;
import java.util.List;

/** What became of a proposal. */
public sealed interface Made {
  /** It can be decided about. */
  record Sealed(Plan plan) implements Made {}

  /**
   * There is no such plan.
   *
   * @param reasons at least one; each one sentence that says what would be right
   * @param hazards that were found; those that refuse are among the reasons, too
   */
  record Refused(List<String> reasons, List<Hazard> hazards) implements Made {
    public Refused {
      reasons = List.copyOf(reasons);
      hazards = List.copyOf(hazards);
    }

    public Refused(String reason) {
      this(List.of(reason), List.of());
    }
  }
}
