package dev.plumbline.finding;

import java.util.Locale;

/** What a finding is about. */
public enum FindingKind {
  /** A change of a comparison. */
  CHANGE,
  /** The Directus API and the database of one environment disagree. */
  MISMATCH,
  /** A source of an environment could not be read. */
  UNREADABLE,
  /** An ignore rule expired or matches nothing. */
  IGNORE_RULE;

  /** As written in REST and metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
