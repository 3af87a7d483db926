package dev.plumbline.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Check.AnyOrphans;
import dev.plumbline.integrity.Check.Cycles;
import dev.plumbline.integrity.Check.Duplicates;
import dev.plumbline.integrity.Check.Orphans;
import dev.plumbline.integrity.Check.Rows;
import dev.plumbline.integrity.Check.SequenceBehind;
import dev.plumbline.integrity.Check.SharedNames;
import dev.plumbline.integrity.Check.Target;
import dev.plumbline.integrity.Check.UnindexedForeignKey;
import dev.plumbline.integrity.Check.UnreachableOperations;
import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.Category;
import dev.plumbline.integrity.Condition.Operand;
import dev.plumbline.integrity.ReferencingRows;
import dev.plumbline.integrity.Tally;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.postgres.scan.traversal.statistics.TraversalStrategy;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import dev.plumbline.watch.source.UnreadableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {
  private static final LabPostgres POSTGRES = Laboratory.shared().postgres();
  private static final List<String> ID = List.of("id");

  @Test
  void manyToAnyNamesRowsOfSeveralTables() {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          """
          CREATE TABLE ints (id int PRIMARY KEY); INSERT INTO ints SELECT generate_series(1, 9);
          CREATE TABLE uuids (id uuid PRIMARY KEY);
          INSERT INTO uuids VALUES ('3f2504e0-4f89-11d3-9a0c-0305e82c3301');
          CREATE TABLE texts (id varchar(50) PRIMARY KEY); INSERT INTO texts VALUES ('k 1');
          CREATE TABLE junction (id serial PRIMARY KEY, item varchar(255), collection varchar(64));
          INSERT INTO junction (item, collection) VALUES
            ('1', 'ints'), ('007', 'ints'), ('+9', 'ints'), ('10', 'ints'), ('x', 'ints'), (NULL, 'ints'),
            ('99999999999999999999', 'ints'), ('-1', 'ints'),
            ('3F2504E0-4F89-11D3-9A0C-0305E82C3301', 'uuids'),
            ('3f2504e0-4f89-11d3-9a0c-0305e82c3302', 'uuids'), ('1', 'uuids'),
            ('k 1', 'texts'), ('k 2', 'texts'), ('1', 'elsewhere'), ('1', NULL);
          """);
      AnyOrphans check =
          new AnyOrphans(
              Scanned.id("any"),
              "junction",
              ID,
              "item",
              "collection",
              List.of(
                  target("ints", "integer"),
                  target("uuids", "uuid"),
                  target("texts", "character varying")));

      assertThat(keys(scanned, check)).containsExactly("4", "7", "8", "10", "13");
      assertThat(scanned.shown(check)).containsExactly("4", "7", "8", "10", "13");
      scanned.run("INSERT INTO ints SELECT generate_series(20, 500); ANALYZE ints");
      assertThat(keys(scanned, check)).containsExactly("4", "7", "8", "10", "13");
    }
  }

  @Test
  void duplicatesAreAllRowsThatShareAllValues() {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          """
          CREATE TABLE t (id int PRIMARY KEY, a int, b text, j json);
          INSERT INTO t VALUES (1, 1, 'x'), (2, 1, 'x'), (3, 1, 'y'), (4, NULL, 'x'), (5, NULL, 'x');
          """);
      Duplicates check = new Duplicates(Scanned.id("d"), "t", ID, List.of("a", "b"));

      assertThat(keys(scanned, check)).containsExactly("1", "2");
      assertThat(scanned.shown(check)).containsExactly("1", "2");
      assertThat(scanned.failure(new Duplicates(Scanned.id("d"), "t", ID, List.of("j"))).reason())
          .isEqualTo(Reason.INCOMPATIBLE);
    }
  }

  @Test
  void noteSaysWhatHangsOnTheRowsAndHowASequenceIsRepaired() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          """
          CREATE TABLE policies (id int PRIMARY KEY, name text, admin boolean, ip text);
          CREATE TABLE access (id serial PRIMARY KEY, policy int, person int);
          INSERT INTO policies VALUES
            (1, 'Editor', false, NULL), (2, E'Editor\\t', false, ''), (3, 'editor', false, ''),
            (4, 'Owner', true, ''), (5, 'Owner', false, ''), (6, ' ', false, ''), (7, '', false, '');
          INSERT INTO access (policy, person) VALUES (1, 7), (2, 7), (2, 8), (2, NULL), (4, 9);
          """);
      SharedNames alike = names(false);
      SharedNames differing = names(true);
      SequenceBehind sequence =
          new SequenceBehind(Scanned.id("s"), "access", ID, "id", "access_id_seq");

      assertThat(keys(scanned, alike)).containsExactly("1", "2");
      assertThat(scanned.shown(alike)).containsExactly("1", "2");
      assertThat(keys(scanned, differing)).containsExactly("4", "5");
      try (ScanSession session = scanned.open()) {
        assertThat(session.note(alike)).contains("attached to them: 4 rights, 2 persons");
        assertThat(session.note(differing)).contains("attached to them: 1 right, 1 person");
        assertThat(session.note(sequence))
            .hasValueSatisfying(
                note ->
                    assertThat(scanned.superuser().value(note.replaceFirst("^repair: ", "")))
                        .isEqualTo("5"));
        scanned.run("REVOKE SELECT ON access FROM " + scanned.name());
        assertThat(session.note(alike)).isEmpty();
      }
    }
  }

  private static SharedNames names(boolean differing) {
    return new SharedNames(
        Scanned.id("n" + differing),
        "policies",
        ID,
        "name",
        Optional.empty(),
        List.of(),
        List.of("admin", "ip"),
        differing,
        List.of(
            new ReferencingRows("right", "access", "policy", "id"),
            new ReferencingRows("person", "access", "policy", "person")));
  }

  /** It was at the end when the scan began, and is at the front when the scan gets to the end. */
  @Test
  void rowThatMovesIsMissedByNoScanEvenWithoutKey() {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          """
          CREATE TABLE p (id int PRIMARY KEY); INSERT INTO p VALUES (1);
          CREATE TABLE t (parent int, v text); ALTER TABLE t SET (autovacuum_enabled = off);
          ALTER TABLE t ALTER v SET STORAGE PLAIN;
          INSERT INTO t SELECT 1, repeat('x', 100) FROM generate_series(1, 2000);
          INSERT INTO t VALUES (2, 'broken');
          """);
      Orphans check = new Orphans(Scanned.id("o"), "t", List.of(), "parent", "p", "id");

      assertThat(
              scanned
                  .scan(
                      List.of(check),
                      Duration.ofMillis(2),
                      Optional.of(TraversalStrategy.PAGES),
                      step -> {
                        if (step == 1) {
                          scanned.run("DELETE FROM t WHERE ctid < '(2,0)'");
                          scanned.superuser().run("VACUUM t");
                          // Too long for the rest of its page.
                          scanned.run("UPDATE t SET v = repeat('m', 6000) WHERE parent = 2");
                          assertThat(
                                  scanned
                                      .superuser()
                                      .value("SELECT ctid < '(2,0)' FROM t WHERE parent = 2"))
                              .isEqualTo("t");
                        }
                      })
                  .get(check.id()))
          .isEqualTo(new Tally(1, List.of()));
    }
  }

  /** Else whoever restored an old dump of the parents would be reported nothing but a time-out. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "INSERT INTO c SELECT g + 200000, g + 3000 FROM generate_series(1, 110000) g",
        "INSERT INTO c SELECT g + 200000, -g FROM generate_series(1, 110000) g",
        "INSERT INTO c SELECT g + 200000, 1500 FROM generate_series(1, 110000) g",
        "INSERT INTO c SELECT g + 200000, 1001 + g % 1000 FROM generate_series(1, 110000) g",
        "TRUNCATE p"
      })
  void manyChildrenOutsideOfAllParentsAreParted(String disaster) throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          """
          CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int PRIMARY KEY, parent bigint);
          INSERT INTO p SELECT g FROM generate_series(1, 1000) g;
          INSERT INTO p SELECT g FROM generate_series(2001, 3000) g;
          INSERT INTO c SELECT g, 1 + g %% 1000 FROM generate_series(1, 100001) g;
          CREATE INDEX ON c (parent); %s; ANALYZE p, c;
          """
              .formatted(disaster));
      Orphans check = orphans("c", "parent", "p");

      try (ScanSession session = scanned.open()) {
        assertThat(session.step(List.of(check), Optional.empty(), Scanned.TINY).next())
            .hasValueSatisfying(
                position -> assertThat(position).contains(disaster.isEmpty() ? "GAPS" : "PAGES"));
      }
      assertThat(scanned.scan(check).count())
          .isEqualTo(
              Long.parseLong(
                  scanned
                      .superuser()
                      .value("SELECT count(*) FROM c WHERE parent NOT IN (SELECT id FROM p)")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p VALUES (-2147483648), (-2147483647), (-2147483640), (2147483647); INSERT INTO c VALUES (1, -2147483648), (2, -2147483646), (3, 2147483646), (4, 2147483647)",
        "q SELECT g FROM generate_series(-9223372036854775808, -9223372036854775708) g WHERE g <> -9223372036854775806; INSERT INTO d VALUES (1, -9223372036854775808), (2, -9223372036854775806), (3, 0)",
        "q SELECT g FROM generate_series(9223372036854775708, 9223372036854775807) g WHERE g <> 9223372036854775806; INSERT INTO d VALUES (1, 9223372036854775807), (2, 9223372036854775806), (3, 0)",
        // The key of a table that inherits may be there twice.
        "p SELECT g FROM generate_series(1, 100) g WHERE g <> 50; CREATE TABLE heir () INHERITS (p); INSERT INTO heir VALUES (49); INSERT INTO c VALUES (1, 49), (2, 50), (3, 101)"
      })
  void gapsAreRightAtTheEndsOfIntegers(String rows) {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          """
          CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int PRIMARY KEY, parent int);
          CREATE INDEX ON c (parent);
          CREATE TABLE q (id bigint PRIMARY KEY); CREATE TABLE d (id int PRIMARY KEY, parent bigint);
          CREATE INDEX ON d (parent);
          INSERT INTO
          """
              + rows);
      Orphans check =
          rows.startsWith("p") ? orphans("c", "parent", "p") : orphans("d", "parent", "q");

      assertThat(
              scanned
                  .scan(
                      List.of(check),
                      Duration.ofSeconds(2),
                      Optional.of(TraversalStrategy.GAPS),
                      step -> {})
                  .get(check.id()))
          .isEqualTo(new Tally(2, List.of(List.of("2"), List.of("3"))));
    }
  }

  @Test
  void cyclesAreTheirMembersAndNotWhatHangsOnThem() {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          """
          CREATE TABLE t (id int PRIMARY KEY, parent int);
          INSERT INTO t VALUES (1, NULL), (2, 1), (3, 2), (4, 99), (5, 4),
            (6, 6), (7, 8), (8, 9), (9, 7), (10, 9), (11, 10);
          """);
      Cycles check = new Cycles(Scanned.id("c"), "t", ID, "id", "parent");

      assertThat(keys(scanned, check)).containsExactly("6", "7", "8", "9");
      assertThat(scanned.shown(check)).containsExactly("6", "7", "8", "9");
    }
  }

  /** Walked upwards from each row, this would be millions of steps. */
  @Test
  @Timeout(20)
  void longCyclesAndChainsAreNoMatterOfMinutes() {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          """
          CREATE TABLE t (id int PRIMARY KEY, parent bigint);
          INSERT INTO t SELECT g, CASE WHEN g = 5000 THEN 1 ELSE g + 1 END FROM generate_series(1, 5000) g;
          INSERT INTO t SELECT g, 20000 FROM generate_series(20000, 40000) g;
          INSERT INTO t SELECT g, nullif(g + 1, 70000) FROM generate_series(60000, 69999) g;
          """);

      assertThat(scanned.scan(new Cycles(Scanned.id("c"), "t", ID, "id", "parent")).count())
          .isEqualTo(5001);
    }
  }

  @Test
  void operationsAreReachedFromTheirFlow() {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          """
          CREATE TABLE directus_flows (id int PRIMARY KEY, operation int);
          CREATE TABLE directus_operations (id int PRIMARY KEY, resolve int, reject int, flow int);
          INSERT INTO directus_flows VALUES (1, 1), (2, NULL);
          INSERT INTO directus_operations VALUES (1, 2, 3, 1), (2, NULL, 1, 1), (3, NULL, NULL, 1),
            (4, 5, NULL, 1), (5, NULL, NULL, 2);
          """);
      UnreachableOperations check = new UnreachableOperations(Scanned.id("o"));

      assertThat(keys(scanned, check)).containsExactly("4", "5");
      assertThat(scanned.shown(check)).containsExactly("4", "5");
    }
  }

  @Test
  void sequenceIsBehindIfItsNextValueIsTaken() {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run("CREATE TABLE t (id serial PRIMARY KEY)");
      SequenceBehind check = new SequenceBehind(Scanned.id("s"), "t", ID, "id", "t_id_seq");

      assertThat(scanned.failure(check))
          .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.FORBIDDEN))
          .hasMessageContaining("GRANT SELECT ON SEQUENCE \"public\".\"t_id_seq\"");
      for (String privilege : List.of("USAGE", "SELECT")) {
        scanned.run(
            "REVOKE ALL ON t_id_seq FROM %1$s; GRANT %2$s ON t_id_seq TO %1$s; TRUNCATE t RESTART IDENTITY"
                .formatted(scanned.name(), privilege));
        assertThat(scanned.scan(check).count()).isZero();
        scanned.run("INSERT INTO t DEFAULT VALUES");
        assertThat(scanned.scan(check).count()).isZero();
        scanned.run("INSERT INTO t VALUES (2)");
        assertThat(scanned.scan(check).count()).isEqualTo(1);
        assertThat(scanned.shown(check)).containsExactly("2");
        scanned.run("SELECT setval('t_id_seq', 5)");
        assertThat(scanned.scan(check).count()).isZero();
      }
      scanned.run(
          "ALTER SEQUENCE t_id_seq INCREMENT -1 MINVALUE -100 MAXVALUE 100; SELECT setval('t_id_seq', -3); INSERT INTO t VALUES (-4)");
      assertThat(scanned.scan(check).count()).isEqualTo(1);
    }
  }

  @Test
  void manySequencesAreReadTogether() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          """
          CREATE TABLE one (id serial PRIMARY KEY); CREATE TABLE two (id serial PRIMARY KEY);
          INSERT INTO one DEFAULT VALUES; INSERT INTO two VALUES (1), (2);
          GRANT SELECT ON one_id_seq, two_id_seq TO %s;
          """
              .formatted(scanned.name()));
      SequenceBehind one = new SequenceBehind(Scanned.id("1"), "one", ID, "id", "one_id_seq");
      SequenceBehind two = new SequenceBehind(Scanned.id("2"), "two", ID, "id", "two_id_seq");
      SequenceBehind gone = new SequenceBehind(Scanned.id("3"), "two", ID, "id", "gone");

      assertThat(scanned.scan(List.of(one, two), Scanned.TINY, Optional.empty(), step -> {}))
          .hasEntrySatisfying(one.id(), tally -> assertThat(tally.count()).isZero())
          .hasEntrySatisfying(two.id(), tally -> assertThat(tally.count()).isEqualTo(1));
      try (ScanSession session = scanned.open()) {
        assertThatThrownBy(() -> session.step(List.of(one, gone), Optional.empty(), Scanned.TINY))
            .isInstanceOf(UnreadableException.class);
      }
    }
  }

  @Test
  void foreignKeyIsServedByAnIndexThatBeginsWithIt() {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          "CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int); INSERT INTO t SELECT g FROM generate_series(1, 500) g; CREATE INDEX one ON t (c, a); ANALYZE t");
      UnindexedForeignKey check =
          new UnindexedForeignKey(Scanned.id("u"), "t", ID, List.of("a", "b"), "p", 100, List.of());

      assertThat(scanned.scan(check).count()).isEqualTo(500);
      assertThat(scanned.shown(check)).containsExactly("500", "500");
      scanned.run("CREATE INDEX two ON t (b, a, c)");
      assertThat(scanned.scan(check).count()).isZero();
      scanned.run(
          "DROP INDEX two; CREATE INDEX two ON t (a, b) WHERE c IS NOT NULL; CREATE INDEX three ON t USING brin (a, b)");
      assertThat(scanned.scan(check).count()).as("what leaves out others").isEqualTo(500);
      scanned.run("CREATE INDEX four ON t (a, b) WHERE b IS NOT NULL");
      assertThat(scanned.scan(check).count()).as("what leaves out nulls of the key").isZero();
      scanned.run("DROP INDEX two; DROP INDEX four");
      assertThat(
              scanned
                  .scan(
                      new UnindexedForeignKey(
                          Scanned.id("u"), "t", ID, List.of("a"), "p", 501, List.of()))
                  .count())
          .isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "With Space",
        "quo\"te",
        "'single'",
        "x\"; DROP TABLE victim; --",
        "%s ? {} $1 \\",
        "0123456789012345678901234567890123456789012345678901234567890ß"
      })
  void anyNameIsTakenAsItIs(String name) {
    try (Scanned scanned = Scanned.create(POSTGRES, name)) {
      String sql = new Identifier(name).sql();
      scanned.run(
          "CREATE TABLE victim (id int); CREATE TABLE p (%1$s int PRIMARY KEY); CREATE TABLE %1$s (%1$s int, b int, PRIMARY KEY (b, %1$s)); INSERT INTO %1$s VALUES (5, 6)"
              .formatted(sql));
      Orphans check = new Orphans(Scanned.id("o"), name, List.of("b", name), name, "p", name);

      assertThat(scanned.scan(check).samples()).containsExactly(List.of("6", "5"));
      assertThat(scanned.shown(check)).containsExactly("6");
      scanned.run("SELECT FROM victim");
    }
  }

  /** Whoever may create in the schema would otherwise have our role run a function of his. */
  @Test
  void operatorsOfTheSchemaAreNotOurs() {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          """
          CREATE TABLE p (id varchar(9) PRIMARY KEY); INSERT INTO p VALUES ('a');
          CREATE TABLE c (id int PRIMARY KEY, parent varchar(9)); INSERT INTO c VALUES (1, 'b'), (2, 'a');
          CREATE FUNCTION hide(varchar, varchar) RETURNS boolean LANGUAGE sql AS 'SELECT true';
          CREATE OPERATOR public.= (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = hide);
          """);

      assertThat(keys(scanned, orphans("c", "parent", "p"))).containsExactly("1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"public", "\"Ext {} %s\""})
  void typesOfExtensionsAreComparedAsTheyCompare(String schema) {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          """
          CREATE SCHEMA IF NOT EXISTS %1$s; CREATE EXTENSION citext SCHEMA %1$s;
          GRANT USAGE ON SCHEMA %1$s TO %2$s; CREATE DOMAIN word AS %1$s.citext;
          CREATE TABLE p (id %1$s.citext PRIMARY KEY); INSERT INTO p VALUES ('Anna');
          CREATE TABLE c (id int PRIMARY KEY, same %1$s.citext, wide varchar(9), domain word);
          INSERT INTO c VALUES (1, 'anna', 'anna', 'ANNA'), (2, 'bert', 'bert', 'bert'), (3, 'ANNA', 'Anna', 'anna');
          CREATE TABLE tree (id %1$s.citext PRIMARY KEY, parent %1$s.citext);
          INSERT INTO tree VALUES ('a', 'B'), ('b', 'C'), ('c', 'A'), ('d', 'a');
          CREATE TABLE keyed (id %1$s.citext PRIMARY KEY, v text) PARTITION BY RANGE (id);
          CREATE TABLE keyed1 PARTITION OF keyed DEFAULT;
          INSERT INTO keyed SELECT chr(CASE WHEN n %% 2 = 0 THEN 65 ELSE 97 END + n) || n, '' FROM generate_series(0, 25) n;
          GRANT SELECT ON keyed, keyed1 TO %2$s;
          """
              .formatted(schema, scanned.name()));

      for (String column : List.of("same", "wide", "domain")) {
        Orphans check = orphans("c", column, "p");
        assertThat(keys(scanned, check)).as(column).containsExactly("2");
        assertThat(scanned.shown(check)).as(column).containsExactly("2");
      }
      for (String column : List.of("same", "domain")) {
        Duplicates check = new Duplicates(Scanned.id("d"), "c", ID, List.of(column));
        assertThat(keys(scanned, check)).as(column).containsExactly("1", "3");
      }
      assertThat(keys(scanned, new Cycles(Scanned.id("c"), "tree", ID, "id", "parent")))
          .containsExactly("a", "b", "c");
      Rows empty =
          new Rows(
              Scanned.id("r"),
              "keyed",
              ID,
              new Condition.IsEmpty(new Operand.OfColumn("v", Category.TEXT)));
      assertThat(scanned.scan(List.of(empty), Scanned.TINY, Optional.empty(), step -> {}))
          .hasEntrySatisfying(empty.id(), tally -> assertThat(tally.count()).isEqualTo(26));
    }
  }

  @Test
  void columnsThatAreGrantedAreEnough() {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          """
          CREATE TABLE p (id int PRIMARY KEY, secret text); INSERT INTO p VALUES (1);
          CREATE TABLE c (id int PRIMARY KEY, collection text, item text, parent int, secret text);
          INSERT INTO c VALUES (1, 'p', '1', 1), (2, 'p', '2', 2), (3, 'p', 'no', NULL), (4, 'p', '2', 1);
          REVOKE ALL ON p, c FROM %1$s;
          GRANT SELECT (id) ON p TO %1$s; GRANT SELECT (id, collection, item, parent) ON c TO %1$s;
          """
              .formatted(scanned.name()));
      List<Target> targets = List.of(target("p", "integer"));

      assertThat(
              keys(
                  scanned, new AnyOrphans(Scanned.id("a"), "c", ID, "item", "collection", targets)))
          .containsExactly("2", "4");
      assertThat(keys(scanned, orphans("c", "parent", "p"))).containsExactly("2");
      assertThat(keys(scanned, new Duplicates(Scanned.id("d"), "c", ID, List.of("item"))))
          .containsExactly("2", "4");
    }
  }

  @Test
  void whatIsInTheWayIsReported() {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      scanned.run(
          """
          CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE u (id uuid PRIMARY KEY);
          CREATE TABLE c (id int PRIMARY KEY, parent int);
          INSERT INTO c VALUES (1, 1), (2, 2); INSERT INTO p VALUES (1);
          CREATE VIEW v AS SELECT * FROM c;
          CREATE TABLE secret (id int PRIMARY KEY, parent int); REVOKE ALL ON secret FROM PUBLIC, %1$s;
          CREATE TABLE hidden (id int PRIMARY KEY, parent int);
          ALTER TABLE hidden ENABLE ROW LEVEL SECURITY;
          CREATE TABLE bare (parent int); INSERT INTO bare VALUES (7);
          """
              .formatted(scanned.name()));

      assertThat(reason(scanned, orphans("gone", "parent", "p"))).isEqualTo(Reason.INCOMPATIBLE);
      assertThat(reason(scanned, orphans("c", "gone", "p"))).isEqualTo(Reason.INCOMPATIBLE);
      assertThat(reason(scanned, orphans("c", "parent", "gone"))).isEqualTo(Reason.INCOMPATIBLE);
      assertThat(scanned.failure(orphans("c", "parent", "u")))
          .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.INCOMPATIBLE))
          .hasMessageContaining("uuid = integer");
      assertThat(scanned.failure(orphans("secret", "parent", "p")))
          .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.FORBIDDEN))
          .hasMessageContaining("GRANT SELECT ON");
      assertThat(scanned.failure(orphans("hidden", "parent", "p")))
          .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.FORBIDDEN))
          .hasMessageContaining("BYPASSRLS");
      assertThat(keys(scanned, orphans("v", "parent", "p"))).containsExactly("2");
      assertThat(
              scanned
                  .scan(new Orphans(Scanned.id("b"), "bare", List.of(), "parent", "p", "id"))
                  .count())
          .isEqualTo(1);
    }
  }

  private static Target target(String table, String type) {
    return new Target(table, table, "id", new ColumnType(type, -1));
  }

  private static Orphans orphans(String table, String column, String parent) {
    return new Orphans(Scanned.id("o"), table, ID, column, parent, "id");
  }

  private static Reason reason(Scanned scanned, Check check) {
    UnreadableException failure = scanned.failure(check);
    return failure.reason();
  }

  private static List<String> keys(Scanned scanned, Check check) {
    return scanned.scan(check).samples().stream().map(List::getFirst).toList();
  }
}
