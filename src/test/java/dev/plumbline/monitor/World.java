package dev.plumbline.monitor;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.change.IgnoreRule;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Source;
import dev.plumbline.environment.Tier;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.FindingState;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.observation.IntegrityObservations;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.integrity.compile.relation.RelationCheck;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.json.JsonValue;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.Metadata;
import dev.plumbline.monitor.overview.ComparisonOverview;
import dev.plumbline.reading.Reading;
import dev.plumbline.reading.Reason;
import dev.plumbline.replica.ReplicaStatus;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.store.FindingStore.Filter;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.Poll;
import dev.plumbline.store.state.Poll.Trigger;
import dev.plumbline.testkit.InMemoryFindingStore;
import dev.plumbline.testkit.InMemoryMonitorStore;
import dev.plumbline.watch.EnvironmentReader;
import dev.plumbline.watch.EnvironmentReading;
import dev.plumbline.watch.MonitorListener;
import dev.plumbline.watch.ReadingPermits;
import dev.plumbline.watch.source.ApiIdentity;
import dev.plumbline.watch.source.DatabaseIdentity;
import dev.plumbline.watch.source.DirectusApi;
import dev.plumbline.watch.source.WatchedDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Two environments, {@code staging} and {@code production}, compared by {@code promotion}; their
 * databases and APIs are values in memory, and time passes only when reported to.
 */
public final class World implements WatchedDatabase, DirectusApi, MonitorListener {
  static final EnvironmentId STAGING = new EnvironmentId("staging");
  static final EnvironmentId PRODUCTION = new EnvironmentId("production");
  static final ComparisonName PROMOTION = new ComparisonName("promotion");
  static final Duration INTERVAL = Duration.ofMinutes(5);
  static final Duration DEADLINE = Duration.ofMinutes(2);

  private static final CatalogReading NOTHING =
      new CatalogReading(new Inventory(new TreeMap<>()), List.of(), List.of());

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long nextId;
  private final Map<EnvironmentId, Snapshot> databases = new HashMap<>();
  private final Map<EnvironmentId, CatalogReading> catalogs = new HashMap<>();
  private final Map<EnvironmentId, Snapshot> apis = new HashMap<>();
  private final Map<EnvironmentId, Reading.Failure<?>> databaseFailures = new HashMap<>();
  private final Map<EnvironmentId, Reading.Failure<?>> apiFailures = new HashMap<>();
  private final Map<EnvironmentId, ApiIdentity> apiIdentities = new HashMap<>();
  private final Map<EnvironmentId, DatabaseIdentity> databaseIdentities = new HashMap<>();
  private final Map<EnvironmentId, List<String>> migrations = new HashMap<>();
  private final Deque<Runnable> whileWaiting = new ArrayDeque<>();
  private final Set<EnvironmentId> hangingDatabases = new HashSet<>();
  private final Set<EnvironmentId> hangingApis = new HashSet<>();
  private Runnable whileApiIsRead = () -> {};
  private String directusVersion = "12.4.0";
  private Duration interval = INTERVAL;
  private Duration deadline = DEADLINE;
  private String form = "this version";
  final ReplicaStatus standing = new ReplicaStatus();

  final ReadingPermits heavyWork = new ReadingPermits(2);

  final List<String> reads = new ArrayList<>();
  final List<Poll.Result> resultsWhileWorking = new ArrayList<>();
  final Clock clock = new WorldClock();
  private final InMemoryFindingStore findings = new InMemoryFindingStore();
  final InMemoryMonitorStore store = new InMemoryMonitorStore(findings);
  Settings settings;
  Monitor monitor;
  MonitorService service;

  World() {
    settings = settings();
    monitor = monitor();
    service = service();
    for (EnvironmentId id : settings.environments().keySet()) {
      schema(id, "articles");
    }
  }

  private Settings settings() {
    return new Settings(
        new TreeMap<>(Map.of(STAGING, watched(STAGING), PRODUCTION, watched(PRODUCTION))),
        new TreeMap<>(Map.of(PROMOTION, new Comparison(PROMOTION, STAGING, PRODUCTION, List.of()))),
        List.of(),
        Settings.Notifications.NONE,
        new Settings.Store(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Path.of("unused"),
            Duration.ofDays(90)));
  }

  private Monitor monitor() {
    return new Monitor(
        settings,
        store,
        this,
        this,
        this,
        this::await,
        clock,
        this::nextId,
        heavyWork,
        form,
        standing);
  }

  private MonitorService service() {
    return new MonitorService(settings, store, monitor, Map::of, Runnable::run, clock);
  }

  /** As if the service were started again with another interval. */
  void every(Duration other) {
    interval = other;
    restart();
  }

  /** As if the service were started again with another deadline of each source. */
  void deadline(Duration other) {
    deadline = other;
    restart();
  }

  /** As if another version of Plumbline were started. */
  void restartAs(String otherForm) {
    form = otherForm;
    restart();
    monitor.announce();
  }

  private void restart() {
    settings = settings();
    monitor = monitor();
    service = service();
  }

  /** As if the service were started again, with another comparison before {@code promotion}. */
  void compareAlso(ComparisonName name) {
    TreeMap<ComparisonName, Comparison> comparisons = new TreeMap<>(settings.comparisons());
    comparisons.put(name, new Comparison(name, PRODUCTION, STAGING, List.of()));
    settings =
        new Settings(
            settings.environments(),
            comparisons,
            settings.tokens(),
            settings.notifications(),
            settings.store());
    monitor = monitor();
    service = service();
  }

  /** As if the service were started again, with a rule that ignores all about a collection. */
  void ignore(String collection) {
    IgnoreRule rule =
        new IgnoreRule(collection, Optional.empty(), Optional.empty(), "meant", Optional.empty());
    settings =
        new Settings(
            settings.environments(),
            new TreeMap<>(
                Map.of(PROMOTION, new Comparison(PROMOTION, STAGING, PRODUCTION, List.of(rule)))),
            settings.tokens(),
            settings.notifications(),
            settings.store());
    monitor = monitor();
    service = service();
  }

  /** As if the service were started again with a configuration without this database. */
  void withoutDatabase(EnvironmentId id) {
    var environments = new TreeMap<>(settings.environments());
    WatchedEnvironment before = watched(id);
    environments.put(
        id,
        new WatchedEnvironment(
            before.environment(), before.directus(), Optional.empty(), before.polling()));
    settings =
        new Settings(
            environments,
            settings.comparisons(),
            settings.tokens(),
            settings.notifications(),
            settings.store());
    monitor = monitor();
    service = service();
  }

  /** What it sees is recorded, and then the process is killed. */
  void pollThatDiesAfterItIsRecorded(EnvironmentId id) {
    Poll begun = monitor.begin(id, Trigger.REQUEST);
    Optional<EnvironmentStatus> before = store.environment(id);
    try (ReadingPermits.Permit permit = new ReadingPermits(1).forOnePoll()) {
      EnvironmentReading look =
          new EnvironmentReader(this, this, this, this::await, clock, form)
              .look(watched(id), before, true, permit);
      store.finish(
          look.end(begun, before, now), look.believed(), known -> look.status(begun, known, now));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As a version of Plumbline left it that knew no catalogs. */
  void forgetCatalog(EnvironmentId id) {
    EnvironmentStatus known = store.environment(id).orElseThrow();
    store.finish(
        monitor.begin(id, Trigger.REQUEST),
        Optional.empty(),
        before ->
            new EnvironmentStatus(
                id,
                known.api(),
                known.database(),
                known.versions(),
                known.snapshot(),
                known.snapshotAt(),
                Optional.empty(),
                known.changeFingerprint(),
                known.form(),
                known.apiAgrees(),
                known.apiAsked(),
                known.pollFailures(),
                known.lastPollAt(),
                known.pause()));
  }

  /** Database and API have just these collections. */
  void schema(EnvironmentId id, String... collections) {
    database(id, collections);
    api(id, collections);
  }

  void database(EnvironmentId id, String... collections) {
    databases.put(id, snapshot(collections));
  }

  void api(EnvironmentId id, String... collections) {
    apis.put(id, snapshot(collections));
  }

  /** Its database has just this below the API. */
  void catalog(EnvironmentId id, CatalogReading catalog) {
    catalogs.put(id, catalog);
  }

  void databaseFails(EnvironmentId id, Reason reason) {
    databaseFailures.put(id, new Reading.Failure<>(reason, "the database is broken", now));
  }

  void databaseWorks(EnvironmentId id) {
    hangingDatabases.remove(id);
    databaseFailures.remove(id);
  }

  void apiFails(EnvironmentId id, Reason reason) {
    apiFailures.put(id, new Reading.Failure<>(reason, "the API is broken", now));
  }

  void databaseHangs(EnvironmentId id) {
    hangingDatabases.add(id);
  }

  void apiHangs(EnvironmentId id) {
    hangingApis.add(id);
  }

  void whileApiIsRead(Runnable event) {
    whileApiIsRead = event;
  }

  void storeRefuses(String why) {
    store.refuse(Optional.of(why));
  }

  void storeWorks() {
    store.refuse(Optional.empty());
  }

  void apiWorks(EnvironmentId id) {
    hangingApis.remove(id);
    apiFailures.remove(id);
  }

  /** As a scan leaves it. */
  void violation(EnvironmentId id) {
    CheckId check =
        new CheckId(RelationCheck.ORPHANED_REFERENCE, "articles", Optional.of("author"), "");
    Observation seen =
        IntegrityObservations.violation(id, check, new Outcome.Violated(3, List.of(), "SELECT 1"));
    store.reconcile(seen.scope(), known -> Reconciler.findings(known, List.of(seen), now));
  }

  void upgrade(String version) {
    directusVersion = version;
  }

  /** Happens the next time that the monitor waits for a schema to settle. */
  void whileWaiting(Runnable event) {
    whileWaiting.add(event);
  }

  void pass(Duration duration) {
    now = now.plus(duration);
  }

  Poll poll(EnvironmentId id) {
    return poll(monitor, id);
  }

  Poll poll(Monitor monitor, EnvironmentId id) {
    try {
      return monitor.run(monitor.begin(id, Trigger.REQUEST));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void pollAll() {
    settings.environments().keySet().forEach(this::poll);
  }

  ComparisonOverview promotion() {
    return service.comparison(PROMOTION).orElseThrow();
  }

  /** Code and state of every finding, sorted; without {@link #losses}. */
  List<String> findings() {
    return findings.all(Filter.EVERYTHING).stream()
        .filter(finding -> finding.observation().kind() != FindingKind.LOSS)
        .map(World::text)
        .sorted()
        .toList();
  }

  /** State and sentence of each. */
  List<String> losses() {
    return findings.all(Filter.EVERYTHING).stream()
        .filter(finding -> finding.observation().kind() == FindingKind.LOSS)
        .map(finding -> finding.state().label() + ": " + finding.observation().message())
        .sorted()
        .toList();
  }

  /** Of the findings about sources. */
  List<String> reasons() {
    return findings.all(Filter.EVERYTHING).stream()
        .flatMap(finding -> finding.observation().reason().stream())
        .toList();
  }

  void acknowledge(String text) {
    findings.all(Filter.EVERYTHING).stream()
        .filter(finding -> text(finding).equals(text))
        .forEach(
            finding ->
                findings.update(
                    finding.id(),
                    Optional.of("ada"),
                    now,
                    state ->
                        ((FindingState.Unresolved) state)
                            .acknowledge("ada", "known", now, Optional.empty())));
  }

  Optional<Fingerprint> fingerprint(String... collections) {
    return Optional.of(Fingerprint.of(snapshot(collections)));
  }

  private static String text(Finding finding) {
    return finding.observation().environment()
        + " "
        + finding.observation().code()
        + " "
        + finding.state().label();
  }

  @Override
  public Reading<String> fingerprint(EnvironmentId id) {
    reads.add(id + " fingerprint");
    hang(hangingDatabases, id);
    return this.<String>broken(databaseFailures.get(id))
        .orElseGet(() -> new Reading.Value<>(changeFingerprint(id), now));
  }

  @Override
  public Reading<DatabaseReading> read(EnvironmentId id) {
    reads.add(id + " database");
    Snapshot snapshot = of(databases, id);
    return this.<DatabaseReading>broken(databaseFailures.get(id))
        .orElseGet(
            () ->
                new Reading.Value<>(
                    new DatabaseReading(
                        changeFingerprint(id), snapshot, catalog(id), "15.18", migrations(id)),
                    now));
  }

  @Override
  public Reading<ContentModel> model(EnvironmentId id) {
    reads.add(id + " model");
    Snapshot snapshot = of(databases, id);
    return this.<ContentModel>broken(databaseFailures.get(id))
        .orElseGet(
            () ->
                new Reading.Value<>(
                    new ContentModel(
                        new Catalog(List.of()),
                        new Metadata(List.of(), List.of(), List.of()),
                        snapshot),
                    now));
  }

  @Override
  public Reading<Status> status(EnvironmentId id) {
    reads.add(id + " status");
    hang(hangingApis, id);
    return this.<Status>broken(apiFailures.get(id))
        .orElseGet(
            () ->
                new Reading.Value<>(
                    new Status(Optional.of(directusVersion), Optional.empty()), now));
  }

  @Override
  public Reading<ApiSnapshot> snapshot(EnvironmentId id) {
    reads.add(id + " api");
    whileApiIsRead.run();
    return this.<ApiSnapshot>broken(apiFailures.get(id))
        .orElseGet(() -> new Reading.Value<>(new ApiSnapshot(of(apis, id), directusVersion), now));
  }

  void identity(EnvironmentId id, ApiIdentity api) {
    apiIdentities.put(id, api);
  }

  void identity(EnvironmentId id, DatabaseIdentity database) {
    databaseIdentities.put(id, database);
  }

  @Override
  public Reading<ApiIdentity> identity(EnvironmentId id) {
    return this.<ApiIdentity>broken(apiFailures.get(id))
        .orElseGet(
            () ->
                new Reading.Value<>(
                    apiIdentities.getOrDefault(
                        id, new ApiIdentity(Optional.empty(), Optional.empty())),
                    now));
  }

  @Override
  public Reading<DatabaseIdentity> identity(EnvironmentId id, DatabaseIdentity.Question question) {
    return this.<DatabaseIdentity>broken(databaseFailures.get(id))
        .orElseGet(
            () ->
                new Reading.Value<>(
                    databaseIdentities.getOrDefault(
                        id,
                        new DatabaseIdentity(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            false,
                            DatabaseIdentity.Activity.UNKNOWN)),
                    now));
  }

  @Override
  public void sourceRead(
      EnvironmentId environment, Source source, Optional<Reason> failure, Duration took) {}

  @Override
  public void pollFinished(Poll poll, Duration took) {
    service.poll(poll.id()).map(Poll::result).ifPresent(resultsWhileWorking::add);
  }

  /** Until it is interrupted, as an adapter is whose deadline is over. */
  private static void hang(Set<EnvironmentId> hanging, EnvironmentId id) {
    if (hanging.contains(id)) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private <T> Optional<Reading<T>> broken(Reading.@Nullable Failure<?> failure) {
    return Optional.ofNullable(failure)
        .map(broken -> new Reading.Failure<>(broken.reason(), broken.detail(), now));
  }

  private void await(Duration duration) {
    pass(duration);
    Optional.ofNullable(whileWaiting.poll()).ifPresent(Runnable::run);
  }

  private String changeFingerprint(EnvironmentId id) {
    return Fingerprint.of(of(databases, id)) + "/" + catalog(id).fingerprint();
  }

  /** What has been run of its database. */
  void migrations(EnvironmentId id, String... versions) {
    migrations.put(id, List.of(versions));
  }

  private List<String> migrations(EnvironmentId id) {
    return migrations.getOrDefault(id, List.of());
  }

  private CatalogReading catalog(EnvironmentId id) {
    return catalogs.getOrDefault(id, NOTHING);
  }

  private static Snapshot of(Map<EnvironmentId, Snapshot> snapshots, EnvironmentId id) {
    return Objects.requireNonNull(snapshots.get(id));
  }

  private UUID nextId() {
    return new UUID(0, nextId++);
  }

  private WatchedEnvironment watched(EnvironmentId id) {
    return new WatchedEnvironment(
        new Environment(id, Tier.STAGING, false),
        Optional.of(
            new WatchedEnvironment.Directus(
                URI.create("http://" + id + ".example"), Optional.of(new Secret.Literal("token")))),
        Optional.of(
            new WatchedEnvironment.Database(
                "jdbc:postgresql://" + id + ".example/directus",
                "reader",
                new Secret.Literal("password"),
                "public")),
        new WatchedEnvironment.Polling(
            new Schedule.Every(interval), Duration.ofSeconds(5), deadline));
  }

  private static Snapshot snapshot(String... collections) {
    return new Snapshot(
        List.of(collections).stream()
            .map(
                name ->
                    new Snapshot.Collection(
                        name,
                        JsonValue.object(Map.of("collection", JsonValue.of(name))),
                        Optional.of(JsonValue.object(Map.of("name", JsonValue.of(name))))))
            .toList(),
        List.of(),
        List.of(),
        List.of());
  }

  private final class WorldClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
