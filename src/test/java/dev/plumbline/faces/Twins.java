package dev.plumbline.faces;

import dev.plumbline.approval.ApprovalRules;
import dev.plumbline.approval.window.ChangeTimes;
import dev.plumbline.auditing.AuditVerification;
import dev.plumbline.backup.BackupListener;
import dev.plumbline.backup.BackupParts;
import dev.plumbline.backup.Backups;
import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.backup.restore.BackupRestorer;
import dev.plumbline.configuration.ApiToken;
import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.NotificationChannel;
import dev.plumbline.configuration.ReportSchedule;
import dev.plumbline.configuration.RunLimits;
import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.SignInProvider;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WriterPolicy;
import dev.plumbline.deployment.Deployments;
import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.embedded.EmbeddedProofServer;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.ops.StoreReads;
import dev.plumbline.planning.Made;
import dev.plumbline.planning.decision.PlanCurrency;
import dev.plumbline.planning.decision.PlanListener;
import dev.plumbline.planning.decision.PlanMaking;
import dev.plumbline.planning.decision.PlanThreads;
import dev.plumbline.planning.decision.Plans;
import dev.plumbline.planning.readiness.ProofServerReader;
import dev.plumbline.postgres.PostgresDatabase;
import dev.plumbline.replica.ReplicaStatus;
import dev.plumbline.report.Reports;
import dev.plumbline.run.Phase;
import dev.plumbline.run.RunState;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.Lease;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.BackupState;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.store.run.TargetRuns;
import dev.plumbline.store.run.TargetRuns.CurrentPhase;
import dev.plumbline.sync.Rollbacks;
import dev.plumbline.sync.Runs;
import dev.plumbline.sync.journal.RunStores;
import dev.plumbline.sync.port.RunListener;
import dev.plumbline.sync.verify.SealCheck;
import dev.plumbline.sync.verify.TargetSides;
import dev.plumbline.sync.work.RunMeans;
import dev.plumbline.testkit.InMemoryAuditStore;
import dev.plumbline.testkit.InMemoryBackupStore;
import dev.plumbline.testkit.InMemoryDeploymentStore;
import dev.plumbline.testkit.InMemoryFindingStore;
import dev.plumbline.testkit.InMemoryMonitorStore;
import dev.plumbline.testkit.InMemoryPlanStore;
import dev.plumbline.testkit.InMemoryReportStore;
import dev.plumbline.testkit.InMemoryRunStore;
import dev.plumbline.testkit.InMemorySessionStore;
import dev.plumbline.testkit.SampleBackups;
import dev.plumbline.testkit.SamplePlans;
import dev.plumbline.ui.page.FormKeys;
import dev.plumbline.ui.session.SessionSecrets;
import io.quarkus.test.Mock;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What CDI hands out in tests of the faces. */
@Mock
@Singleton
public class Twins {
  public static final EnvironmentId LOCAL = new EnvironmentId("local");
  public static final EnvironmentId STAGING = new EnvironmentId("staging");
  public static final EnvironmentId PRODUCTION = new EnvironmentId("production");
  public static final ComparisonName LOCAL_TO_STAGING = new ComparisonName("local-to-staging");
  public static final ComparisonName STAGING_TO_PRODUCTION =
      new ComparisonName("staging-to-production");

  private final InMemoryFindingStore findings = new InMemoryFindingStore();
  private final InMemoryMonitorStore store = new InMemoryMonitorStore(findings);
  private final AtomicLong reported = new AtomicLong();

  @Produces
  @Singleton
  InMemoryFindingStore inMemoryFindingStore() {
    return findings;
  }

  @Produces
  @Singleton
  InMemorySessionStore inMemorySessionStore() {
    return new InMemorySessionStore();
  }

  @Produces
  @Singleton
  FormKeys formKeys() {
    return () -> "form-" + reported.incrementAndGet();
  }

  @Produces
  @Singleton
  SessionSecrets sessionSecrets() {
    return () -> "secret-" + reported.incrementAndGet();
  }

  @Produces
  @Singleton
  MonitorStore monitorStore() {
    return store;
  }

  @Produces
  @Singleton
  InMemoryDeploymentStore deploymentStore() {
    return new InMemoryDeploymentStore(findings);
  }

  /** A deployment is recorded, and nobody follows it. */
  @Produces
  @Singleton
  Deployments deployments(
      Settings settings,
      InMemoryDeploymentStore store,
      FakeMonitoring monitoring,
      FakeScanning scanning,
      Clock clock) {
    return new Deployments(
        settings,
        store,
        monitoring,
        scanning,
        new Deployments.Outside(
            followed -> {}, time -> {}, clock, () -> new UUID(7, reported.incrementAndGet())));
  }

  @Produces
  @Singleton
  InMemoryBackupStore inMemoryBackupStore(InMemoryAuditStore audit) {
    InMemoryBackupStore store = new InMemoryBackupStore(audit);
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    Backup backup = Backup.waiting(new UUID(8, 0), LOCAL, at, Optional.empty(), Optional.empty());
    store.begin(backup, Optional.empty());
    store.record(
        new Lease(backup.id(), 1),
        backup
            .dumped(SampleBackups.dump(at, 77))
            .tried(SampleBackups.proof(at), BackupState.PROVEN, "the same"));
    return store;
  }

  @Produces
  @Singleton
  ProofServerReader proofServerReader() {
    return new EmbeddedProofServer(Path.of("nowhere"), Duration.ofMinutes(1));
  }

  @Produces
  @Singleton
  BackupRestorer backupRestorer(Settings settings) {
    return new BackupRestorer(
        major -> {
          throw BackupException.failed("there are no programs in this test");
        },
        expected -> {
          throw BackupException.failed("there is no server in this test");
        },
        settings.backups().directory());
  }

  /** A backup is recorded, and nobody makes it. */
  @Produces
  @Singleton
  Backups backups(
      Settings settings,
      InMemoryBackupStore store,
      BackupRestorer restorer,
      BackupListener listener,
      Clock clock) {
    return new Backups(
        settings,
        store,
        this.store,
        new BackupParts(
            (database, application, limit) -> {
              throw BackupException.failed("nothing is dumped in this test");
            },
            major -> {
              throw BackupException.failed("there are no programs in this test");
            },
            new BackupFiles(Optional.empty()),
            restorer,
            environment -> Set.of()),
        listener,
        backup -> {},
        clock,
        () -> new UUID(8, reported.incrementAndGet()));
  }

  @Produces
  @Singleton
  ReplicaStatus standing() {
    ReplicaStatus status = new ReplicaStatus();
    status.hasCompared();
    return status;
  }

  @Produces
  @Singleton
  SettableClock settableClock() {
    return new SettableClock();
  }

  @Produces
  @Singleton
  FakeProvider fakeProvider() {
    return new FakeProvider();
  }

  void end(@Disposes FakeProvider provider) {
    provider.close();
  }

  @Produces
  @Singleton
  Settings settings(FakeProvider provider) {
    return settings(Optional.of(provider.registered()));
  }

  public Settings settings() {
    return settings(Optional.empty());
  }

  private static Settings settings(Optional<SignInProvider> signIn) {
    TreeMap<EnvironmentId, WatchedEnvironment> environments = new TreeMap<>();
    environments.put(LOCAL, watched(LOCAL, Tier.LOCAL));
    environments.put(STAGING, watched(STAGING, Tier.STAGING));
    environments.put(PRODUCTION, watched(PRODUCTION, Tier.PRODUCTION));
    TreeMap<ComparisonName, Comparison> comparisons = new TreeMap<>();
    comparisons.put(LOCAL_TO_STAGING, new Comparison(LOCAL_TO_STAGING, LOCAL, STAGING, List.of()));
    comparisons.put(
        STAGING_TO_PRODUCTION,
        new Comparison(STAGING_TO_PRODUCTION, STAGING, PRODUCTION, List.of()));
    return new Settings(
        environments,
        comparisons,
        List.of(
            token("viewer", Role.VIEWER, Access.ALL),
            token("operator", Role.OPERATOR, Access.ALL),
            token("local-only", Role.OPERATOR, Access.only(LOCAL)),
            token("production-only", Role.OPERATOR, Access.only(PRODUCTION)),
            token("approver", Role.APPROVER, Access.ALL),
            token("second-approver", Role.APPROVER, Access.ALL),
            token("production-approver", Role.APPROVER, Access.only(PRODUCTION)),
            new ApiToken(
                "operator-at-home",
                Fingerprint.sha256(secret("operator-at-home")),
                Role.APPROVER,
                Access.ALL,
                "operator"),
            new ApiToken(
                "approver-at-home",
                Fingerprint.sha256(secret("approver-at-home")),
                Role.APPROVER,
                Access.ALL,
                "approver"),
            token("admin", Role.ADMIN, Access.ALL)),
        new Settings.Notifications(
            List.of(
                new NotificationChannel(
                    "oncall",
                    new NotificationChannel.Email(List.of("oncall@example.com")),
                    new NotificationChannel.Selection(
                        Access.ALL, EnumSet.allOf(FindingKind.class), true, Severity.MEDIUM),
                    true,
                    Optional.empty())),
            Optional.empty()),
        new Settings.Store(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Path.of("data"),
            Duration.ofDays(90)),
        ReportSchedule.DEFAULT,
        ApprovalRules.DEFAULT,
        BackupPolicy.Means.DEFAULT,
        RunLimits.DEFAULT,
        signIn);
  }

  @Produces
  @Singleton
  FakeMonitoring fakeMonitoring(Settings settings, Clock clock) {
    return new FakeMonitoring(settings, store, clock);
  }

  @Produces
  @Singleton
  FakeScanning fakeScanning(Settings settings, Clock clock) {
    return new FakeScanning(settings, clock);
  }

  @Produces
  @Singleton
  InMemoryAuditStore inMemoryAuditStore() {
    return new InMemoryAuditStore();
  }

  @Produces
  @Singleton
  AuditVerification verification(InMemoryAuditStore audit) {
    return new AuditVerification(audit);
  }

  @Produces
  @Singleton
  InMemoryPlanStore inMemoryPlanStore(InMemoryAuditStore audit) {
    return new InMemoryPlanStore(audit, store);
  }

  /** What the next proposals come to; they are made at once. */
  @Produces
  @Singleton
  AtomicReference<PlanMaking> making() {
    return new AtomicReference<>(proposal -> new Made.Refused("nothing is made in this test"));
  }

  @Produces
  @Singleton
  Plans plans(
      Settings settings,
      InMemoryPlanStore plans,
      AtomicReference<PlanMaking> making,
      PlanListener listener,
      Clock clock) {
    return new Plans(
        plans,
        new PlanCurrency(plans, store, clock, SamplePlans.MODEL),
        new PlanThreads(
            settings,
            plans,
            proposal -> making.get().make(proposal),
            Runnable::run,
            beat -> () -> {},
            clock),
        listener,
        clock,
        UUID::randomUUID);
  }

  @Produces
  @Singleton
  InMemoryRunStore inMemoryRunStore(InMemoryPlanStore plans, InMemoryAuditStore audit) {
    return new InMemoryRunStore(plans, audit);
  }

  @Produces
  @Singleton
  TargetSides targetSides(Clock clock) {
    return new TargetSides(store, new PostgresDatabase(Map.of(), clock));
  }

  @Produces
  @Singleton
  Rollbacks rollbacks(
      Settings settings,
      InMemoryRunStore runStore,
      InMemoryPlanStore plans,
      InMemoryBackupStore backups,
      TargetSides sides,
      Runs runs,
      Clock clock) {
    return new Rollbacks(
        settings,
        new RunStores(runStore, plans, backups),
        sides,
        runs,
        clock,
        () -> new UUID(9, reported.incrementAndGet()));
  }

  /** A run is recorded, and nobody carries it out. */
  @Produces
  @Singleton
  Runs runs(
      Settings settings,
      InMemoryRunStore runs,
      InMemoryPlanStore plans,
      InMemoryBackupStore backupStore,
      Backups backups,
      BackupRestorer restorer,
      FakeMonitoring monitoring,
      RunListener listener,
      TargetSides sides,
      Clock clock) {
    return new Runs(
        settings,
        new RunStores(runs, plans, backupStore),
        monitoring::requestPoll,
        new RunMeans(
            new SealCheck(
                proposal -> new Made.Refused("nothing is made in this test"),
                store,
                new PostgresDatabase(Map.of(), clock),
                clock),
            backups,
            restorer,
            settings.backups().directory(),
            new BackupFiles(Optional.empty()),
            new NoTargets(),
            new NoTargets(),
            (target, marker) -> Optional.empty(),
            new NoTargets(),
            sides,
            new NoRollbacks(),
            new NoRollbacks(),
            new NoRollbacks(),
            RunLimits.DEFAULT,
            listener),
        run -> {},
        beat -> () -> {},
        duration -> {},
        clock,
        () -> new UUID(9, reported.incrementAndGet()));
  }

  @Produces
  @Singleton
  InMemoryReportStore inMemoryReportStore() {
    return new InMemoryReportStore();
  }

  @Produces
  @Singleton
  Reports reports(Settings settings, InMemoryReportStore store, Clock clock) {
    return new Reports(settings, store, store, clock);
  }

  @Produces
  @Singleton
  StoreReads reads(
      FakeMonitoring monitoring,
      FakeScanning scanning,
      Reports reports,
      InMemoryBackupStore backups) {
    findings.add("oncall");
    return new StoreReads(
        monitoring,
        findings::counts,
        findings::channels,
        scanning,
        findings::counts,
        reports::times,
        () ->
            new PlanStore.Counts(
                List.of(),
                List.of(new PlanStore.HazardCount(PRODUCTION, HazardCode.DROPS_TABLE, 1))),
        () ->
            List.of(
                new TargetRuns(
                    PRODUCTION,
                    RunState.RUNNING,
                    Optional.of(new CurrentPhase(Phase.BACKUP, Instant.EPOCH.plusSeconds(77))),
                    new TreeMap<>(Map.of(RunState.FAILED, Instant.EPOCH.plusSeconds(7))))),
        () -> true,
        backups::lastProven);
  }

  /** The secret of a token is its name backwards. */
  private static ApiToken token(String name, Role role, Access access) {
    return new ApiToken(name, Fingerprint.sha256(secret(name)), role, access);
  }

  public static String secret(String name) {
    return new StringBuilder(name).reverse().toString();
  }

  private static WatchedEnvironment.Database database(EnvironmentId id) {
    return new WatchedEnvironment.Database(
        "jdbc:postgresql://" + id + ".example.com/directus",
        "plumbline",
        new Secret.Literal("unused"),
        "public");
  }

  private static WatchedEnvironment watched(EnvironmentId id, Tier tier) {
    // Staging is the one that has none.
    Optional<WatchedEnvironment.Database> database =
        tier == Tier.STAGING ? Optional.empty() : Optional.of(database(id));
    return new WatchedEnvironment(
        new Environment(id, tier, tier == Tier.PRODUCTION),
        Optional.of(
            new WatchedEnvironment.Directus(
                URI.create("https://" + id + ".example.com"), Optional.empty())),
        database,
        new WatchedEnvironment.Polling(
            new Schedule.Every(Duration.ofMinutes(5)),
            Duration.ofSeconds(5),
            Duration.ofMinutes(2)),
        WatchedEnvironment.Scanning.DEFAULT,
        ChangeTimes.ALWAYS,
        database.map(
            known ->
                new BackupPolicy(known, Optional.of(new Schedule.Every(Duration.ofDays(1))), 7)),
        // Production is the one that may be written to.
        tier == Tier.PRODUCTION
            ? new WriterPolicy(
                Optional.of(new Secret.Literal("writes")), Optional.empty(), false, true)
            : WriterPolicy.NONE);
  }
}
