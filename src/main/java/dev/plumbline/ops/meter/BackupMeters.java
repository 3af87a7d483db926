package dev.plumbline.ops.meter;

import dev.plumbline.backup.BackupListener;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.BackupState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Counts the backups that this process made or proved; to be summed over replicas. */
@Singleton
final class BackupMeters implements BackupListener {
  private static final Duration[] BUCKETS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(10),
    Duration.ofHours(1),
    Duration.ofHours(6)
  };

  private final MeterRegistry registry;
  private final Settings settings;

  BackupMeters(MeterRegistry registry, Settings settings) {
    this.registry = registry;
    this.settings = settings;
  }

  /** A counter that appears with its first event is one that no alert sees rise from 0. */
  void atZero(@Observes StartupEvent event) {
    for (WatchedEnvironment watched : settings.environments().values()) {
      if (watched.backup().isPresent()) {
        for (BackupState state : BackupState.values()) {
          if (state.isEnded()) {
            backups(watched.environment().id(), state);
          }
        }
        restores(watched.environment().id());
      }
    }
  }

  @Override
  public void ended(Backup backup) {
    backups(backup.environment(), backup.state()).increment();
  }

  @Override
  public void restored(EnvironmentId environment, Duration took) {
    restores(environment).record(took);
  }

  private Counter backups(EnvironmentId environment, BackupState state) {
    return Meter.BACKUPS.counter(
        registry, "environment", environment.name(), "result", state.label());
  }

  private Timer restores(EnvironmentId environment) {
    return Meter.BACKUP_RESTORE_DURATION.timer(
        registry, BUCKETS, "environment", environment.name());
  }
}
