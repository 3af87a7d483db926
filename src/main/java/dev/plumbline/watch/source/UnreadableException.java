package dev.plumbline.watch.source;

import dev.plumbline.reading.Reason;

/**
 * A source was asked and did not say. Thrown and caught inside of an adapter, which makes a {@link
 * dev.plumbline.reading.Reading.Failure} of it.
 */
public final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /**
   * @param detail one sentence for a person, free of secrets
   */
  public UnreadableException(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
