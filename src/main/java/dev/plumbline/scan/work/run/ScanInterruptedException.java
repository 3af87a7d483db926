package dev.plumbline.scan.work.run;

/** Ends a scan before it is through with its checks. */
public final class ScanInterruptedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why it ends. */
  public enum Why {
    /** This process ends; another one continues. */
    STOPPED,
    /** Another process continues already. */
    TAKEN_OVER,
    OUT_OF_BUDGET,
    /** The database cannot be reached any more. */
    LOST
  }

  private final Why why;

  ScanInterruptedException(Why why, String message) {
    super(message, null, false, false);
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
