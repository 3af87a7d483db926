package dev.plumbline.mismatch;

import dev.plumbline.catalog.Catalog.Constraint.PrimaryKey;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.TableDetails;
import dev.plumbline.catalog.TableDetails.Firing;
import dev.plumbline.catalog.TableDetails.PartitionOf;
import dev.plumbline.catalog.TableDetails.RowSecurity;
import dev.plumbline.catalog.TableDetails.Trigger;
import java.util.List;
import java.util.Optional;

/** Collections, tables and fields that have lost one another. */
public final class CollectionCases {
  private CollectionCases() {}

  public static List<Case> all() {
    return List.of(
        Case.of("a folder is no ghost", below -> below),
        Case.of("a table is gone", b -> b.drop("tags"), "ghost_collection tags"),
        Case.of(
            "a table is gone to which keys pointed",
            b -> b.drop("authors").dropForeignKey("articles", "author"),
            "ghost_collection authors"),
        Case.of(
            "a table is gone that a many-to-any may point to",
            b -> b.drop("texts"),
            "ghost_collection texts"),
        Case.of(
            "a table gives way to another",
            b -> b.drop("tags").table("labels", "slug varchar 40"),
            "ghost_collection tags",
            "untracked_table labels"),
        Case.of(
            "a table is gone, and its fields, but not its relations",
            b ->
                b.drop("articles_tags")
                    .forget("articles_tags")
                    .collection("{'collection': 'articles_tags'}")
                    .relation(
                        "articles_tags",
                        "article",
                        "'one_collection': 'articles', 'one_field': 'tags'"),
            "ghost_collection articles_tags"),
        Case.of(
            "a view is in place of a table",
            b -> b.kind("texts", Kind.VIEW).field("texts", "ghost", ""),
            "collection_not_a_table texts"),
        Case.of(
            "a partitioned table is in place of a table",
            b -> b.kind("texts", Kind.PARTITIONED_TABLE),
            "collection_not_a_table texts"),
        Case.of(
            "a primary key is dropped",
            b -> b.constraints("texts", old -> List.of()).field("texts", "ghost", ""),
            "collection_without_primary_key texts"),
        Case.of(
            "a primary key gets a second column",
            b ->
                b.constraints(
                    "articles_tags",
                    old -> List.of(new PrimaryKey("k", List.of("article", "tag")))),
            "collection_with_composite_primary_key articles_tags"),
        Case.of(
            "a name has a space",
            b -> b.tracked("odd name", "id integer"),
            "collection_name_unusable odd name"),
        Case.of(
            "fields are left of nothing",
            b ->
                b.field("nowhere", "a", "")
                    .field("nowhere", "b", "")
                    .relation("nowhere", "a", "'one_collection': 'articles'"),
            "fields_of_missing_collection nowhere"),
        Case.of(
            "fields are left of a table of Directus",
            b -> b.field("directus_webhooks", "a", ""),
            "fields_of_missing_collection directus_webhooks"),
        Case.of(
            "a table is no collection",
            b ->
                b.table("stray", "id integer", "to integer", "list text[]")
                    .foreignKey("stray", "to", "articles", "id"),
            "untracked_table stray"),
        Case.of(
            "a table is no collection, but has fields and a relation",
            b ->
                b.table("stray", "id integer", "to integer")
                    .field("stray", "id", "")
                    .field("stray", "ghost", "")
                    .relation("stray", "to", "'one_collection': 'articles'"),
            "untracked_table stray"),
        untracked("view", Kind.VIEW),
        untracked("materialized_view", Kind.MATERIALIZED_VIEW),
        untracked("foreign_table", Kind.FOREIGN_TABLE),
        Case.of(
            "a partitioned table is no collection",
            b ->
                b.table("log", "id integer")
                    .kind("log", Kind.PARTITIONED_TABLE)
                    .table("log_1", "id integer")
                    .details("log_1", partitionOf("log")),
            "untracked_partitioned_table log"),
        Case.of(
            "a partition of a table elsewhere",
            b -> b.table("log_1", "id integer").details("log_1", partitionOf("elsewhere")),
            "untracked_partition log_1"),
        Case.of(
            "a table is unlogged",
            b -> b.details("tags", details(true, RowSecurity.OFF)),
            "unlogged_table tags"),
        Case.of(
            "row-level security is on for Directus's own table",
            b ->
                b.details(
                    "directus_users", details(false, new RowSecurity(true, false, List.of()))),
            "row_security_enabled directus_users"),
        Case.of(
            "row-level security is on for everybody",
            b -> b.details("tags", details(false, new RowSecurity(true, true, List.of()))),
            "row_security_forced tags"),
        Case.of(
            "policies are there, but row-level security is off",
            b -> b.details("tags", details(false, new RowSecurity(false, true, List.of())))),
        Case.of(
            "triggers do not fire",
            b ->
                b.details(
                    "tags",
                    details(
                        false,
                        RowSecurity.OFF,
                        new Trigger("always", "", Firing.ALWAYS),
                        new Trigger("never", "", Firing.DISABLED),
                        new Trigger("seldom", "", Firing.REPLICA),
                        new Trigger("usual", "", Firing.ORIGIN))),
            "trigger_disabled tags never",
            "trigger_disabled tags seldom"),
        Case.of(
            "a column is gone",
            b -> b.dropColumn("articles", "title"),
            "ghost_field articles.title"),
        Case.of(
            "a column is gone that others name",
            b ->
                b.dropColumn("articles", "sort")
                    .dropColumn("articles_tags", "sort")
                    .collection("articles", "'sort_field': 'sort', 'archive_field': 'sort'"),
            "ghost_field articles.sort",
            "ghost_field articles_tags.sort"),
        Case.of(
            "a column of a relation is gone",
            b -> b.dropColumn("articles", "author"),
            "ghost_field articles.author"),
        Case.of(
            "the columns of a junction are gone",
            b -> b.dropColumn("articles_tags", "tag"),
            "ghost_field articles_tags.tag"),
        Case.of(
            "a field of users has lost its column",
            b -> b.field("directus_users", "badge", ""),
            "ghost_field directus_users.badge"),
        Case.of(
            "a column of a relation is renamed",
            b ->
                b.dropColumn("articles", "author")
                    .with("articles", Below.column("writer integer"))
                    .foreignKey("articles", "writer", "authors", "id"),
            "column_renamed articles.author writer"),
        Case.of(
            "a field is doubled",
            b -> b.field("articles", "title", "").field("articles", "side", "alias"),
            "duplicate_field articles.side",
            "duplicate_field articles.title"),
        Case.of(
            "an alias has a column",
            b -> b.with("articles", Below.column("tags text")),
            "field_alias_beside_column articles.tags"),
        Case.of(
            "a column is no field",
            b ->
                b.with("articles", Below.column("list text[]"))
                    .with("articles", Below.index("odd", true, "list")),
            "untracked_column articles.list"));
  }

  private static Case untracked(String name, Kind kind) {
    return Case.of(
        name + " is no collection",
        b -> b.table("stray", "id integer").kind("stray", kind),
        "untracked_" + name + " stray");
  }

  private static TableDetails partitionOf(String table) {
    return new TableDetails(
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.of(new PartitionOf(table, "DEFAULT")),
        Optional.empty(),
        List.of(),
        RowSecurity.OFF,
        List.of());
  }

  static TableDetails details(boolean unlogged, RowSecurity security, Trigger... triggers) {
    return new TableDetails(
        unlogged,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(triggers),
        security,
        List.of());
  }
}
