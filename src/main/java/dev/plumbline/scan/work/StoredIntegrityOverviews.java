package dev.plumbline.scan.work;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.drift.Comparison;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.IntegrityOverview;
import dev.plumbline.scan.IntegrityOverviews;
import dev.plumbline.scan.IntegritySummary;
import dev.plumbline.scan.ItemHistory;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.CheckSummary;
import dev.plumbline.store.EnvironmentStatus;
import dev.plumbline.store.ItemCount;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.Scan;
import dev.plumbline.store.ScanStore;
import dev.plumbline.store.SourceStatus;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What is known of records, as the store has it. */
public final class StoredIntegrityOverviews implements IntegrityOverviews {
  /** How far back the trend of item counts goes. */
  private static final Duration TREND = Duration.ofDays(30);

  /** Why a database is read no more until somebody mends it. */
  private static final Set<Reason> UNREADABLE =
      Set.of(Reason.INCOMPATIBLE, Reason.MALFORMED, Reason.UNAUTHORIZED, Reason.FORBIDDEN);

  private final Settings settings;
  private final ScanStore store;
  private final MonitorStore monitor;
  private final Function<EnvironmentId, Optional<Instant>> nextScan;
  private final Clock clock;

  /** Only a scan that runs counts items, so that they are read again only then. */
  private final Map<EnvironmentId, Counted> counted = new ConcurrentHashMap<>();

  private record Counted(Scan after, List<ItemCount> items) {}

  /**
   * @param store which reads on connections of its own, like {@code monitor}
   * @param nextScan when the schedule scans an environment next
   */
  public StoredIntegrityOverviews(
      Settings settings,
      ScanStore store,
      MonitorStore monitor,
      Function<EnvironmentId, Optional<Instant>> nextScan,
      Clock clock) {
    this.settings = settings;
    this.store = store;
    this.monitor = monitor;
    this.nextScan = nextScan;
    this.clock = clock;
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
  public List<IntegritySummary> summaries() {
    Map<EnvironmentId, EnvironmentStatus> statuses =
        monitor.environments(settings.environments().keySet());
    Map<Fingerprint, Map<Severity, Integer>> mismatches = monitor.mismatchCounts();
    Map<EnvironmentId, Scan> complete = store.lastCompletes(settings.environments().keySet());
    // The other way round, counts could be newer than the scan that they are kept for.
    Map<EnvironmentId, Scan> last = store.lastScans(settings.environments().keySet());
    Map<EnvironmentId, CheckSummary> checks = store.checkSummaries();
    return settings.environments().values().stream()
        .filter(watched -> watched.database().isPresent())
        .map(
            watched -> {
              EnvironmentId id = watched.environment().id();
              Optional<Scan> lastScan = Optional.ofNullable(last.get(id));
              return new IntegritySummary(
                  watched,
                  readable(Optional.ofNullable(statuses.get(id))).map(mismatches::get),
                  lastScan,
                  Optional.ofNullable(complete.get(id)),
                  checks.getOrDefault(id, CheckSummary.NONE),
                  lastScan.map(scan -> items(id, scan)).orElse(List.of()));
            })
        .toList();
  }

  @Override
  public Optional<ItemHistory> items(EnvironmentId environment) {
    return settings.environments().containsKey(environment)
        ? Optional.of(new ItemHistory(trend(environment), elsewhere(environment)))
        : Optional.empty();
  }

  private List<ItemCount> items(EnvironmentId environment, Scan last) {
    return counted
        .compute(
            environment,
            (id, known) ->
                known != null && known.after().equals(last) && last.state() != Scan.State.RUNNING
                    ? known
                    : new Counted(last, store.lastCounts(id)))
        .items();
  }

  private IntegrityOverview overview(WatchedEnvironment watched) {
    EnvironmentId id = watched.environment().id();
    Optional<EnvironmentStatus> status = monitor.environment(id);
    boolean paused = status.flatMap(EnvironmentStatus::pause).isPresent();
    return new IntegrityOverview(
        watched,
        readable(status).flatMap(monitor::disagreements),
        store.lastScan(id),
        store.lastComplete(id),
        paused ? Optional.empty() : nextScan.apply(id),
        store.checks(id),
        lastCounts(id));
  }

  /** What was read before holds on while the database is only away, but not once it is another. */
  private static Optional<Fingerprint> readable(Optional<EnvironmentStatus> status) {
    return status.filter(known -> isReadable(known.database())).flatMap(EnvironmentStatus::catalog);
  }

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
}
