package dev.plumbline.run.followup;

import java.util.Locale;

/** What came of verifying a target again. */
public enum FollowUpState {
  /** It is not yet due, or is being done. */
  WAITING,
  /** What the run changed is as it left it, and its tables have no new finding. */
  AS_PLANNED,
  NOT_AS_PLANNED,
  /** A later run changed the same things. */
  SUPERSEDED,
  /** It could not be verified. */
  UNKNOWN;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** As written in REST and in the store. */
  public String label() {
    return label;
  }
}
