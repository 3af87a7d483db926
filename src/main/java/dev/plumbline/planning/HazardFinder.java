package dev.plumbline.planning;

import dev.plumbline.hazard.Hazard;
import dev.plumbline.plan.select.Chosen;
import java.util.List;

/** Finds what a plan could hurt. */
@FunctionalInterface
interface HazardFinder {
  /** Gravest first; what could not be counted is among them. */
  List<Hazard> of(PlanInputs inputs, Chosen chosen);
}
