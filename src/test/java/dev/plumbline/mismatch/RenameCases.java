package dev.plumbline.mismatch;

import static dev.plumbline.mismatch.Below.column;

import java.util.List;

/** Columns and tables that Directus knows by an old name, and what only looks like that. */
public final class RenameCases {
  private RenameCases() {}

  public static List<Case> all() {
    return List.of(
        Case.of(
            "a column is known by its old name",
            b -> b.dropColumn("tags", "label").with("tags", column("title text")),
            "column_renamed tags.label title"),
        Case.of(
            "a column of a junction is renamed",
            b ->
                b.tracked("j", "id integer", "a integer", "t varchar 40")
                    .field("articles", "more", "m2m")
                    .relation(
                        "j",
                        "a",
                        "'one_collection': 'articles', 'one_field': 'more', 'junction_field': 't'")
                    .relation("j", "t", "'one_collection': 'tags', 'junction_field': 'a'")
                    .foreignKey("j", "a", "articles", "id")
                    .dropColumn("j", "t")
                    .with("j", column("tag_id varchar 40"))
                    .foreignKey("j", "tag_id", "tags", "slug"),
            "column_renamed j.t tag_id"),
        Case.of(
            "the new column points elsewhere",
            b ->
                b.dropColumn("articles_tags", "sort")
                    .with("articles_tags", column("other integer"))
                    .foreignKey("articles_tags", "other", "articles", "id"),
            "ghost_field articles_tags.sort",
            "untracked_column articles_tags.other"),
        Case.of(
            "the new column has a type that the field cannot have",
            b ->
                b.field("tags", column("data json"), "cast-json")
                    .without("tags", "data")
                    .with("tags", column("size integer")),
            "ghost_field tags.data",
            "untracked_column tags.size"),
        Case.of(
            "the new column stands elsewhere",
            b -> b.dropColumn("articles", "title").with("articles", column("other varchar 200")),
            "ghost_field articles.title",
            "untracked_column articles.other"),
        Case.of(
            "two new columns fit",
            b ->
                b.dropColumn("tags", "label")
                    .with("tags", column("one text"))
                    .with("tags", column("two text")),
            "ghost_field tags.label",
            "untracked_column tags.one",
            "untracked_column tags.two"),
        Case.of(
            "a table is known by its old name",
            b ->
                b.tracked("old", "id integer", "n text")
                    .field("old", "line", "alias,no-data")
                    .drop("old")
                    .table("new", "id integer", "n text"),
            "table_renamed old new"),
        Case.of(
            "another table has one column more",
            b ->
                b.tracked("old", "id integer", "n text")
                    .drop("old")
                    .table("new", "id integer", "n text", "m text"),
            "ghost_collection old",
            "untracked_table new"),
        Case.of(
            "two tables are alike",
            b ->
                b.tracked("old", "id integer", "n text")
                    .drop("old")
                    .table("new", "id integer", "n text")
                    .table("newer", "id integer", "n text"),
            "ghost_collection old",
            "untracked_table new",
            "untracked_table newer"));
  }
}
