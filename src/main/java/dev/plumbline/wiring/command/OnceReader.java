package dev.plumbline.wiring.command;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.directus.DirectusHttp;
import dev.plumbline.directus.answer.Limits;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Source;
import dev.plumbline.finding.Finding;
import dev.plumbline.integrity.compile.CheckCompiler;
import dev.plumbline.jdbc.JdbcFindingStore;
import dev.plumbline.jdbc.JdbcMonitorStore;
import dev.plumbline.jdbc.JdbcScanStore;
import dev.plumbline.monitor.Monitor;
import dev.plumbline.monitor.StoredOverviews;
import dev.plumbline.postgres.PostgresDatabase;
import dev.plumbline.postgres.scan.PostgresScan;
import dev.plumbline.reading.Reason;
import dev.plumbline.replica.ReplicaStatus;
import dev.plumbline.rest.once.OnceReport;
import dev.plumbline.scan.ScanListener;
import dev.plumbline.scan.work.ScanService;
import dev.plumbline.scan.work.Scanner;
import dev.plumbline.scan.work.StoredIntegrityOverviews;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.Poll;
import dev.plumbline.store.state.Poll.Trigger;
import dev.plumbline.timing.Heartbeat;
import dev.plumbline.watch.MonitorListener;
import dev.plumbline.watch.ReadingPermits;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * Reads every environment once, into a store that nobody else uses: the same parts as in the
 * service, without requests, schedule and other replicas.
 */
final class OnceReader {
  /** As in the service. */
  private static final int SCHEMAS_IN_MEMORY = 2;

  /** Of readings that are compared with no others: any text will do. */
  private static final String FORM = "once";

  private static final System.Logger LOG = System.getLogger(OnceReader.class.getName());

  private final Settings settings;
  private final FindingStore findings;
  private final JdbcMonitorStore store;
  private final Monitor monitor;
  private final StoredOverviews overviews;
  private final StoredIntegrityOverviews records;
  private final ScanService scans;
  private final List<CompletableFuture<?>> running = new ArrayList<>();
  private final ExecutorService executor;
  private final Clock clock;
  private final String version;

  /**
   * @param executor runs polls and scans, a virtual thread each
   */
  OnceReader(
      Settings settings,
      TemporaryStore temporary,
      ExecutorService executor,
      Clock clock,
      String version) {
    this.settings = settings;
    this.executor = executor;
    this.clock = clock;
    this.version = version;
    JdbcFindingStore findingStore =
        new JdbcFindingStore(temporary.dataSource(), temporary.address());
    JdbcScanStore scanStore = new JdbcScanStore(temporary.dataSource(), temporary.address());
    this.findings = findingStore;
    this.store = new JdbcMonitorStore(temporary.dataSource(), temporary.address());
    DirectusHttp directus =
        new DirectusHttp(settings.environments(), clock, UUID::randomUUID, Limits.DEFAULT, version);
    ReplicaStatus alone = alone();
    this.monitor =
        new Monitor(
            settings,
            store,
            new PostgresDatabase(settings.environments(), clock),
            directus,
            new Silent(),
            Thread::sleep,
            clock,
            UUID::randomUUID,
            new ReadingPermits(SCHEMAS_IN_MEMORY),
            FORM,
            alone);
    this.overviews = new StoredOverviews(settings, store, monitor, Map::of, clock);
    this.records =
        new StoredIntegrityOverviews(settings, scanStore, store, id -> Optional.empty(), clock);
    Scanner.Stores stores = new Scanner.Stores(scanStore, store, findingStore);
    Scanner.Sources sources =
        new Scanner.Sources(
            new PostgresScan(settings.environments()),
            directus,
            (schema, surroundings) ->
                CheckCompiler.compile(
                    schema.catalog(), schema.metadata(), schema.snapshot(), surroundings));
    Scanner scanner =
        new Scanner(
            settings,
            new Scanner.Equipment(stores, sources, ScanListener.NONE, Thread::sleep, clock),
            Heartbeat.every(Scanner.BEAT, Thread::sleep));
    this.scans =
        new ScanService(
            settings,
            stores,
            records,
            scanner,
            new ScanService.Outside(this::runScan, UUID::randomUUID, alone),
            clock);
  }

  /** There are no other replicas that could be newer. */
  private static ReplicaStatus alone() {
    ReplicaStatus alone = new ReplicaStatus();
    alone.is(Optional.empty(), Set.of(), Instant.MAX);
    alone.hasCompared();
    return alone;
  }

  /** Nobody counts. */
  private static final class Silent implements MonitorListener {
    @Override
    public void sourceRead(
        EnvironmentId environment, Source source, Optional<Reason> failure, Duration took) {}

    @Override
    public void pollFinished(Poll poll, Duration took) {}
  }

  /**
   * Reads, and returns when everything has ended.
   *
   * @param severity the lowest that counts for the result
   * @param scan whether records are checked where the database could be read
   */
  OnceReport read(Severity severity, boolean scan) {
    monitor.announce();
    all(settings.environments().keySet().stream().map(this::poll).toList());
    List<EnvironmentId> scanned = scan ? readableDatabases() : List.of();
    scanned.forEach(scans::requestScan);
    all(running);
    return new OnceReport(
        clock.instant(),
        version,
        severity,
        overviews.environments(Access.ALL),
        settings.comparisons().keySet().stream()
            .flatMap(name -> overviews.report(name).stream())
            .toList(),
        (scan ? withDatabase() : List.<EnvironmentId>of()).stream().map(this::records).toList(),
        unresolved());
  }

  private CompletableFuture<?> poll(EnvironmentId environment) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            monitor.run(monitor.begin(environment, Trigger.REQUEST));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException e) {
            // What was not recorded is reported as unknown.
            LOG.log(Level.ERROR, "the reading of " + environment + " ended in an error", e);
          }
        },
        executor);
  }

  private void runScan(Runnable scan) {
    running.add(CompletableFuture.runAsync(scan, executor));
  }

  private static void all(Collection<CompletableFuture<?>> started) {
    CompletableFuture.allOf(started.toArray(CompletableFuture[]::new)).join();
  }

  private List<EnvironmentId> withDatabase() {
    return settings.environments().values().stream()
        .filter(watched -> watched.database().isPresent())
        .map(WatchedEnvironment::environment)
        .map(environment -> environment.id())
        .toList();
  }

  /** A scan would wait for a database that does not answer until its budget is used up. */
  private List<EnvironmentId> readableDatabases() {
    return withDatabase().stream()
        .filter(
            id ->
                store
                    .environment(id)
                    .map(EnvironmentStatus::database)
                    .filter(database -> database.failure().isEmpty())
                    .isPresent())
        .toList();
  }

  private OnceReport.Records records(EnvironmentId environment) {
    return new OnceReport.Records(
        records.integrity(environment).orElseThrow(), records.items(environment).orElseThrow());
  }

  private List<Finding> unresolved() {
    return findings.all(FindingStore.Filter.EVERYTHING.unresolved());
  }
}
