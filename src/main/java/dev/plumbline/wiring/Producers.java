package dev.plumbline.wiring;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.reader.SettingsReader;
import dev.plumbline.configuration.reader.SettingsReader.Invalid;
import dev.plumbline.configuration.reader.SettingsReader.Valid;
import dev.plumbline.deployment.Deployments;
import dev.plumbline.directus.DirectusHttp;
import dev.plumbline.directus.answer.Limits;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.finding.observation.Observations;
import dev.plumbline.integrity.compile.CheckCompiler;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.monitor.Monitor;
import dev.plumbline.monitor.MonitorService;
import dev.plumbline.monitor.overview.Monitoring;
import dev.plumbline.postgres.PostgresDatabase;
import dev.plumbline.postgres.scan.PostgresScan;
import dev.plumbline.replica.ReplicaStatus;
import dev.plumbline.replica.ReplicaStore;
import dev.plumbline.scan.FileBinaries;
import dev.plumbline.scan.ScanListener;
import dev.plumbline.scan.ScannedDatabase;
import dev.plumbline.scan.Scanning;
import dev.plumbline.scan.work.ScanService;
import dev.plumbline.scan.work.Scanner;
import dev.plumbline.scan.work.StoredIntegrityOverviews;
import dev.plumbline.store.DeploymentStore;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.Part;
import dev.plumbline.store.ScanStore;
import dev.plumbline.timing.Heartbeat;
import dev.plumbline.watch.MonitorListener;
import dev.plumbline.watch.ReadingPermits;
import dev.plumbline.watch.ReadingVersion;
import dev.plumbline.watch.source.DirectusApi;
import dev.plumbline.watch.source.WatchedDatabase;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What CDI hands out: the one place that knows which class implements which port. */
@Singleton
class Producers {
  /** One a core of a small machine; more would cost memory and gain nothing. */
  private static final int SCHEMAS_IN_MEMORY = 2;

  @Produces
  @Singleton
  Clock clock() {
    // What PostgreSQL keeps: a time is the same before it is stored and after.
    return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
  }

  @Produces
  @Singleton
  Settings settings(Config config) {
    return switch (SettingsReader.read(config)) {
      case Valid valid -> valid.settings();
      case Invalid invalid ->
          throw new IllegalStateException("the configuration is wrong: " + invalid.problems());
    };
  }

  @Produces
  @Singleton
  StoreAddress storeAddress(@ConfigProperty(name = "quarkus.datasource.jdbc.url") String url) {
    return StoreAddress.of(url);
  }

  @Produces
  @Singleton
  WatchedDatabase databases(Settings settings, Clock clock) {
    return new PostgresDatabase(settings.environments(), clock);
  }

  @Produces
  @Singleton
  DirectusHttp directus(
      Settings settings,
      Clock clock,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    return new DirectusHttp(
        settings.environments(), clock, UUID::randomUUID, Limits.DEFAULT, version);
  }

  @Produces
  @Singleton
  Monitor monitor(
      Settings settings,
      @ForWork MonitorStore store,
      WatchedDatabase databases,
      DirectusApi apis,
      MonitorListener listener,
      ReplicaStatus status,
      Clock clock) {
    return new Monitor(
        settings,
        store,
        databases,
        apis,
        listener,
        Thread::sleep,
        clock,
        UUID::randomUUID,
        new ReadingPermits(SCHEMAS_IN_MEMORY),
        form().digest(),
        status);
  }

  /** Of everything that reads an environment, compares two, and derives findings from it. */
  static ReadingVersion form() {
    return ReadingVersion.of(
        PostgresDatabase.class, DirectusHttp.class, Differ.class, Drift.class, Observations.class);
  }

  @Produces
  @Singleton
  MonitorService monitoring(
      Settings settings,
      MonitorStore store,
      Monitor monitor,
      ReplicaStore replicas,
      @VirtualThreads ExecutorService executor,
      Clock clock) {
    return new MonitorService(settings, store, monitor, replicas::planned, executor, clock);
  }

  @Produces
  @Singleton
  ScannedDatabase scannedDatabases(Settings settings) {
    return new PostgresScan(settings.environments());
  }

  @Produces
  @Singleton
  Scanner.Sources scanned(ScannedDatabase databases, FileBinaries binaries) {
    return new Scanner.Sources(
        databases,
        binaries,
        (schema, surroundings) ->
            CheckCompiler.compile(
                schema.catalog(), schema.metadata(), schema.snapshot(), surroundings));
  }

  @Produces
  @Singleton
  ScanService scans(
      Settings settings,
      Scanner.Stores stores,
      Scanner.Sources sources,
      StoredIntegrityOverviews records,
      ScanListener listener,
      ReplicaStatus status,
      @VirtualThreads ExecutorService executor,
      Clock clock) {
    Scanner scanner =
        new Scanner(
            settings,
            new Scanner.Equipment(stores, sources, listener, Thread::sleep, clock),
            Heartbeat.every(Scanner.BEAT, Thread::sleep));
    return new ScanService(
        settings,
        stores,
        records,
        scanner,
        new ScanService.Outside(executor, UUID::randomUUID, status),
        clock);
  }

  @Produces
  @Singleton
  Deployments deployments(
      Settings settings,
      @ForWork DeploymentStore store,
      Monitoring monitoring,
      Scanning scanning,
      @VirtualThreads ExecutorService executor,
      Clock clock) {
    return new Deployments(
        settings,
        store,
        monitoring,
        scanning,
        new Deployments.Outside(executor, Thread::sleep, clock, UUID::randomUUID));
  }

  @Produces
  @Singleton
  StoredIntegrityOverviews records(
      Settings settings,
      ScanStore scans,
      MonitorStore monitor,
      ReplicaStore replicas,
      Clock clock) {
    return new StoredIntegrityOverviews(
        settings, scans, monitor, id -> replicas.next(Part.scans(id)), clock);
  }

  @Produces
  @Singleton
  Scanner.Stores scanStores(
      @ForWork ScanStore scans, @ForWork MonitorStore monitor, @ForWork FindingStore findings) {
    return new Scanner.Stores(scans, monitor, findings);
  }
}
