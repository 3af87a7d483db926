package dev.plumbline.postgres.target.rollback;

import static dev.plumbline.postgres.target.rollback.RollbackPair.scope;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.postgres.PostgresVersion;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.sync.port.RollbackDatabase.Limits;
import dev.plumbline.sync.port.RollbackDatabase.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Databases changed as an apply does it, and by users meanwhile, then rolled back. */
class RollbackDatabaseIT {
  private static final String DROP_ALL =
      """
      ALTER TABLE authors DROP COLUMN best;
      DROP TABLE articles;
      DROP TABLE "order", "Odd ""Täble"" %s ?", wide;
      """;

  /** Rows with a value each, and nothing that would be in the way. */
  private static final String SMALL =
      """
      CREATE TABLE articles (
        id serial PRIMARY KEY, title text NOT NULL DEFAULT 'new', teaser text,
        rank integer, secret text);
      INSERT INTO articles (title, teaser, rank, secret)
        SELECT 'title ' || n, 'teaser ' || n, n, 's' || n FROM generate_series(1, 10) n;
      """;

  private static final String TYPES =
      """
      CREATE TABLE types (
        id integer PRIMARY KEY, t text, n numeric(10, 3), ts timestamp, i integer NOT NULL DEFAULT 3,
        j text, jb jsonb, v varchar(10), u uuid, f double precision, c text,
        UNIQUE (i), CHECK (i IS NOT NULL AND n IS DISTINCT FROM 17));
      CREATE INDEX types_t ON types (lower(t));
      INSERT INTO types (id, t, n, ts, i, j, jb, v, u, f, c)
        SELECT x, 'a text of ' || x, x + 0.125, '2025-12-31 12:34:56.789'::timestamp + x * interval '1 day',
               x, ' {"a":  ' || x || '} ', '{"b": [1.50, null]}', 'v' || x,
               (x || '1111111-1111-1111-1111-111111111111')::uuid, x + 0.1, 'c'
          FROM generate_series(1, 4) x;
      INSERT INTO types (id, t, i) VALUES (9, '', 9);
      CREATE TABLE child (id serial PRIMARY KEY, parent integer REFERENCES types ON DELETE CASCADE);
      INSERT INTO child (parent) VALUES (1), (2), (NULL);
      """;

  @ParameterizedTest
  @EnumSource(names = {"V13", "V15", "V18"})
  void droppedTablesComeBackWithEverything(PostgresVersion version) throws Exception {
    try (RollbackPair pair = RollbackPair.of(version, Everything.MODEL)) {
      pair.owner().run(DROP_ALL);

      assertThat(pair.committed(scope(Everything.TABLES))).isEmpty();

      pair.assertAsBefore();
      assertThat(pair.saved()).isEmpty();
      assertThat(pair.committed(scope(Everything.TABLES))).isEmpty();
      pair.assertAsBefore();
    }
  }

  @Test
  void theBackupMayBeOnANewerServer() throws Exception {
    try (RollbackPair pair =
        RollbackPair.of(PostgresVersion.V15, PostgresVersion.V18, Everything.MODEL)) {
      pair.owner()
          .run(
              DROP_ALL.replace("DROP TABLE articles;", "")
                  + "ALTER TABLE authors ALTER name TYPE varchar(3) USING name::varchar(3);"
                  + " ALTER TABLE articles DROP COLUMN number");
      pair.formerSuperuser()
          .run(
              "GRANT MAINTAIN ON articles TO PUBLIC;"
                  + " CREATE ROLE only_there; GRANT SELECT ON authors TO only_there");

      assertThat(pair.committed(scope(Everything.TABLES)))
          .containsExactly(
              "not restored: grant `TABLE public.authors SELECT only_there` of `authors`:"
                  + " ERROR: role \"only_there\" does not exist (SQLSTATE 42704)");

      pair.formerSuperuser().run("DROP OWNED BY only_there; DROP ROLE only_there");

      pair.assertAsBefore();
    }
  }

  @Test
  void droppedColumnsComeBackAlthoughRowsWereWritten() throws Exception {
    try (RollbackPair pair = RollbackPair.of(PostgresVersion.USUAL, SMALL)) {
      pair.owner()
          .run(
              """
              ALTER TABLE articles DROP COLUMN teaser, DROP COLUMN rank, DROP COLUMN title;
              UPDATE articles SET secret = 'changed' WHERE id = 2;
              DELETE FROM articles WHERE id = 3;
              INSERT INTO articles (secret) VALUES ('a'), ('b');
              """);

      assertThat(pair.committed(scope("articles")))
          .containsExactlyInAnyOrder(
              "2 rows of `articles` were added since the run: their `title` has its default",
              "2 rows of `articles` were added since the run: their `teaser` is empty",
              "2 rows of `articles` were added since the run: their `rank` is empty");

      assertThat(
              pair.owner().rows("SELECT id, title, teaser, rank, secret FROM articles ORDER BY id"))
          .hasSize(11)
          .startsWith(
              "1|title 1|teaser 1|1|s1", "2|title 2|teaser 2|2|changed", "4|title 4|teaser 4|4|s4")
          .endsWith("11|new|||a", "12|new|||b");
      assertThat(pair.committed(scope("articles"))).isEmpty();
    }
  }

  @Test
  void everyKindOfColumnComesBack() throws Exception {
    try (RollbackPair pair = RollbackPair.of(PostgresVersion.USUAL, Everything.MODEL)) {
      pair.owner()
          .run(
              """
              DROP RULE off ON articles;
              DROP POLICY "own rows" ON articles;
              ALTER TABLE articles DROP COLUMN doubled, DROP COLUMN number;
              ALTER TABLE articles DROP COLUMN "Teaser", DROP COLUMN author, DROP COLUMN title,
                DROP COLUMN during, DROP COLUMN price CASCADE;
              ALTER TABLE wide DROP COLUMN n, DROP COLUMN f4, DROP COLUMN f8, DROP COLUMN t,
                DROP COLUMN b, DROP COLUMN j, DROP COLUMN jb, DROP COLUMN ts, DROP COLUMN tz,
                DROP COLUMN d, DROP COLUMN tm, DROP COLUMN i, DROP COLUMN e, DROP COLUMN s,
                DROP COLUMN m, DROP COLUMN texts, DROP COLUMN ints, DROP COLUMN p, DROP COLUMN c,
                DROP COLUMN bits, DROP COLUMN ch, DROP COLUMN addr, DROP COLUMN x, DROP COLUMN vec,
                DROP COLUMN odd;
              """);

      assertThat(pair.committed(scope(Everything.TABLES))).isEmpty();

      pair.assertAsBefore();
    }
  }

  @Test
  void aRequiredColumnWithoutDefaultNeedsAValueForEachRow() throws Exception {
    try (RollbackPair pair =
        RollbackPair.of(
            PostgresVersion.USUAL, SMALL + "ALTER TABLE articles ALTER rank SET NOT NULL;")) {
      pair.owner()
          .run("ALTER TABLE articles DROP COLUMN rank; INSERT INTO articles (teaser) VALUES ('x')");

      assertThat(pair.undone(scope("articles"), RollbackPair.LIMITS))
          .isEqualTo(
              "column `rank` of `articles` is required and has no default, but 1 row of `articles` was added since the run");
    }
  }

  @Test
  void whatTheRunCreatedIsSavedAndDropped() throws Exception {
    try (RollbackPair pair = RollbackPair.of(PostgresVersion.USUAL, SMALL)) {
      pair.owner()
          .run(
              """
              CREATE TABLE pages (id serial PRIMARY KEY, title text, article integer REFERENCES articles);
              CREATE TABLE empty (id serial PRIMARY KEY);
              ALTER TABLE articles ADD page integer UNIQUE REFERENCES pages, ADD unused text,
                ADD number serial, ADD twice integer GENERATED ALWAYS AS (rank * 2) STORED;
              INSERT INTO pages (title, article) VALUES ('one', 1), (E'two "\\n,', NULL);
              UPDATE articles SET page = 2 WHERE id = 5;
              ALTER TABLE articles ALTER number DROP NOT NULL;
              UPDATE articles SET number = NULL WHERE id <> 7;
              """);

      assertThat(pair.committed(scope("articles", "pages", "empty")))
          .containsExactlyInAnyOrder(
              "2 rows of `pages` were saved to a file, because the run created that table",
              "1 row of `articles` had a `page`, a column that the run created: it was saved to a file",
              "1 row of `articles` had a `number`, a column that the run created: it was saved to a file");

      pair.assertAsBefore();
      assertThat(pair.saved())
          .containsOnlyKeys("articles", "pages")
          .containsEntry("pages", "id,title,article\n1,one,1\n2,\"two \"\"\n,\",\n")
          .containsEntry("articles", "id,page,unused,number\n5,2,,\n7,,,7\n");
    }
  }

  @Test
  void withoutAFileForWhatItDropsNothingIsDone() throws Exception {
    try (RollbackPair pair = RollbackPair.of(PostgresVersion.USUAL, SMALL)) {
      pair.owner().run("ALTER TABLE articles ADD more text; UPDATE articles SET more = 'x'");

      Outcome outcome =
          pair.rollBack(
              scope("articles"),
              RollbackPair.LIMITS,
              table -> {
                throw new IOException("the disk is full");
              });

      assertThat(outcome)
          .isEqualTo(
              new Outcome.Undone(
                  "the rows of `articles` that the rollback drops cannot be saved: the disk is full"));
      assertThat(pair.owner().value("SELECT count(more) FROM articles")).isEqualTo("10");
    }
  }

  @Test
  void structureWithoutValuesComesBack() throws Exception {
    try (RollbackPair pair = RollbackPair.of(PostgresVersion.USUAL, Everything.MODEL)) {
      pair.owner()
          .run(
              """
              ALTER TABLE articles DROP CONSTRAINT articles_author_fkey,
                ADD CONSTRAINT articles_author_fkey FOREIGN KEY (author) REFERENCES authors
                  ON DELETE CASCADE ON UPDATE CASCADE,
                ALTER title DROP NOT NULL, ALTER title SET DEFAULT 'other', ALTER price SET DEFAULT 1,
                ALTER author SET NOT NULL, ALTER "Teaser" SET STORAGE MAIN, ALTER title SET STATISTICS 7,
                DROP CONSTRAINT "one title", DROP CONSTRAINT later,
                ADD CONSTRAINT other UNIQUE (author, title, price), ALTER number SET GENERATED BY DEFAULT,
                ALTER number SET INCREMENT 7, SET (fillfactor = 50, autovacuum_enabled = false),
                REPLICA IDENTITY FULL, NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY,
                ENABLE REPLICA TRIGGER quiet, DISABLE TRIGGER shouting;
              ALTER TABLE articles ALTER id DROP DEFAULT;
              ALTER TABLE authors ALTER id DROP DEFAULT;
              DROP SEQUENCE authors_id_seq;
              ALTER TABLE authors ALTER id ADD GENERATED ALWAYS AS IDENTITY;
              ALTER SEQUENCE authors_id_seq RENAME TO another;
              ALTER TABLE authors ADD CHECK (id > 0), ALTER name TYPE varchar(100);
              DROP INDEX "by lower";
              CREATE INDEX "by lower" ON articles (title);
              CREATE INDEX more ON authors (name);
              DROP STATISTICS correlated;
              DROP TRIGGER always ON articles;
              CREATE TRIGGER unwanted AFTER INSERT ON authors FOR EACH ROW EXECUTE FUNCTION shout();
              DROP RULE nothing ON articles;
              ALTER POLICY readable ON articles USING (false);
              COMMENT ON TABLE authors IS 'new';
              COMMENT ON TABLE articles IS NULL;
              COMMENT ON COLUMN articles.title IS 'new';
              REVOKE ALL ON articles FROM {reader} CASCADE;
              GRANT ALL ON authors TO {reader};
              """
                  .replace("{reader}", pair.readerSql()));

      assertThat(pair.committed(scope(Everything.TABLES))).isEmpty();

      pair.assertAsBefore();
    }
  }

  @Test
  void changedTypesGetTheirFormerValues() throws Exception {
    try (RollbackPair pair = RollbackPair.of(PostgresVersion.USUAL, TYPES)) {
      pair.owner()
          .run(
              """
              ALTER TABLE child DROP CONSTRAINT child_parent_fkey;
              ALTER TABLE types ALTER id TYPE bigint, ALTER t TYPE varchar(5) USING t::varchar(5),
                ALTER n TYPE numeric(10, 0), ALTER ts TYPE date, ALTER i TYPE bigint,
                ALTER j TYPE json USING j::json, ALTER jb TYPE text, ALTER v TYPE text,
                ALTER u TYPE text, ALTER f TYPE integer, ALTER c TYPE text COLLATE "C";
              ALTER TABLE child ALTER parent TYPE bigint;
              ALTER TABLE child ADD FOREIGN KEY (parent) REFERENCES types;
              """);

      assertThat(pair.committed(scope("types", "child"))).isEmpty();

      pair.assertAsBefore();
      assertThat(pair.committed(scope("types", "child"))).isEmpty();
    }
  }

  @Test
  void whatWasWrittenSinceIsCastOrSaved() throws Exception {
    try (RollbackPair pair = RollbackPair.of(PostgresVersion.USUAL, TYPES)) {
      pair.owner()
          .run(
              """
              ALTER TABLE types ALTER t TYPE varchar(5) USING t::varchar(5), ALTER v TYPE text,
                ALTER u TYPE text, ALTER i TYPE text, ALTER ts TYPE date;
              UPDATE types SET t = 'now' WHERE id = 1;
              UPDATE types SET i = 'seven', v = 'much longer than ten' WHERE id = 2;
              UPDATE types SET i = '77', ts = '2030-01-02', u = 'no uuid' WHERE id = 3;
              DELETE FROM types WHERE id = 4;
              INSERT INTO types (id, i, t, v, u, ts) VALUES (50, '5', 'added', 'short', NULL, '2031-01-01');
              """);

      assertThat(pair.committed(scope("types")))
          .containsExactlyInAnyOrder(
              "1 row of `types` was written since the run: its `t` is kept",
              "2 rows of `types` were written since the run: their `i` is kept",
              "1 row of `types` was written since the run: its `v` is kept",
              "1 row of `types` was written since the run: its `u` is kept",
              "1 row of `types` was written since the run: its `ts` is kept",
              "1 row of `types` has a `i` that does not fit the former type: it was saved to a file as it was",
              "1 row of `types` has a `v` that does not fit the former type: it was saved to a file as it was",
              "1 row of `types` has a `u` that does not fit the former type: it was saved to a file as it was");

      assertThat(
              pair.owner().rows("SELECT id, t, i, v, u, ts FROM types WHERE id <> 9 ORDER BY id"))
          .containsExactly(
              "1|now|1|v1|11111111-1111-1111-1111-111111111111|2026-01-01 12:34:56.789",
              "2|a text of 2|2|much longe|21111111-1111-1111-1111-111111111111|2026-01-02 12:34:56.789",
              "3|a text of 3|77|v3||2030-01-02 00:00:00",
              "50|added|5|short||2031-01-01 00:00:00");
      assertThat(pair.saved())
          .containsOnlyKeys("types")
          .containsEntry(
              "types", "id,t,ts,i,v,u\n2,,,seven,much longer than ten,\n3,,,,,no uuid\n");
    }
  }

  @Test
  void aTimeZoneIsTheOneThatTheRunHad() throws Exception {
    try (RollbackPair pair =
        RollbackPair.of(
            PostgresVersion.USUAL,
            """
            CREATE TABLE times (id integer PRIMARY KEY, t timestamp, z timestamptz);
            INSERT INTO times SELECT n, '2026-03-28 12:34:56.789'::timestamp + n * interval '1 hour',
                '2026-03-28 12:34:56.789+00'::timestamptz + n * interval '1 hour'
              FROM generate_series(1, 48) n;
            ALTER ROLE CURRENT_USER SET TimeZone = 'Asia/Kathmandu';
            """)) {
      pair.owner()
          .run(
              """
              SET TimeZone = 'Asia/Kathmandu';
              ALTER TABLE times ALTER t TYPE timestamptz, ALTER z TYPE date;
              """);

      assertThat(pair.committed(scope("times"))).isEmpty();

      pair.assertAsBefore();
    }
  }

  /** Such a table is empty in the former database, whatever rows it had. */
  @Test
  void whatTheBackupHasNoRowsOfIsNotRestoredEmpty() throws Exception {
    try (RollbackPair pair = RollbackPair.of(PostgresVersion.USUAL, SMALL)) {
      pair.formerSuperuser().run("TRUNCATE articles CASCADE");
      pair.owner().run("ALTER TABLE articles DROP COLUMN teaser");
      pair.narrow("public.articles");
      assertThat(pair.undone(scope("articles"), RollbackPair.LIMITS))
          .isEqualTo(
              "the backup of the run has no rows of `articles`, so that its values cannot be"
                  + " restored");
      pair.owner().run("DROP TABLE articles CASCADE");
      assertThat(pair.undone(scope("articles"), RollbackPair.LIMITS))
          .contains("has no rows of `articles`");
    }
  }

  /** For what has no values, the structure in the backup suffices. */
  @Test
  void structureComesBackWithoutRowsInTheBackup() throws Exception {
    try (RollbackPair pair = RollbackPair.of(PostgresVersion.USUAL, SMALL)) {
      pair.owner().run("ALTER TABLE articles ADD more text");
      pair.narrow("public.articles", "public.others");

      pair.committed(scope("articles"));
      pair.assertAsBefore();
    }
  }

  @Test
  void valuesNeedTheKeyThatTheyHad() throws Exception {
    try (RollbackPair pair =
        RollbackPair.of(
            PostgresVersion.USUAL,
            "CREATE TABLE bare (a text, b text); INSERT INTO bare VALUES ('a', 'b');"
                + " CREATE TABLE none (a text, b integer)")) {
      pair.owner()
          .run(
              "ALTER TABLE bare DROP COLUMN b;"
                  + " ALTER TABLE none DROP COLUMN a, ALTER b TYPE bigint");

      assertThat(pair.undone(scope("bare"), RollbackPair.LIMITS))
          .startsWith("`bare` has rows, but not the primary key");
      assertThat(pair.committed(scope("none"))).isEmpty();
    }
  }

  @Test
  void aValueThatPostgresRefusesIsNotReported() throws Exception {
    try (RollbackPair pair =
        RollbackPair.of(
            PostgresVersion.USUAL,
            "CREATE TABLE keys (id integer PRIMARY KEY); INSERT INTO keys VALUES (1)")) {
      pair.owner().run("ALTER TABLE keys ALTER id TYPE text; INSERT INTO keys VALUES ('s3cret')");

      assertThat(pair.undone(scope("keys"), RollbackPair.LIMITS))
          .isEqualTo("the columns of `keys`: PostgreSQL refused a value (SQLSTATE 22P02)");
    }
  }

  @Test
  void whatUsersWroteAgainstAFormerRuleStopsIt() throws Exception {
    try (RollbackPair pair =
        RollbackPair.of(PostgresVersion.USUAL, SMALL + "ALTER TABLE articles ADD UNIQUE (rank);")) {
      pair.owner()
          .run(
              "ALTER TABLE articles DROP CONSTRAINT articles_rank_key, DROP COLUMN teaser;"
                  + " UPDATE articles SET rank = 1");

      assertThat(pair.undone(scope("articles"), RollbackPair.LIMITS))
          .startsWith("key `articles_rank_key` of `articles`: ERROR: could not create unique index")
          .endsWith("change or delete them, then ask for the rollback again")
          .doesNotContain("(1)");

      pair.owner().run("UPDATE articles SET rank = id");
      pair.committed(scope("articles"));
    }
  }

  @Test
  void itGivesWayToALock() throws Exception {
    try (RollbackPair pair = RollbackPair.of(PostgresVersion.USUAL, SMALL)) {
      pair.owner().run("ALTER TABLE articles DROP COLUMN teaser");
      try (Connection reader = pair.owner().connect();
          Statement statement = reader.createStatement()) {
        reader.setAutoCommit(false);
        statement.execute("SELECT count(*) FROM articles");

        long start = System.nanoTime();
        assertThat(
                pair.undone(
                    scope("articles"), new Limits(Duration.ofMillis(300), Duration.ofSeconds(60))))
            .contains("the lock on `articles`", "lock timeout");
        assertThat(
                pair.undone(
                    scope("articles"), new Limits(Duration.ofSeconds(60), Duration.ofSeconds(1))))
            .isNotEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        reader.rollback();
      }
      pair.committed(scope("articles"));
      pair.assertAsBefore();
    }
  }

  /** Whatever ends it, in the middle of its work, all of it is rolled back. */
  @Test
  void anEndInTheMiddleChangesNothing() throws Exception {
    try (RollbackPair pair = RollbackPair.of(PostgresVersion.USUAL, SMALL)) {
      pair.owner().run("ALTER TABLE articles DROP COLUMN teaser, ADD more text DEFAULT 'x'");
      String own =
          " FROM pg_stat_activity WHERE datname = current_database() AND usename = '%s'"
              .formatted(pair.writer());

      Outcome terminated =
          pair.rollBack(
              scope("articles"),
              RollbackPair.LIMITS,
              table -> {
                pair.superuser().run("SELECT pg_terminate_backend(pid, 5000)" + own);
                return new ByteArrayOutputStream();
              });
      assertThat(terminated).isInstanceOf(Outcome.Undone.class);
      assertThat(pair.owner().value("SELECT count(more) FROM articles")).isEqualTo("10");

      FutureTask<Boolean> interrupted =
          new FutureTask<>(
              () -> {
                Thread caller = Thread.currentThread();
                try {
                  pair.rollBack(
                      scope("articles"),
                      RollbackPair.LIMITS,
                      table -> {
                        caller.interrupt();
                        return new ByteArrayOutputStream();
                      });
                  return false;
                } catch (InterruptedException e) {
                  return true;
                }
              });
      Thread.ofVirtual().start(interrupted);
      assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
      assertThat(pair.superuser().rows("SELECT pid" + own + " AND state <> 'idle'")).isEmpty();
      assertThat(pair.owner().value("SELECT count(more) FROM articles")).isEqualTo("10");

      pair.committed(scope("articles"));
      pair.assertAsBefore();
    }
  }

  @Test
  void sequencesNeverGoBack() throws Exception {
    try (RollbackPair pair =
        RollbackPair.of(
            PostgresVersion.USUAL,
            SMALL
                + """
                CREATE TABLE explicit (id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY);
                INSERT INTO explicit VALUES (500);
                CREATE TABLE unused (id serial PRIMARY KEY);
                """)) {
      pair.owner()
          .run(
              """
              DROP TABLE explicit, unused;
              ALTER TABLE articles DROP COLUMN teaser, ALTER id TYPE bigint;
              SELECT setval('articles_id_seq', 70);
              """);

      pair.committed(scope("articles", "explicit", "unused"));

      assertThat(pair.owner().value("SELECT nextval('articles_id_seq')")).isEqualTo("71");
      assertThat(pair.owner().value("SELECT nextval('explicit_id_seq')")).isEqualTo("501");
      assertThat(pair.owner().value("SELECT nextval('unused_id_seq')")).isEqualTo("1");
    }
  }

  @Test
  void privilegesAndPublicationsComeBackAsFarAsTheRoleMay() throws Exception {
    try (RollbackPair pair =
        RollbackPair.of(PostgresVersion.USUAL, SMALL + "GRANT SELECT ON articles TO {reader};")) {
      for (Sql each : List.of(pair.superuser(), pair.formerSuperuser())) {
        each.run("CREATE PUBLICATION changes FOR TABLE articles");
      }
      // What others are granted by default does not stay.
      pair.owner()
          .run(
              "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO PUBLIC;"
                  + " ALTER DEFAULT PRIVILEGES GRANT ALL ON SEQUENCES TO PUBLIC;"
                  + " DROP TABLE articles");

      assertThat(pair.committed(scope("articles")))
          .singleElement()
          .asString()
          .startsWith("not restored: publication `changes` of `articles`: ERROR: must be owner");

      pair.superuser().run("ALTER PUBLICATION changes ADD TABLE articles");
      pair.assertAsBefore();
    }
  }

  @Test
  void aConnectionThatIsLostDuringTheCommitLeavesItUnknown() throws Exception {
    try (RollbackPair pair = RollbackPair.of(PostgresVersion.USUAL, SMALL);
        CommitRelay relay = new CommitRelay(pair.port())) {
      pair.owner().run("ALTER TABLE articles DROP COLUMN teaser");

      assertThat(
              pair.rollBack(
                  scope("articles"),
                  RollbackPair.LIMITS,
                  table -> new ByteArrayOutputStream(),
                  relay.port()))
          .isInstanceOf(Outcome.Unknown.class);

      pair.committed(scope("articles"));
      pair.assertAsBefore();
    }
  }

  /** A type of an extension that is not in the search path. */
  @Test
  void anExtensionsTypeIsMatchedToo() throws Exception {
    try (RollbackPair pair =
        RollbackPair.of(
            PostgresVersion.USUAL,
            """
            CREATE EXTENSION citext;
            CREATE TABLE words (word citext PRIMARY KEY, other citext DEFAULT 'X' CHECK (other <> 'no'),
              long citext, UNIQUE (other));
            INSERT INTO words VALUES ('Abc', 'Éa', 'A long text'), ('xyz', 'B', NULL);
            """)) {
      pair.owner()
          .run(
              """
              ALTER TABLE words DROP COLUMN other, ALTER long TYPE varchar(3) USING long::varchar(3);
              """);

      assertThat(pair.committed(scope("words"))).isEmpty();

      pair.assertAsBefore();
    }
  }
}
