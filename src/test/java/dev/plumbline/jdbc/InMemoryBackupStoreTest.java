package dev.plumbline.jdbc;

import dev.plumbline.store.audit.AuditStore;
import dev.plumbline.store.backup.BackupStore;
import dev.plumbline.testkit.InMemoryAuditStore;
import dev.plumbline.testkit.InMemoryBackupStore;

final class InMemoryBackupStoreTest extends BackupStoreContract {
  private final InMemoryAuditStore audit = new InMemoryAuditStore();
  private final BackupStore store = new InMemoryBackupStore(audit);

  @Override
  BackupStore store() {
    return store;
  }

  @Override
  AuditStore audit() {
    return audit;
  }
}
