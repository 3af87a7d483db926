package dev.plumbline.approval;

/**
 * Why a decision does not count.
 *
 * @param message says what would be right
 */
public record Objection(Kind kind, String message) {
  /** What is wrong with it. */
  public enum Kind {
    NOT_WAITING,
    WRONG_HASH,
    SELF_APPROVAL,
    ALREADY_DECIDED,
    CONFIRMATION_MISSING,
    ADMIN_NEEDED
  }
}
