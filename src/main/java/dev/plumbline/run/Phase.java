package dev.plumbline.run;

import java.util.Locale;

/** What a run does, in this order. */
public enum Phase {
  /** An advisory lock in the target's database, so that no other run changes it. */
  LOCK,
  /**
   * Both environments are read again, and the same plan must come of it; of a rollback, nobody may
   * have changed what it puts back.
   */
  RECHECK,
  /** Long transactions on the tables concerned must end. */
  TRANSACTIONS,
  /** The target's database is dumped. */
  BACKUP,
  /** The dump is restored elsewhere and compared. */
  PROOF,
  /** What the plan does to rows that exist is done in that restored dump. */
  REHEARSAL,
  /** Of a rollback: the backup of the run that it undoes is restored elsewhere. */
  RESTORE,
  /**
   * The payload is sent to Directus, once; of a rollback, what the run changed is put back in one
   * transaction. From here on the target may be another one.
   */
  APPLY,
  /** Directus's cache is cleared. */
  CACHE,
  /** The target's database is compared with what was planned, or with what it was before. */
  VERIFY;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** As written in REST and in the store. */
  public String label() {
    return label;
  }

  /** Whether the target is certainly as it was while a run is in this phase. */
  public boolean isBeforeApply() {
    return compareTo(APPLY) < 0;
  }
}
