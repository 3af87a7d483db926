package dev.plumbline.catalogue;

import static dev.plumbline.catalogue.Step.delete;
import static dev.plumbline.catalogue.Step.patch;
import static dev.plumbline.catalogue.Step.post;

import dev.plumbline.lab.directus.DirectusVersion;
import java.util.List;
import java.util.stream.Stream;

/** Relations and their foreign keys. {@code PATCH /relations} ends the process of 11.17.4. */
final class RelationMutations {
  private RelationMutations() {}

  static List<Mutation> all() {
    return Stream.of(whole(), constraints(), metadata()).flatMap(List::stream).toList();
  }

  private static List<Mutation> whole() {
    Mutation deleted =
        Mutation.api(
                "a relation is deleted",
                delete("/relations/products/issue"),
                "high relation_removed products.issue")
            .disagreeing("medium reference_without_relation products.issue");
    return List.of(
        deleted,
        Mutation.api(
            "a relation on a field is added",
            post(
                "/relations",
                """
                {"collection": "articles_sections", "field": "sort", "related_collection": "pages",
                 "schema": {"on_delete": "SET NULL"}}\
                """),
            delete("/relations/articles_sections/sort"),
            "medium relation_added articles_sections.sort"),
        Mutation.sql(
                "a relation without foreign key is written down",
                """
            INSERT INTO directus_relations (many_collection, many_field, one_collection)
              VALUES ('pages', 'sort', 'issues')
            """,
                "DELETE FROM directus_relations WHERE many_collection = 'pages' AND many_field = 'sort'",
                "low relation_added pages.sort")
            .disagreeing("high relation_without_foreign_key pages.sort"),
        Mutation.sql(
                "a relation points elsewhere",
                pointing("categories", "NOT VALID"),
                pointing("issues", ""),
                "high relation_target_changed products.issue related_collection",
                "high foreign_key_changed products.products_issue_foreign validated")
            .disagreeing("high foreign_key_not_validated products.issue products_issue_foreign"));
  }

  private static List<Mutation> constraints() {
    Mutation cascades =
        constraint(
            "deletes along",
            "ON DELETE CASCADE",
            "high relation_on_delete_changed articles.author schema.on_delete");
    Mutation dropped =
        Mutation.sql(
                "a foreign key is dropped",
                "ALTER TABLE articles DROP CONSTRAINT articles_author_foreign",
                """
            ALTER TABLE articles ADD CONSTRAINT articles_author_foreign
              FOREIGN KEY (author) REFERENCES authors (id) ON DELETE SET NULL
            """,
                "high relation_constraint_removed articles.author schema")
            .disagreeing("high relation_without_foreign_key articles.author");
    return List.of(
        cascades,
        cascades.inTarget("medium relation_on_delete_changed articles.author schema.on_delete"),
        Mutation.api(
                "a foreign key deletes along",
                patch("/relations/orders/handled_by", "{\"schema\": {\"on_delete\": \"CASCADE\"}}"),
                patch(
                    "/relations/orders/handled_by", "{\"schema\": {\"on_delete\": \"SET NULL\"}}"),
                "high relation_on_delete_changed orders.handled_by schema.on_delete")
            .only(DirectusVersion.V12),
        constraint(
            "follows the key",
            "ON DELETE SET NULL ON UPDATE CASCADE",
            "medium relation_on_update_changed articles.author schema.on_update"),
        dropped,
        dropped.inTarget("medium relation_constraint_added articles.author schema"),
        Mutation.sql(
            "a foreign key is renamed",
            "ALTER TABLE articles RENAME CONSTRAINT articles_author_foreign TO by_whom",
            "ALTER TABLE articles RENAME CONSTRAINT by_whom TO articles_author_foreign",
            "info relation_constraint_name_changed articles.author schema.constraint_name"),
        Mutation.sql(
                "a foreign key without relation is added",
                """
            ALTER TABLE pages ADD CONSTRAINT pages_odd
              FOREIGN KEY (sort) REFERENCES issues (id) NOT VALID
            """,
                "ALTER TABLE pages DROP CONSTRAINT pages_odd",
                "medium field_foreign_key_changed pages.sort schema.foreign_key_table",
                "medium foreign_key_added pages.pages_odd")
            .disagreeing(
                "high foreign_key_not_validated pages.sort pages_odd",
                "medium foreign_key_without_relation pages.sort pages_odd"));
  }

  private static List<Mutation> metadata() {
    Mutation allowed =
        relation(
            "a many-to-any may point to one more",
            "articles_sections",
            "item",
            "one_allowed_collections",
            "'section_text,section_quote,section_image'",
            "'section_text,section_quote,section_image,pages'",
            "low relation_allowed_collections_changed articles_sections.item"
                + " meta.one_allowed_collections");
    return List.of(
        allowed,
        allowed.inTarget(
            "high relation_allowed_collections_changed articles_sections.item"
                + " meta.one_allowed_collections"),
        relation(
                "a many-to-any names its collection elsewhere",
                "articles_sections",
                "item",
                "one_collection_field",
                "'collection'",
                "'kind'",
                "high relation_collection_field_changed articles_sections.item"
                    + " meta.one_collection_field")
            .disagreeing(
                "high relation_collection_field_missing articles_sections.item one_collection_field"),
        relation(
                "a relation is shown by no field any more",
                "products",
                "issue",
                "one_field",
                "NULL",
                "'products'",
                "low relation_one_field_changed products.issue meta.one_field")
            .disagreeing("medium relation_one_field_missing products.issue one_field"),
        relation(
                "a relation is shown by another field",
                "articles",
                "author",
                "one_field",
                "'articles'",
                "'bio'",
                "high relation_one_field_changed articles.author meta.one_field")
            .disagreeing("medium relation_one_field_missing articles.author one_field"),
        relation(
                "a junction leads on by another field",
                "articles_tags",
                "articles_id",
                "junction_field",
                "'tags_slug'",
                "'sort'",
                "high relation_junction_field_changed articles_tags.articles_id meta.junction_field")
            .disagreeing(
                "high relation_junction_field_missing articles_tags.articles_id junction_field"),
        relation(
            "related items are sorted by another field",
            "order_lines",
            "order",
            "sort_field",
            "'position'",
            "'quantity'",
            "medium relation_sort_field_changed order_lines.order meta.sort_field"),
        relation(
            "a deselected item is deleted",
            "articles",
            "author",
            "one_deselect_action",
            "'nullify'",
            "'delete'",
            "high relation_deselect_action_changed articles.author meta.one_deselect_action"));
  }

  private static Mutation constraint(String what, String actions, String expected) {
    return Mutation.sql(
        "a foreign key " + what, author(actions), author("ON DELETE SET NULL"), expected);
  }

  private static String author(String actions) {
    return """
    ALTER TABLE articles DROP CONSTRAINT articles_author_foreign,
      ADD CONSTRAINT articles_author_foreign FOREIGN KEY (author) REFERENCES authors (id) %s
    """
        .formatted(actions);
  }

  private static String pointing(String table, String how) {
    return """
    ALTER TABLE products DROP CONSTRAINT products_issue_foreign,
      ADD CONSTRAINT products_issue_foreign
        FOREIGN KEY (issue) REFERENCES %1$s (id) ON DELETE SET NULL %2$s;
    UPDATE directus_relations SET one_collection = '%1$s'
      WHERE many_collection = 'products' AND many_field = 'issue'
    """
        .formatted(table, how);
  }

  private static Mutation relation(
      String name,
      String collection,
      String field,
      String member,
      String from,
      String to,
      String expected) {
    String set =
        "UPDATE directus_relations SET "
            + member
            + " = %s WHERE many_collection = '%s' AND many_field = '%s'";
    return Mutation.sql(
        name,
        set.formatted(to, collection, field),
        set.formatted(from, collection, field),
        expected);
  }
}
