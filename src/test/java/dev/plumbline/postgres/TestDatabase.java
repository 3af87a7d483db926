package dev.plumbline.postgres;

import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.postgres.session.Identifier;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database with Directus's three tables and one tracked collection, but without Directus, and a
 * role with no more rights than Plumbline asks for.
 */
record TestDatabase(LabPostgres postgres, String name, String reader, String schema)
    implements AutoCloseable {
  static final String PASSWORD = "correct horse";
  private static final AtomicInteger COUNT = new AtomicInteger();

  static TestDatabase create(LabPostgres postgres) {
    return create(postgres, "public");
  }

  static TestDatabase create(LabPostgres postgres, String schema) {
    return create(postgres, schema, "");
  }

  /**
   * @param options of {@code CREATE DATABASE}, such as its encoding
   */
  static TestDatabase create(LabPostgres postgres, String schema, String options) {
    int number = COUNT.incrementAndGet();
    TestDatabase database =
        new TestDatabase(postgres, "watched_" + number, "Reader \"%d\"".formatted(number), schema);
    postgres.createDatabase(database.name(), "template0", "postgres", options);
    postgres.createRole(database.reader().replace("\"", "\"\""), PASSWORD);
    database.run(
        """
        CREATE SCHEMA IF NOT EXISTS %1$s;
        SET search_path = %1$s;
        CREATE TABLE directus_collections (
          collection varchar(64) PRIMARY KEY, icon varchar(64), hidden boolean NOT NULL DEFAULT false,
          translations json, sort integer);
        CREATE TABLE directus_fields (
          id serial PRIMARY KEY, collection varchar(64) NOT NULL, field varchar(64) NOT NULL,
          special varchar(64), options json, sort integer);
        CREATE TABLE directus_relations (
          id serial PRIMARY KEY, many_collection varchar(64) NOT NULL, many_field varchar(64) NOT NULL,
          one_collection varchar(64), one_allowed_collections text);
        CREATE TABLE directus_migrations (version varchar(255) PRIMARY KEY, name varchar(255));
        CREATE TABLE authors (id serial PRIMARY KEY, name varchar(80) DEFAULT 'nobody');
        CREATE TABLE pages (
          id serial PRIMARY KEY, title text, author integer REFERENCES authors ON DELETE SET NULL);
        CREATE INDEX pages_title ON pages (title);
        INSERT INTO directus_collections (collection) VALUES ('pages'), ('authors');
        INSERT INTO directus_fields (collection, field)
          VALUES ('pages', 'id'), ('pages', 'title'), ('pages', 'author'), ('authors', 'name');
        INSERT INTO directus_relations (many_collection, many_field, one_collection)
          VALUES ('pages', 'author', 'authors');
        INSERT INTO directus_migrations (version) VALUES ('20201028A'), ('20260909A');
        GRANT USAGE ON SCHEMA %1$s TO %2$s;
        GRANT SELECT ON directus_collections, directus_fields, directus_relations TO %2$s;
        """
            .formatted(database.schemaSql(), database.readerSql()));
    return database;
  }

  String schemaSql() {
    return new Identifier(schema).sql();
  }

  String readerSql() {
    return new Identifier(reader).sql();
  }

  /** As the superuser, in one transaction, in the schema of Directus. */
  void run(String statements) {
    superuser().run("SET search_path = " + schemaSql() + ";" + statements);
  }

  Sql superuser() {
    return postgres.superuser(name);
  }

  Database settings() {
    return new Database(postgres.jdbcUrl(name), reader, new Secret.Literal(PASSWORD), schema);
  }

  Watching watching() {
    return Watching.of(settings());
  }

  @Override
  public void close() {
    postgres.dropDatabase(name);
    postgres.dropRole(reader.replace("\"", "\"\""));
  }
}
