package dev.plumbline.jdbc;

import dev.plumbline.notification.EventOutbox;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.testkit.InMemoryFindingStore;
import dev.plumbline.testkit.InMemoryMonitorStore;

final class InMemoryFindingEventsTest extends FindingEventsContract {
  private final InMemoryFindingStore findings = new InMemoryFindingStore();
  private long reports;
  private final InMemoryMonitorStore monitor = new InMemoryMonitorStore(findings);

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
  long makeReport() {
    findings.reportIsMade(++reports);
    return reports;
  }
}
