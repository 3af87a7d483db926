package dev.plumbline.catalogue;

import java.util.List;

/** Relations of which one end or the metadata of one end is missing. */
final class HalfRelationMutations {
  private HalfRelationMutations() {}

  static List<Mutation> all() {
    return List.of(
        inserted("a relation is doubled", "products", "issue", "'issues'")
            .changing("high relation_constraint_removed products.issue schema")
            .disagreeing("medium duplicate_relation products.issue"),
        inserted("a relation is on no field", "pages", "nothing", "'issues'")
            .changing("low relation_added pages.nothing")
            .disagreeing("high relation_field_missing pages.nothing"),
        inserted("a relation is left of a collection that is nowhere", "nowhere", "a", "'issues'")
            .changing("low relation_added nowhere.a")
            .disagreeing("medium relation_of_missing_collection nowhere"),
        inserted("a relation points nowhere", "pages", "sort", "'nowhere'")
            .changing("low relation_added pages.sort")
            .disagreeing("high relation_to_missing_collection pages.sort"),
        inserted("a relation points to nothing", "pages", "sort", "NULL")
            .changing("low relation_added pages.sort")
            .disagreeing("high relation_without_target pages.sort"),
        Mutation.sql(
                "the alias of a relation is gone",
                """
            CREATE SCHEMA elsewhere;
            CREATE TABLE elsewhere.kept AS
              SELECT * FROM directus_fields WHERE collection = 'authors' AND field = 'articles';
            DELETE FROM directus_fields WHERE collection = 'authors' AND field = 'articles'
            """,
                """
            INSERT INTO directus_fields SELECT * FROM elsewhere.kept;
            DROP SCHEMA elsewhere CASCADE
            """,
                "high field_removed authors.articles")
            .disagreeing("medium relation_one_field_missing articles.author one_field"),
        Mutation.sql(
                "an alias shows no relation",
                """
            INSERT INTO directus_fields (collection, field, special)
              VALUES ('tags', 'pages', 'o2m')
            """,
                "DELETE FROM directus_fields WHERE collection = 'tags' AND field = 'pages'",
                "low field_added tags.pages")
            .disagreeing("high alias_without_relation tags.pages"),
        Mutation.sql(
                "a plain field refers to files",
                "UPDATE directus_fields SET special = 'm2o' WHERE collection = 'pages' AND field = 'sort'",
                "UPDATE directus_fields SET special = NULL WHERE collection = 'pages' AND field = 'sort'",
                "medium field_special_changed pages.sort meta.special")
            .disagreeing("medium reference_without_relation pages.sort"),
        set(
                "related items are sorted by nothing",
                "order_lines",
                "order",
                "sort_field",
                "'nothing'",
                "'position'")
            .changing("medium relation_sort_field_changed order_lines.order meta.sort_field")
            .disagreeing("medium relation_sort_field_missing order_lines.order sort_field"),
        set(
                "a junction leads on by nothing",
                "articles_related",
                "articles_id",
                "junction_field",
                "'nothing'",
                "'related_articles_id'")
            .changing(
                "high relation_junction_field_changed articles_related.articles_id meta.junction_field")
            .disagreeing(
                "high relation_junction_field_missing articles_related.articles_id junction_field"),
        set(
                "a many-to-any may point nowhere",
                "articles_sections",
                "item",
                "one_allowed_collections",
                "'section_text,section_quote,section_image,nowhere'",
                "'section_text,section_quote,section_image'")
            .changing(
                "low relation_allowed_collections_changed articles_sections.item meta.one_allowed_collections")
            .disagreeing(
                "medium relation_allowed_collection_missing articles_sections.item one_allowed_collections.nowhere"));
  }

  private static Mutation inserted(String name, String collection, String field, String one) {
    return Mutation.sql(
        name,
        """
        INSERT INTO directus_relations (many_collection, many_field, one_collection, sort_field)
          VALUES ('%s', '%s', %s, NULL)
        """
            .formatted(collection, field, one),
        """
        DELETE FROM directus_relations
          WHERE id = (SELECT max(id) FROM directus_relations
                       WHERE many_collection = '%s' AND many_field = '%s')
        """
            .formatted(collection, field));
  }

  private static Mutation set(
      String name, String collection, String field, String member, String to, String from) {
    String set =
        "UPDATE directus_relations SET "
            + member
            + " = %s WHERE many_collection = '%s' AND many_field = '%s'";
    return Mutation.sql(
        name, set.formatted(to, collection, field), set.formatted(from, collection, field));
  }
}
