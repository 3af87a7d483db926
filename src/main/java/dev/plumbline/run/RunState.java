package dev.plumbline.run;

import java.util.Locale;

/** How far a run is, or how it ended. */
public enum RunState {
  RUNNING,
  /** A person asked it to wait before its next phase. */
  HELD,
  /** The target is what was planned, as its own database says. */
  VERIFIED,
  /** The target was changed, and something about it is not as planned or not known. */
  UNVERIFIED,
  /** It ended before the target was changed. */
  FAILED,
  /** A person ended it before the target was changed. */
  CANCELLED;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** As written in REST, metrics and the store. */
  public String label() {
    return label;
  }

  public boolean isEnded() {
    return this != RUNNING && this != HELD;
  }

  /** Of one that has ended: whether the target was changed. */
  public boolean isApplied() {
    return this == VERIFIED || this == UNVERIFIED;
  }
}
