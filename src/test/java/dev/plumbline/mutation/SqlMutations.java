package dev.plumbline.mutation;

import java.util.List;

/** Changes made behind Directus's back, in tables and in its metadata. */
public final class SqlMutations {
  private SqlMutations() {}

  public static List<Mutation> all() {
    return List.of(
        // Columns
        Mutation.sql(
            "a tracked column is added",
            """
            ALTER TABLE pages ADD COLUMN rank smallint DEFAULT 3;
            INSERT INTO directus_fields (collection, field, interface) VALUES ('pages', 'rank', 'input');
            """,
            """
            ALTER TABLE pages DROP COLUMN rank;
            DELETE FROM directus_fields WHERE collection = 'pages' AND field = 'rank';
            """),
        Mutation.sql(
            "an untracked column is added",
            "ALTER TABLE pages ADD COLUMN internal text",
            "ALTER TABLE pages DROP COLUMN internal"),
        Mutation.sql(
            "a column is renamed and leaves a ghost field",
            "ALTER TABLE pages RENAME COLUMN layout TO layout2",
            "ALTER TABLE pages RENAME COLUMN layout2 TO layout"),
        Mutation.sql(
            "a column gets another type",
            "ALTER TABLE articles ALTER COLUMN reading_minutes TYPE bigint",
            "ALTER TABLE articles ALTER COLUMN reading_minutes TYPE integer"),
        Mutation.sql(
            "a column gets a type Directus does not know",
            "ALTER TABLE pages ALTER COLUMN path TYPE text[] USING ARRAY[path]",
            "ALTER TABLE pages ALTER COLUMN path TYPE varchar(255) USING path[1]"),
        Mutation.sql(
            "a string becomes shorter",
            "ALTER TABLE pages ALTER COLUMN title TYPE varchar(200)",
            "ALTER TABLE pages ALTER COLUMN title TYPE varchar(255)"),
        Mutation.sql(
            "a string loses its length",
            "ALTER TABLE pages ALTER COLUMN title TYPE varchar",
            "ALTER TABLE pages ALTER COLUMN title TYPE varchar(255)"),
        Mutation.sql(
            "a decimal gets another precision",
            "ALTER TABLE issues ALTER COLUMN price TYPE numeric(12,3)",
            "ALTER TABLE issues ALTER COLUMN price TYPE numeric(10,2)"),
        Mutation.sql(
            "a decimal loses its precision",
            "ALTER TABLE issues ALTER COLUMN price TYPE numeric",
            "ALTER TABLE issues ALTER COLUMN price TYPE numeric(10,2)"),
        Mutation.sql(
            "json becomes jsonb",
            "ALTER TABLE site ALTER COLUMN theme TYPE jsonb",
            "ALTER TABLE site ALTER COLUMN theme TYPE json"),
        Mutation.sql(
            "an enum column is added",
            """
            CREATE TYPE mood AS ENUM ('sad', 'glad');
            ALTER TABLE pages ADD COLUMN mood mood DEFAULT 'glad';
            INSERT INTO directus_fields (collection, field) VALUES ('pages', 'mood');
            """,
            """
            DELETE FROM directus_fields WHERE collection = 'pages' AND field = 'mood';
            ALTER TABLE pages DROP COLUMN mood;
            DROP TYPE mood;
            """),
        Mutation.sql(
            "a generated column is added",
            """
            ALTER TABLE pages ADD COLUMN loud text GENERATED ALWAYS AS (upper(title)) STORED;
            INSERT INTO directus_fields (collection, field) VALUES ('pages', 'loud');
            """,
            """
            DELETE FROM directus_fields WHERE collection = 'pages' AND field = 'loud';
            ALTER TABLE pages DROP COLUMN loud;
            """),
        Mutation.sql(
            "a column must not be null",
            "ALTER TABLE pages ALTER COLUMN sort SET NOT NULL",
            "ALTER TABLE pages ALTER COLUMN sort DROP NOT NULL"),
        // Defaults
        Mutation.sql(
            "a default is set",
            "ALTER TABLE pages ALTER COLUMN content SET DEFAULT 'it''s'",
            "ALTER TABLE pages ALTER COLUMN content DROP DEFAULT"),
        Mutation.sql(
            "a default is an expression",
            "ALTER TABLE pages ALTER COLUMN sort SET DEFAULT (1 + 1)",
            "ALTER TABLE pages ALTER COLUMN sort DROP DEFAULT"),
        Mutation.sql(
            "a default is json",
            "ALTER TABLE site ALTER COLUMN theme SET DEFAULT '{\"dark\": true}'",
            "ALTER TABLE site ALTER COLUMN theme DROP DEFAULT"),
        Mutation.sql(
            "a sequence is renamed",
            "ALTER SEQUENCE pages_id_seq RENAME TO pages_numbers",
            "ALTER SEQUENCE pages_numbers RENAME TO pages_id_seq"),
        Mutation.sql(
            "a sequence is no longer owned",
            "ALTER SEQUENCE pages_id_seq OWNED BY NONE",
            "ALTER SEQUENCE pages_id_seq OWNED BY pages.id"),
        // Keys and indexes
        Mutation.sql(
            "a unique constraint is added",
            "ALTER TABLE pages ADD CONSTRAINT pages_sort_unique UNIQUE (sort)",
            "ALTER TABLE pages DROP CONSTRAINT pages_sort_unique"),
        Mutation.sql(
            "a unique constraint on two columns is added",
            "ALTER TABLE pages ADD CONSTRAINT pages_two UNIQUE (sort, title)",
            "ALTER TABLE pages DROP CONSTRAINT pages_two"),
        Mutation.sql(
            "a unique index is added",
            "CREATE UNIQUE INDEX pages_sort_only ON pages (sort)",
            "DROP INDEX pages_sort_only"),
        Mutation.sql(
            "an index is added",
            "CREATE INDEX pages_title_index ON pages (title)",
            "DROP INDEX pages_title_index"),
        Mutation.sql(
            "a partial index is added",
            "CREATE INDEX pages_part ON pages (layout) WHERE sort > 3",
            "DROP INDEX pages_part"),
        Mutation.sql(
            "an index on an expression is added",
            "CREATE INDEX pages_lower ON pages (lower(title))",
            "DROP INDEX pages_lower"),
        Mutation.sql(
            "a system column is indexed",
            "CREATE INDEX users_last_name ON directus_users (last_name)",
            "DROP INDEX users_last_name"),
        // Foreign keys
        Mutation.sql(
            "a foreign key is dropped",
            "ALTER TABLE articles DROP CONSTRAINT articles_author_foreign",
            """
            ALTER TABLE articles ADD CONSTRAINT articles_author_foreign
              FOREIGN KEY (author) REFERENCES authors (id) ON DELETE SET NULL
            """),
        Mutation.sql(
            "a foreign key acts otherwise",
            """
            ALTER TABLE articles DROP CONSTRAINT articles_author_foreign,
              ADD CONSTRAINT articles_author_foreign
              FOREIGN KEY (author) REFERENCES authors (id) ON DELETE CASCADE ON UPDATE SET NULL
            """,
            """
            ALTER TABLE articles DROP CONSTRAINT articles_author_foreign,
              ADD CONSTRAINT articles_author_foreign
              FOREIGN KEY (author) REFERENCES authors (id) ON DELETE SET NULL
            """),
        Mutation.sql(
            "a foreign key is renamed",
            "ALTER TABLE articles RENAME CONSTRAINT articles_author_foreign TO by_whom",
            "ALTER TABLE articles RENAME CONSTRAINT by_whom TO articles_author_foreign"),
        Mutation.sql(
            "a foreign key without relation is added",
            "ALTER TABLE pages ADD CONSTRAINT pages_odd FOREIGN KEY (sort) REFERENCES issues (id) NOT VALID",
            "ALTER TABLE pages DROP CONSTRAINT pages_odd"),
        // Tables
        Mutation.sql(
            "a table is moved away and leaves a ghost collection",
            "CREATE SCHEMA away; ALTER TABLE section_text SET SCHEMA away",
            "ALTER TABLE away.section_text SET SCHEMA public; DROP SCHEMA away"),
        Mutation.sql(
            "a tracked table with an odd name is added",
            """
            CREATE TABLE "Odd ""q"" name" (id serial PRIMARY KEY);
            CREATE TABLE "Odd""näme" ("the ""Id"" x" serial PRIMARY KEY, "A b" varchar(7) DEFAULT ' x ');
            INSERT INTO directus_collections (collection) VALUES ('Odd "q" name'), ('Odd"näme');
            INSERT INTO directus_fields (collection, field)
              VALUES ('Odd "q" name', 'id'), ('Odd"näme', 'the "Id" x'), ('Odd"näme', 'A b');
            """,
            """
            DROP TABLE "Odd ""q"" name", "Odd""näme";
            DELETE FROM directus_collections WHERE collection LIKE 'Odd%';
            DELETE FROM directus_fields WHERE collection LIKE 'Odd%';
            """),
        Mutation.sql(
            "an untracked table is added",
            "CREATE TABLE stray (id serial PRIMARY KEY, other integer REFERENCES issues (id))",
            "DROP TABLE stray"),
        Mutation.sql(
            "a table loses its primary key",
            "ALTER TABLE articles_related DROP CONSTRAINT articles_related_pkey",
            "ALTER TABLE articles_related ADD CONSTRAINT articles_related_pkey PRIMARY KEY (id)"),
        Mutation.sql(
            "a view is tracked",
            """
            CREATE VIEW page_list AS SELECT id, title FROM pages;
            INSERT INTO directus_collections (collection) VALUES ('page_list');
            INSERT INTO directus_fields (collection, field) VALUES ('page_list', 'id');
            """,
            """
            DELETE FROM directus_collections WHERE collection = 'page_list';
            DELETE FROM directus_fields WHERE collection = 'page_list';
            DROP VIEW page_list;
            """),
        // Metadata
        Mutation.sql(
            "a row of metadata is doubled",
            """
            INSERT INTO directus_fields (collection, field, note)
              VALUES ('pages', 'title', 'second'), ('pages', 'hint', 'second')
            """,
            "DELETE FROM directus_fields WHERE collection = 'pages' AND note = 'second'"),
        Mutation.sql(
            "metadata names a field that is not there",
            "INSERT INTO directus_fields (collection, field) VALUES ('pages', 'ghost'), ('nowhere', 'x')",
            "DELETE FROM directus_fields WHERE field = 'ghost' OR collection = 'nowhere'"),
        Mutation.sql(
            "options are encoded twice",
            "UPDATE directus_fields SET display_options = '\"{\\\"a\\\": [1e3]}\"' WHERE collection = 'pages' AND field = 'title'",
            "UPDATE directus_fields SET display_options = NULL WHERE collection = 'pages' AND field = 'title'"),
        Mutation.sql(
            "a relation without foreign key is written down",
            "INSERT INTO directus_relations (many_collection, many_field, one_collection) VALUES ('pages', 'sort', 'issues')",
            "DELETE FROM directus_relations WHERE many_collection = 'pages' AND many_field = 'sort'"));
  }
}
