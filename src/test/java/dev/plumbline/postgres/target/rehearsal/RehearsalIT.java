package dev.plumbline.postgres.target.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.configuration.WatchedEnvironment.Polling;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.hazard.ColumnForm;
import dev.plumbline.hazard.ColumnForm.Kind;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.PostgresVersion;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.run.rehearsal.TableChange;
import dev.plumbline.run.rehearsal.TableChange.AddColumn;
import dev.plumbline.run.rehearsal.TableChange.AddForeignKey;
import dev.plumbline.run.rehearsal.TableChange.ConvertColumn;
import dev.plumbline.run.rehearsal.TableChange.CreateIndex;
import dev.plumbline.run.rehearsal.TableChange.CreateTable;
import dev.plumbline.run.rehearsal.TableChange.DropColumn;
import dev.plumbline.run.rehearsal.TableChange.DropTable;
import dev.plumbline.run.rehearsal.TableChange.ForbidNull;
import dev.plumbline.run.rehearsal.TableChange.MakeUnique;
import dev.plumbline.run.rehearsal.TableChange.NewColumn;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.sync.port.BackupCopy;
import dev.plumbline.sync.port.RehearsalDatabase.Outcome;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.testkit.SampleBackups;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What Directus would do, in a copy of a database with rows. */
class RehearsalIT {
  private static final EnvironmentId TARGET = new EnvironmentId("production");
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final ColumnForm INTEGER = new ColumnForm(Kind.INTEGER);
  private static final ColumnForm DATE = new ColumnForm(Kind.DATE);

  private static final String MODEL =
      """
      CREATE SCHEMA "Cms"; SET search_path = "Cms";
      CREATE TABLE authors (id integer PRIMARY KEY, name text);
      CREATE TABLE "Odd ""Täble""\" (id serial PRIMARY KEY, "the Title" text DEFAULT 'x',
        slug varchar(255), price text NOT NULL DEFAULT '0', author integer, day text);
      CREATE TABLE old (id serial PRIMARY KEY, odd integer REFERENCES "Odd ""Täble""\");
      INSERT INTO authors VALUES (1, 'Ada');
      """;

  private static final String TABLE = "Odd \"Täble\"";

  /** A target whose settings count, and a copy of it whose own settings do not. */
  private record Copy(LabPostgres postgres, String name) implements AutoCloseable {
    static Copy of(PostgresVersion version, String rows) {
      LabPostgres postgres = Laboratory.on(version).postgres();
      Copy copy = new Copy(postgres, "rehearsal_" + COUNT.incrementAndGet());
      postgres.createDatabase(copy.target(), "template0", "postgres");
      postgres.createDatabase(copy.name, "template0", "postgres");
      copy.sql().run(MODEL + rows);
      return copy;
    }

    String target() {
      return name + "_target";
    }

    Sql sql() {
      return postgres.superuser(name);
    }

    private Database database(String database, String schema) {
      return new Database(
          postgres.jdbcUrl(database), "postgres", new Secret.Literal("not-asked-for"), schema);
    }

    Outcome rehearse(Duration limit, TableChange... changes)
        throws TargetException, InterruptedException {
      return rehearse(BackupCopy.whole(restored()), limit, changes);
    }

    Database restored() {
      return database(name, "public");
    }

    Outcome rehearse(BackupCopy copy, Duration limit, TableChange... changes)
        throws TargetException, InterruptedException {
      WatchedEnvironment watched =
          new WatchedEnvironment(
              new Environment(TARGET, Tier.PRODUCTION, true),
              Optional.empty(),
              Optional.of(database(target(), "Cms")),
              new Polling(
                  new Schedule.Every(Duration.ofMinutes(5)), Duration.ZERO, Duration.ofMinutes(1)),
              WatchedEnvironment.Scanning.DEFAULT);
      return new PostgresRehearsal(Map.of(TARGET, watched))
          .rehearse(TARGET, copy, Arrays.asList(changes), limit);
    }

    /** To see that nothing was changed. */
    List<String> state() {
      return sql()
          .rows(
              """
              SELECT table_name, column_name, data_type, is_nullable, column_default
                FROM information_schema.columns WHERE table_schema = 'Cms' ORDER BY 1, 2
              """);
    }

    @Override
    public void close() {
      postgres.dropDatabase(name);
      postgres.dropDatabase(target());
    }
  }

  private static String row(String columns, String values) {
    return "INSERT INTO \"Odd \"\"Täble\"\"\" (%s) VALUES %s;".formatted(columns, values);
  }

  private static AddForeignKey foreignKey(String column, String related) {
    return new AddForeignKey(
        TABLE,
        column,
        related,
        Optional.of("id"),
        Optional.of("NO ACTION"),
        Optional.of("SET NULL"));
  }

  @ParameterizedTest
  @EnumSource(names = {"V13", "V18"})
  void whatPostgresqlWouldDoIsTimedAndRolledBack(PostgresVersion version) throws Exception {
    String rows =
        row(
            "\"the Title\", slug, price, author, day",
            "('a', 'a', '1', 1, '31/12/2025'), ('b', 'b', ' 2 ', NULL, NULL)");
    try (Copy copy = Copy.of(version, rows)) {
      copy.postgres()
          .sql(
              "postgres",
              "ALTER DATABASE \"%s\" SET DateStyle = 'ISO, DMY'".formatted(copy.target()));
      List<String> before = copy.state();
      TableChange[] changes = {
        new CreateTable(
            "tags", List.of(new NewColumn("id", INTEGER, JsonNull.NULL, true)), Optional.of("id")),
        new DropTable("old"),
        new DropColumn("authors", "name"),
        new ConvertColumn(TABLE, "price", "text", INTEGER),
        new ForbidNull(TABLE, "price"),
        new ConvertColumn(TABLE, "the Title", "text", ColumnForm.varchar(5)),
        new ForbidNull(TABLE, "the Title"),
        new MakeUnique(TABLE, "the Title", Optional.of(ColumnForm.varchar(5))),
        new CreateIndex(TABLE, "slug"),
        // Only as the target writes dates; the copy reads the month first.
        new ConvertColumn(TABLE, "day", "text", DATE),
        new AddColumn(TABLE, new NewColumn("tag", INTEGER, JsonNull.NULL, false)),
        new AddColumn(TABLE, new NewColumn("rank", INTEGER, JsonValue.of(7), true)),
        new AddColumn(
            TABLE, new NewColumn("on", new ColumnForm(Kind.BOOLEAN), JsonValue.of(true), true)),
        new AddColumn(
            TABLE,
            new NewColumn(
                "at",
                new ColumnForm(Kind.TIMESTAMPTZ),
                JsonValue.of("CURRENT_TIMESTAMP(3)"),
                true)),
        new AddColumn(
            TABLE,
            new NewColumn(
                "key", new ColumnForm(Kind.UUID), JsonValue.of("gen_random_uuid()"), true)),
        new AddColumn(
            TABLE,
            new NewColumn("note", new ColumnForm(Kind.TEXT), JsonValue.of("it's \\ { ?"), true)),
        new MakeUnique(TABLE, "key", Optional.empty()),
        foreignKey("author", "authors"),
        foreignKey("tag", "tags"),
      };

      assertThat(copy.rehearse(LIMIT, changes))
          .isInstanceOfSatisfying(
              Outcome.Passed.class,
              passed ->
                  assertThat(passed.took()).hasSize(changes.length).allMatch(Duration::isPositive));

      assertThat(copy.state()).isEqualTo(before);
    }
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(
            row("slug", "(NULL), (NULL), ('a')"),
            new ForbidNull(TABLE, "slug"),
            List.of("forbid null in `Odd \"Täble\".slug`", "(null in 2 rows)", "23502")),
        Arguments.of(
            row("slug", "('a'), ('a'), ('b')"),
            new MakeUnique(TABLE, "slug", Optional.of(ColumnForm.varchar(255))),
            List.of("(2 rows share 1 value)", "23505")),
        Arguments.of(
            row("author", "(1), (77), (78)"),
            foreignKey("author", "authors"),
            List.of("(no such item for 2 values)", "23503", "violates foreign key constraint")),
        Arguments.of(
            row("price", "('1'), ('about 2')"),
            new ConvertColumn(TABLE, "price", "text", INTEGER),
            List.of("(not possible for 1 value)", "22P02")),
        Arguments.of(
            row("price", "('99999999999')"),
            new ConvertColumn(TABLE, "price", "text", INTEGER),
            List.of("(not possible for 1 value)", "22003")),
        Arguments.of(
            row("author", "(12345)"),
            new ConvertColumn(TABLE, "author", "integer", ColumnForm.numeric(5, 2)),
            List.of("(not possible for 1 value)", "22003")),
        Arguments.of(
            row("slug", "('abc'), ('abd')")
                + "ALTER TABLE \"Odd \"\"Täble\"\"\" ADD UNIQUE (slug);",
            new ConvertColumn(TABLE, "slug", "character varying", ColumnForm.varchar(2)),
            List.of("(2 rows share 1 value)", "23505")),
        Arguments.of(
            row("slug", "('a')"),
            new AddColumn(TABLE, new NewColumn("rank", INTEGER, JsonNull.NULL, true)),
            List.of("create field `Odd \"Täble\".rank`", "(no value for 1 row)", "23502")),
        Arguments.of(
            row(
                "\"the Title\"",
                "((SELECT string_agg(md5(n::text), '') FROM generate_series(1, 999) n))"),
            new CreateIndex(TABLE, "the Title"),
            List.of("create an index of", "54000", "shorten these values")),
        Arguments.of(
            "CREATE VIEW seen AS SELECT slug FROM \"Odd \"\"Täble\"\"\";",
            new ConvertColumn(TABLE, "slug", "character varying", ColumnForm.varchar(2)),
            List.of("0A000", "used by a view", "remove the cause in the target")));
  }

  /** Values of rows are in no message. */
  @ParameterizedTest
  @MethodSource("refusals")
  void whatPostgresqlRefusesSaysWhereHowManyAndWhatToDo(
      String rows, TableChange change, List<String> message) throws Exception {
    try (Copy copy = Copy.of(PostgresVersion.USUAL, rows)) {
      List<String> before = copy.state();

      // A step before it is rolled back, too.
      Outcome outcome = copy.rehearse(LIMIT, new DropTable("old"), change);

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused ->
                  assertThat(refused.message())
                      .contains(message)
                      .contains("nothing was sent to Directus")
                      .doesNotContain("about 2", "=(", "99999999999", "12345"));
      assertThat(copy.state()).isEqualTo(before);
    }
  }

  @Test
  void whatTakesTooLongOrCannotBeReachedIsNoFaultOfThePlan() throws Exception {
    try (Copy copy = Copy.of(PostgresVersion.USUAL, row("slug", "('a')"))) {
      try (Connection connection = copy.sql().connect();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute("LOCK TABLE \"Cms\".authors");
        assertTooLong(copy, new DropColumn("authors", "name"));
      }
      copy.sql()
          .run(
              """
              CREATE FUNCTION "Cms".fits(text) RETURNS boolean LANGUAGE sql AS 'SELECT true';
              ALTER TABLE "Cms"."Odd ""Täble""\" ADD CHECK ("Cms".fits(slug));
              CREATE OR REPLACE FUNCTION "Cms".fits(text) RETURNS boolean LANGUAGE sql
                AS 'SELECT pg_sleep(60) IS NOT NULL';
              """);
      assertTooLong(
          copy, new ConvertColumn(TABLE, "slug", "character varying", ColumnForm.varchar(2)));
      copy.postgres().dropDatabase(copy.name());
      assertThatThrownBy(() -> copy.rehearse(LIMIT, new DropTable("old")))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("no database");
    }
  }

  /** An empty table would fit every constraint, and no reference to it. */
  @Test
  void tableOfWhichTheBackupHasNoRowsIsNotRehearsed() throws Exception {
    try (Copy copy = Copy.of(PostgresVersion.USUAL, row("author", "(1)"))) {
      Backup.Dump whole = SampleBackups.dump(Instant.EPOCH, 1);
      for (String table : List.of("\"Cms\".authors", "\"Cms\".\"Odd \"\"Täble\"\"\"")) {
        BackupCopy narrowed =
            new BackupCopy(
                copy.restored(), Optional.of(SampleBackups.narrowed(whole, table).content()));

        assertThatThrownBy(() -> copy.rehearse(narrowed, LIMIT, foreignKey("author", "authors")))
            .isInstanceOf(TargetException.class)
            .hasMessageContaining("because the backup has no rows of `");
      }
      BackupCopy other =
          new BackupCopy(
              copy.restored(),
              Optional.of(SampleBackups.narrowed(whole, "\"Cms\".tags", "cms.authors").content()));
      assertThat(copy.rehearse(other, LIMIT, foreignKey("author", "authors")))
          .isInstanceOf(Outcome.Passed.class);
    }
  }

  private static void assertTooLong(Copy copy, TableChange change) {
    assertThatThrownBy(() -> copy.rehearse(Duration.ofSeconds(1), change))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("could not be rehearsed")
        .hasMessageContaining("longer than 1 s (plumbline.runs.deadline)");
  }
}
