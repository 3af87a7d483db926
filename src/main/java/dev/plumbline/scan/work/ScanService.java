package dev.plumbline.scan.work;

import dev.plumbline.configuration.Settings;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.replica.ReplicaStatus;
import dev.plumbline.scan.IntegrityOverview;
import dev.plumbline.scan.IntegrityOverviews;
import dev.plumbline.scan.IntegritySummary;
import dev.plumbline.scan.ItemHistory;
import dev.plumbline.scan.Scanning;
import dev.plumbline.scan.work.run.ScanJournal;
import dev.plumbline.store.Lease;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.Part;
import dev.plumbline.store.ScanStore;
import dev.plumbline.store.ScanStore.Taken;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.Poll.Trigger;
import dev.plumbline.store.state.Scan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Scans as the faces and the schedule see them. */
public final class ScanService implements Scanning {
  /** A scan that more processes in a row did not survive would continue to kill them. */
  static final int MOST_DEATHS = 5;

  /** An environment that no replica has known for so long is configured nowhere any more. */
  static final Duration ABANDONED_AFTER = Duration.ofDays(1);

  /** By how much the clocks of replicas and store may differ. */
  private static final Duration CLOCKS = Duration.ofSeconds(10);

  private final Settings settings;
  private final ScanStore store;
  private final MonitorStore monitor;
  private final IntegrityOverviews records;
  private final Scanner scanner;
  private final Outside outside;
  private final Clock clock;
  private final Phaser running = new Phaser(1);
  private volatile boolean stopping;

  /**
   * What is not ours.
   *
   * @param executor runs the scans, a virtual thread each
   * @param replicaStatus what this replica may do
   */
  public record Outside(Executor executor, Supplier<UUID> ids, ReplicaStatus replicaStatus) {}

  /**
   * @param records for requests; scans have connections of their own
   */
  public ScanService(
      Settings settings,
      Scanner.Stores stores,
      IntegrityOverviews records,
      Scanner scanner,
      Outside outside,
      Clock clock) {
    this.settings = settings;
    this.store = stores.scans();
    this.monitor = stores.monitor();
    this.records = records;
    this.scanner = scanner;
    this.outside = outside;
    this.clock = clock;
  }

  /** Begins a scan, unless the environment is paused, or one runs already. */
  public void scanOnSchedule(EnvironmentId environment) {
    scanOnSchedule(environment, Optional.empty());
  }

  /**
   * Likewise.
   *
   * @param unlessSince nothing is done if one has begun since: by a replica that took it and died
   */
  public void scanOnSchedule(EnvironmentId environment, Optional<Instant> unlessSince) {
    boolean hasBegun =
        unlessSince.isPresent()
            && store
                .lastScan(environment)
                .filter(last -> last.startedAt().isAfter(unlessSince.get().minus(CLOCKS)))
                .isPresent();
    if (!hasBegun && !isPaused(monitor.environment(environment))) {
      begin(environment, Trigger.SCHEDULE);
    }
  }

  /**
   * Continues every scan whose process died. Those of environments that are not configured here are
   * left to replicas that know them, as during a rolling update.
   */
  public void takeOver() {
    while (!stopping) {
      Optional<Taken> taken = store.takeOver(ScanJournal.DEAD_AFTER, ours(), ABANDONED_AFTER);
      if (taken.isEmpty()) {
        return;
      }
      if (taken.get().deaths() > MOST_DEATHS) {
        scanner.giveUp(taken.get());
      } else {
        run(taken.get().scan(), taken.get().lease());
      }
    }
  }

  /**
   * Lets every scan of this process go after its step, for another one to continue.
   *
   * @return false if they did not stop in time
   */
  public boolean stop(Duration limit) throws InterruptedException {
    stopping = true;
    int phase = running.arriveAndDeregister();
    try {
      running.awaitAdvanceInterruptibly(phase, limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  @Override
  public Optional<Scan> requestScan(EnvironmentId environment) {
    return settings.environments().containsKey(environment)
        ? Optional.of(begin(environment, Trigger.REQUEST))
        : Optional.empty();
  }

  @Override
  public Optional<Scan> scan(UUID id, Access visible) {
    return records.scan(id, visible);
  }

  @Override
  public Optional<IntegrityOverview> integrity(EnvironmentId environment) {
    return records.integrity(environment);
  }

  @Override
  public List<IntegritySummary> summaries() {
    return records.summaries();
  }

  @Override
  public Optional<ItemHistory> items(EnvironmentId environment) {
    return records.items(environment);
  }

  /** The environments that this replica may scan. */
  private Set<EnvironmentId> ours() {
    return settings.environments().keySet().stream()
        .filter(id -> outside.replicaStatus().refusal(Part.scans(id)).isEmpty())
        .collect(Collectors.toSet());
  }

  private Scan begin(EnvironmentId environment, Trigger trigger) {
    Scan scan =
        new Scan(
            outside.ids().get(),
            environment,
            trigger,
            clock.instant(),
            Optional.empty(),
            Scan.State.RUNNING,
            Scan.Progress.NONE,
            Optional.empty());
    Scan runs = store.begin(scan);
    if (runs.id().equals(scan.id())) {
      if (outside.replicaStatus().refusal(Part.scans(environment)).isPresent()) {
        // Another replica, which may, does it.
        store.release(Lease.first(scan.id()));
        return runs;
      }
      run(scan, Lease.first(scan.id()));
    }
    return runs;
  }

  private void run(Scan scan, Lease lease) {
    if (running.register() < 0) {
      // Stopped meanwhile: whoever takes it over does it all.
      store.release(lease);
      return;
    }
    outside
        .executor()
        .execute(
            () -> {
              try {
                scanner.run(scan, lease, () -> stopping);
              } finally {
                running.arriveAndDeregister();
              }
            });
  }

  private static boolean isPaused(Optional<EnvironmentStatus> status) {
    return status.flatMap(EnvironmentStatus::pause).isPresent();
  }
}
