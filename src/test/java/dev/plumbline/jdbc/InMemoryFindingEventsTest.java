package dev.plumbline.jdbc;

import dev.plumbline.notification.EventOutbox;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.testkit.InMemoryAuditStore;
import dev.plumbline.testkit.InMemoryFindingStore;
import dev.plumbline.testkit.InMemoryMonitorStore;
import dev.plumbline.testkit.InMemoryPlanStore;
import dev.plumbline.testkit.SamplePlans;
import java.util.UUID;

final class InMemoryFindingEventsTest extends FindingEventsContract {
  private final InMemoryFindingStore findings = new InMemoryFindingStore();
  private long reports;
  private final InMemoryMonitorStore monitor = new InMemoryMonitorStore(findings);
  private final InMemoryPlanStore plans = new InMemoryPlanStore(new InMemoryAuditStore(), monitor);
  private long lastPlan;

  @Override
  MonitorStore monitor() {
    return monitor;
  }

  @Override
  FindingStore findings() {
    return findings;
  }

  @Override
  EventOutbox outbox() {
    return findings;
  }

  @Override
  UUID sealPlan() {
    UUID id = Samples.uuid(++lastPlan);
    SamplePlans.waiting(plans, id, "comparison-" + lastPlan, Samples.NOON);
    happens(id);
    return id;
  }

  @Override
  void warn(UUID plan) {
    plans.warn(plan, Samples.NOON);
    happens(plan);
  }

  private void happens(UUID plan) {
    findings.planHappens(plans.events(plan).getLast(), plans.listed(plan).orElseThrow());
  }

  @Override
  void deletePlans() {
    findings.forgetPlans();
  }

  @Override
  long makeReport() {
    findings.reportIsMade(++reports);
    return reports;
  }
}
