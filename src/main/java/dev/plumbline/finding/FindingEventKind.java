package dev.plumbline.finding;

import java.util.Locale;

/** What can happen to a finding. A closed set; {@code docs/api.md} has the same list. */
public enum FindingEventKind {
  OPENED,
  /** It was resolved and has come back. */
  REOPENED,
  SEVERITY_CHANGED,
  /** Somebody acknowledged it, or did so again with another note or end. */
  ACKNOWLEDGED,
  ACKNOWLEDGEMENT_REMOVED,
  ACKNOWLEDGEMENT_EXPIRED,
  RESOLVED;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** As written in REST and in the store. */
  public String label() {
    return label;
  }
}
