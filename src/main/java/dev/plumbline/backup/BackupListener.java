package dev.plumbline.backup;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.backup.Backup;
import java.time.Duration;

/** Hears what becomes of backups, for metrics. Must not throw. */
public interface BackupListener {
  /** A backup has ended, in whatever state. */
  void ended(Backup backup);

  /** A dump was restored; how long that took. */
  void restored(EnvironmentId environment, Duration took);
}
