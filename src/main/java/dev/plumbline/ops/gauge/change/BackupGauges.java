package dev.plumbline.ops.gauge.change;

import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.ops.gauge.Gauge;
import dev.plumbline.ops.gauge.GaugeFamily;
import dev.plumbline.store.backup.BackupStore.Proven;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The gauges of backups, for every environment with a database. */
public final class BackupGauges {
  private BackupGauges() {}

  /**
   * @param proven the newest of each environment that has one
   */
  public static List<GaugeFamily> of(
      Collection<WatchedEnvironment> environments, List<Proven> proven) {
    Map<EnvironmentId, Proven> last =
        proven.stream().collect(Collectors.toMap(Proven::environment, Function.identity()));
    GaugeFamily interval = new GaugeFamily(Gauge.BACKUP_INTERVAL_SECONDS);
    GaugeFamily success = new GaugeFamily(Gauge.BACKUP_LAST_SUCCESS_TIMESTAMP_SECONDS);
    GaugeFamily verified = new GaugeFamily(Gauge.BACKUP_LAST_VERIFIED_TIMESTAMP_SECONDS);
    GaugeFamily size = new GaugeFamily(Gauge.BACKUP_SIZE_BYTES);
    for (WatchedEnvironment watched : environments) {
      if (watched.backup().isPresent()) {
        String name = watched.environment().id().name();
        Optional<Proven> known = Optional.ofNullable(last.get(watched.environment().id()));
        watched
            .backup()
            .flatMap(BackupPolicy::schedule)
            .ifPresent(schedule -> interval.with(schedule.longestGap().toSeconds(), name));
        success.with(known.map(Proven::at).orElse(Instant.EPOCH), name);
        verified.with(known.map(Proven::provenAt).orElse(Instant.EPOCH), name);
        known.ifPresent(backup -> size.with(backup.bytes(), name));
      }
    }
    return List.of(interval, success, verified, size);
  }
}
