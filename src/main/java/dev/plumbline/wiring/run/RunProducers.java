package dev.plumbline.wiring.run;

import dev.plumbline.backup.Backups;
import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.backup.restore.BackupRestorer;
import dev.plumbline.configuration.Settings;
import dev.plumbline.directus.apply.DirectusApply;
import dev.plumbline.directus.apply.ItemRequests;
import dev.plumbline.http.admission.AbandonedRequests;
import dev.plumbline.jdbc.run.JdbcFollowUpStore;
import dev.plumbline.jdbc.run.JdbcRunStore;
import dev.plumbline.jdbc.sql.RequestConnections;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.monitor.overview.Monitoring;
import dev.plumbline.planning.PlanModel;
import dev.plumbline.planning.decision.PlanMaking;
import dev.plumbline.postgres.scan.PostgresScan;
import dev.plumbline.postgres.target.PostgresTargets;
import dev.plumbline.postgres.target.content.PostgresContentWatch;
import dev.plumbline.postgres.target.rehearsal.PostgresRehearsal;
import dev.plumbline.postgres.target.rollback.PostgresRollback;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.ScanStore;
import dev.plumbline.store.backup.BackupStore;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.store.run.FollowUpStore;
import dev.plumbline.store.run.RunStore;
import dev.plumbline.sync.Rollbacks;
import dev.plumbline.sync.Runs;
import dev.plumbline.sync.followup.FollowUpCheck;
import dev.plumbline.sync.followup.FollowUpRunner;
import dev.plumbline.sync.journal.RunStores;
import dev.plumbline.sync.port.ContentWatch;
import dev.plumbline.sync.port.RunListener;
import dev.plumbline.sync.verify.PlannedTarget;
import dev.plumbline.sync.verify.SealCheck;
import dev.plumbline.sync.verify.TargetSides;
import dev.plumbline.sync.verify.TouchedRecords;
import dev.plumbline.sync.work.RunMeans;
import dev.plumbline.timing.Heartbeat;
import dev.plumbline.watch.source.WatchedDatabase;
import dev.plumbline.wiring.ForWork;
import dev.plumbline.wiring.Pool;
import io.quarkus.agroal.DataSource;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Runs, once for requests and once for what is done on threads of their own. */
@Singleton
class RunProducers {
  /** For the checks of the touched tables, before the payload is sent and again afterwards. */
  private static final Duration RECORDS_LIMIT = Duration.ofSeconds(20);

  private static final Duration RECORDS_STATEMENT = Duration.ofSeconds(5);

  @Produces
  @Singleton
  RunStore requestedRunStore(
      @DataSource(Pool.REQUESTS) javax.sql.DataSource requests,
      AbandonedRequests abandoned,
      StoreAddress address) {
    return new JdbcRunStore(new RequestConnections(requests, abandoned::isClientGone), address);
  }

  @Produces
  @Singleton
  @ForWork
  RunStore runStore(javax.sql.DataSource work, StoreAddress address) {
    return new JdbcRunStore(work, address);
  }

  @Produces
  @Singleton
  FollowUpStore requestedFollowUpStore(
      @DataSource(Pool.REQUESTS) javax.sql.DataSource requests,
      AbandonedRequests abandoned,
      StoreAddress address) {
    return new JdbcFollowUpStore(
        new RequestConnections(requests, abandoned::isClientGone), address);
  }

  @Produces
  @Singleton
  FollowUpRunner followUpRunner(
      Settings settings,
      @ForWork RunStore runs,
      @ForWork PlanStore plans,
      @ForWork BackupStore backups,
      @ForWork FindingStore findings,
      @ForWork ScanStore scans,
      TargetSides sides,
      PlanModel model,
      javax.sql.DataSource work,
      StoreAddress address,
      Clock clock) {
    RunStores stores = new RunStores(runs, plans, backups);
    return new FollowUpRunner(
        stores,
        new JdbcFollowUpStore(work, address),
        new FollowUpCheck(stores, sides, findings, scans, model.digest()),
        settings.environments().keySet(),
        clock);
  }

  @Produces
  @Singleton
  TargetSides targetSides(@ForWork MonitorStore store, WatchedDatabase watched) {
    return new TargetSides(store, watched);
  }

  @Produces
  @Singleton
  Rollbacks rollbacks(
      Settings settings,
      RunStore runStore,
      PlanStore plans,
      BackupStore backups,
      TargetSides sides,
      Runs runs,
      Clock clock) {
    return new Rollbacks(
        settings, new RunStores(runStore, plans, backups), sides, runs, clock, UUID::randomUUID);
  }

  @Produces
  @Singleton
  Runs runs(
      Settings settings,
      @ForWork RunStore runs,
      @ForWork PlanStore plans,
      @ForWork BackupStore backupStore,
      TargetSides sides,
      Monitoring monitoring,
      @ForWork MonitorStore polled,
      PlanMaking making,
      Backups backups,
      BackupRestorer restorer,
      BackupFiles files,
      WatchedDatabase watched,
      RunListener listener,
      @VirtualThreads ExecutorService executor,
      Clock clock,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    ContentWatch contents =
        new PostgresContentWatch(settings.environments(), settings.backups().deadline());
    return new Runs(
        settings,
        new RunStores(runs, plans, backupStore),
        monitoring::requestPoll,
        new RunMeans(
            new SealCheck(making, polled, watched, clock),
            backups,
            restorer,
            settings.backups().directory(),
            files,
            new PostgresTargets(settings.environments(), files),
            new DirectusApply(settings.environments(), version),
            new ItemRequests(settings.environments()),
            new PlannedTarget(
                sides,
                contents,
                new TouchedRecords(
                    PostgresScan.ofPrimaries(settings.environments(), RECORDS_STATEMENT),
                    RECORDS_LIMIT)),
            sides,
            contents,
            new PostgresRollback(settings.environments(), files),
            new PostgresRehearsal(settings.environments()),
            settings.runs(),
            listener),
        executor,
        Heartbeat.every(Runs.BEAT, Thread::sleep),
        Thread::sleep,
        clock,
        UUID::randomUUID);
  }
}
