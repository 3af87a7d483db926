package dev.plumbline.postgres;

import dev.plumbline.schema.Reason;

/** The database could be asked, but what is needed is not there or not allowed. */
final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /**
   * @param detail one sentence for a person, free of secrets
   */
  UnreadableException(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
