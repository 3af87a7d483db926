package dev.plumbline.scan.work;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.drift.Comparison;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.BoundedCache;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.IntegrityOverview;
import dev.plumbline.scan.IntegrityOverviews;
import dev.plumbline.scan.IntegritySummary;
import dev.plumbline.scan.ItemHistory;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.ScanStore;
import dev.plumbline.store.state.CheckSummary;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.store.state.Scan;
import dev.plumbline.store.state.SourceStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What is known of records, as the store has it. */
public final class StoredIntegrityOverviews implements IntegrityOverviews {
  /** How far back the trend of item counts goes. */
  private static final Duration TREND = Duration.ofDays(30);

  /** Some 10 MB. */
  private static final int MOST_COUNTS = 100_000;

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

  /** Likewise, the counts of each day, of the environments that were asked for last. */
  private final BoundedCache<EnvironmentId, Counted> daily =
      new BoundedCache<>(MOST_COUNTS, known -> known.items().size());

  private record Counted(Scan after, List<ItemCount> items) {
    /** Whether they are those that are stored after this scan, the last one. */
    boolean stands(Scan last) {
      return after.equals(last) && last.state() != Scan.State.RUNNING;
    }
  }

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
  public Optional<Scan> scan(UUID id, Access visible) {
    return store.scan(id, visible);
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
    if (!settings.environments().containsKey(environment)) {
      return Optional.empty();
    }
    Set<EnvironmentId> others = new TreeSet<>();
    for (Comparison comparison : settings.comparisonsOf(environment)) {
      others.add(
          comparison.source().equals(environment) ? comparison.target() : comparison.source());
    }
    Set<EnvironmentId> all = new HashSet<>(others);
    all.add(environment);
    // The other way round, counts could be older than the scan that they are kept for.
    Map<EnvironmentId, Scan> last = store.lastScans(all);
    Map<EnvironmentId, Map<String, ItemCount>> elsewhere = new TreeMap<>();
    others.forEach(
        other -> elsewhere.put(other, byCollection(other, Optional.ofNullable(last.get(other)))));
    return Optional.of(
        new ItemHistory(trend(environment, Optional.ofNullable(last.get(environment))), elsewhere));
  }

  private List<ItemCount> items(EnvironmentId environment, Scan last) {
    return counted
        .compute(
            environment,
            (id, known) ->
                known != null && known.stands(last)
                    ? known
                    : new Counted(last, store.lastCounts(id)))
        .items();
  }

  private IntegrityOverview overview(WatchedEnvironment watched) {
    EnvironmentId id = watched.environment().id();
    Optional<EnvironmentStatus> status = monitor.environment(id);
    boolean paused = status.flatMap(EnvironmentStatus::pause).isPresent();
    Optional<Scan> last = store.lastScan(id);
    return new IntegrityOverview(
        watched,
        readable(status).flatMap(monitor::disagreements),
        last,
        store.lastComplete(id),
        paused ? Optional.empty() : nextScan.apply(id),
        store.checks(id),
        byCollection(id, last));
  }

  /** What was read before holds on while the database is only away, but not once it is another. */
  private static Optional<Fingerprint> readable(Optional<EnvironmentStatus> status) {
    return status.filter(known -> isReadable(known.database())).flatMap(EnvironmentStatus::catalog);
  }

  private static boolean isReadable(SourceStatus database) {
    return database.failure().filter(failure -> UNREADABLE.contains(failure.reason())).isEmpty();
  }

  private SortedMap<String, List<ItemCount>> trend(EnvironmentId id, Optional<Scan> last) {
    Instant since = clock.instant().minus(TREND);
    List<ItemCount> all =
        last.map(scan -> daily(id, scan, since)).orElseGet(() -> store.dailyCounts(id, since));
    SortedMap<String, List<ItemCount>> trend = new TreeMap<>();
    for (ItemCount count : all) {
      List<ItemCount> counts = trend.computeIfAbsent(count.collection(), name -> new ArrayList<>());
      // What has become too old since it was read; the last one stays, however old it is.
      counts.removeIf(before -> before.countedAt().isBefore(since));
      counts.add(count);
    }
    return trend;
  }

  private List<ItemCount> daily(EnvironmentId id, Scan last, Instant since) {
    Optional<Counted> known = daily.find(id).filter(counts -> counts.stands(last));
    if (known.isPresent()) {
      return known.get().items();
    }
    List<ItemCount> items = store.dailyCounts(id, since);
    daily.keep(id, new Counted(last, items));
    return items;
  }

  private SortedMap<String, ItemCount> byCollection(EnvironmentId id, Optional<Scan> last) {
    SortedMap<String, ItemCount> counts = new TreeMap<>();
    last.map(scan -> items(id, scan))
        .orElseGet(() -> store.lastCounts(id))
        .forEach(count -> counts.put(count.collection(), count));
    return counts;
  }
}
