package dev.plumbline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.PostgresVersion;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.watch.source.UnreadableException;
import dev.plumbline.watch.source.WatchedDatabase.DatabaseReading;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the catalog of PostgreSQL gained from 14 to 18, and what foreign tables have. */
class NewerCatalogIT {
  /** Of each server a database that is copied. */
  private static final Map<PostgresVersion, TestDatabase> TEMPLATES =
      new EnumMap<>(PostgresVersion.class);

  private static final AtomicInteger COPIES = new AtomicInteger();

  private static final String TABLES =
      """
      CREATE EXTENSION btree_gist;
      CREATE EXTENSION file_fdw;
      CREATE FOREIGN DATA WRAPPER w;
      CREATE TABLE track (id integer PRIMARY KEY, label text, page integer, pages integer);
      INSERT INTO directus_collections (collection) VALUES ('track');
      INSERT INTO directus_fields (collection, field)
        VALUES ('track', 'id'), ('track', 'label'), ('track', 'page'), ('track', 'pages'),
               ('track', 'made'), ('authors', 'id');
      INSERT INTO directus_relations (many_collection, many_field, one_collection)
        VALUES ('track', 'page', 'pages');
      CREATE TABLE spans (id integer, valid daterange, PRIMARY KEY (id, valid));
      CREATE TABLE pairs (a integer, b integer, PRIMARY KEY (a, b));
      CREATE TABLE plain (id integer, d daterange, PRIMARY KEY (id, d));
      """;

  @BeforeAll
  static void start() {
    for (PostgresVersion version : PostgresVersion.values()) {
      TestDatabase template = TestDatabase.create(Laboratory.on(version).postgres());
      template.run(TABLES);
      TEMPLATES.put(version, template);
    }
  }

  @AfterAll
  static void drop() {
    TEMPLATES.values().forEach(TestDatabase::close);
  }

  @ParameterizedTest(name = "{0} | {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # 14
          UPDATE pg_attribute SET attcompression = 'l' WHERE attrelid = 'track'::regclass AND attname = 'label' | ALTER TABLE track ALTER label SET COMPRESSION pglz | low column_changed track.label compression
          CREATE TYPE r AS RANGE (subtype = date, multirange_type_name = rs); ALTER TABLE authors ADD x rs | CREATE TYPE r AS RANGE (subtype = date, multirange_type_name = rs); ALTER TABLE authors ADD x r | medium column_changed authors.x type
          CREATE FUNCTION f() RETURNS integer LANGUAGE sql RETURN 1 | CREATE FUNCTION f() RETURNS integer LANGUAGE sql RETURN 2 | medium routine_changed f() sha256
          CREATE PROCEDURE p(OUT a integer) LANGUAGE sql AS 'SELECT 1' | CREATE PROCEDURE p(OUT a integer) LANGUAGE sql AS 'SELECT 2' | medium routine_changed p() sha256
          CREATE FUNCTION f() RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT id FROM pages WHERE id = 1; SELECT 1; END | CREATE FUNCTION f() RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT id FROM pages WHERE id = 2; SELECT 1; END | medium routine_changed f() sha256
          CREATE FUNCTION f() RETURNS integer LANGUAGE sql RETURN 1 | CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1' | medium routine_changed f() sha256
          # 15
          ALTER TABLE track ADD CONSTRAINT u UNIQUE NULLS NOT DISTINCT (label, page) | ALTER TABLE track ADD CONSTRAINT u UNIQUE (label, page) | medium unique_constraint_changed track.u definition
          CREATE UNIQUE INDEX u ON track (label, page) NULLS NOT DISTINCT | CREATE UNIQUE INDEX u ON track (label, page) | medium index_changed track.u definition
          CREATE TABLE two (a integer, b integer, FOREIGN KEY (a, b) REFERENCES pairs ON DELETE SET NULL (b)) | CREATE TABLE two (a integer, b integer, FOREIGN KEY (a, b) REFERENCES pairs ON DELETE SET NULL) | medium table_changed two constraints
          CREATE VIEW v WITH (security_invoker = true) AS SELECT id FROM track | CREATE VIEW v AS SELECT id FROM track | medium view_changed v definition
          CREATE UNLOGGED SEQUENCE s | CREATE SEQUENCE s | low sequence_changed s unlogged
          ALTER SEQUENCE authors_id_seq SET UNLOGGED | | low sequence_added authors.authors_id_seq
          # 16
          CREATE COLLATION c (provider = icu, locale = 'und', rules = '&a < b'); ALTER TABLE track ALTER label TYPE text COLLATE c | CREATE COLLATION c (provider = icu, locale = 'und', rules = '&b < a'); ALTER TABLE track ALTER label TYPE text COLLATE c | medium column_changed track.label collation
          # 17
          CREATE TABLE y (id integer GENERATED ALWAYS AS IDENTITY, y integer) PARTITION BY RANGE (y) | CREATE TABLE y (id integer, y integer) PARTITION BY RANGE (y) | high partitioned_table_changed y columns
          CREATE TABLE y (y integer, r int4range, EXCLUDE USING gist (y WITH =, r WITH &&)) PARTITION BY RANGE (y) | CREATE TABLE y (y integer, r int4range) PARTITION BY RANGE (y) | high partitioned_table_changed y constraints
          GRANT MAINTAIN ON track TO pg_monitor | | high grant_added track.pg_monitor
          GRANT SELECT, MAINTAIN ON track TO pg_monitor | GRANT SELECT ON track TO pg_monitor | high grant_changed track.pg_monitor privileges
          CREATE COLLATION c (provider = builtin, locale = 'C.UTF-8'); ALTER TABLE track ALTER label TYPE text COLLATE c | CREATE COLLATION c (provider = icu, locale = 'und'); ALTER TABLE track ALTER label TYPE text COLLATE c | medium column_changed track.label collation
          # 18: generated columns
          ALTER TABLE track ADD made text GENERATED ALWAYS AS (lower(label)) VIRTUAL | ALTER TABLE track ADD made text GENERATED ALWAYS AS (lower(label)) STORED | medium column_changed track.made virtual
          ALTER TABLE track ADD made text GENERATED ALWAYS AS (lower(label)) VIRTUAL | ALTER TABLE track ADD made text | medium column_changed track.made
          ALTER TABLE track ADD made text GENERATED ALWAYS AS (lower(label)) VIRTUAL | ALTER TABLE track ADD made text GENERATED ALWAYS AS (upper(label)) VIRTUAL | medium column_changed track.made generated
          ALTER TABLE track ADD n text GENERATED ALWAYS AS (lower(label)) VIRTUAL | ALTER TABLE track ADD n text GENERATED ALWAYS AS (lower(label)) STORED | medium column_changed track.n virtual
          CREATE TABLE two (a integer, b integer GENERATED ALWAYS AS (a * 2)) | CREATE TABLE two (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED) | medium table_changed two columns
          # 18: periods
          ALTER TABLE spans DROP CONSTRAINT spans_pkey, ADD PRIMARY KEY (id, valid WITHOUT OVERLAPS) | | medium table_changed spans constraints
          ALTER TABLE track ADD d daterange, ADD UNIQUE (id, d WITHOUT OVERLAPS) | ALTER TABLE track ADD d daterange, ADD UNIQUE (id, d) | medium unique_constraint_changed track.track_id_d_key definition
          ALTER TABLE plain ADD UNIQUE (id, d WITHOUT OVERLAPS); ALTER TABLE track ADD d daterange, ADD CONSTRAINT k FOREIGN KEY (page, PERIOD d) REFERENCES plain (id, PERIOD d) | ALTER TABLE plain ADD UNIQUE (id, d WITHOUT OVERLAPS); ALTER TABLE track ADD d daterange, ADD CONSTRAINT k FOREIGN KEY (page, d) REFERENCES plain | high foreign_key_changed track.k period
          ALTER TABLE track DROP CONSTRAINT track_pkey, ADD PRIMARY KEY (id) DEFERRABLE | | medium table_changed track keyDefinition
          ALTER TABLE track DROP CONSTRAINT track_pkey, ADD PRIMARY KEY (id) INCLUDE (label) | | medium table_changed track keyDefinition
          # 18: what is not enforced
          ALTER TABLE track ADD CONSTRAINT c CHECK (id > 0) NOT ENFORCED | ALTER TABLE track ADD CONSTRAINT c CHECK (id > 0) NOT VALID | medium check_constraint_changed track.c notEnforced
          ALTER TABLE track ADD CONSTRAINT c CHECK (id > 0) NOT ENFORCED | ALTER TABLE track ADD CONSTRAINT c CHECK (id > 0) | medium check_constraint_changed track.c
          ALTER TABLE track ADD CONSTRAINT k FOREIGN KEY (page) REFERENCES pages NOT ENFORCED | ALTER TABLE track ADD CONSTRAINT k FOREIGN KEY (page) REFERENCES pages NOT VALID | high foreign_key_changed track.k notEnforced
          ALTER TABLE track ADD CONSTRAINT k FOREIGN KEY (page) REFERENCES pages NOT ENFORCED | ALTER TABLE track ADD CONSTRAINT k FOREIGN KEY (page) REFERENCES pages | high foreign_key_changed track.k
          ALTER TABLE track ADD CONSTRAINT k FOREIGN KEY (pages) REFERENCES pages NOT ENFORCED | ALTER TABLE track ADD CONSTRAINT k FOREIGN KEY (pages) REFERENCES pages NOT VALID | high foreign_key_changed track.k notEnforced
          # 18: NOT NULL
          ALTER TABLE track ADD CONSTRAINT n NOT NULL label NOT VALID | ALTER TABLE track ADD CONSTRAINT n NOT NULL label | medium column_changed track.label notNull
          ALTER TABLE track ADD CONSTRAINT n NOT NULL label NOT VALID | | medium field_nullable_changed track.label schema.is_nullable
          ALTER TABLE pages ADD n text, ADD CONSTRAINT n NOT NULL n NOT VALID | ALTER TABLE pages ADD n text, ADD CONSTRAINT n NOT NULL n | medium column_changed pages.n notNull
          ALTER TABLE spans ADD n text, ADD NOT NULL n NOT VALID | ALTER TABLE spans ADD n text, ADD NOT NULL n | medium table_changed spans columns
          ALTER TABLE track ADD CONSTRAINT n NOT NULL label NO INHERIT | ALTER TABLE track ALTER label SET NOT NULL | medium column_changed track.label notNull
          ALTER TABLE track ADD CONSTRAINT n NOT NULL label NOT VALID NO INHERIT | ALTER TABLE track ADD CONSTRAINT n NOT NULL label NOT VALID | medium column_changed track.label notNull
          # Constraints, in every version
          ALTER TABLE track ADD CONSTRAINT c CHECK (id > 0) NO INHERIT | ALTER TABLE track ADD CONSTRAINT c CHECK (id > 0) | medium check_constraint_changed track.c notInherited
          ALTER TABLE spans ADD CHECK (id > 0) NO INHERIT | ALTER TABLE spans ADD CHECK (id > 0) | medium table_changed spans constraints
          ALTER TABLE track ADD CONSTRAINT k FOREIGN KEY (page) REFERENCES pages DEFERRABLE INITIALLY DEFERRED | ALTER TABLE track ADD CONSTRAINT k FOREIGN KEY (page) REFERENCES pages DEFERRABLE | high foreign_key_changed track.k deferred
          ALTER TABLE track ADD CONSTRAINT k FOREIGN KEY (page) REFERENCES pages MATCH FULL | ALTER TABLE track ADD CONSTRAINT k FOREIGN KEY (page) REFERENCES pages | high foreign_key_changed track.k matchFull
          ALTER TABLE track ADD CONSTRAINT k FOREIGN KEY (id, page) REFERENCES pairs MATCH FULL | ALTER TABLE track ADD CONSTRAINT k FOREIGN KEY (id, page) REFERENCES pairs | high foreign_key_changed track.k matchFull
          CREATE TABLE two (a integer REFERENCES pages DEFERRABLE INITIALLY DEFERRED) | CREATE TABLE two (a integer REFERENCES pages DEFERRABLE) | medium table_changed two constraints
          ALTER TABLE track ADD CONSTRAINT u UNIQUE (label) DEFERRABLE INITIALLY DEFERRED | ALTER TABLE track ADD CONSTRAINT u UNIQUE (label) DEFERRABLE | medium unique_constraint_changed track.u definition
          # Foreign tables, in every version
          CREATE SERVER one FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE ft (a integer) SERVER one | CREATE SERVER two FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE ft (a integer) SERVER two | medium foreign_table_changed ft server
          CREATE SERVER one TYPE 't' FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE ft (a integer) SERVER one | CREATE SERVER one TYPE 'u' FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE ft (a integer) SERVER one | medium foreign_table_changed ft server
          CREATE SERVER one VERSION '1' FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE ft (a integer) SERVER one | CREATE SERVER one FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE ft (a integer) SERVER one | medium foreign_table_changed ft server
          CREATE SERVER one FOREIGN DATA WRAPPER w OPTIONS (host 'a'); CREATE FOREIGN TABLE ft (a integer) SERVER one | CREATE SERVER one FOREIGN DATA WRAPPER w OPTIONS (host 'b'); CREATE FOREIGN TABLE ft (a integer) SERVER one | medium foreign_table_changed ft server
          CREATE SERVER one FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE ft (a integer) SERVER one | CREATE SERVER one FOREIGN DATA WRAPPER file_fdw; CREATE FOREIGN TABLE ft (a integer) SERVER one OPTIONS (filename '/dev/null') | medium foreign_table_changed ft
          ALTER FOREIGN DATA WRAPPER w OPTIONS (ADD o '1'); CREATE SERVER one FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE ft (a integer) SERVER one | CREATE SERVER one FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE ft (a integer) SERVER one | medium foreign_table_changed ft server
          CREATE SERVER one FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE ft (a integer) SERVER one OPTIONS (table_name 'x') | CREATE SERVER one FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE ft (a integer) SERVER one OPTIONS (table_name 'X') | medium foreign_table_changed ft options
          CREATE SERVER one FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE ft (a integer OPTIONS (column_name 'b')) SERVER one | CREATE SERVER one FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE ft (a integer) SERVER one | medium foreign_table_changed ft columnOptions
          CREATE SERVER one FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE ft (a integer, "B c" text OPTIONS (x 'b')) SERVER one | CREATE SERVER one FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE ft (a integer, "B c" text OPTIONS (x 'c')) SERVER one | medium foreign_table_changed ft columnOptions
          """)
  void isDrift(String source, String target, String expected) {
    DatabaseReading there = read(PostgresVersion.V18, source);
    DatabaseReading here = read(PostgresVersion.V18, target == null ? "" : target);

    assertThat(Compared.changes(there, here)).containsExactly(expected);
  }

  @Test
  void notNullThatIsNotValidIsNoProof() throws SQLException, UnreadableException {
    try (TestDatabase database =
        TestDatabase.create(Laboratory.on(PostgresVersion.V18).postgres())) {
      database.run(
          """
          ALTER TABLE pages ADD CONSTRAINT t NOT NULL title NOT VALID;
          ALTER TABLE pages ADD CONSTRAINT a NOT NULL author NOT VALID;
          ALTER TABLE pages VALIDATE CONSTRAINT a;
          """);

      assertThat(mayHoldNull(database)).containsExactly("pages.title", "authors.name");
      database.run("ALTER TABLE pages VALIDATE CONSTRAINT t");
      assertThat(mayHoldNull(database)).containsExactly("authors.name");
    }
  }

  private static List<String> mayHoldNull(TestDatabase database)
      throws SQLException, UnreadableException {
    return CatalogQueriesTest.catalog(database).tables().stream()
        .filter(table -> !table.name().startsWith("directus_"))
        .sorted(Comparator.comparing(Table::name).reversed())
        .flatMap(
            table ->
                table.columns().stream()
                    .filter(Column::mayHoldNull)
                    .map(column -> table.name() + "." + column.name()))
        .toList();
  }

  @Test
  void compressionThatIsTheUsualOneIsNone() {
    DatabaseReading chosen =
        read(PostgresVersion.V18, "ALTER TABLE track ALTER label SET COMPRESSION pglz");

    assertThat(Compared.changes(chosen, read(PostgresVersion.V18, ""))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ALTER TABLE track ADD CONSTRAINT one NOT NULL label | ALTER TABLE track ADD CONSTRAINT two NOT NULL label
          ALTER TABLE track ALTER label SET NOT NULL | ALTER TABLE track ADD CONSTRAINT two NOT NULL label
          ALTER TABLE track ADD s text STORAGE external | ALTER TABLE track ADD s text
          CREATE TABLE s (a text STORAGE main) | CREATE TABLE s (a text)
          ALTER TABLE track ADD CONSTRAINT k FOREIGN KEY (page) REFERENCES pages MATCH SIMPLE INITIALLY IMMEDIATE | ALTER TABLE track ADD CONSTRAINT k FOREIGN KEY (page) REFERENCES pages
          """)
  void isNoDrift(String source, String target) {
    assertThat(
            Compared.changes(read(PostgresVersion.V18, source), read(PostgresVersion.V18, target)))
        .isEmpty();
  }

  @Test
  void partitionThatIsBeingDetachedIsDrift() {
    String partitions =
        """
        CREATE TABLE years (id integer, year integer) PARTITION BY RANGE (year);
        CREATE TABLE years_1 PARTITION OF years FOR VALUES FROM (1) TO (10);
        """;
    DatabaseReading detaching =
        read(
            PostgresVersion.V18,
            partitions
                // As an interrupted DETACH PARTITION … CONCURRENTLY leaves it.
                + "UPDATE pg_inherits SET inhdetachpending = true");

    assertThat(Compared.changes(detaching, read(PostgresVersion.V18, partitions)))
        .containsExactly("high partition_changed years_1 partitionOf");
  }

  @Test
  void optionsOfForeignTablesAreReadWithoutSecrets() {
    String tables =
        """
        CREATE SERVER one FOREIGN DATA WRAPPER w OPTIONS (host 'h', "A" '1', password 'hunter2');
        CREATE FOREIGN TABLE ft (a integer OPTIONS (token 'hunter2'))
          SERVER one OPTIONS (table_name 'x', program 'curl -u me:hunter2 http://h');
        CREATE USER MAPPING FOR CURRENT_USER SERVER one OPTIONS (password 'hunter2');
        """;
    for (PostgresVersion version : TEMPLATES.keySet()) {
      assertThat(read(version, tables).catalog().inventory().toString())
          .contains("host=h", "password=SHA-256 ", "a.token=SHA-256 ", "table_name=x")
          .contains("program=SHA-256 ")
          .doesNotContain("hunter2");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyChangeOfAForeignTableMovesTheFingerprint(PostgresVersion version) {
    String tables =
        "CREATE SERVER one FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE ft (a integer) SERVER one";
    copied(
        version,
        tables,
        (database, watching) -> {
          String before = watching.fingerprint();
          for (String change :
              List.of(
                  "ALTER SERVER one OPTIONS (ADD host 'a')",
                  "ALTER SERVER one OPTIONS (SET host 'b')",
                  "ALTER SERVER one VERSION '2'",
                  "ALTER SERVER one RENAME TO two",
                  "ALTER FOREIGN DATA WRAPPER w OPTIONS (ADD o '1')",
                  "ALTER FOREIGN DATA WRAPPER w RENAME TO v",
                  "ALTER FOREIGN TABLE ft OPTIONS (ADD table_name 'x')",
                  "ALTER FOREIGN TABLE ft OPTIONS (SET table_name 'y')",
                  "ALTER FOREIGN TABLE ft ALTER a OPTIONS (ADD column_name 'b')")) {
            database.run(change);

            String after = watching.fingerprint();
            assertThat(after).as(change).isNotEqualTo(before);
            before = after;
          }
          database.run("CREATE USER MAPPING FOR CURRENT_USER SERVER two OPTIONS (password 'x')");

          assertThat(watching.fingerprint()).as("a user mapping").isEqualTo(before);
          return before;
        });
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V18")
  void theSameTablesAreTheSameOn18(PostgresVersion version) {
    String tables =
        """
        DROP EXTENSION btree_gist;
        ALTER TABLE track ALTER label SET NOT NULL, ADD CHECK (id > 0),
          ADD made text GENERATED ALWAYS AS (label || 'x') STORED,
          ADD FOREIGN KEY (page) REFERENCES pages,
          ADD UNIQUE (label, page);
        CREATE UNLOGGED TABLE hurried (id serial PRIMARY KEY, n integer NOT NULL);
        CREATE TABLE years (id integer, year integer NOT NULL) PARTITION BY RANGE (year);
        CREATE TABLE years_1 PARTITION OF years FOR VALUES FROM (1) TO (10);
        CREATE DOMAIN always AS text NOT NULL;
        CREATE TYPE r AS RANGE (subtype = date);
        CREATE COLLATION german (provider = icu, locale = 'de');
        ALTER TABLE pages ALTER title TYPE text COLLATE german;
        CREATE SERVER one FOREIGN DATA WRAPPER w;
        CREATE FOREIGN TABLE ft (a integer NOT NULL) SERVER one;
        """;

    assertThat(Compared.changes(read(version, tables), read(PostgresVersion.V18, tables)))
        .isEmpty();
  }

  private static DatabaseReading read(PostgresVersion version, String statements) {
    return copied(version, statements, (database, watching) -> watching.read());
  }

  /** Runs statements as the superuser in a copy of the template, and reads it. */
  private static <T> T copied(
      PostgresVersion version, String statements, BiFunction<Sql, Watching, T> work) {
    TestDatabase template = Objects.requireNonNull(TEMPLATES.get(version));
    LabPostgres server = template.postgres();
    String copy = "newer_" + COPIES.incrementAndGet();
    server.createDatabase(copy, template.name(), "postgres");
    try {
      Sql database = server.superuser(copy);
      database.run("SET allow_system_table_mods = on;" + statements);
      return work.apply(
          database, Watching.of(server.jdbcUrl(copy), template.reader(), TestDatabase.PASSWORD));
    } finally {
      server.dropDatabase(copy);
    }
  }
}
