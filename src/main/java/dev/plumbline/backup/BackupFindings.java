package dev.plumbline.backup;

import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.Scope;
import dev.plumbline.finding.observation.FindingCode;
import dev.plumbline.finding.observation.Observations;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.BackupStore;
import dev.plumbline.store.backup.BackupStore.Proven;
import dev.plumbline.store.backup.BackupStore.Requests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with the backups of an environment, from what is stored about them. */
final class BackupFindings {
  /** As many intervals may pass from one proven backup to the next. */
  private static final int INTERVALS = 2;

  /** How many of the backups before it a backup is compared with. */
  private static final int EARLIER = 5;

  private final Settings settings;
  private final BackupStore backups;
  private final MonitorStore store;

  BackupFindings(Settings settings, BackupStore backups, MonitorStore store) {
    this.settings = settings;
    this.backups = backups;
    this.store = store;
  }

  void refresh(EnvironmentId environment, Instant now) {
    Optional.ofNullable(settings.environments().get(environment))
        .filter(watched -> watched.backup().isPresent())
        .ifPresent(watched -> refresh(watched, now));
  }

  private void refresh(WatchedEnvironment watched, Instant now) {
    EnvironmentId environment = watched.environment().id();
    List<Observation> seen = new ArrayList<>();
    backups.lastEnded(environment).flatMap(BackupFindings::failure).ifPresent(seen::add);
    List<Proven> proven = backups.proven(environment, EARLIER + 1);
    watched
        .backup()
        .flatMap(BackupPolicy::schedule)
        .flatMap(schedule -> overdue(environment, schedule, proven, now))
        .ifPresent(seen::add);
    smaller(environment, proven).ifPresent(seen::add);
    store.reconcile(
        new Scope.OfBackups(environment), known -> Reconciler.findings(known, seen, now));
  }

  private static Optional<Observation> failure(Backup last) {
    return switch (last.state()) {
      case FAILED -> Optional.of(failure(last, FindingCode.BACKUP_FAILED, "failed"));
      case UNPROVEN -> Optional.of(failure(last, FindingCode.BACKUP_FAILED, "could not be proven"));
      case DISPROVEN ->
          Optional.of(
              failure(last, FindingCode.BACKUP_DISPROVEN, "is not what was in the database"));
      case WAITING, DUMPING, DUMPED, PROVING, PROVEN -> Optional.empty();
    };
  }

  private static Observation failure(Backup last, FindingCode code, String what) {
    return Observations.backup(
        last.environment(),
        code,
        "the last backup of %s %s: %s"
            .formatted(last.environment(), what, last.message().orElse("")));
  }

  /** Never, before the first one had the time to be made. */
  private Optional<Observation> overdue(
      EnvironmentId environment, Schedule schedule, List<Proven> proven, Instant now) {
    Optional<Instant> last = proven.stream().findFirst().map(Proven::at);
    Optional<Instant> since = last.or(() -> backups.requests(environment).map(Requests::first));
    return since
        .filter(at -> at.plus(schedule.longestGap().multipliedBy(INTERVALS)).isBefore(now))
        .map(
            at ->
                Observations.backup(
                    environment,
                    FindingCode.BACKUP_OVERDUE,
                    last.isPresent()
                        ? "the newest proven backup of %s is of %s".formatted(environment, at)
                        : "no backup of %s was ever proven".formatted(environment)));
  }

  private static Optional<Observation> smaller(EnvironmentId environment, List<Proven> proven) {
    if (proven.size() < 2) {
      return Optional.empty();
    }
    List<Long> earlier = proven.stream().skip(1).map(Proven::bytes).sorted().toList();
    long median = earlier.get(earlier.size() / 2);
    long bytes = proven.getFirst().bytes();
    return bytes * 2 < median
        ? Optional.of(
            Observations.backup(
                environment,
                FindingCode.BACKUP_SMALLER,
                "the newest proven backup of %s has %d bytes, less than half of the %d before it (median %d)"
                    .formatted(environment, bytes, earlier.size(), median)))
        : Optional.empty();
  }
}
