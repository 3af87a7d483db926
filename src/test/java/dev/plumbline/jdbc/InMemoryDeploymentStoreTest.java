package dev.plumbline.jdbc;

import dev.plumbline.store.DeploymentStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.testkit.InMemoryDeploymentStore;
import dev.plumbline.testkit.InMemoryFindingStore;
import dev.plumbline.testkit.InMemoryMonitorStore;

final class InMemoryDeploymentStoreTest extends DeploymentStoreContract {
  private final InMemoryFindingStore findings = new InMemoryFindingStore();
  private final InMemoryMonitorStore monitor = new InMemoryMonitorStore(findings);
  private final InMemoryDeploymentStore store = new InMemoryDeploymentStore(findings);

  @Override
  DeploymentStore store() {
    return store;
  }

  @Override
  MonitorStore monitor() {
    return monitor;
  }
}
