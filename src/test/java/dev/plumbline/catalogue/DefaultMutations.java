package dev.plumbline.catalogue;

import static dev.plumbline.catalogue.Step.patch;

import java.util.List;
import java.util.Map;

/** What a column is filled with when nobody says. */
final class DefaultMutations {
  private DefaultMutations() {}

  static List<Mutation> all() {
    Mutation set =
        Mutation.api(
            "a default is set",
            patch(
                "/fields/site/tagline", Step.column("string", Map.of("default_value", "\"News\""))),
            patch("/fields/site/tagline", Step.column("string", Map.of("default_value", "null"))),
            "medium field_default_changed site.tagline schema.default_value");
    return List.of(
        set,
        set.inTarget("medium field_default_changed site.tagline schema.default_value"),
        sql("a default is another number", "products.stock", "3", "0"),
        sql("a default is another decimal", "products.price", "1.5", "0"),
        sql("a default is another boolean", "articles.featured", "true", "false"),
        sql("a default has a quote in it", "pages.content", "'it''s'", "NULL")
            .disagreeing("medium default_misread pages.content schema.default_value"),
        sql("a default is the empty text", "pages.content", "''", "NULL"),
        sql("a default is an expression", "section_text.columns", "(1 + 1)", "1")
            .disagreeing("medium default_is_expression section_text.columns schema.default_value"),
        sql("a default is now", "articles.published_at", "now()", "NULL"),
        sql("a default is a uuid", "products.picture", "gen_random_uuid()", "NULL"),
        sql(
            "a default is other JSON",
            "site.theme",
            "'{\"dark\": true}'",
            "'{\"accent\": \"#6644FF\", \"dark\": false}'"),
        sql("a default is another time", "site.quiet_from", "'21:30:00'", "'22:00:00'"),
        Mutation.sql(
            "the same JSON is written otherwise",
            "ALTER TABLE site ALTER COLUMN theme SET DEFAULT '{\"dark\":false,\"accent\":\"#6644FF\"}'",
            "ALTER TABLE site ALTER COLUMN theme SET DEFAULT '{\"accent\": \"#6644FF\", \"dark\": false}'"));
  }

  private static Mutation sql(String name, String place, String to, String from) {
    String table = place.substring(0, place.indexOf('.'));
    String alter =
        "ALTER TABLE %s ALTER COLUMN %s SET DEFAULT "
            .formatted(table, place.substring(table.length() + 1));
    return Mutation.sql(
        name,
        alter + to,
        alter + from,
        "medium field_default_changed " + place + " schema.default_value");
  }
}
