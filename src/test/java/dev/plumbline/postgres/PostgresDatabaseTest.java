package dev.plumbline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.StatementRelay;
import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.postgres.session.ReadSession;
import dev.plumbline.reading.Reading;
import dev.plumbline.reading.Reason;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import dev.plumbline.watch.source.WatchedDatabase.DatabaseReading;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresDatabaseTest {
  private static final LabPostgres POSTGRES = Laboratory.shared().postgres();

  /** The longest that PostgreSQL keeps: 63 bytes. */
  private static final String LONG = "\"_ ß".repeat(12) + "xyz";

  @Test
  void readsWithNoMoreThanThreeGrants() {
    try (TestDatabase database = TestDatabase.create(POSTGRES)) {
      DatabaseReading reading = database.watching().read();

      assertThat(reading.snapshot().collections())
          .extracting(Collection::collection)
          .containsExactly("authors", "pages");
      assertThat(reading.snapshot().fields())
          .extracting(Field::collection, Field::field, Field::type)
          .containsExactly(
              tuple("authors", "name", "string"),
              tuple("pages", "id", "integer"),
              tuple("pages", "title", "text"),
              tuple("pages", "author", "integer"));
      assertThat(reading.snapshot().relations()).hasSize(1);
      assertThat(reading.postgres()).startsWith("15.");
      assertThat(reading.migrations()).isEmpty();
    }
  }

  @Test
  void migrationsAreReadIfGranted() {
    try (TestDatabase database = TestDatabase.create(POSTGRES)) {
      String before = database.watching().fingerprint();
      database.run("GRANT SELECT ON directus_migrations TO " + database.readerSql());

      assertThat(database.watching().read().migrations()).containsExactly("20201028A", "20260909A");
      assertThat(database.watching().fingerprint()).isNotEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Schema", "with space", "semi;colon--", "quo\"te", "'single'", "user", "%s?"})
  void anySchemaNameIsTakenAsItIs(String schema) {
    try (TestDatabase database = TestDatabase.create(POSTGRES, schema)) {
      assertThat(database.watching().read().snapshot().relations()).hasSize(1);
    }
  }

  @Test
  void anyIdentifierIsTakenAsItIs() {
    try (TestDatabase database = TestDatabase.create(POSTGRES)) {
      String table = new Identifier(LONG).sql();
      database.run(
          """
          CREATE TABLE %1$s (%1$s serial PRIMARY KEY, "Caps" text DEFAULT 'a?b', "order" integer);
          INSERT INTO directus_fields (collection, field)
            SELECT relname, attname FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
             WHERE attrelid = '%2$s'::regclass AND attnum > 0 ORDER BY attnum;
          """
              .formatted(table, table.replace("'", "''")));
      // Directus ignores names with a space.
      database.run("ALTER TABLE %s RENAME TO \"Odd\"\"name\"".formatted(table));
      database.run(
          "UPDATE directus_fields SET collection = 'Odd\"name' WHERE collection LIKE '%_%_ß%'");

      assertThat(database.watching().read().snapshot().fields())
          .filteredOn(field -> field.collection().equals("Odd\"name"))
          .extracting(Field::field)
          .containsExactly(LONG, "Caps", "order");
    }
  }

  @Test
  void tablesOfOtherSchemasAreNotSeen() {
    try (TestDatabase database = TestDatabase.create(POSTGRES)) {
      database.run(
          """
          CREATE SCHEMA other; CREATE TABLE other.pages (id text PRIMARY KEY, title integer);
          INSERT INTO directus_collections (collection) VALUES ('elsewhere');
          CREATE TABLE other.elsewhere (id serial PRIMARY KEY);
          """);

      assertThat(database.watching().read().snapshot().collections())
          .filteredOn(collection -> collection.schema().isPresent())
          .extracting(Collection::collection)
          .containsExactly("authors", "pages");
      assertThat(database.watching().read().snapshot().fields())
          .extracting(Field::type)
          .containsExactly("string", "integer", "text", "integer");
    }
  }

  @Test
  void jsonThatJavaScriptWouldTakeIsTaken() {
    try (TestDatabase database = TestDatabase.create(POSTGRES)) {
      database.run(
          "UPDATE directus_fields SET options = '{\"a\": 1, \"a\": 2, \"b\": 1e999}' WHERE field = 'title'");

      assertThat(database.watching().read().snapshot().fields().get(2).meta().toString())
          .contains("a=JsonNumber[value=2.0]", "b=JsonNull[]");
    }
  }

  @Test
  void schemaThatKeepsChangingIsUnsettled() throws IOException {
    try (TestDatabase database = TestDatabase.create(POSTGRES);
        CutRelay relay =
            new CutRelay(
                POSTGRES.port(),
                Integer.MAX_VALUE,
                () -> database.run("UPDATE directus_collections SET sort = 1"))) {
      Watching watching =
          Watching.of(
              "jdbc:postgresql://127.0.0.1:%d/%s".formatted(relay.port(), database.name()),
              database.reader(),
              TestDatabase.PASSWORD);

      assertThat(Watching.failure(watching.tryRead()).reason()).isEqualTo(Reason.UNSETTLED);
    }
  }

  @Test
  void everySessionIsReadOnlyNamedAndLimited() throws Exception {
    try (TestDatabase database = TestDatabase.create(POSTGRES);
        var connection =
            Connector.connect(new DatabaseTarget(database.settings()), Duration.ofSeconds(7))) {
      ReadSession.begin(connection, new DatabaseTarget(database.settings()), Duration.ofSeconds(7));
      try (var row =
          connection
              .createStatement()
              .executeQuery(
                  """
                  SELECT current_setting('transaction_read_only'),
                         current_setting('transaction_isolation'),
                         current_setting('application_name'), current_setting('statement_timeout'),
                         current_setting('lock_timeout'),
                         current_setting('idle_in_transaction_session_timeout')
                  """)) {
        row.next();
        assertThat(
                List.of(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6)))
            .containsExactly("on", "repeatable read", "plumbline", "7s", "2s", "7s");
      }
    }
  }

  @Test
  void refusedConnectionIsTriedAgainOnce() throws IOException {
    try (TestDatabase database = TestDatabase.create(POSTGRES);
        StatementRelay once = new StatementRelay(POSTGRES.port(), 1);
        StatementRelay twice = new StatementRelay(POSTGRES.port(), 2);
        StatementRelay never = new StatementRelay(POSTGRES.port(), 0)) {
      assertThat(behind(once, database, TestDatabase.PASSWORD).fingerprint()).isNotEmpty();
      assertThat(once.connections()).isEqualTo(2);

      assertThat(Watching.failure(behind(twice, database, TestDatabase.PASSWORD).tryFingerprint()))
          .extracting(Reading.Failure::reason)
          .isEqualTo(Reason.UNREACHABLE);
      assertThat(twice.connections()).isEqualTo(2);

      assertThat(Watching.failure(behind(never, database, "wrong").tryFingerprint()).reason())
          .isEqualTo(Reason.UNAUTHORIZED);
      assertThat(never.connections()).as("no second try with a wrong password").isEqualTo(1);
    }
  }

  private static Watching behind(StatementRelay relay, TestDatabase database, String password) {
    return Watching.of(
        "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable"
            .formatted(relay.port(), database.name()),
        database.reader(),
        password);
  }

  @Test
  void environmentWithoutDatabaseIsNotConfigured() {
    var database = new PostgresDatabase(Map.of(), Clock.systemUTC());

    assertThat(Watching.failure(database.fingerprint(Watching.STAGING)).reason())
        .isEqualTo(Reason.NOT_CONFIGURED);
  }
}
