package dev.plumbline.faces;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.mismatch.Disagreements;
import dev.plumbline.scan.IntegrityOverview;
import dev.plumbline.scan.IntegritySummary;
import dev.plumbline.scan.ItemHistory;
import dev.plumbline.scan.Scanning;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.store.state.Poll;
import dev.plumbline.store.state.Scan;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Tells what a test has reported it. Scans that are asked for never end. */
public final class FakeScanning implements Scanning {
  private final Settings settings;
  private final Clock clock;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<UUID, Scan> scans = new ConcurrentHashMap<>();
  private final Map<EnvironmentId, Reported> reported = new ConcurrentHashMap<>();

  /** What is known of one environment. */
  public record Reported(
      Optional<Disagreements> catalog,
      Optional<Scan> last,
      Optional<Scan> complete,
      List<CheckStatus> checks,
      ItemHistory items) {
    static final Reported NOTHING =
        new Reported(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            new ItemHistory(new TreeMap<>(), Map.of()));
  }

  FakeScanning(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** From now on nothing is known. */
  public void forget() {
    reported.clear();
  }

  public void tell(EnvironmentId environment, Reported known) {
    reported.put(environment, known);
    known.last().ifPresent(scan -> scans.put(scan.id(), scan));
  }

  /** A scan that got through just now, with these outcomes. */
  public void scanned(EnvironmentId environment, CheckStatus... checks) {
    Scan scan = scan(environment, Scan.State.DONE, checks.length);
    Reported before = reported.getOrDefault(environment, Reported.NOTHING);
    tell(
        environment,
        new Reported(
            before.catalog(),
            Optional.of(scan),
            Optional.of(scan),
            List.of(checks),
            before.items()));
  }

  /** The last scan is now this one; what was known before stays. */
  public Scan last(EnvironmentId environment, Scan.State state) {
    Scan scan = scan(environment, state, 4);
    Reported before = reported.getOrDefault(environment, Reported.NOTHING);
    tell(
        environment,
        new Reported(
            before.catalog(),
            Optional.of(scan),
            before.complete(),
            before.checks(),
            before.items()));
    return scan;
  }

  public void read(EnvironmentId environment, Disagreements catalog) {
    Reported before = reported.getOrDefault(environment, Reported.NOTHING);
    tell(
        environment,
        new Reported(
            Optional.of(catalog),
            before.last(),
            before.complete(),
            before.checks(),
            before.items()));
  }

  /** Counts of an environment, and of what another one has of the same. */
  public void counted(EnvironmentId environment, EnvironmentId other, ItemCount... counts) {
    Reported before = reported.getOrDefault(environment, Reported.NOTHING);
    SortedMap<String, List<ItemCount>> trends = new TreeMap<>();
    Map<String, ItemCount> there = new TreeMap<>();
    for (ItemCount count : counts) {
      trends.computeIfAbsent(count.collection(), name -> new ArrayList<>()).add(count);
      there.put(count.collection(), count);
    }
    tell(
        environment,
        new Reported(
            before.catalog(),
            before.last(),
            before.complete(),
            before.checks(),
            new ItemHistory(trends, Map.of(other, there))));
  }

  private Scan scan(EnvironmentId environment, Scan.State state, int checks) {
    boolean runs = state == Scan.State.RUNNING;
    return new Scan(
        new UUID(3, numbers.incrementAndGet()),
        environment,
        Poll.Trigger.SCHEDULE,
        clock.instant(),
        runs ? Optional.empty() : Optional.of(clock.instant()),
        state,
        runs
            ? new Scan.Progress(checks, 1, 0, 0, 12_345, Optional.of("a check"), 0.5)
            : new Scan.Progress(checks, checks, 0, 0, 12_345, Optional.empty(), 0),
        runs ? Optional.empty() : Optional.of("reported by a test"));
  }

  @Override
  public Optional<Scan> requestScan(EnvironmentId environment) {
    Scan scan =
        new Scan(
            new UUID(3, numbers.incrementAndGet()),
            environment,
            Poll.Trigger.REQUEST,
            clock.instant(),
            Optional.empty(),
            Scan.State.RUNNING,
            Scan.Progress.NONE,
            Optional.empty());
    scans.put(scan.id(), scan);
    return Optional.of(scan);
  }

  @Override
  public Optional<Scan> scan(UUID id, Access visible) {
    return Optional.ofNullable(scans.get(id)).filter(scan -> visible.includes(scan.environment()));
  }

  @Override
  public Optional<IntegrityOverview> integrity(EnvironmentId environment) {
    return Optional.ofNullable(settings.environments().get(environment)).map(this::overview);
  }

  @Override
  public List<IntegritySummary> summaries() {
    return settings.environments().values().stream()
        .filter(watched -> watched.database().isPresent())
        .map(watched -> overview(watched).summary())
        .toList();
  }

  private IntegrityOverview overview(WatchedEnvironment watched) {
    Reported known = reported.getOrDefault(watched.environment().id(), Reported.NOTHING);
    SortedMap<String, ItemCount> last = new TreeMap<>();
    known.items().trend().forEach((collection, trend) -> last.put(collection, trend.getLast()));
    return new IntegrityOverview(
        watched,
        known.catalog(),
        known.last(),
        known.complete(),
        Optional.of(clock.instant().plus(Duration.ofHours(6))),
        known.checks(),
        last);
  }

  @Override
  public Optional<ItemHistory> items(EnvironmentId environment) {
    return Optional.of(reported.getOrDefault(environment, Reported.NOTHING).items());
  }
}
