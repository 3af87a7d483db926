package dev.plumbline.wiring;

import dev.plumbline.configuration.Settings;
import dev.plumbline.memory.MonitorStore;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Forgets what is older than configured; on one replica, because the job store is clustered. */
@ApplicationScoped
public class Retention {
  private final Settings settings;
  private final MonitorStore store;
  private final Clock clock;

  Retention(Settings settings, MonitorStore store, Clock clock) {
    this.settings = settings;
    this.store = store;
    this.clock = clock;
  }

  @Scheduled(identity = "retention", every = "1h", delayed = "5m")
  @RunOnVirtualThread
  void prune() {
    store.prune(clock.instant().minus(settings.store().retention()));
  }
}
