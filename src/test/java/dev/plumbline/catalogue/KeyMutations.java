package dev.plumbline.catalogue;

import static dev.plumbline.catalogue.Step.patch;

import java.util.List;
import java.util.Map;

/** Unique, indexed, primary, numbering itself, generated. */
final class KeyMutations {
  private KeyMutations() {}

  static List<Mutation> all() {
    Mutation unique =
        Mutation.sql(
            "a unique constraint is added",
            "ALTER TABLE issues ADD CONSTRAINT issues_on_sale_unique UNIQUE (on_sale)",
            "ALTER TABLE issues DROP CONSTRAINT issues_on_sale_unique",
            "medium field_unique_changed issues.on_sale schema.is_unique");
    Mutation indexed =
        Mutation.api(
            "a field is indexed",
            patch("/fields/pages/title", Step.column("string", Map.of("is_indexed", "true"))),
            patch("/fields/pages/title", Step.column("string", Map.of("is_indexed", "false"))),
            "low field_indexed_changed pages.title schema.is_indexed");
    return List.of(
        unique,
        unique.inTarget("low field_unique_changed issues.on_sale schema.is_unique"),
        Mutation.api(
            "a field is not unique any more",
            patch("/fields/pages/path", Step.column("string", Map.of("is_unique", "false"))),
            patch("/fields/pages/path", Step.column("string", Map.of("is_unique", "true"))),
            "low field_unique_changed pages.path schema.is_unique"),
        indexed,
        indexed.inTarget("low field_indexed_changed pages.title schema.is_indexed"),
        Mutation.sql(
            "an index is dropped",
            "DROP INDEX categories_sort_index",
            "CREATE INDEX categories_sort_index ON categories (sort)",
            "low field_indexed_changed categories.sort schema.is_indexed"),
        // Directus reports a partial index from no other.
        Mutation.sql(
                "a partial index is added",
                "CREATE INDEX pages_part ON pages (layout) WHERE sort > 3",
                "DROP INDEX pages_part",
                "low field_indexed_changed pages.layout schema.is_indexed",
                "low index_added pages.pages_part")
            .disagreeing("medium index_partial pages.layout pages_part"),
        Mutation.sql(
                "a table loses its primary key",
                "ALTER TABLE articles_related DROP CONSTRAINT articles_related_pkey",
                "ALTER TABLE articles_related ADD CONSTRAINT articles_related_pkey PRIMARY KEY (id)",
                "critical field_removed articles_related.articles_id",
                "critical field_removed articles_related.id",
                "critical field_removed articles_related.related_articles_id",
                "low table_added articles_related")
            .disagreeing("high collection_without_primary_key articles_related"),
        Mutation.sql(
                "another column is the primary key",
                "ALTER TABLE articles_tags DROP CONSTRAINT articles_tags_pkey; ALTER TABLE articles_tags ADD COLUMN no serial; ALTER TABLE articles_tags ADD CONSTRAINT articles_tags_pkey PRIMARY KEY (no)",
                "ALTER TABLE articles_tags DROP CONSTRAINT articles_tags_pkey; ALTER TABLE articles_tags DROP COLUMN no; ALTER TABLE articles_tags ADD CONSTRAINT articles_tags_pkey PRIMARY KEY (id)",
                "high field_auto_increment_changed articles_tags.id schema.has_auto_increment",
                "high field_primary_key_changed articles_tags.id schema.is_primary_key",
                "low field_unique_changed articles_tags.id schema.is_unique",
                "medium column_added articles_tags.no")
            .disagreeing(
                "low untracked_column articles_tags.no",
                "medium default_is_expression articles_tags.id schema.default_value"),
        Mutation.sql(
            "a key does not number itself any more",
            "ALTER TABLE articles_tags ALTER COLUMN id DROP DEFAULT; DROP SEQUENCE articles_tags_id_seq",
            """
            CREATE SEQUENCE articles_tags_id_seq AS integer OWNED BY articles_tags.id;
            SELECT setval('articles_tags_id_seq', (SELECT max(id) FROM articles_tags));
            ALTER TABLE articles_tags ALTER COLUMN id SET DEFAULT nextval('articles_tags_id_seq')
            """,
            "high field_auto_increment_changed articles_tags.id schema.has_auto_increment"),
        Mutation.sql(
            "a sequence is renamed",
            "ALTER SEQUENCE pages_id_seq RENAME TO pages_numbers",
            "ALTER SEQUENCE pages_numbers RENAME TO pages_id_seq",
            "info field_sequence_changed pages.id schema.default_value"),
        Mutation.sql(
                "a sequence is not owned by its column any more",
                "ALTER SEQUENCE pages_id_seq OWNED BY NONE",
                "ALTER SEQUENCE pages_id_seq OWNED BY pages.id",
                "high field_auto_increment_changed pages.id schema.has_auto_increment",
                "low sequence_added pages_id_seq")
            .disagreeing("medium default_is_expression pages.id schema.default_value"),
        Mutation.sql(
            "a key becomes an identity column",
            "ALTER TABLE articles_tags ALTER COLUMN id DROP DEFAULT; DROP SEQUENCE articles_tags_id_seq; ALTER TABLE articles_tags ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (SEQUENCE NAME articles_tags_numbers START 1000)",
            """
            ALTER TABLE articles_tags ALTER COLUMN id DROP IDENTITY;
            CREATE SEQUENCE articles_tags_id_seq AS integer OWNED BY articles_tags.id;
            SELECT setval('articles_tags_id_seq', (SELECT max(id) FROM articles_tags));
            ALTER TABLE articles_tags ALTER COLUMN id SET DEFAULT nextval('articles_tags_id_seq')
            """,
            "low sequence_added articles_tags.articles_tags_numbers",
            "medium column_changed articles_tags.id identity"),
        Mutation.sql(
            "a column is generated",
            """
            ALTER TABLE pages DROP COLUMN content,
              ADD COLUMN content text GENERATED ALWAYS AS (upper(title)) STORED
            """,
            "ALTER TABLE pages DROP COLUMN content, ADD COLUMN content text",
            "high field_generated_changed pages.content schema.is_generated"));
  }
}
