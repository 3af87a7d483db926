package dev.plumbline.jdbc;

import dev.plumbline.store.FindingStore;
import dev.plumbline.store.audit.AuditStore;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.testkit.InMemoryAuditStore;
import dev.plumbline.testkit.InMemoryFindingStore;
import dev.plumbline.testkit.InMemoryMonitorStore;
import dev.plumbline.testkit.InMemoryPlanStore;

final class InMemoryPlanStoreTest extends PlanStoreContract {
  private final InMemoryFindingStore findings = new InMemoryFindingStore();
  private final InMemoryAuditStore audit = new InMemoryAuditStore();
  private final PlanStore store = new InMemoryPlanStore(audit, new InMemoryMonitorStore(findings));

  @Override
  PlanStore store() {
    return store;
  }

  @Override
  AuditStore audit() {
    return audit;
  }

  @Override
  FindingStore findings() {
    return findings;
  }
}
