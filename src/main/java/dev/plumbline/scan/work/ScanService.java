package dev.plumbline.scan.work;

import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.drift.Comparison;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.memory.EnvironmentStatus;
import dev.plumbline.memory.ItemCount;
import dev.plumbline.memory.MonitorStore;
import dev.plumbline.memory.Poll.Trigger;
import dev.plumbline.memory.Scan;
import dev.plumbline.memory.ScanStore;
import dev.plumbline.memory.ScanStore.Lease;
import dev.plumbline.memory.ScanStore.Taken;
import dev.plumbline.memory.SourceStatus;
import dev.plumbline.scan.IntegrityOverview;
import dev.plumbline.scan.ItemHistory;
import dev.plumbline.scan.Scanning;
import dev.plumbline.schema.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Scans as the faces and the schedule see them. */
public final class ScanService implements Scanning {
  /** How far back the trend of item counts goes. */
  private static final Duration TREND = Duration.ofDays(30);

  /** Why a database is read no more until somebody mends it. */
  private static final Set<Reason> UNREADABLE =
      Set.of(Reason.INCOMPATIBLE, Reason.UNAUTHORIZED, Reason.FORBIDDEN);

  /** A scan that more processes in a row did not survive would go on killing them. */
  static final int MOST_DEATHS = 5;

  /** An environment that no replica has known for so long is configured nowhere any more. */
  static final Duration ABANDONED_AFTER = Duration.ofDays(1);

  private final Settings settings;
  private final ScanStore store;
  private final MonitorStore monitor;
  private final Scanner scanner;
  private final Outside outside;
  private final Clock clock;
  private final Phaser running = new Phaser(1);
  private volatile boolean stopping;

  /**
   * What is not ours.
   *
   * @param nextScan when the schedule scans an environment next
   * @param executor runs the scans, a virtual thread each
   */
  public record Outside(
      Function<EnvironmentId, Optional<Instant>> nextScan, Executor executor, Supplier<UUID> ids) {}

  public ScanService(
      Settings settings,
      ScanStore store,
      MonitorStore monitor,
      Scanner scanner,
      Outside outside,
      Clock clock) {
    this.settings = settings;
    this.store = store;
    this.monitor = monitor;
    this.scanner = scanner;
    this.outside = outside;
    this.clock = clock;
  }

  /** Begins a scan, unless the environment is paused, or one runs already. */
  public void scanOnSchedule(EnvironmentId environment) {
    if (!isPaused(monitor.environment(environment))) {
      begin(environment, Trigger.SCHEDULE);
    }
  }

  /**
   * Goes on with every scan whose process died. Those of environments that are not configured here
   * are left to replicas that know them, as during a rolling update.
   */
  public void takeOver() {
    while (!stopping) {
      Optional<Taken> taken =
          store.takeOver(Journal.DEAD_AFTER, settings.environments().keySet(), ABANDONED_AFTER);
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
   * Begins a scan of every environment that never had one, though it is scanned at an interval. The
   * first trigger of an environment that a rolling update adds may be fired by a replica that does
   * not know it, and the next is an interval away.
   */
  public void scanWhatNeverWas() {
    for (WatchedEnvironment watched : settings.environments().values()) {
      EnvironmentId id = watched.environment().id();
      boolean atAnInterval =
          switch (watched.scanning().schedule()) {
            case Schedule.Every ignored -> true;
            // Whoever names the hours does not want others.
            case Schedule.Cron ignored -> false;
          };
      if (watched.database().isPresent() && atAnInterval && store.lastScan(id).isEmpty()) {
        scanOnSchedule(id);
      }
    }
  }

  /**
   * Lets every scan of this process go after its step, for another one to go on with.
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
  public Optional<Scan> scan(UUID id) {
    return store.scan(id);
  }

  @Override
  public Optional<IntegrityOverview> integrity(EnvironmentId environment) {
    return Optional.ofNullable(settings.environments().get(environment)).map(this::overview);
  }

  @Override
  public Optional<ItemHistory> items(EnvironmentId environment) {
    return settings.environments().containsKey(environment)
        ? Optional.of(new ItemHistory(trend(environment), elsewhere(environment)))
        : Optional.empty();
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
      run(scan, Lease.ofBeginner(scan));
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

  private IntegrityOverview overview(WatchedEnvironment watched) {
    EnvironmentId id = watched.environment().id();
    Optional<EnvironmentStatus> status = monitor.environment(id);
    return new IntegrityOverview(
        watched,
        status
            .filter(known -> isReadable(known.database()))
            .flatMap(EnvironmentStatus::catalog)
            .flatMap(monitor::disagreements),
        store.lastScan(id),
        store.lastComplete(id),
        isPaused(status) ? Optional.empty() : outside.nextScan().apply(id),
        store.checks(id),
        lastCounts(id));
  }

  /** What was read before holds on while the database is only away, but not once it is another. */
  private static boolean isReadable(SourceStatus database) {
    return database.failure().filter(failure -> UNREADABLE.contains(failure.reason())).isEmpty();
  }

  private SortedMap<String, List<ItemCount>> trend(EnvironmentId id) {
    SortedMap<String, List<ItemCount>> trend = new TreeMap<>();
    for (ItemCount count : store.dailyCounts(id, clock.instant().minus(TREND))) {
      trend.computeIfAbsent(count.collection(), name -> new ArrayList<>()).add(count);
    }
    return trend;
  }

  private Map<EnvironmentId, Map<String, ItemCount>> elsewhere(EnvironmentId id) {
    Map<EnvironmentId, Map<String, ItemCount>> elsewhere = new TreeMap<>();
    for (Comparison comparison : settings.comparisonsOf(id)) {
      EnvironmentId other =
          comparison.source().equals(id) ? comparison.target() : comparison.source();
      elsewhere.put(other, lastCounts(other));
    }
    return elsewhere;
  }

  private SortedMap<String, ItemCount> lastCounts(EnvironmentId id) {
    SortedMap<String, ItemCount> last = new TreeMap<>();
    store.lastCounts(id).forEach(count -> last.put(count.collection(), count));
    return last;
  }

  private static boolean isPaused(Optional<EnvironmentStatus> status) {
    return status.flatMap(EnvironmentStatus::pause).isPresent();
  }
}
