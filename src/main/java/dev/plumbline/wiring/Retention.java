package dev.plumbline.wiring;

import dev.plumbline.configuration.Settings;
import dev.plumbline.notification.EventOutbox;
import dev.plumbline.notification.EventOutbox.ChannelStatus;
import dev.plumbline.notification.NotificationFindings;
import dev.plumbline.replica.ReplicaStore;
import dev.plumbline.store.DeploymentStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.ScanStore;
import dev.plumbline.store.history.ReportStore;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/** Forgets what is older than configured; on one replica, because the job store is clustered. */
@ApplicationScoped
public class Retention {
  /** A channel that is configured on any replica is known anew every minute. */
  private static final Duration CHANNEL = Duration.ofDays(1);

  private final Settings settings;
  private final MonitorStore store;
  private final ScanStore scans;
  private final ReplicaStore replicas;
  private final EventOutbox outbox;
  private final NotificationFindings notifications;
  private final ReportStore reports;
  private final DeploymentStore deployments;
  private final Clock clock;

  Retention(
      Settings settings,
      @ForWork MonitorStore store,
      @ForWork ScanStore scans,
      @ForWork ReplicaStore replicas,
      @ForWork EventOutbox outbox,
      NotificationFindings notifications,
      @ForWork ReportStore reports,
      @ForWork DeploymentStore deployments,
      Clock clock) {
    this.settings = settings;
    this.store = store;
    this.scans = scans;
    this.replicas = replicas;
    this.outbox = outbox;
    this.notifications = notifications;
    this.reports = reports;
    this.deployments = deployments;
    this.clock = clock;
  }

  @Scheduled(identity = "retention", every = "1h", delayed = "5m")
  @RunOnVirtualThread
  void prune() {
    Instant before = clock.instant().minus(settings.store().retention());
    store.prune(before);
    scans.prune(before);
    replicas.prune(before);
    outbox.forget(CHANNEL);
    notifications.resolveRemoved(
        settings.notifications().channels(),
        outbox.channels().stream().map(ChannelStatus::channel).collect(Collectors.toSet()));
    reports.prune(before);
    deployments.prune(before);
  }
}
