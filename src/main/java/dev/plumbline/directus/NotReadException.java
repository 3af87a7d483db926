package dev.plumbline.directus;

import dev.plumbline.schema.Reason;

/** Directus was asked and did not tell. The message is the sentence for a person. */
final class NotReadException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  NotReadException(Reason reason, String detail) {
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
