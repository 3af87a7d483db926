package dev.plumbline.finding;

import java.util.Locale;

/** What a finding is about. */
public enum FindingKind {
  /** A change of a comparison. */
  CHANGE,
  /** Two descriptions of one environment disagree: API, Directus's metadata, catalog. */
  MISMATCH,
  /** Records break a rule that the content model states. */
  VIOLATION,
  /** A source of an environment could not be read. */
  UNREADABLE,
  /** Collections of an environment have disappeared. */
  LOSS,
  /** Which Directus and which database an environment is. */
  IDENTITY,
  /** An ignore rule expired or matches nothing. */
  IGNORE_RULE,
  /** A channel does not accept notifications. */
  NOTIFICATION,
  /** A plan was approved in a way that somebody must review. */
  APPROVAL,
  /** A database has no proven backup, or none as recent as it should be. */
  BACKUP;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** As written in REST and metrics. */
  public String label() {
    return label;
  }
}
