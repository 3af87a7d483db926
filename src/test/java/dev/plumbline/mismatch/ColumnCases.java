package dev.plumbline.mismatch;

import static dev.plumbline.mismatch.Below.column;
import static dev.plumbline.mismatch.Below.defaulted;
import static dev.plumbline.mismatch.Below.index;
import static dev.plumbline.mismatch.Below.invalid;
import static dev.plumbline.mismatch.Below.partial;
import static dev.plumbline.mismatch.Below.valued;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Catalog.ColumnValue.Default;
import dev.plumbline.catalog.Catalog.ColumnValue.Generated;
import dev.plumbline.catalog.Catalog.ColumnValue.Identity;
import dev.plumbline.catalog.Catalog.Constraint.Check;
import dev.plumbline.catalog.Catalog.Index;
import dev.plumbline.catalog.Catalog.IndexForm;
import dev.plumbline.catalog.SchemaObjects.UserType.Domain;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Columns and indexes that are not what Directus shows. */
public final class ColumnCases {
  private ColumnCases() {}

  public static List<Case> all() {
    return Stream.of(types(), nulls(), defaults(), indexes()).flatMap(List::stream).toList();
  }

  private static List<Case> types() {
    return List.of(
        typed("text[]", "", "type_unknown tags.x type"),
        typed("bytea", "", "type_unknown tags.x type"),
        typed("inet", "", "type_unknown tags.x type"),
        typed("mood", "cast-boolean", "type_unknown tags.x type"),
        typed("citext", ""),
        typed("jsonb", "cast-json"),
        typed("text", "cast-json", "type_unchecked tags.x type"),
        typed("bytea", "cast-json", "type_contradicted tags.x type"),
        typed("text", "cast-csv"),
        typed("json", "cast-csv", "type_contradicted tags.x type"),
        typed("varchar 255", "hash,conceal"),
        typed("varchar 36", "uuid", "type_unchecked tags.x type"),
        typed("integer", "uuid", "type_contradicted tags.x type"),
        typed("integer", "cast-boolean", "type_unchecked tags.x type"),
        typed("text", "cast-boolean", "type_contradicted tags.x type"),
        typed("timestamp without time zone", "cast-timestamp", "type_contradicted tags.x type"),
        typed("timestamp with time zone", "cast-datetime", "type_contradicted tags.x type"),
        typed("timestamp with time zone", "cast-timestamp"),
        typed("date", "date-created"),
        typed("numeric", "", "type_approximated tags.x type"),
        typed("money", "", "type_approximated tags.x type"),
        typed("interval", "", "type_approximated tags.x type"),
        typed("time with time zone", "", "type_approximated tags.x type"),
        typed("character varying", "", "length_missing tags.x schema.max_length"),
        Case.of(
            "a type is what Directus makes",
            b ->
                b.field("tags", column("n", "numeric", 655366), "")
                    .field("tags", column("b", "bit", 1), "")),
        Case.of(
            "a bit is many",
            b -> b.field("tags", column("b", "bit", 8), ""),
            "type_approximated tags.b type"));
  }

  private static Case typed(String type, String special, String... reported) {
    return Case.of(
        "a column is " + type + " with special '" + special + "'",
        b -> b.field("tags", column("x " + type), special),
        reported);
  }

  private static List<Case> nulls() {
    return List.of(
        check(
            "(label IS NOT NULL)", "label", "nullability_not_shown tags.label schema.is_nullable"),
        check(
            "CHECK ((label IS NOT NULL)) NOT VALID",
            "label",
            "nullability_not_shown tags.label schema.is_nullable"),
        Case.of(
            "a check that is not enforced",
            b ->
                b.with(
                    "tags",
                    new Check(
                        "tags_check",
                        List.of("label"),
                        "(label IS NOT NULL)",
                        false,
                        false,
                        true))),
        check("(label IS NULL)", "label"),
        check("((label IS NOT NULL) OR (length(label) > 1))", "label"),
        check("(char_length(label) > 1)", "label"),
        Case.of(
            "a check forbids null in a column with an odd name",
            b ->
                b.field("tags", column("A text"), "")
                    .with(
                        "tags", new Check("tags_check", List.of("A"), "(\"A\" IS NOT NULL)", true)),
            "nullability_not_shown tags.A schema.is_nullable"),
        Case.of(
            "a domain forbids null and has a default",
            b ->
                b.type(
                        new Domain(
                            "odd",
                            new ColumnType("integer", -1),
                            false,
                            Optional.of("1"),
                            List.of()))
                    .field("tags", column("x odd"), ""),
            "default_misread tags.x schema.default_value",
            "nullability_not_shown tags.x schema.is_nullable",
            "type_unknown tags.x type"),
        Case.of(
            "a column numbers itself",
            b -> b.field("tags", valued("x", "integer", new Identity(true)), ""),
            "identity_not_shown tags.x schema.has_auto_increment"),
        Case.of(
            "a key numbers itself",
            b ->
                b.with("texts", valued("id", "integer", new Identity(false)))
                    .with(
                        "quotes",
                        new Column(
                            "id",
                            new ColumnType("integer", -1),
                            false,
                            new Default("nextval('quotes_id_seq'::regclass)"),
                            true))),
        Case.of(
            "a generated column is shown as that",
            b -> b.field("tags", valued("x", "integer", new Generated("(1 + 1)")), "")));
  }

  private static Case check(String expression, String column, String... reported) {
    return Case.of(
        "a check says " + expression,
        b -> b.with("tags", new Check("tags_check", List.of(column), expression, true)),
        reported);
  }

  private static List<Case> defaults() {
    String expression = "default_is_expression tags.x schema.default_value";
    String misread = "default_misread tags.x schema.default_value";
    return List.of(
        by("text", "'plain'::text"),
        by("text", "'it''s'::character varying", misread),
        by("text", "''::text"),
        by("text", "NULL::character varying"),
        by("text", "'a::b'::text", misread),
        by("text", "E'a\\\\b'::text", misread),
        by("text", "upper('a'::text)", expression),
        by("text", "('a'::text || 'b'::text)", expression),
        by("integer", "5"),
        by("integer", "'-5'::integer"),
        by("integer", "nextval('tags_x_seq'::regclass)", expression),
        by("bigint", "'9007199254740993'::bigint", misread),
        by("real", "0.5"),
        by("real", "'NaN'::real"),
        by("real", "'Infinity'::real", misread),
        by("double precision", "(0)::double precision", misread),
        by("boolean", "true"),
        by("boolean", "false"),
        by("json", "'[\"web\"]'::json"),
        by("json", "'null'::json", misread),
        by("json", "'\"draft\"'::json", misread),
        by("json", "'\"a::b\"'::json", misread),
        by("jsonb", "'\"it''s \\\"so\\\"\"'::jsonb", misread),
        by("json", "'{\"a\": \"b::c\"}'::json", misread),
        by("date", "CURRENT_DATE", expression),
        by("timestamp with time zone", "CURRENT_TIMESTAMP"),
        by("timestamp with time zone", "now()"),
        by("timestamp with time zone", "(now() + '1 day'::interval)", expression),
        by("uuid", "gen_random_uuid()"));
  }

  private static Case by(String type, String expression, String... reported) {
    return Case.of(
        "a default of " + type + " is " + expression,
        b -> b.field("tags", defaulted("x", type, expression), ""),
        reported);
  }

  private static List<Case> indexes() {
    return List.of(
        on("tags_label_index", index("tags_label_index", false, "label")),
        on("hand", index("hand", false, "label"), "index_named_differently tags.label hand"),
        on(
            "partial",
            partial("tags_label_index", false, "label"),
            "index_partial tags.label tags_label_index"),
        on("invalid", invalid("odd", false, "label"), "index_invalid tags odd"),
        on("invalid, unique", invalid("odd", true, "label"), "index_invalid tags odd"),
        on("unique", index("odd", true, "label"), "uniqueness_not_shown tags.label odd"),
        on("unique, on the key", index("odd", true, "slug")),
        on(
            "unique, with an included column",
            new Index(
                "odd",
                true,
                List.of(Optional.of("label"), Optional.of("slug")),
                new IndexForm("btree", 1, true, Optional.empty(), false, "")),
            "uniqueness_not_shown tags.label odd"),
        on(
            "unique, partial",
            partial("odd", true, "label"),
            "partial_uniqueness_not_shown tags odd"),
        on(
            "unique, on an expression",
            index("odd", true, "(lower(label))"),
            "partial_uniqueness_not_shown tags odd"),
        on("unique, of two columns", index("odd", true, "label", "slug")),
        on("of two columns", index("odd", false, "label", "slug")),
        on("on an expression", index("odd", false, "(lower(label))")),
        on(
            "of a constraint",
            new Index(
                "odd",
                true,
                List.of(Optional.of("label")),
                new IndexForm("btree", 1, true, Optional.empty(), true, ""))),
        Case.of(
            "a column has two indexes, one of them Directus's",
            b ->
                b.with("tags", index("tags_label_index", false, "label"))
                    .with("tags", partial("hand", false, "label"))),
        Case.of(
            "a column of users is indexed by hand",
            b -> b.with("directus_users", index("hand", false, "email")),
            "index_named_differently directus_users.email hand"),
        Case.of(
            "Directus makes its own columns unique",
            b ->
                b.with("directus_users", index("odd", true, "email"))
                    .with("directus_users", index("odder", true, "(lower(email))"))));
  }

  private static Case on(String name, Index index, String... reported) {
    return Case.of("an index is " + name, b -> b.with("tags", index), reported);
  }
}
