package dev.plumbline.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.approval.ApprovalRules;
import dev.plumbline.approval.Approver;
import dev.plumbline.approval.PlanState;
import dev.plumbline.approval.Requirement;
import dev.plumbline.approval.window.ChangeTimes;
import dev.plumbline.backup.BackupListener;
import dev.plumbline.backup.BackupParts;
import dev.plumbline.backup.Backups;
import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.backup.port.DumpPrograms;
import dev.plumbline.backup.port.ScratchServer;
import dev.plumbline.backup.restore.BackupRestorer;
import dev.plumbline.backup.restore.RestoredBackup;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.ReportSchedule;
import dev.plumbline.configuration.RunLimits;
import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WriterPolicy;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlanSealer;
import dev.plumbline.plan.Proposal;
import dev.plumbline.plan.Seal.Basis;
import dev.plumbline.planning.Made;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunEvent;
import dev.plumbline.run.RunState;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.store.Lease;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.BackupState;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.store.plan.PlanStore.Ending;
import dev.plumbline.sync.journal.RunStores;
import dev.plumbline.sync.port.RunListener;
import dev.plumbline.sync.verify.SealCheck;
import dev.plumbline.sync.verify.TargetSides;
import dev.plumbline.sync.work.RunMeans;
import dev.plumbline.testkit.InMemoryAuditStore;
import dev.plumbline.testkit.InMemoryBackupStore;
import dev.plumbline.testkit.InMemoryFindingStore;
import dev.plumbline.testkit.InMemoryMonitorStore;
import dev.plumbline.testkit.InMemoryPlanStore;
import dev.plumbline.testkit.InMemoryRunStore;
import dev.plumbline.testkit.SampleBackups;
import dev.plumbline.testkit.SamplePlans;
import dev.plumbline.watch.source.WatchedDatabase.DatabaseReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a target that a test decides about. */
abstract class RunsFixture {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final EnvironmentId PRODUCTION = new EnvironmentId("production");
  static final Approver ADA = new Approver("ada", "ada-laptop", false);
  static final Snapshot EMPTY = new Snapshot(List.of(), List.of(), List.of(), List.of());
  static final Snapshot CHANGED =
      new Snapshot(
          List.of(new Snapshot.Collection("events", JsonObject.EMPTY, Optional.empty())),
          List.of(),
          List.of(),
          List.of());
  static final CatalogReading CATALOG =
      new CatalogReading(new Inventory(new TreeMap<>()), List.of(), List.of());

  final InMemoryAuditStore audit = new InMemoryAuditStore();
  final InMemoryFindingStore findings = new InMemoryFindingStore();
  final InMemoryMonitorStore monitor = new InMemoryMonitorStore(findings);
  final InMemoryPlanStore plans = new InMemoryPlanStore(audit, monitor);
  final InMemoryRunStore store = new InMemoryRunStore(plans, audit);
  final InMemoryBackupStore backups = new InMemoryBackupStore(audit);
  final FakeTarget target = new FakeTarget();
  final InMemoryItems items = new InMemoryItems();
  final FakeRollback rollback = new FakeRollback();
  final FakeRehearsal rehearsal = new FakeRehearsal();
  final Measured measured = new Measured();

  @TempDir Path directory;

  final List<EnvironmentId> polled = new ArrayList<>();
  final AtomicLong ids = new AtomicLong();
  final Proposal proposal = SamplePlans.proposal(new UUID(1, 0), "ada", NOON);
  private Optional<BackupRestorer> restorer = Optional.empty();
  BackupState backupEnds = BackupState.PROVEN;

  /** Tables of which the backups have no rows. */
  String[] withoutRows = {};

  /** Whether this process proves the backups; else another one does. */
  boolean provesItself;

  ChangeTimes changes = ChangeTimes.ALWAYS;

  /** Without a role for the database, which the configuration allows. */
  static final WriterPolicy TOKEN_ONLY =
      new WriterPolicy(Optional.of(new Secret.Literal("w")), Optional.empty(), false, true);

  WriterPolicy writer = TOKEN_ONLY;
  Instant now = NOON;
  Made made = new Made.Refused("not set");
  int rounds;

  /** How often a clock was read. */
  int readings;

  /** With which reading the clock shows an hour less; 0: never. */
  int setBackAt;

  /** How long somebody has waited in this test. */
  Duration waited = Duration.ZERO;

  /** Databases into which a backup was restored, and those of them that were dropped. */
  int restored;

  int dropped;

  /** How often what a killed process restored was deleted. */
  int deletedLeft;

  Runnable eachRound = () -> {};

  static final class Measured implements RunListener {
    final List<String> done = new ArrayList<>();

    /** The phases. */
    final List<Duration> took = new ArrayList<>();

    Consumer<Phase> whenEnded = phase -> {};

    @Override
    public void ended(Run run) {
      done.add(run.target() + " " + run.state().label());
    }

    @Override
    public void phaseEnded(Phase phase, Duration took) {
      done.add(phase.label());
      this.took.add(took);
      whenEnded.accept(phase);
    }
  }

  /** As SIGKILL: nothing is recorded any more. */
  static final class KilledError extends Error {
    private static final long serialVersionUID = 1L;
  }

  @BeforeEach
  void approve() {
    target.reading = Optional.of(reading(EMPTY));
    monitor.remember(EMPTY, CATALOG, NOON);
    approve(plan(NOON));
  }

  /** Instead of any other plan. */
  final void approve(Plan plan) {
    plans.clear();
    plans.begin(proposal, "ada-laptop", Optional.empty());
    made = new Made.Sealed(plan);
    plans.end(
        proposal.id(),
        new Ending.Sealed(plan, new Requirement(0, false, new TreeSet<>(), "nothing is lost")),
        NOON);
  }

  static DatabaseReading reading(Snapshot snapshot) {
    return new DatabaseReading("f", snapshot, CATALOG, "18.1", List.of());
  }

  Plan plan(Instant at) {
    Plan.Contents contents = SamplePlans.plan(proposal, at).contents();
    return PlanSealer.seal(
        new Plan.Contents(
            contents.proposal(),
            payload(),
            contents.steps(),
            contents.hazards(),
            contents.additions(),
            contents.unreachable(),
            contents.reverse()),
        new Basis(proposal.source(), Fingerprint.of(EMPTY), Optional.empty(), "12.4.0"),
        new Basis(PRODUCTION, Fingerprint.of(EMPTY), Optional.of(CATALOG.fingerprint()), "12.4.0"),
        "0a1b",
        SamplePlans.MODEL,
        at);
  }

  /** What is sent to Directus. */
  String payload() {
    return "{\"diff\":{\"collections\":[],\"fields\":[],\"relations\":[],\"systemFields\":[]},\"hash\":\"0a1b\"}";
  }

  final Settings settings() {
    WatchedEnvironment.Database database =
        new WatchedEnvironment.Database(
            "jdbc:postgresql://127.0.0.1/x", "u", new Secret.Literal("p"), "public");
    TreeMap<EnvironmentId, WatchedEnvironment> environments = new TreeMap<>();
    for (EnvironmentId id : List.of(proposal.source(), PRODUCTION)) {
      environments.put(
          id,
          new WatchedEnvironment(
              new Environment(id, Tier.PRODUCTION, true),
              Optional.of(
                  new WatchedEnvironment.Directus(
                      URI.create("https://example.com"), Optional.empty())),
              Optional.of(database),
              new WatchedEnvironment.Polling(
                  new Schedule.Every(Duration.ofMinutes(5)),
                  Duration.ofSeconds(5),
                  Duration.ofMinutes(2)),
              WatchedEnvironment.Scanning.DEFAULT,
              changes,
              Optional.of(new BackupPolicy(database, Optional.empty(), 7)),
              writer));
    }
    return new Settings(
        environments,
        new TreeMap<>(),
        List.of(),
        Settings.Notifications.NONE,
        store(directory),
        ReportSchedule.DEFAULT,
        ApprovalRules.DEFAULT,
        new BackupPolicy.Means(
            directory,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(10),
            Duration.ofHours(6)));
  }

  /** What a clock shows; each reading is counted. */
  private Instant time() {
    readings++;
    if (readings == setBackAt) {
      now = now.minus(Duration.ofHours(1));
    }
    return now;
  }

  final RunStores stores() {
    return new RunStores(store, plans, backups);
  }

  Runs runs() {
    Clock clock = ((InstantSource) this::time).withZone(ZoneOffset.UTC);
    Settings settings = settings();
    BackupRestorer restorer =
        this.restorer.orElseGet(
            () -> new BackupRestorer(major -> new NoPrograms(), new NoServers(), directory));
    this.restorer = Optional.of(restorer);
    return new Runs(
        settings,
        stores(),
        polled::add,
        new RunMeans(
            new SealCheck(asked -> made, monitor, target, clock),
            new Backups(
                settings,
                backups,
                monitor,
                new BackupParts(
                    (dumped, application, limit) -> {
                      throw BackupException.failed("nothing is dumped");
                    },
                    major -> new NoPrograms(),
                    new BackupFiles(Optional.empty()),
                    restorer,
                    environment -> Set.of()),
                new BackupListener() {
                  @Override
                  public void ended(Backup backup) {}

                  @Override
                  public void restored(EnvironmentId environment, Duration took) {}
                },
                backup -> {},
                clock,
                () -> new UUID(8, ids.incrementAndGet())),
            restorer,
            directory,
            new BackupFiles(Optional.empty()),
            target,
            target,
            items,
            target,
            new TargetSides(monitor, target),
            rollback,
            rollback,
            rehearsal,
            RunLimits.DEFAULT,
            measured),
        Runnable::run,
        beat -> () -> {},
        this::await,
        clock,
        () -> new UUID(9, ids.incrementAndGet()));
  }

  static Settings.Store store(Path directory) {
    return new Settings.Store(
        Optional.empty(), Optional.empty(), Optional.empty(), directory, Duration.ofDays(90));
  }

  /** Of the backup of each run. */
  final Path dumpFile() {
    return directory.resolve(SampleBackups.dump(NOON, 77).file());
  }

  /** A file that is there. */
  private Backup.Dump dump() {
    Backup.Dump sample = SampleBackups.dump(NOON, 77);
    try {
      Path file = dumpFile();
      Files.createDirectories(file.getParent());
      Files.writeString(file, "dumped");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Backup.Dump(
        sample.file(),
        6,
        Fingerprint.sha256("dumped"),
        sample.begunAt(),
        sample.endedAt(),
        sample.client(),
        sample.server(),
        sample.horizon(),
        withoutRows.length == 0
            ? sample.content()
            : SampleBackups.narrowed(sample, withoutRows).content());
  }

  private static final class NoPrograms implements DumpPrograms.Client {
    @Override
    public String version() {
      return "18.1";
    }

    @Override
    public String dump(
        WatchedEnvironment.Database database,
        String snapshot,
        Set<String> withoutRows,
        String application,
        Path file,
        Duration lockWait,
        LongConsumer written)
        throws BackupException {
      throw BackupException.failed("nothing is dumped");
    }

    @Override
    public void restore(Path file, WatchedEnvironment.Database into) {}
  }

  private final class NoServers implements ScratchServer {
    @Override
    public ScratchDatabase create(DatabaseContent expected) {
      restored++;
      return new NoServer();
    }

    @Override
    public void deleteLeft() {
      deletedLeft++;
    }
  }

  private final class NoServer implements ScratchServer.ScratchDatabase {
    @Override
    public WatchedEnvironment.Database database() {
      return new WatchedEnvironment.Database(
          "jdbc:postgresql://127.0.0.1/former", "u", new Secret.Literal("p"), "public");
    }

    @Override
    public String server() {
      return "no server";
    }

    @Override
    public void close() {
      dropped++;
    }
  }

  /** Whoever waits, waits for a backup, which then ends, or for a person. */
  void await(Duration duration) {
    assertThat(++rounds).as("somebody waits for ever").isLessThan(1000);
    waited = waited.plus(duration);
    eachRound.run();
    backups.backups(Set.of(PRODUCTION), Optional.empty(), 1).items().stream()
        .filter(backup -> backup.finishedAt().isEmpty())
        .forEach(
            backup -> {
              Backup dumped = backup.dumped(dump());
              if (provesItself) {
                prove(backup.id());
              }
              backups.record(
                  new Lease(backup.id(), 1),
                  switch (backupEnds) {
                    case PROVEN ->
                        dumped.tried(SampleBackups.proof(NOON), BackupState.PROVEN, "the same");
                    case FAILED -> backup.ended(BackupState.FAILED, "the disk is full", NOON);
                    default -> dumped.ended(backupEnds, "it is stale", NOON);
                  });
            });
  }

  /** As a proof does with what it has restored. */
  private void prove(UUID backup) {
    restored++;
    RestoredBackup proven = new RestoredBackup(new NoServer(), Duration.ZERO);
    if (!restorer.orElseThrow().reserved().offer(backup, proven)) {
      proven.close();
    }
  }

  Run run() {
    Runs.Requested requested =
        runs().request(plans.plan(proposal.id()).orElseThrow(), ADA, Optional.of("key"));
    assertThat(requested).isInstanceOf(Runs.Requested.Stored.class);
    return stored();
  }

  Run stored() {
    return store.runs(Access.ALL, Optional.empty(), Optional.empty(), 1).items().getFirst();
  }

  List<String> journal() {
    return store.events(stored().id(), 0).stream()
        .map(RunEvent.Recorded::event)
        .map(event -> event.phase().label() + " " + event.kind().label())
        .toList();
  }

  PlanState.Kind planState() {
    return plans.plan(proposal.id()).orElseThrow().state().kind();
  }

  void assertUnchanged(String message) {
    assertThat(stored().state()).isEqualTo(RunState.FAILED);
    assertThat(stored().message().orElseThrow()).contains(message);
    assertThat(target.done).noneMatch(step -> step.startsWith("apply"));
    assertThat(planState()).isEqualTo(PlanState.Kind.NOT_APPLIED);
  }
}
