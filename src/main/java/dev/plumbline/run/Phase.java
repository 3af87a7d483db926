package dev.plumbline.run;

import java.util.Locale;

/** What a run does, in this order. */
public enum Phase {
  /** An advisory lock in the target's database, so that no other run changes it. */
  LOCK,
  /** Both environments are read again, and the same plan must come of it. */
  RECHECK,
  /** Long transactions on the tables concerned must end. */
  TRANSACTIONS,
  /** The target's database is dumped. */
  BACKUP,
  /** The dump is restored elsewhere and compared. */
  PROOF,
  /** The payload is sent to Directus, once. From here on the target may be another one. */
  APPLY,
  /** Directus's cache is cleared. */
  CACHE,
  /** The target's database is compared with what was planned. */
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
