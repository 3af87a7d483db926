package dev.plumbline.store;

import dev.plumbline.memory.ScanStore;
import org.junit.jupiter.api.AfterEach;

final class JdbcScanStoreTest extends ScanStoreContract {
  private final StoreDatabase database = StoreDatabase.create();
  private final ScanStore store = new JdbcScanStore(database.dataSource(), database.address());

  @Override
  ScanStore store() {
    return store;
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }
}
