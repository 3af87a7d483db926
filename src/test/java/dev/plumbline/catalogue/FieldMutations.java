package dev.plumbline.catalogue;

import static dev.plumbline.catalogue.Step.delete;
import static dev.plumbline.catalogue.Step.post;
import static dev.plumbline.catalogue.Step.sql;

import java.util.List;
import java.util.stream.Stream;

/** Fields that come and go. */
final class FieldMutations {
  private FieldMutations() {}

  static List<Mutation> all() {
    return Stream.of(added(), deleted(), withRelations()).flatMap(List::stream).toList();
  }

  private static List<Mutation> added() {
    Mutation string =
        add(
            "with default, length and index",
            """
            {"field": "kicker", "type": "string", "meta": {"note": "above the title"},
             "schema": {"default_value": "News", "max_length": 40, "is_indexed": true}}
            """,
            "kicker",
            "low");
    return List.of(
        string,
        string.inTarget("critical field_removed pages.kicker"),
        add(
            "of a number with 19 digits",
            """
            {"field": "views", "type": "bigInteger", "meta": {}, "schema": {"default_value": 7}}\
            """,
            "views",
            "low"),
        add(
            "of comma-separated values",
            "{\"field\": \"aka\", \"type\": \"csv\", \"meta\": {\"special\": [\"cast-csv\"]}}",
            "aka",
            "low"),
        add(
            "of JSON",
            "{\"field\": \"extra\", \"type\": \"json\", \"meta\": {\"special\": [\"cast-json\"]}}",
            "extra",
            "low"),
        add(
            "of a secret",
            """
            {"field": "pin", "type": "hash", "meta": {"special": ["hash", "conceal"]}}\
            """,
            "pin",
            "low"),
        add(
            "that must have a value and has a default",
            """
            {"field": "level", "type": "integer", "meta": {},
             "schema": {"is_nullable": false, "default_value": 1}}\
            """,
            "level",
            "low"),
        add(
            "that shows nothing of the data",
            """
            {"field": "divider", "type": "alias",
             "meta": {"special": ["alias", "no-data"], "interface": "presentation-divider"}}\
            """,
            "divider",
            "info"),
        Mutation.api(
            "a field that must have a value and has no default is added",
            post(
                    "/fields/pages",
                    """
                    {"field": "owner", "type": "string", "meta": {},
                     "schema": {"is_nullable": false, "default_value": "nobody"}}\
                    """)
                .then(sql("ALTER TABLE pages ALTER COLUMN owner DROP DEFAULT")),
            delete("/fields/pages/owner"),
            "medium field_added pages.owner"),
        Mutation.sql(
                "a tracked column of a type that Directus does not know is added",
                """
            CREATE TYPE mood AS ENUM ('sad', 'glad');
            ALTER TABLE pages ADD COLUMN mood mood DEFAULT 'glad';
            INSERT INTO directus_fields (collection, field) VALUES ('pages', 'mood')
            """,
                """
            DELETE FROM directus_fields WHERE collection = 'pages' AND field = 'mood';
            ALTER TABLE pages DROP COLUMN mood;
            DROP TYPE mood
            """,
                "low field_added pages.mood",
                "low enum_added mood")
            .disagreeing("medium type_unknown pages.mood type"),
        Mutation.sql(
            "a tracked column that is generated is added",
            """
            ALTER TABLE pages ADD COLUMN loud text GENERATED ALWAYS AS (upper(title)) STORED;
            INSERT INTO directus_fields (collection, field) VALUES ('pages', 'loud')
            """,
            """
            DELETE FROM directus_fields WHERE collection = 'pages' AND field = 'loud';
            ALTER TABLE pages DROP COLUMN loud
            """,
            "low field_added pages.loud"));
  }

  private static List<Mutation> deleted() {
    return List.of(
        Mutation.api(
            "a field is deleted",
            delete("/fields/authors/bio"),
            "critical field_removed authors.bio"),
        Mutation.api(
            "a field that says what is archived is deleted",
            delete("/fields/products/status"),
            "critical field_removed products.status",
            "medium collection_archive_changed products meta.archive_field"),
        Mutation.api(
            "a group of fields is deleted",
            delete("/fields/articles/seo_basics"),
            "info field_removed articles.seo_basics",
            "info field_group_changed articles.seo_title meta.group",
            "info field_group_changed articles.seo_no_index meta.group"),
        Mutation.api(
            "a field with a relation is deleted",
            delete("/fields/products/issue"),
            "critical field_removed products.issue"),
        Mutation.api(
            "a list of related items is deleted",
            delete("/fields/customers/orders"),
            "high field_removed customers.orders"),
        Mutation.api(
            "a field is renamed the only way there is",
            post(
                    "/fields/pages",
                    "{\"field\": \"body\", \"type\": \"text\", \"meta\": {}, \"schema\": {}}")
                .then(delete("/fields/pages/content")),
            "low field_added pages.body",
            "critical field_removed pages.content"),
        Mutation.sql(
                "a column is renamed and leaves a ghost",
                "ALTER TABLE pages RENAME COLUMN layout TO layout2",
                "ALTER TABLE pages RENAME COLUMN layout2 TO layout",
                "critical field_removed pages.layout",
                "medium column_added pages.layout2")
            .disagreeing("high column_renamed pages.layout layout2"),
        Mutation.sql(
                "a field is not tracked any more",
                """
            UPDATE directus_fields SET collection = 'nowhere'
              WHERE collection = 'products' AND field = 'weight'
            """,
                """
            UPDATE directus_fields SET collection = 'products'
              WHERE collection = 'nowhere' AND field = 'weight'
            """,
                "critical field_removed products.weight")
            .disagreeing(
                "low untracked_column products.weight",
                "medium fields_of_missing_collection nowhere"));
  }

  private static List<Mutation> withRelations() {
    return List.of(
        Mutation.api(
            "a many-to-one is added",
            post("/fields/pages", "{\"field\": \"editor\", \"type\": \"uuid\", \"meta\": {}}")
                .then(
                    post(
                        "/relations",
                        """
                        {"collection": "pages", "field": "editor",
                         "related_collection": "directus_users",
                         "schema": {"on_delete": "SET NULL"}}\
                        """)),
            delete("/fields/pages/editor"),
            "low field_added pages.editor"),
        Mutation.api(
            "a one-to-many is added to a relation",
            post(
                    "/fields/authors",
                    """
                    {"field": "quotes", "type": "alias", "meta": {"special": ["o2m"]}}\
                    """)
                .then(oneField("'quotes'")),
            oneField("NULL").then(delete("/fields/authors/quotes")),
            "low field_added authors.quotes"),
        Mutation.api(
                "a many-to-many is added",
                post(
                        "/collections",
                        """
                    {"collection": "pages_tags", "meta": {"hidden": true}, "schema": {},
                     "fields": [{"field": "id", "type": "integer",
                       "schema": {"is_primary_key": true, "has_auto_increment": true}},
                       {"field": "pages_id", "type": "integer"},
                       {"field": "tags_slug", "type": "string", "schema": {"max_length": 40}}]}\
                    """)
                    .then(
                        post(
                            "/fields/pages",
                            """
                        {"field": "tags", "type": "alias", "meta": {"special": ["m2m"]}}\
                        """))
                    .then(
                        post(
                            "/relations",
                            """
                        {"collection": "pages_tags", "field": "pages_id",
                         "related_collection": "pages", "schema": {"on_delete": "CASCADE"},
                         "meta": {"one_field": "tags", "junction_field": "tags_slug"}}\
                        """))
                    .then(
                        post(
                            "/relations",
                            """
                        {"collection": "pages_tags", "field": "tags_slug",
                         "related_collection": "tags", "schema": {"on_delete": "CASCADE"},
                         "meta": {"junction_field": "pages_id"}}\
                        """)),
                delete("/fields/pages/tags").then(delete("/collections/pages_tags")),
                "low collection_added pages_tags",
                "low field_added pages.tags")
            .disagreeing(
                "low untracked_column pages_tags.id",
                "low untracked_column pages_tags.pages_id",
                "low untracked_column pages_tags.tags_slug"),
        Mutation.api(
            "an alias becomes a column",
            delete("/fields/pages/hint")
                .then(
                    post(
                        "/fields/pages",
                        """
                        {"field": "hint", "type": "string", "schema": {},
                         "meta": {"interface": "presentation-notice", "sort": 9,
                           "options": {"color": "info", "text": "Changes are live at once."}}}\
                        """)),
            "low field_column_added pages.hint schema"));
  }

  private static Step oneField(String field) {
    return sql(
        "UPDATE directus_relations SET one_field = "
            + field
            + " WHERE many_collection = 'section_quote' AND many_field = 'person'");
  }

  private static Mutation add(String what, String body, String field, String severity) {
    return Mutation.api(
        "a field " + what + " is added",
        post("/fields/pages", body),
        delete("/fields/pages/" + field),
        severity + " field_added pages." + field);
  }
}
