package dev.plumbline.catalogue;

import java.util.List;

/** Tables and columns that went away behind Directus's back. */
final class GhostMutations {
  private GhostMutations() {}

  static List<Mutation> all() {
    return List.of(
        Mutation.sql(
                "a table is moved to another schema",
                "CREATE SCHEMA elsewhere; ALTER TABLE section_text SET SCHEMA elsewhere",
                "ALTER TABLE elsewhere.section_text SET SCHEMA public; DROP SCHEMA elsewhere",
                "critical collection_table_removed section_text schema")
            .disagreeing("high ghost_collection section_text"),
        Mutation.sql(
                "a table is renamed",
                "ALTER TABLE section_quote RENAME TO quotes",
                "ALTER TABLE quotes RENAME TO section_quote",
                "critical collection_table_removed section_quote schema",
                "high relation_constraint_removed section_quote.person schema",
                "low table_added quotes")
            .disagreeing("high table_renamed section_quote quotes"),
        Mutation.sql(
                "a view is put in place of a table",
                """
            CREATE SCHEMA elsewhere;
            ALTER TABLE section_text SET SCHEMA elsewhere;
            CREATE VIEW section_text AS SELECT * FROM elsewhere.section_text
            """,
                """
            DROP VIEW section_text;
            ALTER TABLE elsewhere.section_text SET SCHEMA public;
            DROP SCHEMA elsewhere
            """,
                "critical collection_table_removed section_text schema",
                "low view_added section_text")
            .disagreeing("high collection_not_a_table section_text"),
        Mutation.sql(
                "a primary key is dropped",
                "ALTER TABLE section_text DROP CONSTRAINT section_text_pkey",
                "ALTER TABLE section_text ADD CONSTRAINT section_text_pkey PRIMARY KEY (id)",
                "critical field_removed section_text.body",
                "critical field_removed section_text.columns",
                "critical field_removed section_text.heading",
                "critical field_removed section_text.id",
                "low table_added section_text")
            .disagreeing("high collection_without_primary_key section_text"),
        Mutation.sql(
                "a primary key gets a second column",
                """
            ALTER TABLE section_text DROP CONSTRAINT section_text_pkey,
              ADD CONSTRAINT section_text_pkey PRIMARY KEY (id, body)
            """,
                """
            ALTER TABLE section_text DROP CONSTRAINT section_text_pkey,
              ADD CONSTRAINT section_text_pkey PRIMARY KEY (id)
            """,
                "critical field_removed section_text.body",
                "critical field_removed section_text.columns",
                "critical field_removed section_text.heading",
                "critical field_removed section_text.id",
                "low table_added section_text")
            .disagreeing("high collection_with_composite_primary_key section_text"),
        Mutation.sql(
                "fields are left of a collection that is nowhere",
                """
            INSERT INTO directus_fields (collection, field)
              VALUES ('nowhere', 'id'), ('nowhere', 'title')
            """,
                "DELETE FROM directus_fields WHERE collection = 'nowhere'")
            .disagreeing("medium fields_of_missing_collection nowhere"),
        Mutation.sql(
                "a column is dropped",
                "ALTER TABLE section_image DROP COLUMN caption",
                "ALTER TABLE section_image ADD COLUMN caption varchar(300)",
                "critical field_removed section_image.caption")
            .disagreeing("high ghost_field section_image.caption"),
        Mutation.sql(
                "a column of a junction is renamed",
                "ALTER TABLE articles_tags RENAME tags_slug TO tag",
                "ALTER TABLE articles_tags RENAME tag TO tags_slug",
                "critical field_removed articles_tags.tags_slug",
                "high relation_constraint_removed articles_tags.tags_slug schema",
                "medium column_added articles_tags.tag")
            .disagreeing("high column_renamed articles_tags.tags_slug tag"),
        Mutation.sql(
                "a column is dropped by which items are sorted",
                "ALTER TABLE pages DROP COLUMN sort",
                "ALTER TABLE pages ADD COLUMN sort integer",
                "critical field_removed pages.sort")
            .disagreeing("high ghost_field pages.sort"),
        Mutation.sql(
                "a column of a relation is dropped",
                "ALTER TABLE products DROP COLUMN issue",
                """
            ALTER TABLE products ADD COLUMN issue integer,
              ADD CONSTRAINT products_issue_foreign
                FOREIGN KEY (issue) REFERENCES issues (id) ON DELETE SET NULL
            """,
                "critical field_removed products.issue",
                "high relation_constraint_removed products.issue schema")
            .disagreeing("high ghost_field products.issue"),
        Mutation.sql(
                "a field of users has no column",
                """
            INSERT INTO directus_fields (collection, field) VALUES ('directus_users', 'badge')
            """,
                "DELETE FROM directus_fields WHERE collection = 'directus_users' AND field = 'badge'")
            .disagreeing("high ghost_field directus_users.badge"),
        Mutation.sql(
                "a column gets the name of an alias",
                "ALTER TABLE pages ADD COLUMN hint text",
                "ALTER TABLE pages DROP COLUMN hint")
            .disagreeing("medium field_alias_beside_column pages.hint"));
  }
}
