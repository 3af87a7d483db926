package dev.plumbline.jdbc;

import dev.plumbline.jdbc.backup.JdbcBackupStore;
import dev.plumbline.store.audit.AuditStore;
import dev.plumbline.store.backup.BackupStore;
import org.junit.jupiter.api.AfterEach;

final class JdbcBackupStoreTest extends BackupStoreContract {
  private final StoreDatabase database = StoreDatabase.create();
  private final BackupStore store = new JdbcBackupStore(database.dataSource(), database.address());

  private final AuditStore audit = new JdbcAuditStore(database.dataSource(), database.address());

  @Override
  BackupStore store() {
    return store;
  }

  @Override
  AuditStore audit() {
    return audit;
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }
}
