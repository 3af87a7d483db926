package dev.plumbline.sync.journal;

/**
 * A run cannot continue, and the target is as it was; the message is a sentence without full stop.
 */
public final class RunStoppedException extends Exception {
  private static final long serialVersionUID = 1L;

  public RunStoppedException(String message) {
    super(message);
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
