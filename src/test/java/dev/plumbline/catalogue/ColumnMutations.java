package dev.plumbline.catalogue;

import static dev.plumbline.catalogue.Step.patch;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Columns that become other columns: type, length, precision, nullability. */
final class ColumnMutations {
  private ColumnMutations() {}

  static List<Mutation> all() {
    return Stream.of(types(), sizes(), nullability()).flatMap(List::stream).toList();
  }

  private static List<Mutation> types() {
    Mutation wider =
        Mutation.api(
            "an integer becomes a bigInteger",
            patch("/fields/products/stock", Step.column("bigInteger", Map.of())),
            patch("/fields/products/stock", Step.column("integer", Map.of())),
            "medium field_type_changed products.stock type");
    return List.of(
        wider,
        wider.inTarget("critical field_type_changed products.stock type"),
        Mutation.api(
            "a string becomes a text",
            patch("/fields/site/tagline", Step.column("text", Map.of())),
            patch("/fields/site/tagline", Step.column("string", Map.of("max_length", "255"))),
            "medium field_type_changed site.tagline type"),
        type("articles", "reading_minutes", "integer", "bigint", "medium"),
        type("articles", "reading_minutes", "integer", "numeric(8,2)", "critical"),
        type("articles", "reading_minutes", "integer", "varchar(255)", "high"),
        type("section_image", "caption", "varchar(300)", "text", "medium"),
        type("authors", "bio", "text", "varchar(4000)", "critical"),
        type("site", "theme", "json", "jsonb", "medium"),
        type("products", "weight", "real", "double precision", "medium"),
        type("articles", "embargo", "timestamp", "timestamptz", "critical")
            .disagreeing("high type_contradicted articles.embargo type"),
        type("customers", "birthday", "date", "timestamp", "medium"),
        Mutation.sql(
                "a column gets a type that Directus does not know",
                "ALTER TABLE pages ALTER COLUMN path TYPE text[] USING ARRAY[path]",
                "ALTER TABLE pages ALTER COLUMN path TYPE varchar(255) USING path[1]",
                "critical field_type_changed pages.path type")
            .disagreeing("medium type_unknown pages.path type"),
        Mutation.api(
            "a text is read as comma-separated values",
            patch(
                "/fields/authors/bio",
                Step.column("csv", Map.of())
                    .replaceFirst("}$", ", \"meta\": {\"special\": [\"cast-csv\"]}}")),
            patch(
                "/fields/authors/bio",
                Step.column("text", Map.of())
                    .replaceFirst("}$", ", \"meta\": {\"special\": null}}")),
            "high field_type_changed authors.bio type"));
  }

  private static List<Mutation> sizes() {
    Mutation shorter =
        Mutation.sql(
            "a string becomes shorter",
            "ALTER TABLE pages ALTER COLUMN title TYPE varchar(200)",
            "ALTER TABLE pages ALTER COLUMN title TYPE varchar(255)",
            "critical field_length_changed pages.title schema.max_length");
    Mutation finer =
        Mutation.sql(
            "a decimal gets more digits",
            "ALTER TABLE issues ALTER COLUMN price TYPE numeric(12,3)",
            "ALTER TABLE issues ALTER COLUMN price TYPE numeric(8,2)",
            "low field_precision_changed issues.price schema.numeric_precision");
    return List.of(
        shorter,
        shorter.inTarget("low field_length_changed pages.title schema.max_length"),
        Mutation.api(
            "a string becomes longer",
            patch("/fields/products/name", Step.column("string", Map.of("max_length", "200"))),
            patch("/fields/products/name", Step.column("string", Map.of("max_length", "160"))),
            "low field_length_changed products.name schema.max_length"),
        Mutation.sql(
                "a string loses its length",
                "ALTER TABLE pages ALTER COLUMN title TYPE varchar",
                "ALTER TABLE pages ALTER COLUMN title TYPE varchar(255)",
                "low field_length_changed pages.title schema.max_length")
            .disagreeing("medium length_missing pages.title schema.max_length"),
        finer,
        finer.inTarget("critical field_precision_changed issues.price schema.numeric_precision"),
        // Directus takes it for an integer then.
        Mutation.sql(
                "a decimal loses its precision",
                "ALTER TABLE issues ALTER COLUMN price TYPE numeric",
                "ALTER TABLE issues ALTER COLUMN price TYPE numeric(8,2)",
                "high field_type_changed issues.price type")
            .disagreeing("medium type_approximated issues.price type"));
  }

  private static List<Mutation> nullability() {
    Mutation mandatory =
        Mutation.sql(
            "a column must not be null",
            "ALTER TABLE pages ALTER COLUMN title DROP NOT NULL",
            "ALTER TABLE pages ALTER COLUMN title SET NOT NULL",
            "low field_nullable_changed pages.title schema.is_nullable");
    return List.of(
        mandatory,
        mandatory.inTarget("medium field_nullable_changed pages.title schema.is_nullable"),
        Mutation.api(
            "a column may not be null any more",
            patch(
                "/fields/section_text/columns",
                Step.column("integer", Map.of("is_nullable", "false"))),
            patch(
                "/fields/section_text/columns",
                Step.column("integer", Map.of("is_nullable", "true"))),
            "medium field_nullable_changed section_text.columns schema.is_nullable"));
  }

  private static Mutation type(
      String table, String column, String from, String to, String severity) {
    String alter = "ALTER TABLE " + table + " ALTER COLUMN " + column;
    String fallback = "reading_minutes".equals(column) ? "5" : "";
    return Mutation.sql(
        "a column " + from + " becomes " + to,
        retyped(alter, column, to, fallback),
        retyped(alter, column, from, fallback),
        severity + " field_type_changed " + table + "." + column + " type");
  }

  /** PostgreSQL converts no default along. */
  private static String retyped(String alter, String column, String type, String value) {
    String cast = alter + " TYPE " + type + " USING " + column + "::" + type;
    return value.isEmpty()
        ? cast
        : alter + " DROP DEFAULT; " + cast + "; " + alter + " SET DEFAULT '" + value + "'";
  }
}
