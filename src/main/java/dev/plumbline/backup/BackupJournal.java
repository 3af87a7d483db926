package dev.plumbline.backup;

import dev.plumbline.store.Lease;
import dev.plumbline.store.StoreUnavailableException;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.BackupStore;
import java.lang.System.Logger.Level;

/** Where a backup is, recorded as long as no other process has taken it over. */
record BackupJournal(BackupStore store) {

  /** Another process has taken the backup over. */
  static final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** While the store is away, nobody else can take the backup over. */
  void beat(Lease lease, long bytes) {
    try {
      if (!store.beat(lease, bytes)) {
        throw new LeaseLostException();
      }
    } catch (StoreUnavailableException e) {
      System.getLogger(BackupJournal.class.getName())
          .log(Level.DEBUG, "backup {0} continues without store", lease.work());
    }
  }

  void record(Lease lease, Backup backup) {
    if (!store.record(lease, backup)) {
      throw new LeaseLostException();
    }
  }
}
