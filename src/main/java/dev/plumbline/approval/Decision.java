package dev.plumbline.approval;

import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What somebody decided about a plan.
 *
 * @param hash of the plan that they read
 * @param note for others; the reason of a rejection and of a break-glass, which both need one
 * @param ticket of a break-glass, which needs one
 * @param targetName as they typed it
 * @param consents the subjects of which they accept that rows or values are lost
 */
public record Decision(
    Kind kind,
    Approver by,
    Instant at,
    String hash,
    Optional<String> note,
    Optional<String> ticket,
    Optional<String> targetName,
    SortedSet<String> consents) {
  public Decision {
    consents = Collections.unmodifiableSortedSet(new TreeSet<>(consents));
  }

  /** What it is. */
  public enum Kind {
    APPROVE,
    REJECT,
    /** One administrator approves alone, because it cannot wait. */
    BREAK_GLASS;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As written in REST, metrics and the store. */
    public String label() {
      return label;
    }
  }

  /** Whether the same person says the same, at whatever time: a request that is repeated. */
  public boolean isRepeatedBy(Decision other) {
    return equals(
        new Decision(
            other.kind,
            other.by,
            at,
            other.hash,
            other.note,
            other.ticket,
            other.targetName,
            other.consents));
  }
}
