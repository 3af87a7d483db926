package dev.plumbline.catalogue;

import static dev.plumbline.catalogue.Step.delete;
import static dev.plumbline.catalogue.Step.patch;
import static dev.plumbline.catalogue.Step.post;

import java.util.List;

/** Collections and folders that come and go. */
final class CollectionMutations {
  private CollectionMutations() {}

  private static final Step ADD_NOTES =
      post(
          "/collections",
          """
          {"collection": "notes", "meta": {"icon": "note"}, "schema": {},
           "fields": [{"field": "id", "type": "uuid", "meta": {"special": ["uuid"]},
                       "schema": {"is_primary_key": true}},
                      {"field": "text", "type": "text"}]}
          """);

  private static final Step ADD_FOLDER =
      post("/collections", "{\"collection\": \"archive\", \"meta\": {}, \"schema\": null}");

  static List<Mutation> all() {
    Mutation added =
        Mutation.api(
                "a collection is added",
                ADD_NOTES,
                delete("/collections/notes"),
                "low collection_added notes")
            .disagreeing("low untracked_column notes.text");
    Mutation folder =
        Mutation.api(
            "a folder is added",
            ADD_FOLDER,
            delete("/collections/archive"),
            "info collection_added archive");
    return List.of(
        added,
        added.inTarget("critical collection_removed notes"),
        folder,
        folder.inTarget("info collection_removed archive"),
        Mutation.api(
            "a collection is deleted",
            delete("/collections/site"),
            "critical collection_removed site"),
        Mutation.api(
            "a junction is deleted, and with it the lists that lead over it",
            delete("/collections/articles_tags"),
            "critical collection_removed articles_tags",
            "high field_removed articles.tags",
            "high field_removed tags.articles"),
        Mutation.api(
            "a folder with collections is deleted",
            delete("/collections/sections"),
            "info collection_removed sections",
            "info collection_group_changed section_image meta.group",
            "info collection_group_changed section_quote meta.group",
            "info collection_group_changed section_text meta.group"),
        Mutation.api(
            "collections are moved into a new folder",
            ADD_FOLDER
                .then(patch("/collections/pages", Step.meta("group", "\"archive\"")))
                .then(patch("/collections/site", Step.meta("group", "\"archive\""))),
            patch("/collections/pages", Step.meta("group", "\"editorial\""))
                .then(patch("/collections/site", Step.meta("group", "\"editorial\"")))
                .then(delete("/collections/archive")),
            "info collection_added archive",
            "info collection_group_changed pages meta.group",
            "info collection_group_changed site meta.group"),
        Mutation.sql(
            "a folder gets a table",
            """
            CREATE TABLE plumbing (id serial PRIMARY KEY);
            INSERT INTO directus_fields (collection, field) VALUES ('plumbing', 'id')
            """,
            "DROP TABLE plumbing; DELETE FROM directus_fields WHERE collection = 'plumbing'",
            "low collection_table_added plumbing schema"),
        Mutation.sql(
                "a table goes and leaves its metadata",
                "CREATE SCHEMA away; ALTER TABLE section_text SET SCHEMA away",
                "ALTER TABLE away.section_text SET SCHEMA public; DROP SCHEMA away",
                "critical collection_table_removed section_text schema")
            .disagreeing("high ghost_collection section_text"),
        Mutation.sql(
                "a table is renamed together with its metadata",
                renamed("section_text", "section_prose"),
                renamed("section_prose", "section_text"),
                "low collection_added section_prose",
                "critical collection_removed section_text")
            .disagreeing(
                "medium relation_allowed_collection_missing articles_sections.item one_allowed_collections.section_text"),
        Mutation.sql(
            "a tracked table is added",
            """
            CREATE TABLE visits (id serial PRIMARY KEY, page varchar(40) NOT NULL);
            INSERT INTO directus_collections (collection) VALUES ('visits');
            INSERT INTO directus_fields (collection, field)
              VALUES ('visits', 'id'), ('visits', 'page')
            """,
            """
            DROP TABLE visits;
            DELETE FROM directus_fields WHERE collection = 'visits';
            DELETE FROM directus_collections WHERE collection = 'visits'
            """,
            "low collection_added visits"));
  }

  private static String renamed(String from, String to) {
    return """
    ALTER TABLE %1$s RENAME TO %2$s;
    UPDATE directus_collections SET collection = '%2$s' WHERE collection = '%1$s';
    UPDATE directus_fields SET collection = '%2$s' WHERE collection = '%1$s'
    """
        .formatted(from, to);
  }
}
