package dev.plumbline.planning.decision;

import dev.plumbline.store.plan.ListedPlan;

/** What a proposal came to. */
public sealed interface Proposed {
  /** It is being made, or was recorded before under the same key. */
  record Accepted(ListedPlan plan) implements Proposed {}

  /** Another plan of the comparison has to end first. */
  record OtherIsOpen(ListedPlan plan) implements Proposed {}

  /** The key was used for another proposal. */
  record KeyReused() implements Proposed {}
}
