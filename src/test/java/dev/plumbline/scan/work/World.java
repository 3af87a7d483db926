package dev.plumbline.scan.work;

import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Files;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.finding.Finding;
import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.CheckList;
import dev.plumbline.integrity.CheckList.Uncheckable;
import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.Category;
import dev.plumbline.integrity.Condition.Operand.OfColumn;
import dev.plumbline.integrity.compile.field.FieldCheck;
import dev.plumbline.integrity.compile.relation.RelationCheck;
import dev.plumbline.integrity.compile.system.SystemCheck;
import dev.plumbline.reading.Reading;
import dev.plumbline.reading.Reason;
import dev.plumbline.replica.ReplicaStatus;
import dev.plumbline.scan.Database;
import dev.plumbline.scan.FileBinaries;
import dev.plumbline.scan.ScanListener;
import dev.plumbline.scan.ScannedDatabase;
import dev.plumbline.scan.Time;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.ScanStore;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.store.state.Scan;
import dev.plumbline.testkit.InMemoryFindingStore;
import dev.plumbline.testkit.InMemoryMonitorStore;
import dev.plumbline.testkit.InMemoryScanStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One environment, {@code production}, with a database in memory, and as many processes as a test
 * likes; each carries out a scan when it is reported to {@link #work}.
 */
final class World implements FileBinaries, ScanListener {
  static final EnvironmentId PRODUCTION = new EnvironmentId("production");
  static final Duration BUDGET = Duration.ofHours(1);

  final Time time = new Time();
  final Database database = new Database(time);
  final InMemoryFindingStore findings = new InMemoryFindingStore();
  final InMemoryMonitorStore monitor = new InMemoryMonitorStore(findings);
  final InMemoryScanStore store = new InMemoryScanStore(findings, time);
  final List<Check> checks = new ArrayList<>();
  final List<Uncheckable> uncheckable = new ArrayList<>();
  final Set<String> missing = new HashSet<>();
  final List<Scan> finished = new ArrayList<>();
  final List<List<String>> asked = new ArrayList<>();
  final List<Runnable> pulses = new ArrayList<>();
  final Deque<Runnable> work = new ArrayDeque<>();
  final ReplicaStatus standing = new ReplicaStatus();
  boolean outOfReach;
  Optional<Reason> apiFailure = Optional.empty();
  Files files = Files.SAMPLE;
  Schedule schedule = new Schedule.Every(Duration.ofHours(6));
  boolean configured = true;
  long rowsRead;
  Supplier<CheckList> compiler = () -> new CheckList(sorted(), uncheckable);
  private long nextId = 1;

  /** What a process has in hand; a test may put something between. */
  record Hands(
      ScannedDatabase database, ScanStore scans, MonitorStore monitor, FindingStore findings) {}

  Hands hands() {
    return new Hands(database, store, monitor, findings);
  }

  ScanService process() {
    return process(hands());
  }

  ScanService process(Hands hands) {
    Settings settings = settings();
    Scanner.Stores stores = new Scanner.Stores(hands.scans(), hands.monitor(), hands.findings());
    Scanner scanner =
        new Scanner(
            settings,
            new Scanner.Equipment(
                stores,
                new Scanner.Sources(
                    hands.database(), this, (schema, surroundings) -> compiler.get()),
                this,
                time,
                time),
            beat -> {
              pulses.add(beat);
              return () -> pulses.remove(beat);
            });
    return new ScanService(
        settings,
        stores,
        new StoredIntegrityOverviews(
            settings, hands.scans(), hands.monitor(), id -> Optional.empty(), time),
        scanner,
        new ScanService.Outside(
            work::add,
            // Spread as random ones are: they decide which files are in a sample.
            () -> new UUID(0x4000L, nextId++ * 0x9E3779B97F4A7C15L),
            standing),
        time);
  }

  /** A scan on schedule, to its end. */
  Scan scan() {
    process().scanOnSchedule(PRODUCTION);
    work();
    return last();
  }

  /** A scan that somebody asked for, to its end. */
  Scan request() {
    process().requestScan(PRODUCTION);
    work();
    return last();
  }

  /** Does what the processes were reported to do. */
  void work() {
    while (!work.isEmpty()) {
      work.removeFirst().run();
    }
  }

  Scan last() {
    return store.lastScan(PRODUCTION).orElseThrow();
  }

  CheckStatus status(Check check) {
    return store.checks(PRODUCTION).stream()
        .filter(status -> status.id().equals(check.id()))
        .findFirst()
        .orElseThrow();
  }

  /** Label of each check's outcome by its subject. */
  Map<String, String> outcomes() {
    Map<String, String> outcomes = new TreeMap<>();
    store
        .checks(PRODUCTION)
        .forEach(status -> outcomes.put(status.id().subject(), status.outcome().label()));
    return outcomes;
  }

  /** Code, subject and state of every finding, sorted. */
  List<String> findings() {
    return allFindings().stream()
        .map(
            finding ->
                finding.observation().code()
                    + " "
                    + finding.observation().subject()
                    + " "
                    + finding.state().label())
        .map(text -> text.replace("  ", " "))
        .sorted()
        .toList();
  }

  List<Finding> allFindings() {
    return findings.all(FindingStore.Filter.EVERYTHING);
  }

  /** A check of a condition on each row. */
  Check rows(String table, String column) {
    return add(
        new Check.Rows(
            id(FieldCheck.REQUIRED_NULL, table, column),
            table,
            List.of("id"),
            new Condition.IsNull(new OfColumn(column, Category.TEXT))));
  }

  /** A check of one table against another. */
  Check orphans(String table, String column, String parent) {
    return add(
        new Check.Orphans(
            id(RelationCheck.ORPHANED_REFERENCE, table, column),
            table,
            List.of("id"),
            column,
            parent,
            "id"));
  }

  Check binaries() {
    return add(
        new Check.MissingBinaries(
            new CheckId(SystemCheck.FILE_WITHOUT_BINARY, "directus_files", Optional.empty(), ""),
            Optional.empty()));
  }

  /** The same for files of one storage location. */
  Check binaries(String storage) {
    return add(
        new Check.MissingBinaries(
            new CheckId(
                SystemCheck.FILE_WITHOUT_BINARY, "directus_files", Optional.empty(), storage),
            Optional.of(storage)));
  }

  Check storage(String storage) {
    return add(
        new Check.UnservedStorage(
            new CheckId(
                SystemCheck.STORAGE_NOT_SERVED, "directus_files", Optional.empty(), storage),
            storage));
  }

  Check add(Check check) {
    checks.add(check);
    return check;
  }

  static CheckId id(CheckCode code, String table, String column) {
    return new CheckId(code, table, Optional.of(column), "");
  }

  @Override
  public Reading<Set<String>> missing(EnvironmentId environment, List<String> keys) {
    asked.add(keys);
    Instant now = time.instant();
    Set<String> gone = new TreeSet<>(keys);
    gone.retainAll(missing);
    return apiFailure
        .<Reading<Set<String>>>map(reason -> new Reading.Failure<>(reason, "the API is gone", now))
        .orElseGet(() -> new Reading.Value<>(gone, now));
  }

  @Override
  public Reading<FileBinaries.Storage> storage(EnvironmentId environment, List<String> keys) {
    asked.add(keys);
    Instant now = time.instant();
    return apiFailure
        .<Reading<FileBinaries.Storage>>map(
            reason -> new Reading.Failure<>(reason, "the API is gone", now))
        .orElseGet(
            () ->
                new Reading.Value<>(
                    outOfReach
                        ? FileBinaries.Storage.OUT_OF_REACH
                        : missing.containsAll(keys)
                            ? FileBinaries.Storage.REFUSED
                            : FileBinaries.Storage.SERVED,
                    now));
  }

  @Override
  public void rowsRead(EnvironmentId environment, long rows) {
    rowsRead += rows;
  }

  @Override
  public void scanFinished(Scan scan, Duration took) {
    finished.add(scan);
  }

  private List<Check> sorted() {
    return checks.stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
  }

  private Settings settings() {
    WatchedEnvironment watched =
        new WatchedEnvironment(
            new Environment(PRODUCTION, Tier.PRODUCTION, true),
            Optional.empty(),
            Optional.of(
                new WatchedEnvironment.Database(
                    "jdbc:postgresql://production.example/directus",
                    "reader",
                    new Secret.Literal("password"),
                    "public")),
            new WatchedEnvironment.Polling(
                new Schedule.Every(Duration.ofMinutes(5)),
                Duration.ofSeconds(5),
                Duration.ofMinutes(2)),
            new WatchedEnvironment.Scanning(schedule, BUDGET, files));
    return new Settings(
        configured ? new TreeMap<>(Map.of(PRODUCTION, watched)) : new TreeMap<>(),
        new TreeMap<>(),
        List.of(),
        Settings.Notifications.NONE,
        new Settings.Store(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Path.of("unused"),
            Duration.ofDays(90)));
  }
}
