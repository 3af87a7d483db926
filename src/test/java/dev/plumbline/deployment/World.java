package dev.plumbline.deployment;

import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.monitor.overview.ComparisonOverview;
import dev.plumbline.monitor.overview.ComparisonReport;
import dev.plumbline.monitor.overview.EnvironmentOverview;
import dev.plumbline.monitor.overview.Monitoring;
import dev.plumbline.scan.IntegrityOverview;
import dev.plumbline.scan.IntegritySummary;
import dev.plumbline.scan.ItemHistory;
import dev.plumbline.scan.Scanning;
import dev.plumbline.store.Lease;
import dev.plumbline.store.state.Deployment;
import dev.plumbline.store.state.Deployment.Details;
import dev.plumbline.store.state.Poll;
import dev.plumbline.store.state.Scan;
import dev.plumbline.testkit.InMemoryDeploymentStore;
import dev.plumbline.testkit.InMemoryFindingStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Two environments, of which only the first has a database; polls and scans end when the test ends
 * them.
 */
final class World implements Monitoring {
  static final EnvironmentId LOCAL = new EnvironmentId("local");
  static final EnvironmentId STAGING = new EnvironmentId("staging");

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
  private static final Details DETAILS =
      new Details(Optional.empty(), Optional.empty(), Optional.empty());

  final InMemoryDeploymentStore store = new InMemoryDeploymentStore(new InMemoryFindingStore());

  /** What happens next, one with each wait. */
  final Deque<Runnable> steps = new ArrayDeque<>();

  /** What was asked for. */
  final List<String> order = new ArrayList<>();

  private final Settings settings = settings();
  final Deployments deployments =
      new Deployments(
          settings,
          store,
          this,
          new Scans(),
          new Deployments.Outside(
              Runnable::run, time -> steps.remove().run(), CLOCK, this::nextId));

  private long ids;
  private Optional<Poll> poll = Optional.empty();
  private Optional<Scan> scan = Optional.empty();

  private UUID nextId() {
    return new UUID(1, ++ids);
  }

  Deployment report(EnvironmentId environment) {
    return stored(deployments.report(environment, "ci", DETAILS, Optional.empty()).id());
  }

  Deployment begunByADeadProcess(EnvironmentId environment) {
    Deployment begun =
        store.begin(
            Deployment.begun(nextId(), environment, CLOCK.instant(), "ci", DETAILS),
            Optional.empty());
    store.follow(Lease.first(begun.id()), Optional.of(nextId()), Optional.empty());
    store.release(Lease.first(begun.id()));
    return begun;
  }

  Deployment stored(UUID id) {
    return store.deployment(id).orElseThrow();
  }

  Set<EnvironmentId> environments() {
    return settings.environments().keySet();
  }

  Optional<UUID> lastPoll() {
    return poll.map(Poll::id);
  }

  Optional<UUID> lastScan() {
    return scan.map(Scan::id);
  }

  void polled(Poll.Result result, String message) {
    Poll runs = poll.orElseThrow();
    poll =
        Optional.of(
            new Poll(
                runs.id(),
                runs.environment(),
                runs.trigger(),
                runs.startedAt(),
                Optional.of(CLOCK.instant()),
                result,
                Optional.of(message)));
  }

  void scanRuns() {
    scan = Optional.of(scan(nextId(), Scan.State.RUNNING, Optional.empty()));
  }

  void scanned(Scan.State state, String message) {
    scan = Optional.of(scan(scan.orElseThrow().id(), state, Optional.of(message)));
  }

  private static Scan scan(UUID id, Scan.State state, Optional<String> message) {
    return new Scan(
        id,
        LOCAL,
        Poll.Trigger.REQUEST,
        CLOCK.instant(),
        message.map(ended -> CLOCK.instant()),
        state,
        Scan.Progress.NONE,
        message);
  }

  @Override
  public Optional<Poll> requestPoll(EnvironmentId environment) {
    order.add("poll");
    poll =
        Optional.of(
            new Poll(
                nextId(),
                environment,
                Poll.Trigger.REQUEST,
                CLOCK.instant(),
                Optional.empty(),
                Poll.Result.RUNNING,
                Optional.empty()));
    return poll;
  }

  @Override
  public Optional<Poll> poll(UUID id, Access visible) {
    return poll.filter(known -> known.id().equals(id) && visible.includes(known.environment()));
  }

  /** Scans, likewise. */
  private final class Scans implements Scanning {
    @Override
    public Optional<Scan> requestScan(EnvironmentId environment) {
      order.add("scan");
      scanRuns();
      return scan;
    }

    @Override
    public Optional<Scan> scan(UUID id, Access visible) {
      return scan.filter(known -> known.id().equals(id) && visible.includes(known.environment()));
    }

    @Override
    public Optional<IntegrityOverview> integrity(EnvironmentId environment) {
      return Optional.of(
          new IntegrityOverview(
              Objects.requireNonNull(settings.environments().get(environment)),
              Optional.empty(),
              scan,
              Optional.empty(),
              Optional.empty(),
              List.of(),
              new TreeMap<>()));
    }

    @Override
    public List<IntegritySummary> summaries() {
      return List.of();
    }

    @Override
    public Optional<ItemHistory> items(EnvironmentId environment) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<EnvironmentOverview> pause(EnvironmentId environment, String by, String note) {
    return Optional.empty();
  }

  @Override
  public Optional<EnvironmentOverview> resume(EnvironmentId environment, String by) {
    return Optional.empty();
  }

  @Override
  public List<EnvironmentOverview> environments(Access visible) {
    return List.of();
  }

  @Override
  public Optional<EnvironmentOverview> environment(EnvironmentId environment) {
    return Optional.empty();
  }

  @Override
  public List<ComparisonOverview> comparisons(Access visible) {
    return List.of();
  }

  @Override
  public Optional<ComparisonOverview> comparison(ComparisonName name) {
    return Optional.empty();
  }

  @Override
  public Optional<ComparisonReport> report(ComparisonName name) {
    return Optional.empty();
  }

  private static Settings settings() {
    return new Settings(
        new TreeMap<>(
            Map.of(
                LOCAL,
                watched(
                    LOCAL,
                    Optional.of(
                        new WatchedEnvironment.Database(
                            "jdbc:postgresql://db.example.com/directus",
                            "plumbline",
                            new Secret.Literal("unused"),
                            "public"))),
                STAGING,
                watched(STAGING, Optional.empty()))),
        new TreeMap<>(),
        List.of(),
        Settings.Notifications.NONE,
        new Settings.Store(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Path.of("data"),
            Duration.ofDays(90)));
  }

  private static WatchedEnvironment watched(
      EnvironmentId id, Optional<WatchedEnvironment.Database> database) {
    return new WatchedEnvironment(
        new Environment(id, Tier.STAGING, false),
        Optional.empty(),
        database,
        new WatchedEnvironment.Polling(
            new Schedule.Every(Duration.ofMinutes(5)), Duration.ZERO, Duration.ofMinutes(2)));
  }
}
