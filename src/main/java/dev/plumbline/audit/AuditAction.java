package dev.plumbline.audit;

import java.util.Locale;

/** What is recorded. A closed set: added, never renamed. */
public enum AuditAction {
  PLAN_PROPOSED,
  PLAN_SEALED,
  PLAN_REFUSED,
  PLAN_FAILED,
  PLAN_APPROVED,
  PLAN_REJECTED,
  PLAN_WITHDRAWN,
  PLAN_VOIDED,
  PLAN_EXPIRED,
  BREAK_GLASS,
  RUN_STARTED,
  RUN_APPLIED,
  RUN_NOT_APPLIED,
  RUN_ENDED,
  RUN_HELD,
  RUN_RESUMED,
  RUN_CANCEL_REQUESTED,
  ROLLBACK_STARTED,
  BACKUP_REQUESTED,
  BACKUP_VERIFICATION_REQUESTED,
  FINDING_ACKNOWLEDGED,
  ACKNOWLEDGEMENT_REMOVED,
  ENVIRONMENT_PAUSED,
  ENVIRONMENT_RESUMED;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** As written in REST and in the store. */
  public String label() {
    return label;
  }
}
