package dev.plumbline.planning.decision;

import dev.plumbline.plan.Proposal;
import dev.plumbline.planning.Made;

/** Makes a plan of a proposal, or says why there is none. */
@FunctionalInterface
public interface PlanMaking {
  /** May take minutes; never throws because of an environment. */
  Made make(Proposal proposal) throws InterruptedException;
}
