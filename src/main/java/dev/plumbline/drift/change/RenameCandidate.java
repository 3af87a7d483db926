package dev.plumbline.drift.change;

import java.util.List;

/**
 * A removed and an added subject that may be one renamed; never assumed, only offered.
 *
 * @param from what only the target has
 * @param to what only the source has
 * @param evidence what speaks for it, one short sentence each, not empty
 */
public record RenameCandidate(Subject from, Subject to, List<String> evidence) {
  public RenameCandidate {
    evidence = List.copyOf(evidence);
  }
}
