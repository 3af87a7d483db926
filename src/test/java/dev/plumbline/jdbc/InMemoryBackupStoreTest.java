package dev.plumbline.jdbc;

import dev.plumbline.store.backup.BackupStore;
import dev.plumbline.testkit.InMemoryBackupStore;

final class InMemoryBackupStoreTest extends BackupStoreContract {
  private final BackupStore store = new InMemoryBackupStore();

  @Override
  BackupStore store() {
    return store;
  }
}
