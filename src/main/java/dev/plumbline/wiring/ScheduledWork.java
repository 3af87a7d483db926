package dev.plumbline.wiring;

import dev.plumbline.deployment.Deployments;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.monitor.MonitorService;
import dev.plumbline.replica.ReplicaWork;
import dev.plumbline.scan.work.ScanService;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.Part;
import dev.plumbline.store.ScanStore;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.Scan;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the rota has done when it is due. */
@Singleton
final class ScheduledWork implements ReplicaWork {
  private final MonitorService monitor;
  private final ScanService scans;
  private final Deployments deployments;
  private final MonitorStore store;
  private final ScanStore scanStore;

  ScheduledWork(
      MonitorService monitor,
      ScanService scans,
      Deployments deployments,
      @ForWork MonitorStore store,
      @ForWork ScanStore scanStore) {
    this.monitor = monitor;
    this.scans = scans;
    this.deployments = deployments;
    this.store = store;
    this.scanStore = scanStore;
  }

  @Override
  public Optional<Instant> last(Part part) {
    EnvironmentId id = new EnvironmentId(part.name());
    return switch (part.kind()) {
      case POLL ->
          store
              .environment(id)
              .filter(status -> status.form().equals(Optional.of(Producers.form().digest())))
              .flatMap(EnvironmentStatus::lastPollAt);
      case SCAN -> scanStore.lastScan(id).map(Scan::startedAt);
      case COMPARISON -> Optional.empty();
    };
  }

  @Override
  public boolean mayPoll(EnvironmentId environment) {
    return monitor.isDue(environment);
  }

  @Override
  public Duration poll(EnvironmentId environment) {
    return monitor.pollOnSchedule(environment);
  }

  @Override
  public void scan(EnvironmentId environment, Optional<Instant> unlessSince) {
    scans.scanOnSchedule(environment, unlessSince);
  }

  @Override
  public void takeOver() {
    scans.takeOver();
    deployments.takeOver();
  }

  @Override
  public void compare() {
    monitor.compareChanged();
  }
}
