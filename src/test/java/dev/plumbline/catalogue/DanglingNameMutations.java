package dev.plumbline.catalogue;

import java.util.List;

/** Names within the metadata that name nothing. */
final class DanglingNameMutations {
  private DanglingNameMutations() {}

  static List<Mutation> all() {
    return List.of(
        collection("folders contain one another", "editorial", "\"group\"", "'sections'", "NULL")
            .changing("info collection_group_changed editorial meta.group")
            .disagreeing("medium collection_group_cycle editorial group"),
        collection("items are sorted by nothing", "pages", "sort_field", "'nothing'", "'sort'")
            .changing("medium collection_sort_field_changed pages meta.sort_field")
            .disagreeing("medium collection_sort_field_missing pages sort_field"),
        collection(
                "items are archived by nothing", "products", "archive_field", "'state'", "'status'")
            .changing("medium collection_archive_changed products meta.archive_field")
            .disagreeing("medium collection_archive_field_missing products archive_field"),
        collection(
                "nothing is copied along",
                "articles",
                "item_duplication_fields",
                "'[\"title\",\"teaser\",\"category\",\"nothing\"]'",
                "'[\"title\",\"teaser\",\"category\"]'")
            .changing("low collection_duplication_changed articles meta.item_duplication_fields")
            .disagreeing(
                "low collection_duplication_field_missing articles item_duplication_fields.nothing"),
        Mutation.sql(
                "a folder is not there",
                """
            ALTER TABLE directus_collections DROP CONSTRAINT directus_collections_group_foreign;
            UPDATE directus_collections SET "group" = 'nothing' WHERE collection = 'pages'
            """,
                """
            UPDATE directus_collections SET "group" = 'editorial' WHERE collection = 'pages';
            ALTER TABLE directus_collections ADD CONSTRAINT directus_collections_group_foreign
              FOREIGN KEY ("group") REFERENCES directus_collections (collection)
            """,
                "high foreign_key_removed directus_collections.directus_collections_group_foreign",
                "info collection_group_changed pages meta.group")
            .disagreeing("low collection_group_missing pages group"),
        field("a group of the form is not there", "seo_title", "'nothing'", "'seo_basics'")
            .changing("info field_group_changed articles.seo_title meta.group")
            .disagreeing("low field_group_missing articles.seo_title group"),
        field("a group of the form is none", "seo_title", "'media'", "'seo_basics'")
            .changing("info field_group_changed articles.seo_title meta.group")
            .disagreeing("low field_group_missing articles.seo_title group"),
        field("groups of a form contain one another", "seo", "'seo_basics'", "NULL")
            .changing("info field_group_changed articles.seo meta.group")
            .disagreeing("medium field_group_cycle articles.seo group"));
  }

  private static Mutation collection(
      String name, String collection, String member, String to, String from) {
    String set = "UPDATE directus_collections SET " + member + " = %s WHERE collection = '%s'";
    return Mutation.sql(name, set.formatted(to, collection), set.formatted(from, collection));
  }

  private static Mutation field(String name, String field, String to, String from) {
    String set =
        "UPDATE directus_fields SET \"group\" = %s WHERE collection = 'articles' AND field = '%s'";
    return Mutation.sql(name, set.formatted(to, field), set.formatted(from, field));
  }
}
