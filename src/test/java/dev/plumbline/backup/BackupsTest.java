package dev.plumbline.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.approval.ApprovalRules;
import dev.plumbline.approval.Approver;
import dev.plumbline.approval.window.ChangeTimes;
import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.backup.port.DumpPrograms;
import dev.plumbline.backup.port.DumpSource;
import dev.plumbline.backup.port.DumpSource.OpenSource;
import dev.plumbline.backup.port.ScratchServer;
import dev.plumbline.backup.port.ScratchServer.ScratchDatabase;
import dev.plumbline.backup.restore.BackupRestorer;
import dev.plumbline.backup.restore.RestoredBackup;
import dev.plumbline.backup.restore.RestoredBackups;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.ReportSchedule;
import dev.plumbline.configuration.RunLimits;
import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.configuration.text.DataSize;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.hazard.tables.NeededTables;
import dev.plumbline.hazard.tables.TableGraph;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.FindingStore.Filter;
import dev.plumbline.store.Lease;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.BackupState;
import dev.plumbline.store.backup.BackupStore.Proven;
import dev.plumbline.store.backup.BackupStore.Taken;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.store.backup.DatabaseContent.Rows;
import dev.plumbline.testkit.InMemoryAuditStore;
import dev.plumbline.testkit.InMemoryBackupStore;
import dev.plumbline.testkit.InMemoryFindingStore;
import dev.plumbline.testkit.InMemoryMonitorStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of backups, with databases that are a text each. */
class BackupsTest {
  private static final EnvironmentId STAGING = new EnvironmentId("staging");
  private static final Database DATABASE =
      new Database("jdbc:postgresql://db/cms", "backup", new Secret.Literal("x"), "public");
  private static final Database SCRATCH =
      new Database("jdbc:postgresql://scratch/cms", "backup", new Secret.Literal("x"), "public");

  @TempDir Path directory;

  private final InMemoryFindingStore findings = new InMemoryFindingStore();
  private static final Approver CI = new Approver("ada", "ci", false);

  private final InMemoryAuditStore audit = new InMemoryAuditStore();
  private int runs;

  /** How often a clock was read, and with which reading it shows an hour less. */
  private int readings;

  private int setBackAt;
  private final InMemoryBackupStore store = new InMemoryBackupStore(audit);
  private final List<BackupState> ended = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-30T03:00:00Z");
  private String inDatabase = "content";
  private String restored = "";
  private Optional<String> noServer = Optional.empty();
  private Optional<String> noDump = Optional.empty();
  private RestoredBackups reserved = new RestoredBackups();
  private Runnable whileRestoring = () -> {};
  private boolean isDamaged;
  private int dropped;
  private long ids;

  private final DumpSource sources =
      (database, application, limit) ->
          database.equals(SCRATCH) ? new OpenDatabase(restored) : new OpenDatabase(inDatabase);

  private final DumpPrograms programs = major -> new TextClient();

  private final ScratchServer scratch =
      new ScratchServer() {
        @Override
        public ScratchDatabase create(DatabaseContent expected) throws BackupException {
          if (noServer.isPresent()) {
            throw BackupException.failed(noServer.get());
          }
          return new TextScratch();
        }

        @Override
        public void deleteLeft() {
          deletedLeft = true;
        }
      };

  private boolean deletedLeft;
  private TableGraph graph = graph("t");
  private Set<String> withoutData = Set.of();
  private Optional<DataSize> narrowAbove = Optional.empty();
  private Set<UUID> needed = Set.of();
  private int restores;

  /** Tables and, with a star, materialized views of the schema of Directus. */
  private static TableGraph graph(String... names) {
    return new TableGraph(
        Stream.of(names)
            .map(
                name ->
                    new TableGraph.Table(
                        "public." + name.replace("*", ""),
                        Optional.of(name),
                        name.endsWith("*")
                            ? TableGraph.Kind.MATERIALIZED_VIEW
                            : TableGraph.Kind.ROWS))
            .toList(),
        List.of());
  }

  /** A database whose tables have the text as their hash. */
  private final class OpenDatabase implements OpenSource {
    private final String text;
    private final Set<String> withoutRows = new TreeSet<>();

    OpenDatabase(String text) {
      this.text = text;
    }

    @Override
    public long bytes() {
      return 1001;
    }

    @Override
    public TableGraph tables() {
      return graph;
    }

    @Override
    public String snapshot() {
      return "1-1";
    }

    @Override
    public long horizon() {
      return 1000;
    }

    @Override
    public String server() {
      return "15.1";
    }

    @Override
    public int major() {
      return 15;
    }

    @Override
    public void readRows(Set<String> without) {
      withoutRows.addAll(without);
    }

    @Override
    public DatabaseContent content() {
      TreeMap<String, Rows> tables = new TreeMap<>();
      graph.tables().stream()
          .filter(table -> table.kind() == TableGraph.Kind.ROWS)
          .filter(table -> !withoutRows.contains(table.sql()))
          .forEach(table -> tables.put(table.sql(), new Rows(1, text)));
      return new DatabaseContent(
          15,
          new DatabaseContent.Locale("UTF8", "C", "C"),
          new TreeSet<>(),
          new Fingerprint("a".repeat(64)),
          new TreeMap<>(),
          tables,
          new TreeSet<>(withoutRows),
          new TreeMap<>());
    }

    @Override
    public Optional<String> waiting() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }

  private final class TextScratch implements ScratchDatabase {
    @Override
    public Database database() {
      return SCRATCH;
    }

    @Override
    public String server() {
      return "a scratch server";
    }

    @Override
    public void close() {
      dropped++;
    }
  }

  /** Writes the text into the file, and reads it again. */
  private final class TextClient implements DumpPrograms.Client {
    @Override
    public String version() {
      return "18.1";
    }

    @Override
    public String dump(
        Database database,
        String snapshot,
        Set<String> withoutRows,
        String application,
        Path file,
        Duration lockWait,
        LongConsumer written)
        throws BackupException {
      withoutData = withoutRows;
      try {
        Files.writeString(file, inDatabase);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (noDump.isPresent()) {
        throw BackupException.failed(noDump.get());
      }
      return Fingerprint.sha256(inDatabase);
    }

    @Override
    public void restore(Path file, Database into) {
      try {
        whileRestoring.run();
        restored = isDamaged ? "damaged" : Files.readString(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Backups backups(Executor executor, Optional<Schedule> schedule) {
    InstantSource time =
        () -> {
          readings++;
          if (readings == setBackAt) {
            now = now.minus(Duration.ofHours(1));
          }
          return now;
        };
    Settings settings =
        new Settings(
            new TreeMap<>(Map.of(STAGING, watched(schedule))),
            new TreeMap<>(),
            List.of(),
            Settings.Notifications.NONE,
            new Settings.Store(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                directory,
                Duration.ofDays(90)),
            ReportSchedule.DEFAULT,
            ApprovalRules.DEFAULT,
            new BackupPolicy.Means(
                directory,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1)));
    BackupRestorer restorer = new BackupRestorer(programs, scratch, settings.backups().directory());
    reserved = restorer.reserved();
    return new Backups(
        settings,
        store,
        new InMemoryMonitorStore(findings),
        new BackupParts(
            sources, programs, new BackupFiles(Optional.empty()), restorer, environment -> needed),
        new BackupListener() {
          @Override
          public void ended(Backup backup) {
            ended.add(backup.state());
          }

          @Override
          public void restored(EnvironmentId environment, Duration took) {
            restores++;
          }
        },
        executor,
        time.withZone(ZoneOffset.UTC),
        () -> new UUID(++ids << 32, 0));
  }

  private Backups backups() {
    return backups(Runnable::run, Optional.empty());
  }

  private WatchedEnvironment watched(Optional<Schedule> schedule) {
    return new WatchedEnvironment(
        new Environment(STAGING, Tier.STAGING, false),
        Optional.empty(),
        Optional.of(DATABASE),
        new WatchedEnvironment.Polling(
            new Schedule.Every(Duration.ofMinutes(5)), Duration.ZERO, Duration.ofMinutes(1)),
        WatchedEnvironment.Scanning.DEFAULT,
        ChangeTimes.ALWAYS,
        Optional.of(new BackupPolicy(DATABASE, schedule, 1, narrowAbove)));
  }

  private Backup made(Backups backups) {
    now = now.plusSeconds(60);
    Backup requested =
        backups.request(STAGING, Optional.of(CI), Optional.empty(), Optional.empty());
    return store.backup(requested.id()).orElseThrow();
  }

  private List<String> open() {
    return findings.all(Filter.of(STAGING, FindingKind.BACKUP).unresolved()).stream()
        .map(Finding::observation)
        .map(seen -> seen.code() + ": " + seen.message())
        .toList();
  }

  private Path file(Backup backup) {
    return directory.resolve(backup.dump().orElseThrow().file());
  }

  @Test
  void backupIsMadeAndProvenInOneGo() {
    Backup backup = made(backups());

    assertThat(backup.state()).isEqualTo(BackupState.PROVEN);
    assertThat(backup.message())
        .contains("restored on a scratch server with the same schema and the same 1 rows");
    assertThat(file(backup)).hasContent("content");
    assertThat(open()).isEmpty();
  }

  /** Asked for by a run that changes {@code t}. */
  private Backup ofRun(Backups backups) {
    now = now.plusSeconds(60);
    Backup requested =
        backups.requestForRun(
            STAGING,
            "ada",
            "before a run",
            "run-" + ++runs,
            Optional.of(NeededTables.of(Set.of("t"))),
            recorded -> {});
    return store.backup(requested.id()).orElseThrow();
  }

  @Test
  void backupOfARunIsNarrowedWhereTheDatabaseIsLarger() {
    graph = graph("t", "large", "directus_users", "sums*");
    narrowAbove = Optional.of(new DataSize(1000, "1000B"));

    Backup backup = ofRun(backups());

    assertThat(backup.state()).isEqualTo(BackupState.PROVEN);
    assertThat(withoutData).containsExactly("public.large", "public.sums");
    DatabaseContent content = backup.dump().orElseThrow().content();
    assertThat(content.tables()).containsOnlyKeys("public.directus_users", "public.t");
    assertThat(content.withoutRows()).containsExactly("public.large");
    assertThat(backup.message().orElseThrow())
        .endsWith("the same 2 rows of 2 tables; it has no rows of 1 other table");
    assertThat(restores).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void backupEndsAsIfTheClockWasNotSetBack(int reading) {
    setBackAt = reading;

    Backup backup = made(backups());

    assertThat(readings).isGreaterThanOrEqualTo(5);
    assertThat(backup.state()).isEqualTo(BackupState.PROVEN);
    assertThat(backup.proof().orElseThrow().restore()).isGreaterThanOrEqualTo(Duration.ZERO);
    assertThat(store.lastProven()).hasSize(1);
  }

  @Test
  void backupOfARunMayBeNarrowedOnlyWhereThatIsConfigured() {
    graph = graph("t", "large");
    for (Optional<DataSize> limit :
        List.of(Optional.of(new DataSize(1001, "1001B")), Optional.<DataSize>empty())) {
      narrowAbove = limit;
      List<Boolean> atItsBegin = new ArrayList<>();
      Backup requested =
          backups()
              .requestForRun(
                  STAGING,
                  "ada",
                  "before a run",
                  "run-" + limit,
                  Optional.of(NeededTables.of(Set.of("t"))),
                  id -> atItsBegin.add(store.mayBeNarrowed(id)));

      assertThat(atItsBegin).containsExactly(limit.isPresent());
      assertThat(store.mayBeNarrowed(requested.id())).as("it is whole").isFalse();
    }
    assertThat(audit.after(0, 1)).as("nobody has asked for it").isEmpty();
  }

  @Test
  void allOtherBackupsAreWhole() {
    graph = graph("t", "large");

    narrowAbove = Optional.of(new DataSize(1001, "1001B"));
    assertThat(ofRun(backups()).isNarrowed()).as("not larger").isFalse();
    narrowAbove = Optional.of(new DataSize(1000, "1000B"));
    assertThat(made(backups()).isNarrowed()).as("asked for").isFalse();
    narrowAbove = Optional.empty();
    assertThat(ofRun(backups()).isNarrowed()).as("not configured").isFalse();
    narrowAbove = Optional.of(new DataSize(1000, "1000B"));
    graph = graph("t", "directus_users", "sums*");
    assertThat(ofRun(backups()).isNarrowed()).as("all of it is needed").isFalse();
    assertThat(withoutData).isEmpty();
    assertThat(restores).isEqualTo(4);
  }

  @Test
  void narrowedBackupIsNoSuccessorAndDeletedWithTheRollback() {
    graph = graph("t", "large");
    narrowAbove = Optional.of(new DataSize(1000, "1000B"));
    Backups backups = backups();
    Backup whole = made(backups);
    Backup narrowed = ofRun(backups);
    Backup second = ofRun(backups);
    assertThat(file(whole)).as("keep is 1, and narrowed ones do not count").exists();
    assertThat(store.lastProven()).extracting(Proven::at).containsExactly(whole.requestedAt());

    now = narrowed.requestedAt().plus(RunLimits.DEFAULT.rollbackWithin());
    backups.deleteNarrowed();
    assertThat(file(narrowed)).exists();
    now = second.requestedAt().plus(RunLimits.DEFAULT.rollbackWithin());
    needed = Set.of(narrowed.id());
    backups(Runnable::run, Optional.empty()).deleteNarrowed();
    assertThat(file(narrowed)).as("somebody needs it").exists();
    needed = Set.of();
    backups().deleteNarrowed();
    assertThat(file(narrowed)).doesNotExist();
    assertThat(store.backup(narrowed.id()).orElseThrow().deletedAt()).contains(now);
    assertThat(file(second)).exists();
    assertThat(file(whole)).exists();
  }

  /** Neither does it postpone the schedule, nor is a failure over with it. */
  @Test
  void narrowedBackupIsNoBackupForScheduleAndFindings() {
    graph = graph("t", "large");
    narrowAbove = Optional.of(new DataSize(1000, "1000B"));
    Backups backups = backups(Runnable::run, Optional.of(new Schedule.Every(Duration.ofHours(1))));
    noDump = Optional.of("the disk is full");
    Backup failed = made(backups);
    noDump = Optional.empty();
    assertThat(open()).hasSize(1);

    now = now.plus(Duration.ofMinutes(50));
    assertThat(ofRun(backups).state()).isEqualTo(BackupState.PROVEN);
    assertThat(open()).singleElement().asString().startsWith("backup_failed");
    now = failed.requestedAt().plus(Duration.ofHours(1));
    backups.requestDue();

    assertThat(open()).isEmpty();
    assertThat(store.lastProven()).extracting(Proven::at).containsExactly(now);
  }

  /** Asked for by a run, which uses the restored backup. */
  private Backup reserved(Backups backups) {
    Backup requested =
        backups.requestForRun(
            STAGING, "ada", "before a run", "run-" + ++runs, Optional.empty(), reserved::reserve);
    return store.backup(requested.id()).orElseThrow();
  }

  @Test
  void whatWasProvenIsDroppedUnlessSomebodyHasReservedIt() {
    Backups backups = backups();
    made(backups);
    assertThat(dropped).isEqualTo(1);

    Backup backup = reserved(backups);
    assertThat(dropped).isEqualTo(1);
    Optional<RestoredBackup> taken = reserved.take(backup.id());
    reserved.release(backup.id());
    assertThat(dropped).isEqualTo(1);
    taken.orElseThrow().close();
    assertThat(dropped).isEqualTo(2);

    reserved.release(reserved(backups).id());
    assertThat(dropped).isEqualTo(3);
  }

  @Test
  void whatIsReservedAndNotProvenIsDropped() {
    Backups backups = backups();
    isDamaged = true;

    Backup backup = reserved(backups);

    assertThat(backup.state()).isEqualTo(BackupState.DISPROVEN);
    assertThat(dropped).isEqualTo(1);
    assertThat(reserved.take(backup.id())).isEmpty();
  }

  /** Its server can prove nothing for the other process until it is dropped. */
  @Test
  void whatIsReservedIsDroppedIfAnotherProcessHasTakenTheBackupOver() {
    Backups backups = backups();
    whileRestoring =
        () -> {
          store.silence();
          assertThat(store.takeOver(Backups.SILENCE, Set.of(STAGING))).isPresent();
        };

    Backup backup = reserved(backups);

    assertThat(backup.state()).isEqualTo(BackupState.PROVING);
    assertThat(dropped).isEqualTo(1);
    assertThat(reserved.take(backup.id())).isEmpty();
  }

  @Test
  void dumpThatFailsLeavesNoFileAndAFindingUntilOneIsProven() throws IOException {
    Backups backups = backups();
    noDump = Optional.of("pg_dump failed: no space");

    Backup failed = made(backups);

    assertThat(failed.state()).isEqualTo(BackupState.FAILED);
    assertThat(failed.message()).contains("pg_dump failed: no space");
    try (var files = Files.list(directory.resolve("staging"))) {
      assertThat(files).isEmpty();
    }
    assertThat(open())
        .containsExactly(
            "backup_failed: the last backup of staging failed: pg_dump failed: no space");
    noDump = Optional.empty();
    made(backups);
    assertThat(open()).isEmpty();
    assertThat(ended).containsExactly(BackupState.FAILED, BackupState.PROVEN);
  }

  @Test
  void whatCouldNotBeRestoredIsProvenLater() {
    Backups backups = backups();
    noServer = Optional.of("there is no server");
    Backup unproven = made(backups);
    assertThat(unproven.state()).isEqualTo(BackupState.UNPROVEN);
    assertThat(open())
        .containsExactly(
            "backup_failed: the last backup of staging could not be proven: there is no server");

    noServer = Optional.empty();
    assertThat(backups.verify(unproven, CI)).isTrue();

    assertThat(store.backup(unproven.id()).orElseThrow().state()).isEqualTo(BackupState.PROVEN);
    assertThat(open()).isEmpty();
  }

  @Test
  void damagedFileIsDisproven() throws IOException {
    Backups backups = backups();
    Backup backup = made(backups);
    Files.writeString(file(backup), "c0ntent");

    backups.verify(backup, CI);

    assertThat(store.backup(backup.id()).orElseThrow().state()).isEqualTo(BackupState.DISPROVEN);
    assertThat(open()).singleElement().asString().startsWith("backup_disproven: ");
  }

  @Test
  void olderFilesAreDeletedWhenANewerOneIsProven() {
    Backups backups = backups();
    Backup first = made(backups);
    noServer = Optional.of("there is no server");
    Backup second = made(backups);
    assertThat(file(first)).exists();

    noServer = Optional.empty();
    Backup third = made(backups);

    assertThat(file(first)).doesNotExist();
    assertThat(file(second)).doesNotExist();
    assertThat(file(third)).exists();
    assertThat(store.backup(first.id()).orElseThrow().deletedAt()).isPresent();
  }

  @Test
  void whatADeadProcessDumpedIsEnded() throws IOException {
    Backup backup = made(backups(work -> {}, Optional.empty()));
    store.record(Lease.first(backup.id()), backup.in(BackupState.DUMPING));
    Path partial = directory.resolve("staging/20261130T030100Z-00000001.dump.partial");
    Files.createDirectories(partial.getParent());
    Files.writeString(partial, "half");
    Path unrecorded = partial.resolveSibling("20261130T030100Z-00000001.dump");
    Files.writeString(unrecorded, "whole");

    takenOver(backup);

    assertThat(store.backup(backup.id()).orElseThrow().state()).isEqualTo(BackupState.FAILED);
    assertThat(partial).doesNotExist();
    assertThat(unrecorded).doesNotExist();
    assertThat(open()).singleElement().asString().contains("Plumbline ended while");
  }

  @Test
  void whatADeadProcessLeftUnprovenIsProven() {
    noServer = Optional.of("there is no server");
    Backup backup = made(backups());
    noServer = Optional.empty();
    store.reopen(backup.id(), CI, now);

    takenOver(backup);

    assertThat(store.backup(backup.id()).orElseThrow().state()).isEqualTo(BackupState.PROVEN);
  }

  @Test
  void proofThatKillsEveryProcessIsGivenUp() {
    noServer = Optional.of("there is no server");
    Backup backup = made(backups());
    store.reopen(backup.id(), CI, now);
    for (int term = 0; term < Backups.MOST_TERMS; term++) {
      Optional<Taken> taken = store.takeOver(Duration.ZERO, Set.of(STAGING));
      assertThat(taken).isPresent();
    }

    takenOver(backup);

    Backup given = store.backup(backup.id()).orElseThrow();
    assertThat(given.state()).isEqualTo(BackupState.UNPROVEN);
    assertThat(given.message()).contains("5 processes in a row ended while they proved it");
    assertThat(deletedLeft).isTrue();
  }

  /** Its process has been silent for long. */
  private void takenOver(Backup backup) {
    assertThat(store.backup(backup.id()).orElseThrow().finishedAt()).isEmpty();
    store.silence();
    backups().takeOver();
  }

  @Test
  void scheduleAsksForTheFirstAtOnceAndForTheNextInTime() {
    Backups backups = backups(Runnable::run, Optional.of(new Schedule.Every(Duration.ofDays(1))));
    backups.requestDue();
    backups.requestDue();
    assertThat(store.withFile(STAGING)).hasSize(1);

    now = now.plus(Duration.ofDays(1));
    backups.requestDue();

    assertThat(ended).containsExactly(BackupState.PROVEN, BackupState.PROVEN);
  }

  @Test
  void overdueIsSaidAfterTwoIntervals() {
    Backups backups = backups(Runnable::run, Optional.of(new Schedule.Every(Duration.ofDays(1))));
    backups.requestDue();
    now = now.plus(Duration.ofDays(2));
    backups.refreshFindings();
    assertThat(open()).isEmpty();

    now = now.plusSeconds(1);
    backups.refreshFindings();

    assertThat(open())
        .containsExactly(
            "backup_overdue: the newest proven backup of staging is of 2026-11-30T03:00:00Z");
  }

  @Test
  void muchSmallerBackupIsSaid() {
    Backups backups = backups();
    inDatabase = "a long content of a database";
    made(backups);
    made(backups);
    inDatabase = "short";

    made(backups);

    assertThat(open())
        .containsExactly(
            "backup_smaller: the newest proven backup of staging has 5 bytes, less than half of"
                + " the 2 before it (median 28)");
  }

  @Test
  void backupsWithoutFileAreForgottenInTheEnd() {
    Backups backups = backups();
    noDump = Optional.of("no");
    Backup failed = made(backups);

    assertThat(backups.prune(now)).isZero();
    assertThat(backups.prune(now.plusSeconds(1))).isEqualTo(1);
    assertThat(store.backup(failed.id())).isEmpty();
  }
}
