package dev.plumbline.wiring;

import dev.plumbline.configuration.Settings;
import dev.plumbline.replica.ReplicaStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.ScanStore;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Forgets what is older than configured; on one replica, because the job store is clustered. */
@ApplicationScoped
public class Retention {
  private final Settings settings;
  private final MonitorStore store;
  private final ScanStore scans;
  private final ReplicaStore replicas;
  private final Clock clock;

  Retention(
      Settings settings,
      @ForWork MonitorStore store,
      @ForWork ScanStore scans,
      @ForWork ReplicaStore replicas,
      Clock clock) {
    this.settings = settings;
    this.store = store;
    this.scans = scans;
    this.replicas = replicas;
    this.clock = clock;
  }

  @Scheduled(identity = "retention", every = "1h", delayed = "5m")
  @RunOnVirtualThread
  void prune() {
    Instant before = clock.instant().minus(settings.store().retention());
    store.prune(before);
    scans.prune(before);
    replicas.prune(before);
  }
}
