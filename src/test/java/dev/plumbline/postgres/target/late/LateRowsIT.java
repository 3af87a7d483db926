package dev.plumbline.postgres.target.late;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.encryption.EncryptedFiles;
import dev.plumbline.lab.postgres.PostgresVersion;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.lab.postgres.TableRows;
import dev.plumbline.sync.port.ApplyWatch;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.sync.port.TargetSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No row is lost that somebody commits before Directus has the lock of its table. */
class LateRowsIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Set<String> TABLES = Set.of("Seiten", "articles", "lines");

  /** Directus deletes what hangs on a collection before or after the table. */
  private static final String APPLY =
      """
      INSERT INTO directus_fields (collection, field) VALUES ('kept', 'new');
      ALTER TABLE articles DROP COLUMN gone;
      DROP TABLE "Seiten";
      DELETE FROM directus_revisions WHERE collection = 'Seiten';
      DELETE FROM directus_permissions WHERE collection = 'Seiten';
      DROP TABLE lines
      """;

  private static final String WAITING =
      "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
          + " WHERE NOT l.granted AND a.datname = current_database()";

  @TempDir Path folder;

  private static FutureTask<Void> begin(Sql database, String statements) {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              try (Connection connection = database.connect();
                  Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute(statements);
                connection.commit();
              }
              return null;
            });
    Thread.ofVirtual().start(task);
    return task;
  }

  private static void end(FutureTask<Void> task) throws Exception {
    task.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @EnumSource(names = {"V13", "V18"})
  void whatSeveralUsersCommitUntilTheLastMomentIsAddedToTheBackup(PostgresVersion version)
      throws Exception {
    // The newest with encrypted files.
    try (LateLab lab =
            version == PostgresVersion.V18
                ? new LateLab(version, EncryptedFiles.get())
                : new LateLab(version);
        TargetSession session = lab.session()) {
      List<LateWriter> writers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        writers.add(LateWriter.begin(lab.owner(), i));
      }
      try (ApplyWatch watch = session.watch(TABLES, LIMIT, lab.late(folder))) {
        end(begin(lab.owner(), APPLY));
        assertThat(watch.awaitEnd(LIMIT)).isTrue();
        assertThat(watch.saved()).hasSize(3).allMatch(note -> note.contains("saved in"));
      }
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).containsExactlyInAnyOrderElementsOf(lab.files(folder).values());
      }
      assertThat(lab.add(folder)).isEmpty();

      Sql former = lab.former();
      List<String> pages = new ArrayList<>();
      List<String> lines = new ArrayList<>();
      List<String> deleted = new ArrayList<>();
      Map<String, String> articles = new TreeMap<>();
      for (LateWriter writer : writers) {
        for (String line : writer.committed()) {
          String[] words = line.split(" ", 2);
          switch (words[0]) {
            case "page" -> pages.add(words[1]);
            case "line" -> lines.add(words[1]);
            case "deleted" -> deleted.add("old " + words[1]);
            default -> articles.put(words[1].split(" ", 2)[0], words[1].split(" ", 2)[1]);
          }
        }
      }
      assertThat(former.rows("SELECT text FROM \"Seiten\" WHERE shop >= 100"))
          .containsExactlyInAnyOrderElementsOf(pages);
      assertThat(former.rows("SELECT code FROM \"Seiten\" WHERE shop < 100"))
          .hasSize(200 - deleted.size())
          .doesNotContainAnyElementsOf(deleted);
      assertThat(
              former.rows(
                  "SELECT data FROM directus_revisions WHERE collection = 'Seiten' AND data LIKE 'writer%'"))
          .containsExactlyInAnyOrderElementsOf(pages);
      assertThat(former.value("SELECT count(*) FROM directus_revisions WHERE data LIKE 'was%'"))
          .isEqualTo("200");
      assertThat(former.rows("SELECT text FROM lines WHERE text LIKE 'writer%'"))
          .containsExactlyInAnyOrderElementsOf(lines);
      assertThat(former.value("SELECT count(*) FROM lines WHERE text LIKE 'was%'"))
          .isEqualTo("200");
      assertThat(
              former.value(
                  "SELECT currval IS NULL FROM (SELECT nextval('lines_id_seq') AS currval) s"))
          .isEqualTo("f");
      articles.forEach(
          (id, text) ->
              assertThat(former.value("SELECT gone FROM articles WHERE id = " + id))
                  .isEqualTo(text));
      assertThat(former.value("SELECT max(id) < nextval('lines_id_seq') FROM lines"))
          .isEqualTo("t");
    }
  }

  /** A lock that somebody else waits for because of us would stop everybody who writes. */
  @Test
  void whoLocksATableMeanwhileDoesNotWaitForTheApply() throws Exception {
    try (LateLab lab = new LateLab(PostgresVersion.USUAL);
        TargetSession session = lab.session();
        ApplyWatch watch = session.watch(TABLES, LIMIT, lab.late(folder))) {
      end(begin(lab.owner(), "LOCK TABLE lines; INSERT INTO lines (text) VALUES ('locked')"));
      awaitHeld(lab, "lines");
      lab.owner().run("INSERT INTO lines (text) VALUES ('afterwards')");
      end(begin(lab.owner(), APPLY));
      assertThat(watch.awaitEnd(LIMIT)).isTrue();
      assertThat(watch.saved())
          .anyMatch(note -> note.startsWith("202 rows were written since the backup to `lines`"));
      assertThat(lab.add(folder)).isEmpty();
      assertThat(lab.former().rows("SELECT text FROM lines WHERE text NOT LIKE 'was%' ORDER BY id"))
          .containsExactly("locked", "afterwards");
    }
  }

  private static void awaitHeld(LateLab lab, String table) {
    await(
        lab,
        "SELECT count(*) FROM pg_locks WHERE granted AND mode = 'AccessShareLock' AND relation = '%s'::regclass"
            .formatted(table),
        table + " is not locked again");
  }

  private static void await(LateLab lab, String count, String otherwise) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (lab.superuser().value(count).equals("0")) {
      assertThat(System.nanoTime()).as(otherwise).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  @Test
  void rowsThatCannotBeSavedAreReasonNotToBegin() throws Exception {
    Path taken = Files.createFile(folder.resolve("taken"));
    try (LateLab lab = new LateLab(PostgresVersion.USUAL);
        TargetSession session = lab.session()) {
      assertThatThrownBy(() -> session.watch(TABLES, LIMIT, lab.late(taken)))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("could not be saved within 30.0 s (plumbline.runs.lock-wait)")
          .hasMessageContaining("taken");
      assertThat(lab.superuser().value(WAITING)).isEqualTo("0");
      end(begin(lab.owner(), "LOCK TABLE lines NOWAIT"));
    }
  }

  /** Whatever fails in the last moment, Directus must not get the table. */
  @Test
  void theApplyIsCancelledIfTheLastRowsCannotBeSaved() throws Exception {
    Path backups = Files.createDirectory(folder.resolve("backups"));
    try (LateLab lab = new LateLab(PostgresVersion.USUAL);
        TargetSession session = lab.session();
        ApplyWatch watch = session.watch(TABLES, LIMIT, lab.late(backups))) {
      Map<String, String> before = new TreeMap<>(TableRows.of(lab.superuser()));
      Files.move(backups, folder.resolve("away"));
      Files.createFile(backups);

      FutureTask<Void> apply = begin(lab.owner(), APPLY);
      assertThatThrownBy(() -> end(apply))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("canceling statement due to user request");
      assertThat(watch.awaitEnd(LIMIT)).isTrue();
      assertThat(watch.cancelled())
          .hasValueSatisfying(
              why ->
                  assertThat(why)
                      .startsWith("rows that were written since the backup could not be saved"));
      assertThat(TableRows.of(lab.superuser())).isEqualTo(before);
    }
  }

  /** Directus does not wait for us longer than saving may take. */
  @Test
  void withoutAWriterTheApplyGoesOnIfTheLastRowsCannotBeSaved() throws Exception {
    Path backups = Files.createDirectory(folder.resolve("backups"));
    try (LateLab lab = new LateLab(PostgresVersion.USUAL);
        TargetSession session = lab.sessionWithoutWriter();
        ApplyWatch watch = session.watch(TABLES, LIMIT, lab.late(backups))) {
      Files.move(backups, folder.resolve("away"));
      Files.createFile(backups);

      end(begin(lab.owner(), APPLY));
      assertThat(watch.awaitEnd(LIMIT)).isTrue();
      assertThat(watch.cancelled()).isEmpty();
      assertThat(watch.saved())
          .hasSize(3)
          .allMatch(note -> note.contains("are not saved, or not all of them"));
    }
  }

  @Test
  void aReaderIsNamedInsteadOfUs() throws Exception {
    Duration lockWait = Duration.ofSeconds(1);
    try (LateLab lab = new LateLab(PostgresVersion.USUAL);
        TargetSession session = lab.session();
        Connection reader = lab.owner().connect();
        Statement statement = reader.createStatement();
        ApplyWatch watch = session.watch(TABLES, lockWait, lab.late(folder))) {
      reader.setAutoCommit(false);
      statement.execute("SELECT count(*) FROM \"Seiten\"");
      FutureTask<Void> apply = begin(lab.owner(), APPLY);
      assertThatThrownBy(() -> end(apply)).isInstanceOf(ExecutionException.class);
      assertThat(watch.awaitEnd(LIMIT)).isTrue();
      assertThat(watch.cancelled())
          .hasValueSatisfying(
              why ->
                  assertThat(why)
                      .contains("for a lock on Seiten", "_directus")
                      .doesNotContain("plumbline"));
    }
  }

  /** With the role of Directus, and so much like it that it is taken for it. */
  @Test
  void itIsSaidIfSomebodyElseWasTakenForDirectus() throws Exception {
    try (LateLab lab = new LateLab(PostgresVersion.USUAL);
        TargetSession session = lab.session();
        Connection somebody = lab.owner().connect();
        Statement statement = somebody.createStatement();
        ApplyWatch watch = session.watch(TABLES, LIMIT, lab.late(folder))) {
      somebody.setAutoCommit(false);
      statement.execute("INSERT INTO directus_fields (collection, field) VALUES ('kept', 'other')");
      statement.execute("LOCK TABLE lines");
      FutureTask<Void> apply = begin(lab.owner(), APPLY);
      awaitWaiting(lab, "lines");
      statement.execute("INSERT INTO lines (text) VALUES ('lost')");
      somebody.commit();
      end(apply);
      assertThat(watch.awaitEnd(LIMIT)).isTrue();
      assertThat(watch.saved())
          .anyMatch(
              note ->
                  note.contains("written to `lines`")
                      && note.contains("are not saved, or not all of them")
                      && note.endsWith("somebody else locked the table meanwhile"));
      assertThat(watch.transaction()).isEmpty();
      assertThat(lab.files(folder).get("lines")).doesNotExist();
      assertThat(lab.add(folder)).contains("lines");
    }
  }

  private static void awaitWaiting(LateLab lab, String table) {
    await(
        lab,
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = '%s'::regclass"
            .formatted(table),
        "nobody waits for " + table);
  }

  /** Then its locks are free at once, and nobody can hold Directus back. */
  @Test
  void itIsSaidIfASessionOfOursWasTerminated() throws Exception {
    try (LateLab lab = new LateLab(PostgresVersion.USUAL);
        TargetSession session = lab.session();
        ApplyWatch watch = session.watch(TABLES, LIMIT, lab.late(folder))) {
      assertThat(
              lab.superuser()
                  .value(
                      "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname ="
                          + " current_database() AND application_name = 'plumbline-saving'"))
          .isEqualTo("1");
      end(begin(lab.owner(), APPLY));
      assertThat(watch.awaitEnd(LIMIT)).isTrue();
      assertThat(watch.saved())
          .hasSize(3)
          .allMatch(note -> note.contains("are not saved, or not all of them"));
      // What was saved before the payload was sent is still better than nothing.
      assertThat(lab.add(folder)).containsExactlyInAnyOrderElementsOf(TABLES);
    }
  }

  @Test
  void aDamagedFileChangesNothing() throws Exception {
    requireDamageFound(new LateLab(PostgresVersion.USUAL));
    requireDamageFound(new LateLab(PostgresVersion.USUAL, EncryptedFiles.get()));
  }

  private void requireDamageFound(LateLab of) throws Exception {
    try (LateLab lab = of;
        TargetSession session = lab.session()) {
      lab.owner().run("UPDATE articles SET gone = 'late'");
      try (ApplyWatch watch = session.watch(TABLES, LIMIT, lab.late(folder))) {
        end(begin(lab.owner(), APPLY));
        assertThat(watch.awaitEnd(LIMIT)).isTrue();
        watch.saved();
      }
      Map<String, String> before = new TreeMap<>(TableRows.of(lab.former()));
      Path file = lab.files(folder).get("articles");
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, List.of(), StandardOpenOption.TRUNCATE_EXISTING);
      assertRefused(lab, before);
      for (int cut : List.of(bytes.length / 2, bytes.length / 4)) {
        Files.write(file, Arrays.copyOf(bytes, cut));
        assertRefused(lab, before);
      }
      byte[] flipped = bytes.clone();
      flipped[bytes.length / 3] ^= 4;
      Files.write(file, flipped);
      assertRefused(lab, before);

      Files.write(file, bytes);
      assertThat(lab.add(folder)).isEmpty();
      assertThat(lab.former().rows("SELECT DISTINCT gone FROM articles")).containsExactly("late");
    }
  }

  private void assertRefused(LateLab lab, Map<String, String> before) {
    assertThatThrownBy(() -> lab.add(folder)).isInstanceOf(TargetException.class);
    assertThat(TableRows.of(lab.former())).isEqualTo(before);
  }
}
