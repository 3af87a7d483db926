package dev.plumbline.backup.restore;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Restored backups that somebody in this process uses once they are proven, so that none is
 * restored a second time for that. Its server proves no other backup meanwhile.
 */
public final class RestoredBackups {
  private final Map<UUID, Optional<RestoredBackup>> reserved = new HashMap<>();

  /** To be followed by {@link #release}, whatever happens. */
  public synchronized void reserve(UUID backup) {
    reserved.put(backup, Optional.empty());
  }

  /**
   * Hands it over if somebody has reserved it.
   *
   * @return false if it still is the caller's, to be closed
   */
  public synchronized boolean offer(UUID backup, RestoredBackup restored) {
    return reserved.replace(backup, Optional.empty(), Optional.of(restored));
  }

  /** To be closed by the caller; empty if this process has not proven the backup. */
  public synchronized Optional<RestoredBackup> take(UUID backup) {
    return Optional.ofNullable(reserved.remove(backup)).flatMap(restored -> restored);
  }

  /** Drops what was handed over and not taken. */
  public void release(UUID backup) {
    take(backup).ifPresent(RestoredBackup::close);
  }
}
