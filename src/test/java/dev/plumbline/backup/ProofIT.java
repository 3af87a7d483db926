package dev.plumbline.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.DumpPrograms;
import dev.plumbline.backup.port.ProofServer;
import dev.plumbline.backup.restore.RestoredBackup;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.encryption.EncryptedFiles;
import dev.plumbline.hazard.tables.NeededTables;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.machine.DebianPackage;
import dev.plumbline.lab.postgres.PostgresClient;
import dev.plumbline.lab.postgres.PostgresVersion;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.backup.Backup.Dump;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.store.backup.DatabaseContent.Rows;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real dumps of real databases, restored into a real server. */
@Order(2)
class ProofIT {
  private static final Path ODD = Path.of("src/test/resources/backup/odd.sql");

  /** The program by which a person decrypts a backup. */
  private static final DebianPackage AGE = DebianPackage.onThisMachine("age", "age");

  @TempDir Path directory;

  private static LabEnvironment model(DirectusVersion version) {
    return Laboratory.shared().stopped(version, Template.MODEL);
  }

  private static BackupException failure(Callable work) {
    return catchThrowableOfType(BackupException.class, work::call);
  }

  private interface Callable {
    void call() throws Exception;
  }

  @ParameterizedTest
  @EnumSource(DirectusVersion.class)
  void whatWasRestoredIsWhatWasDumped(DirectusVersion version) throws Exception {
    try (LabEnvironment environment = model(version)) {
      environment.sql(Files.readString(ODD));
      LabBackups lab = LabBackups.of(environment, directory);
      Dump dump = lab.dump();

      assertThat(lab.prove(dump).differences()).isEmpty();

      assertThat(dump.content().tables())
          .containsKeys(
              "\"Other Schema\".\"Odd \"\"Table\"\"\"",
              "public.measured_2025",
              "public.quick",
              "public.directus_users",
              "public.articles")
          .doesNotContainKeys("public.measured", "public.young", "public.old");
      assertThat(rows(dump, "public.parent")).isEqualTo(1);
      assertThat(dump.bytes()).isEqualTo(Files.size(lab.file(dump))).isPositive();
      assertThat(lab.files()).containsExactly(lab.file(dump).getFileName().toString());
    }
  }

  /**
   * The structure of everything, and the rows of what is needed and of what that references, over
   * cycles, to a table that is not needed itself. A view of tables that are empty is not made.
   */
  @ParameterizedTest
  @EnumSource(DirectusVersion.class)
  void narrowedDumpIsRestoredWithWhatItReferences(DirectusVersion version) throws Exception {
    try (LabEnvironment environment = model(version)) {
      environment.sql(Files.readString(ODD));
      environment.sql(
          """
          CREATE TABLE "Large ""one""\" (id integer PRIMARY KEY, text text);
          INSERT INTO "Large ""one""\" SELECT i, repeat('x', 100) FROM generate_series(1, 5000) i;
          CREATE TABLE ring_a (id integer PRIMARY KEY, self integer REFERENCES ring_a, b integer);
          CREATE TABLE ring_b (id integer PRIMARY KEY, a integer REFERENCES ring_a,
            large integer REFERENCES "Large ""one""\");
          ALTER TABLE ring_a ADD FOREIGN KEY (b) REFERENCES ring_b DEFERRABLE;
          INSERT INTO ring_a VALUES (1, 1, NULL), (2, 1, NULL);
          INSERT INTO ring_b VALUES (1, 2, 4999), (2, 1, 7);
          UPDATE ring_a SET b = id;
          CREATE TABLE readers (id integer PRIMARY KEY, a integer REFERENCES ring_a);
          INSERT INTO readers VALUES (1, 2);
          CREATE MATERIALIZED VIEW ratio AS SELECT 1 / count(*) AS ratio FROM readers;
          """);
      LabBackups lab = LabBackups.of(environment, directory);
      Dump whole = lab.dump();
      Dump dump =
          lab.narrowed(NeededTables.of(Set.of("ring_a", "measured_2025", "created_by_the_plan")));

      assertThat(lab.prove(dump).differences()).isEmpty();

      DatabaseContent content = dump.content();
      assertThat(content.tables())
          .containsKeys(
              "public.ring_a",
              "public.ring_b",
              "public.\"Large \"\"one\"\"\"",
              "public.measured_2025",
              "public.measured_rest",
              "public.directus_users",
              "public.directus_files",
              "public.categories")
          .doesNotContainKeys("public.measured", "public.orders", "public.readers");
      assertThat(content.withoutRows())
          .contains(
              "public.readers",
              "public.orders",
              "public.parent",
              "public.child",
              "public.hidden",
              "\"Other Schema\".\"Odd \"\"Table\"\"\"")
          .doesNotContain("public.measured", "public.ratio");
      SortedMap<String, Rows> all = new TreeMap<>(content.tables());
      content.withoutRows().forEach(table -> all.put(table, new Rows(0, "")));
      assertThat(all).containsOnlyKeys(whole.content().tables().keySet());
      assertThat(whole.content().tables()).containsAllEntriesOf(content.tables());
      assertThat(dump.bytes()).isLessThan(whole.bytes());
      Dump other = lab.narrowed(NeededTables.of(Set.of("orders")));
      assertThat(lab.prove(other).differences()).isEmpty();
      assertThat(other.content().withoutRows())
          .contains("public.ring_b", "public.measured_rest")
          .doesNotContain("public.orders", "public.customers", "public.languages");
    }
  }

  /** By us, and by the program of age together with pg_restore, as docs/backups.md says. */
  @Test
  void encryptedFilesAreProvenAndReadableWithAge() throws Exception {
    try (LabEnvironment environment = model(DirectusVersion.V12)) {
      LabBackups lab = LabBackups.of(environment, directory).encrypted(EncryptedFiles.policy());
      Dump dump = lab.dump();

      assertThat(lab.prove(dump).differences()).isEmpty();
      assertThat(dump.file()).endsWith(".dump.age");
      assertThat(dump.bytes()).isEqualTo(Files.size(lab.file(dump)));
      assertThat(Files.readString(lab.file(dump), StandardCharsets.ISO_8859_1))
          .startsWith("age-encryption.org/v1\n")
          .doesNotContain("PGDMP");

      Path key = Files.writeString(directory.resolve("key.txt"), identity());
      Path decrypted = directory.resolve("decrypted.dump");
      String[] age = {
        AGE.folder().resolve("usr/bin/age").toString(),
        "--decrypt",
        "--identity=" + key,
        "--output=" + decrypted,
        lab.file(dump).toString()
      };
      assertThat(new ProcessBuilder(age).inheritIO().start().waitFor()).isZero();
      String[] list = {
        PostgresClient.directory().resolve("pg_restore").toString(), "--list", decrypted.toString()
      };
      assertThat(new ProcessBuilder(list).start().inputReader().lines())
          .anyMatch(line -> line.contains("TABLE DATA public articles"));

      byte[] whole = Files.readAllBytes(lab.file(dump));
      for (int flipped : new int[] {whole.length / 2, whole.length - 1}) {
        byte[] changed = whole.clone();
        changed[flipped] ^= 4;
        Files.write(lab.file(dump), changed);
        // As if that had been recorded: then decrypting finds it.
        Dump recorded = withFile(dump, lab.file(dump));
        BackupException damaged = failure(() -> lab.prove(recorded));
        assertThat(damaged.isDamage()).as(damaged.getMessage()).isTrue();
        assertThat(damaged).hasMessageContaining("cannot be decrypted: it is damaged");
      }
    }
  }

  private static String identity() {
    return EncryptedFiles.policy().identity().reveal() + "\n";
  }

  private static long rows(Dump dump, String table) {
    return Objects.requireNonNull(dump.content().tables().get(table)).count();
  }

  @Test
  void damagedFilesAreDisproven() throws Exception {
    try (LabEnvironment environment = model(DirectusVersion.V12)) {
      LabBackups lab = LabBackups.of(environment, directory);
      Dump stale = lab.dump();
      environment.sql("UPDATE articles SET title = title || '!'");
      Dump dump = lab.dump();
      byte[] whole = Files.readAllBytes(lab.file(dump));

      Files.write(lab.file(dump), Arrays.copyOf(whole, whole.length - 1));
      BackupException truncated = failure(() -> lab.prove(dump));
      assertThat(truncated.isDamage()).isTrue();
      assertThat(truncated).hasMessageEndingWith("bytes instead of " + whole.length);

      byte[] flipped = whole.clone();
      // Of the rows of the last table: what describes objects has parts that nobody reads.
      flipped[whole.length - 8] ^= 4;
      Files.write(lab.file(dump), flipped);
      BackupException changed = failure(() -> lab.prove(dump));
      assertThat(changed.isDamage()).isTrue();
      assertThat(changed).hasMessageContaining("its SHA-256 is another one");

      // As if they had been recorded so: then restoring finds it.
      Dump consistent = withFile(dump, lab.file(dump));
      BackupException unreadable = failure(() -> requireDifferences(lab, consistent));
      assertThat(unreadable.isDamage()).as(unreadable.getMessage()).isTrue();

      Files.copy(lab.file(stale), lab.file(dump), StandardCopyOption.REPLACE_EXISTING);
      assertThat(lab.prove(withFile(dump, lab.file(dump))).differences())
          .containsExactly(
              "table public.articles has as many rows as before (%d), but not the same values"
                  .formatted(rows(dump, "public.articles")));

      Files.delete(lab.file(dump));
      BackupException missing = failure(() -> lab.prove(dump));
      assertThat(missing.isDamage()).isFalse();
      assertThat(missing).hasMessageContaining("does not exist");
    }
  }

  /** Of a byte that was flipped, pg_restore may notice nothing; then the rows differ. */
  private static void requireDifferences(LabBackups lab, Dump dump) throws Exception {
    if (!lab.prove(dump).differences().isEmpty()) {
      throw BackupException.damaged("differences");
    }
  }

  private static Dump withFile(Dump dump, Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    return new Dump(
        dump.file(),
        bytes.length,
        HexFormat.of().formatHex(Fingerprint.sha256().digest(bytes)),
        dump.begunAt(),
        dump.endedAt(),
        dump.client(),
        dump.server(),
        dump.horizon(),
        dump.content());
  }

  @Test
  void writersBesideADumpAreNoDifference() throws Exception {
    try (LabEnvironment environment = model(DirectusVersion.V11)) {
      environment.sql(
          "CREATE TABLE busy (id serial PRIMARY KEY, text text);"
              + " INSERT INTO busy (text) SELECT repeat('x', 200) FROM generate_series(1, 100000)");
      LabBackups lab = LabBackups.of(environment, directory);
      AtomicBoolean enough = new AtomicBoolean();
      CountDownLatch writing = new CountDownLatch(20);
      FutureTask<Integer> writer =
          new FutureTask<>(
              () -> {
                int written = 0;
                try (Connection connection = environment.database().owner().connect();
                    Statement statement = connection.createStatement()) {
                  while (!enough.get()) {
                    statement.execute("INSERT INTO busy (text) VALUES ('new')");
                    statement.execute("UPDATE busy SET text = 'changed' WHERE id = " + ++written);
                    statement.execute("DELETE FROM busy WHERE id = " + (50000 + written));
                    writing.countDown();
                  }
                }
                return written;
              });
      Thread.ofVirtual().start(writer);
      assertThat(writing.await(30, TimeUnit.SECONDS)).isTrue();
      Dump dump;
      try {
        dump = lab.dump();
      } finally {
        enough.set(true);
      }
      assertThat(writer.get(30, TimeUnit.SECONDS)).isPositive();

      assertThat(lab.prove(dump).differences()).isEmpty();
      assertThat(dump.content().sequences())
          .hasEntrySatisfying(
              "public.busy_id_seq",
              position -> assertThat(position.from()).isLessThan(position.to()));
    }
  }

  @Test
  void backupGivesWayToWhoeverWaitsForIt() throws Exception {
    try (LabEnvironment environment = model(DirectusVersion.V11)) {
      LabBackups lab = LabBackups.of(environment, directory);
      CountDownLatch locked = new CountDownLatch(1);
      Thread migration =
          Thread.ofVirtual()
              .start(
                  () -> {
                    await(locked);
                    environment.sql("ALTER TABLE articles ADD COLUMN late integer");
                  });

      BackupException failure =
          failure(() -> lab.dump(lab.database(), endless(environment, locked)));

      assertThat(failure).hasMessageMatching("session \\d+.* waited for this backup for 1 s .*");
      migration.join(30_000);
      assertThat(
              environment
                  .database()
                  .owner()
                  .value(
                      "SELECT count(*) FROM information_schema.columns WHERE column_name = 'late'"))
          .isEqualTo("1");
      assertThat(lab.files()).isEmpty();
    }
  }

  /** A client that dumps as if the database were endless, with locks such as pg_dump has. */
  private static DumpPrograms endless(LabEnvironment environment, CountDownLatch locked) {
    return major ->
        new DumpPrograms.Client() {
          @Override
          public String version() {
            return "1";
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
              throws InterruptedException {
            try (Connection connection = environment.database().owner().connect();
                Statement statement = connection.createStatement()) {
              connection.setAutoCommit(false);
              statement.execute("SET application_name = '" + application + "'");
              statement.execute("LOCK TABLE articles IN ACCESS SHARE MODE");
              locked.countDown();
              new CountDownLatch(1).await();
              return "";
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
          }

          @Override
          public void restore(Path file, Database into) {
            throw new IllegalStateException("nothing is restored");
          }
        };
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void backupWaitsForNobodyLong() throws Exception {
    try (LabEnvironment environment = model(DirectusVersion.V11);
        Connection migration = environment.database().owner().connect();
        Statement statement = migration.createStatement()) {
      migration.setAutoCommit(false);
      statement.execute("LOCK TABLE articles IN ACCESS EXCLUSIVE MODE");

      assertThat(failure(LabBackups.of(environment, directory)::dump))
          .hasMessageContaining("lock timeout");
    }
  }

  @Test
  void roleThatMayNotReadEverythingMakesNoBackup() throws Exception {
    try (LabEnvironment environment = model(DirectusVersion.V12)) {
      LabBackups lab = LabBackups.of(environment, directory);
      Database reader =
          new Database(
              environment.jdbcUrl(),
              environment.readerUsername(),
              new Secret.Literal(environment.readerPassword()),
              "public");

      BackupException failure = failure(() -> lab.dump(reader));

      assertThat(failure).hasMessageContaining("permission denied for table directus_");
      assertThat(failure.getMessage()).doesNotContain(environment.readerPassword());
      assertThat(lab.files()).isEmpty();
    }
  }

  @Test
  void rowsBehindAPolicyAreNeverLeftOut() throws Exception {
    try (LabEnvironment environment = model(DirectusVersion.V12)) {
      environment.sql(
          "ALTER TABLE articles ENABLE ROW LEVEL SECURITY;"
              + " ALTER TABLE articles FORCE ROW LEVEL SECURITY;"
              + " CREATE POLICY none ON articles USING (false)");

      assertThat(failure(LabBackups.of(environment, directory)::dump))
          .hasMessageContaining("row-level security");
    }
  }

  @Test
  void directoryThatCannotBeWrittenIsSaid() throws Exception {
    try (LabEnvironment environment = model(DirectusVersion.V12)) {
      LabBackups lab = LabBackups.of(environment, directory);
      Files.writeString(
          directory.resolve(LabBackups.STAGING.name()), "a file", StandardOpenOption.CREATE_NEW);

      assertThat(failure(lab::dump))
          .hasMessageContaining("the directory of backups " + directory + " cannot be written");
    }
  }

  @Test
  void clientThatIsOlderThanTheServerIsSaid() throws Exception {
    try (LabEnvironment environment =
        Laboratory.on(PostgresVersion.V18).stopped(DirectusVersion.V12, Template.MODEL)) {
      assertThat(failure(LabBackups.of(environment, directory)::dump))
          .hasMessageContaining("is older than the server, PostgreSQL 18");
    }
  }

  @Test
  void scratchServerOfAnotherVersionServesIfItIsNewer() throws Exception {
    try (LabEnvironment environment = model(DirectusVersion.V12)) {
      LabBackups lab = LabBackups.of(environment, directory);
      Dump dump = lab.dump();

      assertThat(lab.on(superuser(PostgresVersion.V18)).prove(dump).differences()).isEmpty();
      assertNothingIsLeft(PostgresVersion.V18);

      BackupException older = failure(() -> lab.on(superuser(PostgresVersion.V14)).prove(dump));
      assertThat(older.isDamage()).isFalse();
      assertThat(older).hasMessageContaining("older than the dumped server, PostgreSQL 15");
    }
  }

  @Test
  void whatAKilledProofLeftIsDropped() throws Exception {
    try (LabEnvironment environment = model(DirectusVersion.V12)) {
      LabBackups lab = LabBackups.of(environment, directory).on(superuser(PostgresVersion.V18));
      Dump dump = lab.dump();
      String left = "plumbline_proof_" + Fingerprint.sha256("left").substring(0, 32);
      Laboratory.on(PostgresVersion.V18).postgres().sql("postgres", "CREATE DATABASE " + left);

      assertThat(lab.prove(dump).differences()).isEmpty();

      assertNothingIsLeft(PostgresVersion.V18);
    }
  }

  /** By default there is one server, and several environments may be backed up at a time. */
  @Test
  void restoresOnTheServerOfPlumblineWaitForOneAnother() throws Exception {
    try (LabEnvironment environment = model(DirectusVersion.V12)) {
      LabBackups lab = LabBackups.of(environment, directory);
      Dump dump = lab.dump();
      FutureTask<RestoredBackup> second = new FutureTask<>(() -> lab.restore(dump));
      Thread waiting = Thread.ofPlatform().unstarted(second);
      try (RestoredBackup first = lab.restore(dump)) {
        waiting.start();
        await(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        assertThat(second.isDone()).isFalse();
        assertThat(first.server()).contains("a server of Plumbline's own");
      }
      second.get(1, TimeUnit.MINUTES).close();
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  @Test
  void whatAKilledProcessLeftIsDeletedUnlessAnotherOneIsAtWork() throws Exception {
    try (LabEnvironment environment = model(DirectusVersion.V12)) {
      LabBackups lab = LabBackups.of(environment, directory).on(superuser(PostgresVersion.V18));
      Dump dump = lab.dump();
      String left = "plumbline_proof_" + Fingerprint.sha256("killed").substring(0, 32);
      Laboratory.on(PostgresVersion.V18).postgres().sql("postgres", "CREATE DATABASE " + left);

      lab.deleteLeft();

      assertNothingIsLeft(PostgresVersion.V18);
      try (RestoredBackup restored = lab.restore(dump)) {
        lab.deleteLeft();
        assertThat(restored.database().url()).contains("plumbline_proof_");
        assertThat(
                Laboratory.on(PostgresVersion.V18)
                    .postgres()
                    .superuser("postgres")
                    .value(
                        "SELECT count(*) FROM pg_database WHERE datname LIKE 'plumbline_proof_%'"))
            .isEqualTo("1");
      }
      assertNothingIsLeft(PostgresVersion.V18);
    }
  }

  private static ProofServer superuser(PostgresVersion version) {
    return ProofServer.of(
        new Database(
            Laboratory.on(version).postgres().jdbcUrl("postgres"),
            "postgres",
            new Secret.Literal(""),
            "public"),
        "the scratch server");
  }

  private static void assertNothingIsLeft(PostgresVersion version) throws SQLException {
    assertThat(
            Laboratory.on(version)
                .postgres()
                .superuser("postgres")
                .rows(
                    """
                    SELECT datname::text FROM pg_database WHERE datname LIKE 'plumbline_proof_%'
                    UNION ALL SELECT rolname::text FROM pg_roles
                     WHERE shobj_description(oid, 'pg_authid') LIKE '%prove a backup%'
                    """))
        .isEmpty();
  }
}
