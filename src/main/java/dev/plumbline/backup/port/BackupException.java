package dev.plumbline.backup.port;

/** A step of a backup that could not be done; the message is a sentence without full stop. */
public final class BackupException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean damage;

  private BackupException(String message, boolean damage) {
    super(message);
    this.damage = damage;
  }

  /** Something is missing or in the way; nothing is said about a file. */
  public static BackupException failed(String message) {
    return new BackupException(message, false);
  }

  /** The file cannot be what was dumped. */
  public static BackupException damaged(String message) {
    return new BackupException(message, true);
  }

  /** Whether the file of the backup is the reason. */
  public boolean isDamage() {
    return damage;
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
