package dev.plumbline.planning.decision;

import dev.plumbline.approval.Objection;

/** What became of a decision. */
public sealed interface Decided {
  /** It is recorded, now or before under the same key. */
  record Recorded() implements Decided {}

  /** Nothing is recorded. */
  record Objected(Objection objection) implements Decided {}

  /** Nothing is recorded: the key was used for another decision. */
  record OtherKey() implements Decided {}

  /** Nothing is recorded: only some may do it. */
  record NotAllowed(String message) implements Decided {}
}
