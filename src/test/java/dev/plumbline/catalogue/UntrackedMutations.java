package dev.plumbline.catalogue;

import static dev.plumbline.catalogue.Step.delete;
import static dev.plumbline.catalogue.Step.patch;
import static dev.plumbline.catalogue.Step.post;

import java.util.List;
import java.util.stream.Stream;

/** Objects outside of Directus's schema: no change of the snapshot must be reported. */
final class UntrackedMutations {
  private UntrackedMutations() {}

  static List<Mutation> all() {
    return Stream.concat(inTheDatabase().stream(), inDirectus().stream()).toList();
  }

  private static List<Mutation> inTheDatabase() {
    Mutation table =
        Mutation.sql(
                "an untracked table is added",
                "CREATE TABLE stray (id serial PRIMARY KEY, other integer REFERENCES issues (id))",
                "DROP TABLE stray",
                "low table_added stray")
            .disagreeing("medium untracked_table stray");
    return List.of(
        table,
        table.inTarget("high table_removed stray"),
        Mutation.sql(
                "an untracked column is added",
                "ALTER TABLE pages ADD COLUMN internal text",
                "ALTER TABLE pages DROP COLUMN internal",
                "medium column_added pages.internal")
            .disagreeing("low untracked_column pages.internal"),
        Mutation.sql(
                "an untracked view is added",
                "CREATE VIEW page_list AS SELECT id, title FROM pages",
                "DROP VIEW page_list",
                "low view_added page_list")
            .disagreeing("low untracked_view page_list"),
        Mutation.sql(
            "a unique index is added",
            "CREATE UNIQUE INDEX pages_only ON pages (id, sort)",
            "DROP INDEX pages_only",
            "medium index_added pages.pages_only"),
        Mutation.sql(
            "a unique constraint on two columns is added",
            "ALTER TABLE pages ADD CONSTRAINT pages_two UNIQUE (id, title)",
            "ALTER TABLE pages DROP CONSTRAINT pages_two",
            "medium unique_constraint_added pages.pages_two"),
        Mutation.sql(
            "an index on an expression is added",
            "CREATE INDEX pages_lower ON pages (lower(title))",
            "DROP INDEX pages_lower",
            "low index_added pages.pages_lower"),
        Mutation.sql(
            "a check is added",
            "ALTER TABLE pages ADD CONSTRAINT pages_odd CHECK (id > 0)",
            "ALTER TABLE pages DROP CONSTRAINT pages_odd",
            "medium check_constraint_added pages.pages_odd"),
        Mutation.sql(
            "a comment is added",
            "COMMENT ON TABLE pages IS 'Pages'; COMMENT ON COLUMN pages.title IS 'Title'",
            "COMMENT ON TABLE pages IS NULL; COMMENT ON COLUMN pages.title IS NULL"),
        Mutation.sql(
            "a unique constraint is renamed",
            "ALTER TABLE pages RENAME CONSTRAINT pages_path_unique TO only_path",
            "ALTER TABLE pages RENAME CONSTRAINT only_path TO pages_path_unique"),
        Mutation.sql(
            "a table is rewritten",
            "ANALYZE pages; CLUSTER pages USING pages_pkey",
            "ALTER TABLE pages SET WITHOUT CLUSTER"));
  }

  private static List<Mutation> inDirectus() {
    return List.of(
        Mutation.sql(
            "metadata gets other ids",
            "UPDATE directus_fields SET id = 100000 - id; UPDATE directus_relations SET id = 100000 - id",
            "UPDATE directus_fields SET id = 100000 - id; UPDATE directus_relations SET id = 100000 - id"),
        Mutation.api(
                "a field without metadata is added",
                post("/fields/pages", "{\"field\": \"internal\", \"type\": \"string\"}"),
                delete("/fields/pages/internal"),
                "medium column_added pages.internal")
            .disagreeing("low untracked_column pages.internal"),
        Mutation.api(
            "an item is added",
            post("/items/pages", "{\"id\": 9001, \"title\": \"New\", \"path\": \"/new\"}"),
            delete("/items/pages/9001")),
        Mutation.api(
            "a flow is switched off",
            patch("/flows/5b1f0c1e-6f1d-4a53-9f0a-1d6f7a3f0004", "{\"status\": \"inactive\"}"),
            patch("/flows/5b1f0c1e-6f1d-4a53-9f0a-1d6f7a3f0004", "{\"status\": \"active\"}")),
        Mutation.api(
            "a role is renamed",
            patch("/roles/5b1f0c1e-6f1d-4a53-9f0a-1d6f7a3f0001", "{\"name\": \"Writers\"}"),
            patch("/roles/5b1f0c1e-6f1d-4a53-9f0a-1d6f7a3f0001", "{\"name\": \"Editors\"}")));
  }
}
