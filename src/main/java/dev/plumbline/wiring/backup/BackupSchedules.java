package dev.plumbline.wiring.backup;

import dev.plumbline.backup.Backups;
import dev.plumbline.configuration.Settings;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Begins backups that are due; on one replica, because the job store is clustered. */
@ApplicationScoped
public class BackupSchedules {
  private final Backups backups;
  private final Settings settings;
  private final Clock clock;

  BackupSchedules(Backups backups, Settings settings, Clock clock) {
    this.backups = backups;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(
      identity = "backups",
      every = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void requestDue() {
    backups.takeOver();
    backups.requestDue();
  }

  @Scheduled(identity = "backup-findings", every = "60s", delayed = "1m")
  @RunOnVirtualThread
  void refreshFindings() {
    backups.refreshFindings();
  }

  @Scheduled(identity = "backup-retention", every = "1h", delayed = "7m")
  @RunOnVirtualThread
  void prune() {
    backups.deleteNarrowed();
    backups.prune(clock.instant().minus(settings.store().retention()));
  }
}
