package dev.plumbline.catalogue;

import java.util.List;

/** What nobody should do, but somebody did. */
final class OddMutations {
  private OddMutations() {}

  static List<Mutation> all() {
    return List.of(
        Mutation.sql(
                "tables with odd names are tracked",
                """
            CREATE TABLE "Odd ""q"" name" (id serial PRIMARY KEY);
            CREATE TABLE "Odd""näme"
              ("the ""Id"" x" serial PRIMARY KEY, "A b" varchar(7) DEFAULT ' x ');
            INSERT INTO directus_collections (collection) VALUES ('Odd "q" name'), ('Odd"näme');
            INSERT INTO directus_fields (collection, field)
              VALUES ('Odd "q" name', 'id'), ('Odd"näme', 'the "Id" x'), ('Odd"näme', 'A b')
            """,
                """
            DROP TABLE "Odd ""q"" name", "Odd""näme";
            DELETE FROM directus_collections WHERE collection LIKE 'Odd%';
            DELETE FROM directus_fields WHERE collection LIKE 'Odd%'
            """,
                "low collection_added Odd\"näme",
                "low collection_added Odd \"q\" name")
            .disagreeing("high collection_name_unusable Odd \"q\" name"),
        Mutation.sql(
                "a view is tracked",
                """
            CREATE VIEW page_list AS SELECT id, title FROM pages;
            INSERT INTO directus_collections (collection) VALUES ('page_list');
            INSERT INTO directus_fields (collection, field) VALUES ('page_list', 'id')
            """,
                """
            DELETE FROM directus_collections WHERE collection = 'page_list';
            DELETE FROM directus_fields WHERE collection = 'page_list';
            DROP VIEW page_list
            """,
                "info collection_added page_list",
                "low view_added page_list")
            .disagreeing("high collection_not_a_table page_list"),
        Mutation.sql(
            "options are encoded twice",
            """
            UPDATE directus_fields SET display_options = '"{\\"a\\": [1e3]}"'
              WHERE collection = 'pages' AND field = 'title'
            """,
            """
            UPDATE directus_fields SET display_options = NULL
              WHERE collection = 'pages' AND field = 'title'
            """,
            "info field_display_changed pages.title meta.display_options"),
        // Directus gives both; the Studio shows either.
        Mutation.sql(
                "a row of an alias is doubled",
                """
            INSERT INTO directus_fields (collection, field, special, note)
              VALUES ('pages', 'hint', 'alias,no-data', 'second')
            """,
                "DELETE FROM directus_fields WHERE collection = 'pages' AND note = 'second'",
                "info field_interface_changed pages.hint meta.interface",
                "info field_note_changed pages.hint meta.note",
                "info field_sort_changed pages.hint meta.sort",
                "low field_options_changed pages.hint meta.options.color",
                "low field_options_changed pages.hint meta.options.text")
            .disagreeing("medium duplicate_field pages.hint"),
        Mutation.sql(
                "a row of a column is doubled",
                """
            INSERT INTO directus_fields (collection, field, note)
              VALUES ('pages', 'title', 'second')
            """,
                "DELETE FROM directus_fields WHERE collection = 'pages' AND note = 'second'")
            .disagreeing("medium duplicate_field pages.title"),
        Mutation.sql(
                "metadata names a field that is not there",
                """
            INSERT INTO directus_fields (collection, field)
              VALUES ('pages', 'ghost'), ('nowhere', 'x')
            """,
                "DELETE FROM directus_fields WHERE field = 'ghost' OR collection = 'nowhere'")
            .disagreeing(
                "high ghost_field pages.ghost", "medium fields_of_missing_collection nowhere"));
  }
}
