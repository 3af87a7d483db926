package dev.plumbline.catalogue;

import java.util.List;

/** Columns whose type is not what Directus shows. */
final class TypeMutations {
  private TypeMutations() {}

  static List<Mutation> all() {
    return List.of(
        added("an array", "text[]", "", "")
            .changing("low field_added pages.odd")
            .disagreeing("medium type_unknown pages.odd type"),
        added("an enum", "mood", "CREATE TYPE mood AS ENUM ('good', 'bad');", "DROP TYPE mood")
            .changing("low enum_added mood")
            .changing("low field_added pages.odd")
            .disagreeing("medium type_unknown pages.odd type"),
        added("a range", "int4range", "", "")
            .changing("low field_added pages.odd")
            .disagreeing("medium type_unknown pages.odd type"),
        added(
                "a domain with a default that forbids null",
                "percent",
                "CREATE DOMAIN percent AS integer NOT NULL DEFAULT 0 CHECK (VALUE <= 100);",
                "DROP DOMAIN percent")
            .changing("low domain_added percent")
            .changing("low field_added pages.odd")
            .disagreeing(
                "medium default_misread pages.odd schema.default_value",
                "medium nullability_not_shown pages.odd schema.is_nullable",
                "medium type_unknown pages.odd type"),
        special("says boolean of a text", "pages", "title", "cast-boolean")
            .changing("medium field_special_changed pages.title meta.special")
            .disagreeing("high type_contradicted pages.title type"),
        special("says csv of a number", "products", "stock", "cast-csv")
            .changing("high field_type_changed products.stock type")
            .disagreeing("high type_contradicted products.stock type"),
        special("says UUID of a text", "pages", "path", "uuid")
            .changing("high field_type_changed pages.path type")
            .disagreeing("low type_unchecked pages.path type"),
        special("says JSON of a text", "pages", "content", "cast-json")
            .changing("high field_type_changed pages.content type")
            .disagreeing("low type_unchecked pages.content type"),
        Mutation.sql(
                "a special says another time than the column",
                """
            UPDATE directus_fields SET special = 'cast-timestamp'
              WHERE collection = 'articles' AND field = 'embargo'
            """,
                """
            UPDATE directus_fields SET special = 'cast-datetime'
              WHERE collection = 'articles' AND field = 'embargo'
            """,
                "high field_type_changed articles.embargo type")
            .disagreeing("high type_contradicted articles.embargo type"),
        typed("a time gets a zone", "site", "quiet_to", "time with time zone", "time")
            .changing("critical field_type_changed site.quiet_to type")
            .disagreeing("medium type_approximated site.quiet_to type"));
  }

  private static Mutation added(String what, String type, String before, String after) {
    return Mutation.sql(
        "a field with " + what + " is added",
        before
            + """
            ALTER TABLE pages ADD COLUMN odd %s;
            INSERT INTO directus_fields (collection, field) VALUES ('pages', 'odd')
            """
                .formatted(type),
        """
        DELETE FROM directus_fields WHERE collection = 'pages' AND field = 'odd';
        ALTER TABLE pages DROP COLUMN odd;
        """
            + after);
  }

  private static Mutation special(String what, String collection, String field, String special) {
    String set = "UPDATE directus_fields SET special = %s WHERE collection = '%s' AND field = '%s'";
    return Mutation.sql(
        "a special " + what,
        set.formatted("'" + special + "'", collection, field),
        set.formatted("NULL", collection, field));
  }

  private static Mutation typed(String what, String table, String column, String to, String from) {
    String alter = "ALTER TABLE %s ALTER COLUMN %s TYPE %s";
    return Mutation.sql(
        what, alter.formatted(table, column, to), alter.formatted(table, column, from));
  }
}
