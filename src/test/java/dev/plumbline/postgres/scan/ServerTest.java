package dev.plumbline.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Check.AnyOrphans;
import dev.plumbline.integrity.Check.Orphans;
import dev.plumbline.integrity.Check.Rows;
import dev.plumbline.integrity.Check.Target;
import dev.plumbline.integrity.Check.UnindexedForeignKey;
import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.Category;
import dev.plumbline.integrity.Condition.Operand;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.postgres.scan.ScanConnection.Options;
import dev.plumbline.postgres.scan.server.StatementLimits;
import dev.plumbline.postgres.scan.traversal.statistics.TraversalStrategy;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.ScannedDatabase.Load;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.store.state.CheckStatus.TableState;
import dev.plumbline.store.state.ItemCount.Counted;
import dev.plumbline.store.state.ItemCount.Method;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a scan does to a server, and what it learns of it. */
class ServerTest {
  private static final LabPostgres POSTGRES = Laboratory.shared().postgres();
  private static final List<String> ID = List.of("id");

  private static final String DIRECTUS =
      """
      CREATE TABLE directus_collections (collection varchar(64) PRIMARY KEY);
      CREATE TABLE directus_fields (id serial PRIMARY KEY, collection varchar(64), field varchar(64));
      CREATE TABLE directus_relations (id serial PRIMARY KEY, many_collection varchar(64));
      CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, 'a');
      CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
      CREATE TABLE quiet (id int); CREATE VIEW v AS SELECT 1; CREATE TYPE mood AS ENUM ('sad', 'ok');
      """;

  @Test
  void keyToAPartitionedTableIsOneKey() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(DIRECTUS);
      scanned.run(
          """
          CREATE TABLE whole (id int PRIMARY KEY) PARTITION BY RANGE (id);
          CREATE TABLE half PARTITION OF whole FOR VALUES FROM (1) TO (10) PARTITION BY RANGE (id);
          CREATE TABLE quarter PARTITION OF half FOR VALUES FROM (1) TO (5);
          CREATE TABLE c (w int);
          ALTER TABLE c ADD CONSTRAINT one FOREIGN KEY (w) REFERENCES whole NOT VALID;
          """);

      try (ScanSession session = scanned.open()) {
        assertThat(session.schema().catalog().tables())
            .filteredOn(table -> table.name().equals("c"))
            .flatExtracting(Catalog.Table::constraints)
            .extracting(Catalog.Constraint::name)
            .containsExactly("one");
      }
    }
  }

  @Test
  void stateOfATableChangesWithItsRowsOnly() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(DIRECTUS);
      SortedMap<String, TableState> first = states(scanned);

      assertThat(first).containsKeys("t", "p", "quiet", "directus_fields").doesNotContainKey("v");
      assertThat(states(scanned)).isEqualTo(first);
      for (String write :
          List.of(
              "INSERT INTO t VALUES (2, 'b')",
              "UPDATE t SET v = 'c'",
              "DELETE FROM t WHERE id = 1",
              "ALTER TABLE t DROP COLUMN v; ALTER TABLE t ADD COLUMN v text DEFAULT 'd'",
              "ALTER TABLE t ADD COLUMN w text",
              "ALTER TABLE t RENAME v TO x; ALTER TABLE t RENAME w TO v",
              "TRUNCATE t")) {
        SortedMap<String, TableState> before = states(scanned);
        scanned.run(write + "; SELECT pg_stat_force_next_flush()");
        assertThat(states(scanned)).as(write).doesNotContainEntry("t", before.get("t"));
        assertThat(states(scanned))
            .containsEntry("quiet", Objects.requireNonNull(first.get("quiet")));
      }
      scanned.run("INSERT INTO p VALUES (1); SELECT pg_stat_force_next_flush()");
      assertThat(states(scanned)).doesNotContainEntry("p", first.get("p"));
      SortedMap<String, TableState> labels = states(scanned);
      scanned.run("ALTER TYPE mood RENAME VALUE 'sad' TO 'glad'");
      assertThat(states(scanned)).doesNotContainEntry("t", labels.get("t"));
      scanned.run("SELECT pg_stat_reset()");
      assertThat(states(scanned)).doesNotContainEntry("quiet", first.get("quiet"));
      scanned.run("ALTER ROLE %s SET track_counts = off".formatted(scanned.name()));
      assertThat(states(scanned)).isEmpty();
    }
  }

  @Test
  void sequenceHasAStateUnlessItIsUnusedAndATableThatUsesItHasRows() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          DIRECTUS
              + """
          CREATE TABLE owner (id serial PRIMARY KEY);
          CREATE TABLE other (id int PRIMARY KEY DEFAULT nextval('owner_id_seq'));
          CREATE TABLE whole (id int GENERATED ALWAYS AS IDENTITY) PARTITION BY RANGE (id);
          CREATE SEQUENCE nobodys;
          CREATE SEQUENCE hidden;
          SELECT nextval('hidden');
          GRANT SELECT ON SEQUENCE owner_id_seq, whole_id_seq, nobodys TO %s;
          """
                  .formatted(scanned.name()));
      SortedMap<String, TableState> unused = states(scanned);
      assertThat(unused).containsKey("owner_id_seq");
      assertThat(unused).doesNotContainKeys("whole_id_seq", "nobodys", "hidden");

      scanned.run("INSERT INTO other VALUES (1)");
      assertThat(states(scanned)).doesNotContainKey("owner_id_seq");

      for (String write :
          List.of(
              "SELECT nextval('owner_id_seq')",
              "SELECT setval('owner_id_seq', 9)",
              "SELECT nextval('owner_id_seq')",
              "ALTER SEQUENCE owner_id_seq INCREMENT 5",
              "ALTER SEQUENCE owner_id_seq RESTART WITH 7; SELECT nextval('owner_id_seq')")) {
        TableState before = states(scanned).get("owner_id_seq");
        scanned.run(write);
        assertThat(states(scanned).get("owner_id_seq")).as(write).isNotNull().isNotEqualTo(before);
      }
      assertThat(states(scanned))
          .containsEntry("owner_id_seq", states(scanned).get("owner_id_seq"));
      scanned.run("SELECT setval('owner_id_seq', 1, false)");
      assertThat(states(scanned)).doesNotContainKey("owner_id_seq");
    }
  }

  @Test
  void rowsAreCountedExactlyWhereThatIsCheap() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          """
          CREATE TABLE small (id int); INSERT INTO small SELECT generate_series(1, 5);
          CREATE TABLE secret (id int); REVOKE ALL ON secret FROM %1$s;
          CREATE TABLE large (v char(2000)); ALTER TABLE large SET (autovacuum_enabled = off);
          ALTER TABLE large ALTER v SET STORAGE PLAIN;
          INSERT INTO large SELECT 'x' FROM generate_series(1, 6000);
          """
              .formatted(scanned.name()));
      List<String> tables = List.of("small", "large", "secret", "gone");
      try (ScanSession session = scanned.open()) {
        List<Counted> counted = session.count(tables);
        assertThat(counted).extracting(Counted::collection).containsExactly("large", "small");
        assertThat(counted.getFirst().method()).isEqualTo(Method.ESTIMATED);
        assertThat(counted.getFirst().count()).isBetween(5000L, 7000L);
        assertThat(counted.getLast()).isEqualTo(new Counted("small", 5, Method.EXACT));
        scanned.run("ANALYZE large; INSERT INTO large SELECT 'x' FROM generate_series(1, 6000)");
        assertThat(session.count(List.of("large")))
            .containsExactly(new Counted("large", 12000, Method.ESTIMATED));
      }
    }
  }

  /** KEYS is what PostgreSQL 13 and older ones have, of whatever size the table is. */
  @ParameterizedTest
  @EnumSource(TraversalStrategy.class)
  void rowsOfAScanAreThoseOfTheTable(TraversalStrategy strategy) throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          """
          CREATE TABLE parent (id int PRIMARY KEY); INSERT INTO parent SELECT 2 * generate_series(1, 50);
          CREATE TABLE t (id int PRIMARY KEY, v int); CREATE INDEX ON t (v);
          INSERT INTO t SELECT g, g FROM generate_series(1, 100) g; ANALYZE parent, t;
          """);
      Orphans orphans = new Orphans(Scanned.id("o"), "t", ID, "v", "parent", "id");
      long rows = 0;
      Optional<String> position = Optional.empty();
      try (ScanSession session = scanned.open(Optional.of(strategy))) {
        do {
          Step step = session.step(List.of(orphans), position, Scanned.TINY);
          rows += step.rows();
          position = step.next();
        } while (position.isPresent());
      }

      if (strategy == TraversalStrategy.GAPS || strategy == TraversalStrategy.MERGE) {
        // They go by the parents, and count those.
        assertThat(rows).isBetween(1L, 100L);
      } else {
        assertThat(rows).isEqualTo(100);
      }
    }
  }

  /** As under FIPS, where it fails. */
  @Test
  void nothingNeedsMd5() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(DIRECTUS);
      scanned.run("REVOKE EXECUTE ON FUNCTION md5(text), md5(bytea) FROM PUBLIC");

      assertThat(states(scanned)).containsKey("t");
      assertThat(scanned.scan(slow()).count()).isZero();
    }
  }

  @Test
  void tableThatCannotBeCountedLeavesTheCountsOfTheOthers() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public");
        Connection migration = scanned.connect()) {
      scanned.run(
          """
          CREATE TABLE hidden (id int); INSERT INTO hidden VALUES (1); ALTER TABLE hidden ENABLE ROW LEVEL SECURITY;
          CREATE TABLE policed (id int); ALTER TABLE policed ENABLE ROW LEVEL SECURITY;
          CREATE POLICY p ON policed USING (id > 0);
          CREATE TABLE own (id int); ALTER TABLE own OWNER TO %1$s; ALTER TABLE own ENABLE ROW LEVEL SECURITY;
          CREATE TABLE forced (id int); ALTER TABLE forced OWNER TO %1$s; ALTER TABLE forced ENABLE ROW LEVEL SECURITY;
          ALTER TABLE forced FORCE ROW LEVEL SECURITY;
          CREATE TABLE "Mixed ""Case" (id int); INSERT INTO "Mixed ""Case" VALUES (1), (2);
          CREATE TABLE secret (id int); REVOKE ALL ON secret FROM %1$s;
          CREATE TABLE locked (id int);
          """
              .formatted(scanned.name()));
      migration.setAutoCommit(false);
      Scanned.execute(migration, "LOCK TABLE locked");

      try (ScanSession session = scanned.open()) {
        assertThat(
                session.count(
                    List.of(
                        "hidden", "policed", "own", "forced", "Mixed \"Case", "secret", "locked")))
            .containsExactly(
                new Counted("Mixed \"Case", 2, Method.EXACT), new Counted("own", 0, Method.EXACT));
      }
      migration.rollback();
    }
  }

  /** ANALYZE of the whole says -1 pages of it, and autovacuum never says anything. */
  @Test
  void rowsOfPartitionedTablesAreThoseOfTheirPartitions() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          """
          CREATE TABLE parted (id int) PARTITION BY RANGE (id);
          CREATE TABLE low PARTITION OF parted FOR VALUES FROM (0) TO (10001) WITH (autovacuum_enabled = off);
          CREATE TABLE high PARTITION OF parted FOR VALUES FROM (10001) TO (30001) PARTITION BY LIST (id);
          CREATE TABLE rest PARTITION OF high DEFAULT WITH (autovacuum_enabled = off);
          CREATE TABLE old (id int) WITH (autovacuum_enabled = off); CREATE TABLE heir () INHERITS (old) WITH (autovacuum_enabled = off);
          INSERT INTO old SELECT generate_series(1, 500); INSERT INTO heir SELECT generate_series(1, 300);
          INSERT INTO parted SELECT generate_series(1, 30000);
          """);
      UnindexedForeignKey key =
          new UnindexedForeignKey(
              Scanned.id("u"), "parted", ID, List.of("id"), "parent", 20_000, List.of());
      try (ScanSession session = scanned.open()) {
        for (String analyse :
            List.of(
                "SELECT 1", "ANALYZE low", "ANALYZE rest", "ANALYZE parted", "ANALYZE old, heir")) {
          scanned.run(analyse);
          assertThat(session.count(List.of("parted", "old")))
              .as(analyse)
              .containsExactly(
                  new Counted("old", 800, Method.ESTIMATED),
                  new Counted("parted", 30_000, Method.ESTIMATED));
        }
        assertThat(scanned.scan(key).count()).isEqualTo(30_000);
        assertThat(
                session
                    .step(List.of(nulls("parted")), Optional.empty(), Duration.ofSeconds(2))
                    .rows())
            .isEqualTo(30_000);
      }
    }
  }

  @Test
  void largeTableThatWasNeverAnalysedIsLarge() {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          "CREATE TABLE t (id int, v char(90)) WITH (autovacuum_enabled = off); INSERT INTO t SELECT generate_series(1, 20000), ''");

      assertThat(
              scanned
                  .scan(
                      new UnindexedForeignKey(
                          Scanned.id("u"),
                          "t",
                          List.of(),
                          List.of("id"),
                          "parent",
                          10_000,
                          List.of()))
                  .count())
          .isBetween(10_000L, 40_000L);
    }
  }

  private static Check nulls(String table) {
    return new Rows(
        Scanned.id("n"),
        table,
        List.of(),
        new Condition.IsNull(new Operand.OfColumn("id", Category.NUMBER)));
  }

  /** The server has room for some thousands of locks, and every table brings its indexes. */
  @Test
  void locksOfManyTablesAreNotHeldAtOnce() throws Exception {
    int tables = 130;
    try (Scanned scanned = Scanned.create(POSTGRES, "public");
        Connection migration = scanned.connect()) {
      scanned.run(
          """
          DO $$ BEGIN FOR i IN 100..%d LOOP EXECUTE format('CREATE TABLE t%%s (id int PRIMARY KEY)', i); END LOOP; END $$;
          CREATE TABLE junction (id serial PRIMARY KEY, item varchar(255), collection varchar(64));
          INSERT INTO junction (item, collection) SELECT 7, 't' || i FROM generate_series(100, %1$d) i;
          """
              .formatted(99 + tables));
      List<String> names = IntStream.range(100, 100 + tables).mapToObj(i -> "t" + i).toList();
      migration.setAutoCommit(false);
      Scanned.execute(migration, "LOCK TABLE " + names.getLast());

      try (ScanSession session = scanned.open()) {
        assertThat(heldWhileItWaits(scanned, migration, () -> session.count(names)))
            .hasSize(tables);
      }
      AnyOrphans any = any(names);
      Scanned.execute(migration, "LOCK TABLE " + names.getLast());
      assertThat(heldWhileItWaits(scanned, migration, () -> scanned.scan(any).count()))
          .isEqualTo(tables);
    }
  }

  @Test
  void targetThatNothingNamesIsNotTouched() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public");
        Connection migration = scanned.connect()) {
      scanned.run(
          """
          DO $$ BEGIN FOR i IN 100..120 LOOP EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY)', i); END LOOP; END $$;
          CREATE TABLE junction (id serial PRIMARY KEY, item varchar(255), collection varchar(64));
          INSERT INTO junction (item, collection) VALUES (1, 't100'), (1, 't119'), (1, NULL), (1, 'T120');
          """);
      migration.setAutoCommit(false);
      Scanned.execute(migration, "LOCK TABLE t120");

      assertThat(
              scanned
                  .scan(any(IntStream.rangeClosed(100, 120).mapToObj(i -> "t" + i).toList()))
                  .samples())
          .containsExactly(List.of("1"), List.of("2"));
      migration.rollback();
    }
  }

  /** Its lock timeout is longer than this takes. */
  private static <T> T heldWhileItWaits(Scanned scanned, Connection migration, Callable<T> asking)
      throws Exception {
    CompletableFuture<T> asked =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return asking.call();
              } catch (Exception e) {
                throw new CompletionException(e);
              }
            });
    String held =
        """
        SELECT count(DISTINCT relation) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
         WHERE c.relname LIKE 't1__' AND granted
           AND pid = (SELECT pid FROM pg_locks WHERE NOT granted AND database = (
                        SELECT oid FROM pg_database WHERE datname = current_database()))""";
    while (scanned
        .superuser()
        .value("SELECT count(*) FROM pg_locks WHERE NOT granted")
        .equals("0")) {
      assertThat(asked).isNotDone();
    }
    assertThat(Integer.parseInt(scanned.superuser().value(held))).isLessThanOrEqualTo(50);
    migration.rollback();
    return asked.get(30, TimeUnit.SECONDS);
  }

  private static AnyOrphans any(List<String> tables) {
    return new AnyOrphans(
        Scanned.id("a"),
        "junction",
        ID,
        "item",
        "collection",
        tables.stream()
            .map(table -> new Target(table, table, "id", new ColumnType("integer", -1)))
            .toList());
  }

  @Test
  void loadOfOthersIsSeenWithoutPrivileges() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public");
        Connection other = scanned.connect();
        Connection waiting = scanned.connect();
        Statement statement = other.createStatement();
        ScanSession session = scanned.open()) {
      scanned.run("CREATE TABLE t (id int)");
      other.setAutoCommit(false);
      // It has a snapshot, as a statement that runs has.
      other.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      statement.execute("LOCK TABLE t");
      statement.execute("SELECT 1");
      assertThat(session.load().running()).isPositive();

      CompletableFuture<Void> waits =
          CompletableFuture.runAsync(() -> Scanned.execute(waiting, "SELECT FROM t"));
      Load load = session.load();
      while (load.waiting() == 0) {
        load = session.load();
      }
      other.rollback();
      waits.get(30, TimeUnit.SECONDS);
      assertThat(load.waiting()).isPositive();
      assertThat(load.lag()).isEqualTo(Duration.ZERO);
    }
  }

  /** It is idle at each look, and so short a look before cannot say how many there were. */
  @Test
  @Timeout(60)
  void whoeverEndedAStatementJustNowIsAtWork() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public");
        Connection other = scanned.connect()) {
      scanned.run("GRANT pg_monitor TO " + scanned.name());
      int running = 0;
      while (running == 0) {
        try (ScanSession session = scanned.open()) {
          Scanned.execute(other, "SELECT 1");
          running = session.load().running();
        }
      }
      // Now it does nothing any more, which must be seen in the end.
      while (running > 0) {
        try (ScanSession session = scanned.open()) {
          running = session.load().running();
        }
      }
      assertThat(other.isValid(10)).isTrue();
    }
  }

  @Test
  void lockedTableIsNotWaitedFor() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public");
        Connection other = scanned.connect()) {
      scanned.run("CREATE TABLE t (id int PRIMARY KEY, v text)");
      other.setAutoCommit(false);
      Scanned.execute(other, "LOCK TABLE t");

      assertThat(scanned.failure(slow()).reason()).isEqualTo(Reason.UNAVAILABLE);
      other.rollback();
      assertThat(scanned.scan(slow()).count()).isZero();
    }
  }

  /** Without this, a migration would wait for the minutes of our statement. */
  @Test
  void givesWayToWhoeverWaitsForIt() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public");
        Connection migration = scanned.connect()) {
      CompletableFuture<UnreadableException> failure = readsForLong(scanned);
      Scanned.execute(migration, "ALTER TABLE t ADD COLUMN w int");

      assertThat(failure.get(30, TimeUnit.SECONDS))
          .satisfies(reported -> assertThat(reported.reason()).isEqualTo(Reason.UNAVAILABLE))
          .hasMessageContaining("because another session");
    }
  }

  @Test
  void looksAgainIfTheConnectionThatLooksIsLost() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public");
        Connection migration = scanned.connect()) {
      CompletableFuture<UnreadableException> failure = readsForLong(scanned);
      while (!scanned
          .superuser()
          .value(
              "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'plumbline'")
          .equals("1")) {
        assertThat(failure).isNotDone();
      }
      Scanned.execute(migration, "ALTER TABLE t ADD COLUMN w int");

      assertThat(failure.get(30, TimeUnit.SECONDS)).hasMessageContaining("because another session");
    }
  }

  @Test
  void longStatementThatNothingWatchesIsGivenUp() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.superuser().run("ALTER ROLE %s CONNECTION LIMIT 1".formatted(scanned.name()));

      assertThat(readsForLong(scanned).get(30, TimeUnit.SECONDS))
          .satisfies(reported -> assertThat(reported.reason()).isEqualTo(Reason.UNAVAILABLE))
          .hasMessageContaining("needs two connections");
    }
  }

  /** It keeps no limit of its own, and does not react to being cancelled. */
  @Test
  @Timeout(60)
  void processOfTheServerThatHangsIsGivenUpAndNoLoad() throws Exception {
    Duration second = Duration.ofSeconds(1);
    Options impatient =
        new Options(
            Optional.empty(), new StatementLimits(second, second, Duration.ofMinutes(1), second));
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          "CREATE TABLE t (id int PRIMARY KEY, v text); GRANT pg_monitor TO " + scanned.name());
      try (ScanSession session = scanned.open(impatient)) {
        String process =
            scanned
                .superuser()
                .value(
                    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND usename = '%s'"
                        .formatted(scanned.name()));
        signal("STOP", process);
        try {
          assertThat(reason(session, slow(), Optional.empty())).isEqualTo(Reason.INTERRUPTED);
          try (ScanSession another = scanned.open()) {
            assertThat(another.step(List.of(slow()), Optional.empty(), Scanned.TINY).rows())
                .isZero();
          }
        } finally {
          signal("CONT", process);
        }
      }
    }
  }

  @Test
  @Timeout(60)
  void statementOfAnotherScanIsNoLoad() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run("GRANT pg_monitor TO " + scanned.name());
      CompletableFuture<UnreadableException> reading = readsForLong(scanned);
      String process =
          scanned
              .superuser()
              .value(
                  "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'plumbline scan' AND state = 'active'");
      signal("STOP", process);
      try {
        // Whoever else had just ended a statement is soon idle.
        int running = 1;
        while (running > 0) {
          assertThat(Thread.currentThread().isInterrupted()).as("the time is up").isFalse();
          assertThat(reading).isNotDone();
          try (ScanSession session = scanned.open()) {
            running = session.load().running();
          }
        }
      } finally {
        signal("CONT", process);
      }
      scanned.superuser().run("SELECT pg_terminate_backend(%s)".formatted(process));
      assertThat(reading.get(30, TimeUnit.SECONDS).reason()).isEqualTo(Reason.INTERRUPTED);
    }
  }

  private static void signal(String name, String process) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, process).start().waitFor()).isZero();
  }

  /** Returns when it reads. */
  private static CompletableFuture<UnreadableException> readsForLong(Scanned scanned) {
    Check slow = scanned.slowView();
    CompletableFuture<UnreadableException> failure =
        CompletableFuture.supplyAsync(() -> scanned.failure(slow));
    while (scanned
        .superuser()
        .value("SELECT count(*) FROM pg_locks WHERE relation = 't'::regclass AND granted")
        .equals("0")) {
      Thread.onSpinWait();
    }
    return failure;
  }

  @Test
  void rewrittenTableOrUnknownPositionBeginsAnew() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          "CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t SELECT g, '' FROM generate_series(1, 5000) g");
      try (ScanSession session = scanned.open(Optional.of(TraversalStrategy.PAGES))) {
        Step step = session.step(List.of(slow()), Optional.empty(), Scanned.TINY);
        assertThat(step.next()).isPresent();
        scanned.superuser().run("VACUUM FULL t");

        assertThat(reason(session, slow(), step.next())).isEqualTo(Reason.UNSETTLED);
        assertThat(reason(session, slow(), Optional.of("0|what"))).isEqualTo(Reason.UNSETTLED);
        Orphans other = new Orphans(Scanned.id("o"), "t", ID, "id", "t", "id");
        assertThat(reason(session, other, step.next())).isEqualTo(Reason.UNSETTLED);
      }
    }
  }

  private static Check slow() {
    return new Rows(
        Scanned.id("s"), "t", ID, new Condition.IsNull(new Operand.OfColumn("v", Category.TEXT)));
  }

  private static Reason reason(ScanSession session, Check check, Optional<String> position)
      throws InterruptedException {
    try {
      throw new AssertionError(session.step(List.of(check), position, Scanned.TINY));
    } catch (UnreadableException e) {
      return e.reason();
    }
  }

  private static SortedMap<String, TableState> states(Scanned scanned) throws Exception {
    try (ScanSession session = scanned.open()) {
      return session.state().relations();
    }
  }
}
