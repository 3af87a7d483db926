package dev.plumbline.store;

import dev.plumbline.memory.FindingStore;
import dev.plumbline.memory.MonitorStore;
import org.junit.jupiter.api.AfterEach;

final class JdbcFindingStoreTest extends FindingStoreContract {
  private final StoreDatabase database = StoreDatabase.create();
  private final MonitorStore monitor = database.monitor();
  private final FindingStore findings = database.findings();

  @Override
  MonitorStore monitor() {
    return monitor;
  }

  @Override
  FindingStore findings() {
    return findings;
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }
}
