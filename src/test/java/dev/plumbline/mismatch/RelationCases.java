package dev.plumbline.mismatch;

import static dev.plumbline.mismatch.Below.column;

import dev.plumbline.catalog.Catalog.Enforcement;
import dev.plumbline.catalog.TableDetails.Firing;
import dev.plumbline.catalog.TableDetails.RowSecurity;
import dev.plumbline.catalog.TableDetails.Trigger;
import java.util.List;
import java.util.stream.Stream;

/** Foreign keys and relations that do not fit one another, and relations that are half there. */
public final class RelationCases {
  private RelationCases() {}

  public static List<Case> all() {
    return Stream.of(foreignKeys(), halves()).flatMap(List::stream).toList();
  }

  private static List<Case> foreignKeys() {
    return List.of(
        Case.of(
            "a foreign key is added",
            b -> b.foreignKey("articles", "sort", "texts", "id"),
            "foreign_key_without_relation articles.sort articles_sort_foreign"),
        Case.of(
            "a foreign key to what Directus does not track",
            b ->
                b.table("stray", "id integer")
                    .foreignKey("articles", "sort", "stray", "id")
                    .foreignKey("blocks", "id", "elsewhere", "id"),
            "untracked_table stray"),
        Case.of(
            "a relation is deleted, its foreign key is not",
            b -> b.forgetRelation("authors", "account"),
            "foreign_key_without_relation authors.account authors_account_foreign"),
        Case.of(
            "a foreign key points elsewhere",
            b ->
                b.dropForeignKey("articles", "author")
                    .foreignKey("articles", "author", "texts", "id"),
            "foreign_key_to_other_table articles.author articles_author_foreign"),
        Case.of(
            "a column has a second foreign key",
            b -> b.foreignKey("articles", "author", "texts", "id"),
            "foreign_key_without_relation articles.author articles_author_foreign"),
        Case.of(
            "a foreign key is not validated",
            b -> b.enforce("articles", "author", new Enforcement(false, true, false)),
            "foreign_key_not_validated articles.author articles_author_foreign"),
        Case.of(
            "a foreign key is not enforced",
            b -> b.enforce("articles", "author", new Enforcement(false, true, false, false)),
            "foreign_key_disabled articles.author articles_author_foreign"),
        Case.of(
            "a foreign key is deferrable",
            b -> b.enforce("articles", "author", new Enforcement(true, true, true))),
        Case.of(
            "a foreign key is disabled",
            b -> b.enforce("articles", "author", new Enforcement(true, false, false)),
            "foreign_key_disabled articles.author articles_author_foreign"),
        Case.of(
            "all triggers of a table are disabled",
            b ->
                b.disableAll("articles")
                    .details(
                        "articles",
                        CollectionCases.details(
                            false, RowSecurity.OFF, new Trigger("t", "", Firing.DISABLED))),
            "foreign_key_disabled articles"),
        Case.of(
            "all triggers of a table with one foreign key are disabled",
            b -> b.disableAll("tags"),
            "foreign_key_disabled articles_tags.tag articles_tags_tag_foreign"),
        Case.of(
            "a foreign key has another type",
            b -> b.with("articles", column("author bigint")),
            "foreign_key_type_differs articles.author articles_author_foreign"),
        Case.of(
            "a foreign key is text to varchar", b -> b.with("articles_tags", column("tag text"))),
        Case.of(
            "foreign keys of Directus itself",
            b ->
                b.with("directus_users", column("role uuid"))
                    .table("directus_roles", "id uuid")
                    .foreignKey("directus_users", "role", "directus_roles", "id")),
        Case.of(
            "a foreign key of a field of users",
            b ->
                b.field("directus_users", column("desk integer"), "m2o")
                    .foreignKey("directus_users", "desk", "texts", "id"),
            "foreign_key_without_relation directus_users.desk directus_users_desk_foreign"),
        Case.of(
            "a foreign key is dropped",
            b -> b.dropForeignKey("articles", "author"),
            "relation_without_foreign_key articles.author"),
        Case.of(
            "a foreign key to users is dropped",
            b -> b.dropForeignKey("authors", "account"),
            "relation_without_foreign_key authors.account"));
  }

  private static List<Case> halves() {
    return List.of(
        Case.of(
            "a relation is doubled",
            b -> b.relation("articles", "author", "'one_collection': 'authors'"),
            "duplicate_relation articles.author"),
        Case.of(
            "a relation is on nothing",
            b -> b.relation("articles", "nothing", "'one_collection': 'authors'"),
            "relation_field_missing articles.nothing"),
        Case.of(
            "a relation is on an alias",
            b -> b.relation("articles", "side", "'one_collection': 'authors'"),
            "relation_field_missing articles.side"),
        Case.of(
            "a junction is nowhere",
            b ->
                b.drop("articles_tags")
                    .forget("articles_tags")
                    .relation("articles_tags", "tag", "'one_collection': 'tags'")
                    .relation(
                        "articles_tags",
                        "article",
                        "'one_collection': 'articles', 'one_field': 'tags'"),
            "relation_of_missing_collection articles_tags"),
        Case.of(
            "a collection is nowhere",
            b -> b.drop("authors").forget("authors").dropForeignKey("articles", "author"),
            "relation_to_missing_collection articles.author"),
        Case.of(
            "a relation names nothing",
            b ->
                b.dropForeignKey("authors", "account")
                    .changeRelation("authors", "account", "'one_collection': null"),
            "relation_without_target authors.account"),
        Case.of(
            "a relation names nothing, but its foreign key does",
            b -> b.changeRelation("authors", "account", "'one_collection': null")),
        Case.of(
            "an alias is deleted",
            b -> b.forgetField("authors", "articles"),
            "relation_one_field_missing articles.author one_field"),
        Case.of(
            "a relation is shown by another field",
            b ->
                b.changeRelation(
                    "articles", "author", "'one_collection': 'authors', 'one_field': 'name'"),
            "relation_one_field_missing articles.author one_field"),
        Case.of(
            "a relation is no longer shown",
            b -> b.changeRelation("articles", "author", "'one_collection': 'authors'"),
            "alias_without_relation authors.articles"),
        Case.of(
            "a junction leads on by nothing",
            b ->
                b.changeRelation(
                    "articles_tags",
                    "tag",
                    "'one_collection': 'tags', 'junction_field': 'nothing'"),
            "relation_junction_field_missing articles_tags.tag junction_field"),
        Case.of(
            "a junction has lost the relation of one side",
            b -> b.forgetRelation("articles_tags", "tag").dropForeignKey("articles_tags", "tag"),
            "relation_junction_field_missing articles_tags.article junction_field"),
        Case.of(
            "a junction has lost the relation of one side, not its foreign key",
            b -> b.forgetRelation("articles_tags", "tag"),
            "foreign_key_without_relation articles_tags.tag articles_tags_tag_foreign"),
        Case.of(
            "items are sorted by nothing",
            b ->
                b.changeRelation(
                    "articles",
                    "author",
                    "'one_collection': 'authors', 'one_field': 'articles', 'sort_field': 'nothing'"),
            "relation_sort_field_missing articles.author sort_field"),
        Case.of(
            "a many-to-any names its collection nowhere",
            b ->
                b.changeRelation(
                    "blocks",
                    "item",
                    "'one_collection_field': 'nothing', 'one_allowed_collections': 'texts'"),
            "relation_collection_field_missing blocks.item one_collection_field"),
        Case.of(
            "a many-to-any may point to what is nowhere and to a folder",
            b ->
                b.changeRelation(
                    "blocks",
                    "item",
                    "'one_collection_field': 'kind',"
                        + " 'one_allowed_collections': 'texts,nowhere,editorial'"),
            "relation_allowed_collection_missing blocks.item one_allowed_collections.editorial",
            "relation_allowed_collection_missing blocks.item one_allowed_collections.nowhere"),
        Case.of(
            "an alias has no relation",
            b ->
                b.field("tags", "a", "files")
                    .field("tags", "b", "translations")
                    .field("tags", "c", "alias,no-data"),
            "alias_without_relation tags.a",
            "alias_without_relation tags.b"),
        Case.of(
            "a field refers to a file without relation",
            b ->
                b.field("tags", column("a uuid"), "file")
                    .field("tags", column("b integer"), "m2o")
                    .field("tags", column("c uuid"), "user-created"),
            "reference_without_relation tags.a",
            "reference_without_relation tags.b"));
  }
}
