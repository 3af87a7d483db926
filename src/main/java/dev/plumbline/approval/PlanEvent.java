package dev.plumbline.approval;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What happened to a sealed plan, as far as people want to know it.
 *
 * @param by the person who did it; empty: Plumbline itself
 * @param message one sentence or more, complete without the other components
 */
public record PlanEvent(UUID plan, Kind kind, Instant at, Optional<String> by, String message) {

  /** What happened. */
  public enum Kind {
    /** It was sealed, and people must approve it. */
    WAITING,
    APPROVED,
    REJECTED,
    WITHDRAWN,
    VOIDED,
    /** A quarter of its time is left. */
    EXPIRES_SOON,
    EXPIRED,
    /** Its run has begun. */
    RUNNING,
    /** Its run has changed the target; the message says whether that is verified. */
    APPLIED,
    /** Its run has ended, and the target is as it was. */
    NOT_APPLIED,
    /** Its target was verified again some time after its run, and is not as the run left it. */
    FOLLOW_UP_FAILED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As written in webhooks and the store. */
    public String label() {
      return label;
    }
  }

  /**
   * An event in the store.
   *
   * @param id later ones have higher ids
   */
  public record Recorded(long id, PlanEvent event) {}

  /**
   * Of a change of state. One more approval that is not the last one is none, and what becomes of a
   * proposal before it is sealed only whoever proposed it wants to know, who waits for it.
   *
   * @param decision that made the change
   */
  public static Optional<PlanEvent> between(
      UUID plan,
      PlanState.Kind before,
      PlanState after,
      Optional<Decision> decision,
      Optional<Approver> by,
      Instant at) {
    if (before == after.kind()
        || (before == PlanState.Kind.PLANNING && !(after instanceof PlanState.Sealed))) {
      return Optional.empty();
    }
    return kind(after.kind())
        .map(
            kind ->
                new PlanEvent(plan, kind, at, by.map(Approver::person), message(after, decision)));
  }

  /** Says that it ends by itself, and what is missing. */
  public static PlanEvent expiresSoon(
      UUID plan, PlanState.Sealed state, Instant expiresAt, Instant at) {
    return new PlanEvent(
        plan,
        Kind.EXPIRES_SOON,
        at,
        Optional.empty(),
        "It expires at " + expiresAt + ". " + StateWords.sentence(state));
  }

  private static Optional<Kind> kind(PlanState.Kind state) {
    return switch (state) {
      case WAITING -> Optional.of(Kind.WAITING);
      case APPROVED -> Optional.of(Kind.APPROVED);
      case REJECTED -> Optional.of(Kind.REJECTED);
      case WITHDRAWN -> Optional.of(Kind.WITHDRAWN);
      case VOIDED -> Optional.of(Kind.VOIDED);
      case EXPIRED -> Optional.of(Kind.EXPIRED);
      case RUNNING -> Optional.of(Kind.RUNNING);
      case APPLIED -> Optional.of(Kind.APPLIED);
      case NOT_APPLIED -> Optional.of(Kind.NOT_APPLIED);
      case PLANNING, REFUSED, FAILED -> Optional.empty();
    };
  }

  private static String message(PlanState after, Optional<Decision> decision) {
    return decision
        .filter(one -> after instanceof PlanState.Approved)
        .map(
            one ->
                one.kind() == Decision.Kind.BREAK_GLASS
                    ? one.by().person()
                        + " approved it alone, by break-glass (ticket "
                        + one.ticket().orElse("none")
                        + "): "
                        + one.note().orElse("no reason")
                    : "It is approved; " + one.by().person() + " was the last who was needed.")
        .orElseGet(() -> StateWords.sentence(after));
  }
}
