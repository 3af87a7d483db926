package dev.plumbline.postgres.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.hazard.ColumnForm;
import dev.plumbline.hazard.ColumnForm.Kind;
import dev.plumbline.hazard.RowAnswer;
import dev.plumbline.hazard.RowAnswer.Counted;
import dev.plumbline.hazard.RowAnswer.Estimated;
import dev.plumbline.hazard.RowAnswer.Named;
import dev.plumbline.hazard.RowAnswer.NotCounted;
import dev.plumbline.hazard.RowQuestion;
import dev.plumbline.hazard.RowQuestion.ChangedValues;
import dev.plumbline.hazard.RowQuestion.ColumnNulls;
import dev.plumbline.hazard.RowQuestion.ColumnValues;
import dev.plumbline.hazard.RowQuestion.DependentObjects;
import dev.plumbline.hazard.RowQuestion.DuplicateValues;
import dev.plumbline.hazard.RowQuestion.IdsBehind;
import dev.plumbline.hazard.RowQuestion.InstalledExtensions;
import dev.plumbline.hazard.RowQuestion.JsonNamingRows;
import dev.plumbline.hazard.RowQuestion.MatchingRows;
import dev.plumbline.hazard.RowQuestion.NamingRows;
import dev.plumbline.hazard.RowQuestion.OrphanedValues;
import dev.plumbline.hazard.RowQuestion.PoolerBetween;
import dev.plumbline.hazard.RowQuestion.SilentlyDropped;
import dev.plumbline.hazard.RowQuestion.TableRows;
import dev.plumbline.hazard.RowQuestion.TableSize;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.PostgresVersion;
import dev.plumbline.model.Metadata;
import dev.plumbline.path.FieldGraph;
import dev.plumbline.path.FieldGraphs;
import dev.plumbline.path.MissingName.MissingField;
import dev.plumbline.path.reference.RowReferences;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is counted on a real server, and what is not when something is in the way. */
class RowCountingTest {
  private static final String SCHEMA = "Cms \"x\"";

  private static LabPostgres postgres(PostgresVersion version) {
    return version == PostgresVersion.USUAL
        ? Laboratory.shared().postgres()
        : Laboratory.on(version).postgres();
  }

  private static CountedDatabase database() {
    return CountedDatabase.create(postgres(PostgresVersion.USUAL), SCHEMA);
  }

  private static Counted counted(long... numbers) {
    return new Counted(Arrays.stream(numbers).boxed().toList());
  }

  @ParameterizedTest
  @EnumSource(
      value = PostgresVersion.class,
      names = {"V15", "V18"})
  void namesOfEveryKindAreTakenAsTheyAre(PostgresVersion version) {
    try (CountedDatabase database = CountedDatabase.create(postgres(version), SCHEMA)) {
      for (String name :
          List.of("Plain", "a\"b", "a.b", "a\nb", "it's", "{}", "?", "タグ", "select")) {
        String table = '"' + name.replace("\"", "\"\"") + '"';
        database.run(
            "CREATE TABLE %1$s (%1$s text, p text); INSERT INTO %1$s VALUES ('%2$s', 'x'), (NULL, 'x')"
                .formatted(table, name.replace("'", "''")));

        assertThat(
                database.count(
                    Set.of(
                        new TableRows(name),
                        new ColumnValues(name, name),
                        new ColumnNulls(name, name),
                        new MatchingRows(name, name, List.of(name, "other")),
                        new DuplicateValues(name, "p", false),
                        new OrphanedValues(name, name, name, "p"))))
            .as(name)
            .isEqualTo(
                Map.of(
                    new TableRows(name), counted(2),
                    new ColumnValues(name, name), counted(1),
                    new ColumnNulls(name, name), counted(1),
                    new MatchingRows(name, name, List.of(name, "other")), counted(1),
                    new DuplicateValues(name, "p", false), counted(1, 2),
                    new OrphanedValues(name, name, name, "p"), counted(1)));
      }
    }
  }

  @Test
  void duplicatesAndOrphansAreCountedAsAConstraintWould() {
    try (CountedDatabase database = database()) {
      database.run(
          """
          CREATE TABLE p (id uuid PRIMARY KEY);
          INSERT INTO p VALUES ('550e8400-e29b-41d4-a716-446655440000');
          CREATE TABLE c (u char(36), v text, j json);
          INSERT INTO c VALUES ('550E8400-E29B-41D4-A716-446655440000', 'a', '{}'),
            ('nobody', 'A', '{}'), (NULL, 'a', NULL), (NULL, NULL, NULL)\
          """);

      assertThat(database.count(new OrphanedValues("c", "u", "p", "id"))).isEqualTo(counted(1));
      assertThat(database.count(new DuplicateValues("c", "v", false))).isEqualTo(counted(1, 2));
      assertThat(database.count(new DuplicateValues("c", "v", true))).isEqualTo(counted(1, 3));
      assertThat(database.count(new DuplicateValues("c", "j", false)))
          .isEqualTo(new NotCounted("PostgreSQL could not count in `c` (SQLSTATE 42883)"));
    }
  }

  /** What the unique index of the column as it is, and as Directus makes it, says itself. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "citext                                    | none          | 1 | 2",
        "citext                                    | text          | 0 | 0",
        "citext                                    | varchar(1)    | 1 | 2",
        "text COLLATE ci                           | none          | 1 | 2",
        "text COLLATE ci                           | text          | 0 | 0",
        "varchar(9) COLLATE ci                     | varchar(9)    | 0 | 0",
        "text                                      | none          | 0 | 0",
        "char(9)                                   | text          | 0 | 0",
        "numeric                                   | none          | 1 | 2",
        "numeric                                   | integer       | 1 | 3",
        "timestamptz                               | none          | 1 | 2",
        "uuid                                      | none          | 1 | 2"
      })
  void equalIsWhatTheIndexHoldsEqual(String type, String after, long groups, long rows)
      throws SQLException {
    String values =
        switch (type) {
          case "numeric" -> "('1.0'), ('1.00'), ('1.3')";
          case "timestamptz" -> "('2020-01-01 12:00Z'), ('2020-01-01 13:00+01'), (NULL), (NULL)";
          case "uuid" ->
              "('550E8400-E29B-41D4-A716-446655440000'), ('550e8400e29b41d4a716446655440000')";
          default -> after.equals("varchar(1)") ? "('ab'), ('ac'), ('B')" : "('a'), ('A'), ('b')";
        };
    try (CountedDatabase database = database();
        Connection connection = database.connect()) {
      database.run(
          """
          CREATE EXTENSION citext;
          CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
          CREATE TABLE t (c %s); INSERT INTO t (c) VALUES %s\
          """
              .formatted(type, values));
      Optional<ColumnForm> form =
          switch (after) {
            case "text" -> Optional.of(new ColumnForm(Kind.TEXT));
            case "integer" -> Optional.of(new ColumnForm(Kind.INTEGER));
            case "varchar(1)" -> Optional.of(ColumnForm.varchar(1));
            case "varchar(9)" -> Optional.of(ColumnForm.varchar(9));
            default -> Optional.empty();
          };

      assertThat(database.count(new DuplicateValues("t", "c", false, form)))
          .isEqualTo(counted(groups, rows));
      String altered =
          form.map(one -> "ALTER TABLE t ALTER c TYPE %1$s USING (c::%1$s);".formatted(one.sql()))
              .orElse("");
      assertThat(fails(connection, altered + "ALTER TABLE t ADD UNIQUE (c)")).isEqualTo(groups > 0);
    }
  }

  @Test
  void oneQuestionThatFailsDoesNotSpoilTheOthers() {
    try (CountedDatabase database = database()) {
      database.run("CREATE TABLE t (a text); INSERT INTO t VALUES ('x'), (NULL)");
      Set<RowQuestion> questions =
          Set.of(
              new TableRows("t"),
              new ColumnNulls("t", "a"),
              new ColumnValues("t", "missing"),
              new TableRows("missing"));

      assertThat(database.count(questions))
          .isEqualTo(
              Map.of(
                  new TableRows("t"),
                  counted(2),
                  new ColumnNulls("t", "a"),
                  counted(1),
                  new ColumnValues("t", "missing"),
                  new NotCounted("a column of `t` does not exist"),
                  new TableRows("missing"),
                  new NotCounted("the table `missing` does not exist")));
    }
  }

  @Test
  void withoutGrantNothingIsCounted() {
    try (CountedDatabase database = database()) {
      database.run("CREATE TABLE t (a text); REVOKE SELECT ON t FROM " + database.name());

      assertThat(database.count(new TableRows("t")))
          .isEqualTo(new NotCounted("Plumbline's role may not read `t`"));
      assertThat(database.count(new TableSize("t"))).isInstanceOf(Counted.class);
    }
  }

  @Test
  void policyThatWouldHideRowsIsAReason() {
    try (CountedDatabase database = database()) {
      database.run(
          "CREATE TABLE t (a text); INSERT INTO t VALUES ('x'); ALTER TABLE t ENABLE ROW LEVEL"
              + " SECURITY");

      assertThat(database.count(new TableRows("t")))
          .isEqualTo(new NotCounted("Plumbline's role may not read `t`"));
    }
  }

  @Test
  @Timeout(30)
  void lockedTableIsNotWaitedForLong() throws SQLException {
    try (CountedDatabase database = database();
        Connection other = database.connect()) {
      database.run("CREATE TABLE t (a text); CREATE TABLE free (a text)");
      other.setAutoCommit(false);
      execute(other, "LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
      long start = System.nanoTime();

      assertThat(database.count(Set.of(new TableRows("t"), new TableRows("free"))))
          .isEqualTo(
              Map.of(
                  new TableRows("t"),
                  new NotCounted("`t` is locked by somebody else"),
                  new TableRows("free"),
                  counted(0)));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
      other.rollback();
    }
  }

  @Test
  @Timeout(60)
  void whatTakesTooLongIsEstimated() {
    try (CountedDatabase database = database()) {
      // Counting it takes a quarter of an hour. A view has no statistics unless somebody lies.
      database.run(
          """
          CREATE VIEW slow AS SELECT n, pg_sleep(0.01)::text AS s FROM generate_series(1, 100000) n;
          CREATE VIEW unknown AS SELECT n, pg_sleep(0.01)::text AS s FROM generate_series(1, 100000) n;
          GRANT SELECT ON slow, unknown TO %s;
          UPDATE pg_class SET reltuples = 12000000 WHERE relname = 'slow'\
          """
              .formatted(database.name()));
      CountLimits brief = new CountLimits(Duration.ofSeconds(20), Duration.ofMillis(100));
      Set<RowQuestion> questions =
          Set.of(
              new TableRows("slow"),
              new ColumnNulls("slow", "s"),
              new TableRows("unknown"),
              new TableRows("directus_fields"));

      assertThat(database.counter(brief).count(CountedDatabase.ID, questions))
          .isEqualTo(
              Map.of(
                  new TableRows("slow"),
                  new Estimated(12_000_000, "counting in `slow` took longer than 0 s"),
                  new ColumnNulls("slow", "s"),
                  new NotCounted("counting in `slow` took longer than 0 s"),
                  new TableRows("unknown"),
                  new NotCounted("counting in `unknown` took longer than 0 s"),
                  new TableRows("directus_fields"),
                  counted(0)));
    }
  }

  @Test
  @Timeout(30)
  void lockedTableIsEstimatedFromItsStatistics() throws SQLException {
    try (CountedDatabase database = database();
        Connection other = database.connect()) {
      database.run(
          "CREATE TABLE t (a text, b text); INSERT INTO t SELECT 'x', CASE WHEN n % 4 = 0 THEN 'y' END"
              + " FROM generate_series(1, 1000) n; ANALYZE t");
      other.setAutoCommit(false);
      execute(other, "LOCK TABLE t IN ACCESS EXCLUSIVE MODE");

      assertThat(database.count(Set.of(new TableRows("t"), new ColumnValues("t", "b"))))
          .isEqualTo(
              Map.of(
                  new TableRows("t"),
                  new Estimated(1000, "`t` is locked by somebody else"),
                  new ColumnValues("t", "b"),
                  new Estimated(250, "`t` is locked by somebody else")));
      other.rollback();
    }
  }

  @Test
  @Timeout(30)
  void lockedPartitionsAreEstimatedFromTheirStatistics() throws SQLException {
    try (CountedDatabase database = database();
        Connection other = database.connect()) {
      database.run(
          "CREATE TABLE t (n int, b text) PARTITION BY RANGE (n);"
              + " CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (501);"
              + " CREATE TABLE t2 PARTITION OF t FOR VALUES FROM (501) TO (2000);"
              + " INSERT INTO t SELECT n, CASE WHEN n % 4 = 0 THEN 'y' END"
              + " FROM generate_series(1, 1000) n; ANALYZE t");
      other.setAutoCommit(false);
      execute(other, "LOCK TABLE t IN ACCESS EXCLUSIVE MODE");

      assertThat(database.count(Set.of(new TableRows("t"), new ColumnValues("t", "b"))))
          .isEqualTo(
              Map.of(
                  new TableRows("t"),
                  new Estimated(1000, "`t` is locked by somebody else"),
                  new ColumnValues("t", "b"),
                  new Estimated(250, "`t` is locked by somebody else")));
      other.rollback();
    }
  }

  /** {@code ALTER TABLE} rewrites its partitions and what inherits from it, analysed or not. */
  @Test
  void sizeIsThatOfAllThatIsAlteredWithATable() {
    try (CountedDatabase database = database()) {
      database.run(
          """
          CREATE TABLE fresh (n int, s text) WITH (autovacuum_enabled = off);
          CREATE TABLE parted (n int, s text) PARTITION BY RANGE (n);
          CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (1000)
            PARTITION BY RANGE (n);
          CREATE TABLE parted_1_1 PARTITION OF parted_1 FOR VALUES FROM (0) TO (1000);
          CREATE TABLE parted_2 PARTITION OF parted FOR VALUES FROM (1000) TO (100000);
          CREATE TABLE parent (n int, s text);
          CREATE TABLE child () INHERITS (parent);
          CREATE TABLE empty (n int);
          INSERT INTO fresh SELECT n, repeat('x', 72) FROM generate_series(1, 20000) n;
          INSERT INTO parted SELECT n, repeat('x', 72) FROM generate_series(1, 20000) n;
          INSERT INTO child SELECT n, repeat('x', 72) FROM generate_series(1, 20000) n;
          ANALYZE parted_1_1; ANALYZE parted_2;
          INSERT INTO parted SELECT n, repeat('x', 72) FROM generate_series(20001, 40000) n\
          """);

      assertThat(size(database, "fresh")).isBetween(10_000L, 40_000L);
      assertThat(size(database, "child")).isBetween(10_000L, 40_000L);
      assertThat(size(database, "parent")).isEqualTo(size(database, "child"));
      assertThat(size(database, "parted")).isBetween(35_000L, 45_000L);
      assertThat(database.count(new TableSize("empty"))).isEqualTo(new Counted(List.of(0L, 0L)));
      assertThat(database.count(new TableSize("missing")))
          .isEqualTo(new NotCounted("the table `missing` does not exist"));
    }
  }

  /** The rows; the bytes must be about those of the rows and no less. */
  private static long size(CountedDatabase database, String table) {
    Counted counted = (Counted) database.count(new TableSize(table));
    long rows = counted.numbers().getFirst();
    assertThat(counted.numbers().get(1)).isBetween(rows * 60, rows * 250);
    return rows;
  }

  @Test
  @Timeout(60)
  void migrationNeverWaitsForACount() throws Exception {
    try (CountedDatabase database = database();
        Connection other = database.connect()) {
      database.run("CREATE TABLE t (a int); INSERT INTO t SELECT generate_series(1, 20000)");
      Thread counting =
          Thread.ofVirtual()
              .start(
                  () ->
                      assertThat(database.count(new OrphanedValues("t", "a", "t", "a")))
                          .isNotNull());
      long start = System.nanoTime();
      execute(other, "ALTER TABLE t ADD b text");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
      counting.join();
    }
  }

  @Test
  @Timeout(30)
  void whatNoTimeIsLeftForIsNotCounted() {
    try (CountedDatabase database = database()) {
      database.run("CREATE TABLE t (a text)");
      CountLimits none = new CountLimits(Duration.ofNanos(1), Duration.ofNanos(1));

      assertThat(
              database
                  .counter(none)
                  .count(CountedDatabase.ID, Set.of(new TableRows("t")))
                  .get(new TableRows("t")))
          .isInstanceOf(NotCounted.class);
    }
  }

  @Test
  @Timeout(60)
  void slowStatementIsGivenUp() {
    try (CountedDatabase database = database()) {
      database.run(
          "CREATE TABLE t (a text, b text); INSERT INTO t SELECT n::text, (-n)::text FROM"
              + " generate_series(1, 30000) n");
      CountLimits brief = new CountLimits(Duration.ofSeconds(3), Duration.ofMillis(100));
      // Compared as text in lower case, which no index helps with.
      database.run("ALTER TABLE t ADD c uuid");
      long start = System.nanoTime();
      RowQuestion question = new OrphanedValues("t", "a", "t", "b");

      RowAnswer answer =
          database.counter(brief).count(CountedDatabase.ID, Set.of(question)).get(question);
      assertThat(answer).isNotNull();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
    }
  }

  @Test
  void environmentWithoutDatabaseIsAReason() {
    try (CountedDatabase database = database()) {
      assertThat(
              database
                  .counter(CountLimits.DEFAULT)
                  .count(new EnvironmentId("other"), Set.of(new TableRows("t"))))
          .isEqualTo(
              Map.of(
                  new TableRows("t"), new NotCounted("no database of the target is configured")));
    }
  }

  @Test
  void serverThatIsDownIsAReason() {
    CountedDatabase database = database();
    PostgresRowCounter counter = database.counter(CountLimits.DEFAULT);
    database.close();

    assertThat(
            counter.count(CountedDatabase.ID, Set.of(new TableRows("t"))).get(new TableRows("t")))
        .isInstanceOf(NotCounted.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = PostgresVersion.class,
      names = {"V15", "V18"})
  void idsBehindTheirSequenceAreFound(PostgresVersion version) {
    try (CountedDatabase database = CountedDatabase.create(postgres(version), SCHEMA)) {
      IdsBehind question = new IdsBehind("directus_fields", "id", 10);
      assertThat(database.count(question))
          .isEqualTo(
              new NotCounted(
                  "Plumbline's role may not read the sequence `directus_fields_id_seq`"));

      database.run("GRANT USAGE ON SEQUENCE directus_fields_id_seq TO " + database.name());
      assertThat(database.count(question)).isEqualTo(counted(0));
      database.run("INSERT INTO directus_fields (collection) VALUES ('a'), ('b'), ('c')");
      assertThat(database.count(question)).isEqualTo(counted(0));
      database.run("SELECT setval('directus_fields_id_seq', 1, false)");
      assertThat(database.count(question)).isEqualTo(counted(3));
      database.run("GRANT SELECT ON SEQUENCE directus_fields_id_seq TO " + database.name());
      assertThat(database.count(question)).isEqualTo(counted(3));
      database.run("SELECT setval('directus_fields_id_seq', 3)");
      assertThat(database.count(question)).isEqualTo(counted(0));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PostgresVersion.class,
      names = {"V15", "V18"})
  void whatUsesAColumnIsWhatPostgresRefusesFor(PostgresVersion version) throws SQLException {
    try (CountedDatabase database = CountedDatabase.create(postgres(version), SCHEMA);
        Connection connection = database.connect()) {
      database.run(
          """
          CREATE TABLE base (h int);
          CREATE TABLE t (id int PRIMARY KEY, free int, v int, m int, g int, p int, w int, u int,
            f int, q int, r int, d int DEFAULT 5, i int, x int UNIQUE,
            gen int GENERATED ALWAYS AS (g + 1) STORED) INHERITS (base);
          CREATE VIEW view_v AS SELECT v FROM t; CREATE MATERIALIZED VIEW view_m AS SELECT m FROM t;
          CREATE POLICY pol ON t USING (p > 0);
          CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
          CREATE TRIGGER tw BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.w > 0) EXECUTE FUNCTION trg();
          CREATE TRIGGER tu BEFORE UPDATE OF u ON t FOR EACH ROW EXECUTE FUNCTION trg();
          CREATE FUNCTION body() RETURNS bigint LANGUAGE sql RETURN (SELECT sum(f) FROM t);
          CREATE PUBLICATION pub FOR TABLE t WHERE (q > 0);
          CREATE TABLE log (r int);
          CREATE RULE ru AS ON UPDATE TO t DO ALSO INSERT INTO log VALUES (NEW.r);
          CREATE INDEX ix ON t (i); CREATE TABLE c (x int REFERENCES t (x));
          """);
      for (String column :
          List.of("free", "v", "m", "g", "p", "w", "u", "f", "q", "r", "d", "i", "x", "h")) {
        for (boolean dropped : List.of(true, false)) {
          Counted answer =
              (Counted) database.count(new DependentObjects("t", Optional.of(column), dropped));
          boolean refused =
              fails(
                  connection,
                  dropped
                      ? "ALTER TABLE t DROP " + column
                      : "ALTER TABLE t ALTER %1$s TYPE bigint USING %1$s::bigint"
                          .formatted(column));

          assertThat(answer.numbers().stream().anyMatch(number -> number > 0))
              .as("%s %s %s: %s", version, column, dropped, answer)
              .isEqualTo(refused);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PostgresVersion.class,
      names = {"V15", "V18"})
  void whatIsDroppedWithoutBeingAskedIsListed(PostgresVersion version) {
    try (CountedDatabase database = CountedDatabase.create(postgres(version), SCHEMA)) {
      database.run(
          """
          CREATE TABLE t (id serial PRIMARY KEY, "A b" int CONSTRAINT positive CHECK ("A b" > 0), c int);
          CREATE INDEX ix ON t (c); CREATE STATISTICS st ON "A b", c FROM t;
          CREATE RULE ru AS ON DELETE TO t DO ALSO NOTIFY t;
          COMMENT ON TABLE t IS 'x'; COMMENT ON COLUMN t."A b" IS 'x'; COMMENT ON INDEX ix IS 'x';
          COMMENT ON CONSTRAINT positive ON t IS 'x'; COMMENT ON RULE ru ON t IS 'x';
          COMMENT ON COLUMN t.id IS 'x'; COMMENT ON SEQUENCE t_id_seq IS 'x';
          CREATE PUBLICATION feed FOR TABLE t; CREATE TABLE plain (id int PRIMARY KEY)\
          """);

      assertThat(database.count(new SilentlyDropped("t", Optional.empty())))
          .isEqualTo(
              new Named(
                  List.of(
                      List.of("ix", "positive", "ru", "t", "t.A b", "t.id", "t_id_seq"),
                      List.of(),
                      List.of("feed"),
                      List.of(),
                      List.of("st"),
                      List.of("ru"))));
      assertThat(database.count(new SilentlyDropped("t", Optional.of("A b"))))
          .isEqualTo(
              new Named(
                  List.of(
                      List.of("positive", "t.A b"),
                      List.of(),
                      List.of(),
                      List.of(),
                      List.of("st"),
                      List.of())));
      assertThat(database.count(new SilentlyDropped("plain", Optional.empty())))
          .isEqualTo(new Named(Collections.nCopies(6, List.of())));
      assertThat(database.count(new SilentlyDropped("t", Optional.of("none"))))
          .isEqualTo(new NotCounted("`t.none` does not exist"));
    }
  }

  @Test
  void extensionsThatAreSwitchedOnAreListed() {
    try (CountedDatabase database = database()) {
      assertThat(database.count(new InstalledExtensions()))
          .isEqualTo(new NotCounted("the table `directus_extensions` does not exist"));
      database.run(
          """
          CREATE TABLE directus_extensions (id uuid PRIMARY KEY, enabled boolean NOT NULL,
            folder varchar(255) NOT NULL, source varchar(255) NOT NULL, bundle uuid);
          INSERT INTO directus_extensions VALUES (gen_random_uuid(), true, 'seo', 'local', NULL),
            (gen_random_uuid(), false, 'off', 'local', NULL),
            (gen_random_uuid(), true, 'chart', 'module', NULL)\
          """);
      assertThat(database.count(new InstalledExtensions()))
          .isEqualTo(new Named(List.of(List.of("chart", "seo"))));
    }
  }

  @Test
  void whatUsesATableIsWhatPostgresRefusesFor() throws SQLException {
    try (CountedDatabase database = database();
        Connection connection = database.connect()) {
      database.run(
          """
          CREATE TABLE free (id int PRIMARY KEY, v int); CREATE TABLE viewed (id int PRIMARY KEY);
          CREATE VIEW v AS SELECT count(*) FROM viewed;
          CREATE POLICY own ON free USING (v > 0);
          CREATE TABLE keyed (a int, b int, PRIMARY KEY (a, b));
          CREATE TABLE refers (id int PRIMARY KEY, a int, b int, FOREIGN KEY (a, b) REFERENCES keyed);
          CREATE TABLE keyless (id int REFERENCES viewed);
          """);

      for (String table : List.of("free", "viewed", "keyed")) {
        Counted answer =
            (Counted) database.count(new DependentObjects(table, Optional.empty(), true));
        assertThat(answer.numbers().stream().anyMatch(number -> number > 0))
            .as("%s: %s", table, answer)
            .isEqualTo(fails(connection, "DROP TABLE " + table));
      }
      assertThat(database.count(new DependentObjects("viewed", Optional.empty(), true)))
          .isEqualTo(counted(1, 0, 0, 0, 0, 0, 1, 0, 0));
    }
  }

  @Test
  void timeZoneThatIsHiddenIsNeverTakenForUtc() {
    try (CountedDatabase database = database()) {
      database.run("CREATE TABLE t (a timestamptz); INSERT INTO t VALUES ('2020-07-01T12:00:00Z')");
      ChangedValues question =
          new ChangedValues("t", "a", "timestamp with time zone", new ColumnForm(Kind.TIMESTAMP));

      assertThat(database.count(question))
          .isInstanceOfSatisfying(
              NotCounted.class,
              answer -> assertThat(answer.reason()).contains("time zone of Directus's sessions"));
      database.run("ALTER DATABASE %s SET TimeZone = 'UTC'".formatted(database.name()));
      assertThat(database.count(question)).isEqualTo(counted(0));
      database.run(
          "ALTER ROLE %1$s_cms IN DATABASE %1$s SET TimeZone = 'Europe/Zurich'"
              .formatted(database.name()));
      assertThat(database.count(question)).isEqualTo(counted(1));
    }
  }

  /** A session of a pooler has the settings that its clients before left in it. */
  @Test
  void poolerIsNoticedAndItsTimeZoneIsNotTrusted() throws IOException {
    try (CountedDatabase database = database();
        KeyRelay pooler = new KeyRelay(database.port())) {
      database.run(
          """
          CREATE TABLE t (a timestamptz); INSERT INTO t VALUES ('2020-07-01T12:00:00Z');
          ALTER DATABASE %s SET TimeZone = 'UTC'\
          """
              .formatted(database.name()));
      ChangedValues shifted =
          new ChangedValues("t", "a", "timestamp with time zone", new ColumnForm(Kind.TIMESTAMP));

      assertThat(database.count(new PoolerBetween())).isEqualTo(counted(0));
      assertThat(database.count(shifted)).isEqualTo(counted(0));
      assertThat(database.countThrough(pooler.port(), new PoolerBetween())).isEqualTo(counted(1));
      assertThat(database.countThrough(pooler.port(), shifted))
          .isInstanceOfSatisfying(
              NotCounted.class, answer -> assertThat(answer.reason()).contains("a pooler"));
    }
  }

  @Test
  void rowsThatNameAFieldAreCounted() {
    try (CountedDatabase database = database()) {
      database.run(
          """
          CREATE TABLE directus_presets (id serial PRIMARY KEY, collection varchar(64),
            layout_query json, layout_options json, filter json);
          INSERT INTO directus_presets (collection, layout_query, filter) VALUES
            ('b', '{"tabular":{"fields":["id","heading"],"sort":["-heading"]}}', NULL),
            ('b', '{"tabular":{"fields":["id"]}}', '{"heading":{"_eq":"x"}}'),
            ('b', '{"tabular":{"fields":["id"]}}', NULL);
          CREATE TABLE directus_flows (id int PRIMARY KEY, options json);
          INSERT INTO directus_flows VALUES (1, '{"collections":["b","c"]}'), (2, '{"collections":"b"}'),
            (3, '{"collections":["x"]}'), (4, NULL), (5, '"b"')\
          """);
      FieldGraph after =
          FieldGraphs.of(
              new Catalog(
                  List.of(
                      new Catalog.Table(
                          "b",
                          Catalog.Kind.TABLE,
                          List.of(
                              new Catalog.Column(
                                  "id",
                                  new Catalog.ColumnType("integer", -1),
                                  false,
                                  Catalog.ColumnValue.Unset.UNSET,
                                  false)),
                          List.of(new Catalog.Constraint.PrimaryKey("b_pkey", List.of("id"))),
                          List.of()))),
              new Metadata(
                  List.of((JsonObject) JsonText.read("{\"collection\":\"b\"}")),
                  List.of(),
                  List.of()));
      NamingRows heading =
          new NamingRows(RowReferences.PRESETS, new MissingField("b", "heading"), after);
      NamingRows other =
          new NamingRows(RowReferences.PRESETS, new MissingField("b", "other"), after);

      assertThat(database.count(Set.of(heading, other)))
          .isEqualTo(Map.of(heading, counted(2), other, counted(0)));
      assertThat(
              database.count(new JsonNamingRows("directus_flows", "options", "collections", "b")))
          .isEqualTo(counted(2));
    }
  }

  @Test
  void nothingIsWrittenAndNoMoreThanAccessShareIsTaken() {
    try (CountedDatabase database = database()) {
      database.run("CREATE TABLE t (a int); INSERT INTO t VALUES (1)");
      String before = database.superuser().value("SELECT pg_current_wal_insert_lsn()::text");

      assertThat(database.count(new TableRows("t"))).isEqualTo(counted(1));
      assertThat(before).isNotEmpty();
      assertThat(
              database
                  .superuser()
                  .value(
                      "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
                          + " WHERE d.datname = current_database() AND l.mode <>"
                          + " 'AccessShareLock'"))
          .isEqualTo("0");
    }
  }

  private static boolean fails(Connection connection, String sql) throws SQLException {
    connection.setAutoCommit(false);
    try {
      execute(connection, sql);
      return false;
    } catch (SQLException e) {
      return true;
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
