package dev.plumbline.jdbc;

import dev.plumbline.store.DeploymentStore;
import dev.plumbline.store.MonitorStore;
import org.junit.jupiter.api.AfterEach;

final class JdbcDeploymentStoreTest extends DeploymentStoreContract {
  private final StoreDatabase database = StoreDatabase.create();
  private final MonitorStore monitor = database.monitor();
  private final DeploymentStore store =
      new JdbcDeploymentStore(database.dataSource(), database.address());

  @Override
  DeploymentStore store() {
    return store;
  }

  @Override
  MonitorStore monitor() {
    return monitor;
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }
}
