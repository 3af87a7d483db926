package dev.plumbline.jdbc;

import dev.plumbline.store.audit.AuditStore;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.store.run.FollowUpStore;
import dev.plumbline.store.run.RunStore;
import dev.plumbline.testkit.InMemoryAuditStore;
import dev.plumbline.testkit.InMemoryFindingStore;
import dev.plumbline.testkit.InMemoryMonitorStore;
import dev.plumbline.testkit.InMemoryPlanStore;
import dev.plumbline.testkit.InMemoryRunStore;

final class InMemoryRunStoreTest extends RunStoreContract {
  private final InMemoryAuditStore audit = new InMemoryAuditStore();
  private final InMemoryPlanStore plans =
      new InMemoryPlanStore(audit, new InMemoryMonitorStore(new InMemoryFindingStore()));
  private final InMemoryRunStore store = new InMemoryRunStore(plans, audit);

  @Override
  RunStore store() {
    return store;
  }

  @Override
  FollowUpStore followUps() {
    return store;
  }

  @Override
  PlanStore plans() {
    return plans;
  }

  @Override
  AuditStore audit() {
    return audit;
  }
}
