package dev.plumbline.store.backup;

import java.util.Locale;

/** How far a backup is. Only {@link #PROVEN} is one to rely on. */
public enum BackupState {
  /** Recorded; {@code pg_dump} has not begun. */
  WAITING(false),
  DUMPING(false),
  /** The file is complete; whether it can be restored is not known yet. */
  DUMPED(false),
  PROVING(false),
  /** Restored into another database, which then had the same schema and the same rows. */
  PROVEN(true),
  /** The file is there; it could not be tried, for the reason in the message. */
  UNPROVEN(true),
  /** The file was tried and is not what was in the database. */
  DISPROVEN(true),
  /** There is no file, for the reason in the message. */
  FAILED(true);

  private final boolean ended;
  private final String label = name().toLowerCase(Locale.ROOT);

  BackupState(boolean ended) {
    this.ended = ended;
  }

  /** Whether nobody works on it. */
  public boolean isEnded() {
    return ended;
  }

  /** As written in REST, metrics and the store. */
  public String label() {
    return label;
  }
}
