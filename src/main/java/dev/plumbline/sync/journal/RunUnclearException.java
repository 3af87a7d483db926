package dev.plumbline.sync.journal;

/**
 * Whether the target was changed, or as planned, is not known, and will not be by waiting; the
 * message is a sentence without full stop.
 */
public final class RunUnclearException extends Exception {
  private static final long serialVersionUID = 1L;

  public RunUnclearException(String message) {
    super(message);
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
