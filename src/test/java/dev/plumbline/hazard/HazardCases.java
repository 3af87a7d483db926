package dev.plumbline.hazard;

import static dev.plumbline.hazard.Sketch.numeric;
import static dev.plumbline.hazard.Sketch.required;
import static dev.plumbline.hazard.Sketch.valued;

import dev.plumbline.catalog.Catalog.Action;
import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.DirectusRole;
import dev.plumbline.catalog.DirectusRole.Limit;
import dev.plumbline.drift.change.RenameCandidate;
import dev.plumbline.drift.change.Subject.OfCollection;
import dev.plumbline.drift.change.Subject.OfField;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.mismatch.rules.catalog.CatalogMismatch;
import dev.plumbline.mismatch.rules.metadata.MetadataMismatch;
import dev.plumbline.mismatch.rules.relation.RelationMismatch;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** All cases; of each code at least one. */
final class HazardCases {
  private HazardCases() {}

  static List<HazardCase> all() {
    return Stream.of(loss(), constraints(), types(), relations(), access(), platform())
        .flatMap(List::stream)
        .toList();
  }

  /** Nothing is done to it. */
  private static void same(Sketch sketch) {
    Objects.requireNonNull(sketch);
  }

  private static List<HazardCase> loss() {
    return List.of(
        HazardCase.of(
            "a collection is dropped",
            HazardCode.DROPS_TABLE,
            s -> s.drop("quotes"),
            HazardCases::same,
            s -> s.dropColumn("articles", "price"),
            HazardCases::same),
        HazardCase.of(
            "a field is dropped",
            HazardCode.DROPS_COLUMN,
            s -> s.dropColumn("articles", "price"),
            HazardCases::same,
            s -> s.field("articles", "price", "'note': 'net'"),
            HazardCases::same),
        HazardCase.of(
            "a column becomes an alias",
            HazardCode.COLUMN_BECOMES_ALIAS,
            s ->
                s.dropColumn("articles", "price")
                    .field("articles", "price", "'special': 'alias,no-data'"),
            HazardCases::same,
            HazardCases::same,
            s ->
                s.dropColumn("articles", "price")
                    .field("articles", "price", "'special': 'alias,no-data'")),
        HazardCase.of(
            "an alias becomes a column",
            HazardCode.ALIAS_BECOMES_COLUMN,
            HazardCases::same,
            s ->
                s.dropColumn("articles", "price")
                    .field("articles", "price", "'special': 'alias,no-data'"),
            s ->
                s.dropColumn("articles", "price")
                    .field("articles", "price", "'special': 'alias,no-data'"),
            HazardCases::same),
        HazardCase.of(
                "a column is perhaps renamed",
                HazardCode.LIKELY_RENAME,
                s ->
                    s.dropColumn("articles", "title")
                        .column("articles", "heading", "character varying", 104),
                HazardCases::same,
                s -> s.dropColumn("articles", "title"),
                HazardCases::same)
            .renamed(
                new RenameCandidate(
                    new OfField("articles", "title"),
                    new OfField("articles", "heading"),
                    List.of("same type"))),
        HazardCase.of(
                "a table is perhaps renamed",
                HazardCode.LIKELY_RENAME,
                s -> s.drop("quotes").collection("citations", ""),
                HazardCases::same,
                s -> s.collection("citations", ""),
                HazardCases::same)
            .renamed(
                new RenameCandidate(
                    new OfCollection("quotes"),
                    new OfCollection("citations"),
                    List.of("same fields"))),
        HazardCase.of(
            "a check is dropped with a column",
            HazardCode.DROPS_DATABASE_OBJECTS,
            s -> s.dropColumn("articles", "price"),
            s ->
                s.with(
                    "articles",
                    new Constraint.Check("price_check", List.of("price"), "(price > 0)", true)),
            s -> s.field("articles", "price", "'note': 'net'"),
            s ->
                s.with(
                    "articles",
                    new Constraint.Check("price_check", List.of("price"), "(price > 0)", true))),
        HazardCase.ofRows(
            "a table of a publication is dropped",
            HazardCode.DROPS_DATABASE_OBJECTS,
            s -> s.drop("quotes"),
            HazardCases::same),
        HazardCase.ofRows(
            "a column with a comment becomes an alias",
            HazardCode.DROPS_DATABASE_OBJECTS,
            s ->
                s.dropColumn("articles", "price")
                    .field("articles", "price", "'special': 'alias,no-data'"),
            HazardCases::same),
        HazardCase.of(
            "a foreign key without a relation is dropped with its column",
            HazardCode.DROPS_DATABASE_OBJECTS,
            s -> s.dropColumn("articles", "price"),
            s ->
                s.column("articles", "price", "integer", -1)
                    .foreignKey("articles", "price", "authors", Action.SET_NULL),
            s -> s.field("articles", "price", "'note': 'net'"),
            HazardCases::same),
        HazardCase.ofRows(
            "permissions are deleted with a collection",
            HazardCode.DROPS_DIRECTUS_ROWS,
            s -> s.drop("quotes"),
            s -> withCollectionColumn(s, "directus_permissions")),
        HazardCase.ofRows(
            "a relation to a dropped collection is deleted",
            HazardCode.DROPS_RELATIONS,
            s ->
                s.dropColumn("articles", "author")
                    .column("articles", "author", "integer", -1)
                    .drop("authors"),
            HazardCases::same),
        HazardCase.ofRows(
            "a foreign key of an untracked table is dropped",
            HazardCode.DROPS_RELATIONS,
            s -> s.drop("quotes"),
            s ->
                s.table("extra")
                    .untracked("extra", required("quote", "integer", -1))
                    .foreignKey("extra", "quote", "quotes", Action.CASCADE)),
        HazardCase.ofRows(
            "a preset names a dropped field",
            HazardCode.BREAKS_NAMES,
            s -> s.dropColumn("articles", "title"),
            s -> withCollectionColumn(s, "directus_presets")),
        HazardCase.of(
            "a template names a dropped field",
            HazardCode.BREAKS_NAMES,
            s -> s.dropColumn("authors", "name").meta("authors", "'display_template': '{{name}}'"),
            s -> s.meta("authors", "'display_template': '{{name}}'"),
            s -> s.dropColumn("authors", "name").meta("authors", "'display_template': '{{id}}'"),
            s -> s.meta("authors", "'display_template': '{{name}}'")));
  }

  private static void withCollectionColumn(Sketch sketch, String table) {
    sketch.table(table).untracked(table, required("collection", "character varying", 68));
  }

  private static Column collated(String name) {
    return new Column(
        name,
        new ColumnType("character varying", 104),
        true,
        ColumnValue.Unset.UNSET,
        false,
        Optional.of("ci"));
  }

  private static List<HazardCase> constraints() {
    return List.of(
        HazardCase.ofRows(
            "a column with nulls forbids null",
            HazardCode.NULLS_FORBIDDEN,
            s -> s.column("articles", required("title", "character varying", 104), ""),
            HazardCases::same),
        HazardCase.ofRows(
            "a column with duplicates becomes unique",
            HazardCode.DUPLICATES_FORBIDDEN,
            s -> s.unique("articles", "title", "articles_title_unique"),
            HazardCases::same),
        HazardCase.ofRows(
            "a unique column becomes shorter",
            HazardCode.DUPLICATES_FORBIDDEN,
            s ->
                s.unique("articles", "title", "articles_title_unique")
                    .column("articles", "title", "character varying", 54),
            s -> s.unique("articles", "title", "articles_title_unique")),
        HazardCase.ofRows(
            "a column becomes shorter and is not unique any more",
            HazardCode.DUPLICATES_FORBIDDEN,
            s -> s.column("articles", "title", "character varying", 54),
            s -> s.unique("articles", "title", "articles_title_unique")),
        HazardCase.ofRows(
            "a new field is unique and has a default",
            HazardCode.DUPLICATES_FORBIDDEN,
            s ->
                s.column(
                        "articles",
                        valued("lead", "text", -1, new ColumnValue.Default("'x'::text")),
                        "")
                    .unique("articles", "lead", "articles_lead_unique"),
            HazardCases::same),
        HazardCase.ofRows(
            "a new field without a default is required",
            HazardCode.REQUIRED_FIELD_ADDED,
            s -> s.column("articles", required("lead", "text", -1), ""),
            HazardCases::same),
        HazardCase.of(
            "a new field with a default is required",
            HazardCode.REQUIRED_FIELD_ADDED,
            s -> s.column("articles", required("lead", "text", -1), ""),
            HazardCases::same,
            s ->
                s.column(
                    "articles",
                    new Column(
                        "lead",
                        new ColumnType("text", -1),
                        false,
                        new ColumnValue.Default("'x'::text"),
                        false),
                    ""),
            HazardCases::same),
        HazardCase.ofRows(
            "orphans get a foreign key",
            HazardCode.ORPHANS_FORBIDDEN,
            s ->
                s.relation("articles", "price", "authors", Action.SET_NULL, "")
                    .column("articles", "price", "integer", -1),
            s -> s.column("articles", "price", "integer", -1)),
        HazardCase.of(
            "the quote in a default is doubled",
            HazardCode.DEFAULT_REWRITTEN,
            s ->
                s.column(
                    "articles",
                    valued(
                        "title",
                        "character varying",
                        104,
                        new ColumnValue.Default("'it''s'::character varying")),
                    ""),
            HazardCases::same,
            s ->
                s.column(
                    "articles",
                    valued(
                        "title",
                        "character varying",
                        104,
                        new ColumnValue.Default("'it is'::character varying")),
                    ""),
            HazardCases::same),
        HazardCase.of(
            "an expression is lost as a default",
            HazardCode.DEFAULT_REWRITTEN,
            s ->
                s.column(
                    "articles",
                    valued(
                        "title",
                        "character varying",
                        204,
                        new ColumnValue.Default("upper('x'::text)")),
                    ""),
            s ->
                s.column(
                    "articles",
                    valued(
                        "title",
                        "character varying",
                        104,
                        new ColumnValue.Default("upper('x'::text)")),
                    ""),
            s -> s.column("articles", "title", "character varying", 204),
            HazardCases::same),
        HazardCase.of(
            "an index has a foreign name",
            HazardCode.INDEX_NOT_DROPPABLE,
            HazardCases::same,
            s -> s.index("articles", "price", "my_index"),
            HazardCases::same,
            s -> s.index("articles", "price", "articles_price_index")),
        HazardCase.of(
            "a unique constraint has a foreign name",
            HazardCode.INDEX_NOT_DROPPABLE,
            HazardCases::same,
            s -> s.unique("articles", "title", "my_unique"),
            HazardCases::same,
            s -> s.unique("articles", "title", "articles_title_unique")));
  }

  private static List<HazardCase> types() {
    return List.of(
        HazardCase.ofRows(
            "texts become numbers",
            HazardCode.CAST_FAILS,
            s -> s.column("articles", "title", "integer", -1),
            HazardCases::same),
        HazardCase.of(
            "times become numbers",
            HazardCode.CAST_FAILS,
            s -> s.column("articles", "at", "integer", -1),
            HazardCases::same,
            s -> s.column("articles", "at", "text", -1),
            HazardCases::same),
        HazardCase.of(
            "a varchar without a length is changed",
            HazardCode.CAST_FAILS,
            s -> s.column("articles", required("title", "character varying", -1), ""),
            s -> s.column("articles", "title", "character varying", -1),
            s -> s.column("articles", required("title", "text", -1), ""),
            s -> s.column("articles", "title", "text", -1)),
        HazardCase.of(
            "texts become shorter under a check",
            HazardCode.CONSTRAINT_RECHECKED,
            s -> s.column("articles", "title", "character varying", 54),
            s -> s.with("articles", checked("title")),
            s -> s.column("articles", "title", "character varying", 304),
            s -> s.with("articles", checked("title"))),
        HazardCase.of(
            "numbers become texts under a check",
            HazardCode.CONSTRAINT_RECHECKED,
            s -> s.column("articles", "price", "text", -1),
            s -> s.with("articles", checked("price")),
            s -> s.column("articles", "price", "text", -1),
            s -> s.with("articles", checked("title"))),
        HazardCase.ofRows(
            "large numbers become integers",
            HazardCode.VALUES_OUT_OF_RANGE,
            s -> s.column("articles", "price", "integer", -1),
            s -> s.column("articles", "price", "bigint", -1)),
        HazardCase.ofRows(
            "texts become shorter",
            HazardCode.VALUES_CUT,
            s -> s.column("articles", "title", "character varying", 54),
            HazardCases::same),
        HazardCase.of(
            "texts become longer",
            HazardCode.VALUES_CUT,
            s -> s.column("articles", "title", "character varying", 54),
            HazardCases::same,
            s -> s.column("articles", "title", "character varying", 204),
            HazardCases::same),
        HazardCase.ofRows(
            "numbers lose digits",
            HazardCode.VALUES_ROUNDED,
            s -> s.column("articles", "price", "numeric", numeric(10, 1)),
            HazardCases::same),
        HazardCase.ofRows(
            "times become dates",
            HazardCode.TIME_CUT,
            s -> s.column("articles", "at", "date", -1),
            HazardCases::same),
        HazardCase.ofRows(
            "times lose their time zone",
            HazardCode.TIMES_SHIFTED,
            s -> s.column("articles", "at", "timestamp without time zone", -1),
            HazardCases::same),
        HazardCase.ofRows(
            "texts become numbers that are written otherwise",
            HazardCode.VALUES_REWRITTEN,
            s -> s.column("articles", "title", "integer", -1),
            HazardCases::same),
        HazardCase.of(
            "a column of a type that Directus does not know gets an index",
            HazardCode.TYPE_CHANGES_UNSEEN,
            s ->
                s.column("articles", "price", "smallint", -1)
                    .index("articles", "price", "articles_price_index"),
            s -> s.column("articles", "price", "smallint", -1),
            s ->
                s.column("articles", "price", "integer", -1)
                    .index("articles", "price", "articles_price_index"),
            s -> s.column("articles", "price", "integer", -1)),
        HazardCase.ofRows(
            "texts are read as lists",
            HazardCode.VALUES_READ_DIFFERENTLY,
            s -> s.field("articles", "title", "'special': 'cast-csv'"),
            HazardCases::same),
        HazardCase.of(
            "a key is a number and the reference a text",
            HazardCode.KEY_TYPES_DIFFER,
            s -> s.relation("articles", "title", "authors", Action.SET_NULL, ""),
            HazardCases::same,
            s ->
                s.relation("articles", "price", "authors", Action.SET_NULL, "")
                    .column("articles", "price", "integer", -1),
            s -> s.column("articles", "price", "integer", -1)),
        HazardCase.ofRows(
            "a key is a uuid and the reference a text of the same length",
            HazardCode.CAST_FAILS,
            s ->
                uuids(s, "uuid", -1).relation("articles", "author", "authors", Action.SET_NULL, ""),
            s -> uuids(s, "character", 40).metaOfRelation("articles", "author", "authors", "")),
        HazardCase.of(
            "a uuid is referenced by a text",
            HazardCode.KEY_TYPES_DIFFER,
            s ->
                uuids(s, "character varying", 40)
                    .relation("articles", "author", "authors", Action.SET_NULL, ""),
            s -> uuids(s, "character varying", 40),
            s ->
                uuids(s, "uuid", -1).relation("articles", "author", "authors", Action.SET_NULL, ""),
            s -> uuids(s, "uuid", -1)),
        HazardCase.of(
            "a column with a collation gets an index",
            HazardCode.BECOMES_CASE_SENSITIVE,
            s ->
                s.column("articles", collated("title"), "")
                    .index("articles", "title", "articles_title_index"),
            s -> s.column("articles", collated("title"), ""),
            s -> s.column("articles", collated("title"), "'note': 'short'"),
            s -> s.column("articles", collated("title"), "")),
        HazardCase.of(
            "a citext is created",
            HazardCode.BECOMES_CASE_SENSITIVE,
            s -> s.column("articles", "mail", "citext", -1),
            HazardCases::same,
            s -> s.column("articles", "mail", "text", -1),
            HazardCases::same));
  }

  /** Authors with a uuid as their key, and articles that name it in a column of this type. */
  private static Sketch uuids(Sketch sketch, String type, int modifier) {
    return sketch
        .dropColumn("articles", "author")
        .column("authors", required("id", "uuid", -1), "")
        .column("articles", "author", type, modifier);
  }

  private static List<HazardCase> relations() {
    return List.of(
        HazardCase.of(
            "deleting cascades",
            HazardCode.DELETE_CASCADES,
            s -> s.relation("articles", "author", "authors", Action.CASCADE, ""),
            HazardCases::same,
            HazardCases::same,
            s -> s.relation("articles", "author", "authors", Action.CASCADE, "")),
        HazardCase.of(
            "deselecting deletes",
            HazardCode.DESELECT_DELETES,
            s ->
                s.relation(
                    "articles",
                    "author",
                    "authors",
                    Action.SET_NULL,
                    "'one_deselect_action': 'delete'"),
            HazardCases::same,
            HazardCases::same,
            s ->
                s.relation(
                    "articles",
                    "author",
                    "authors",
                    Action.SET_NULL,
                    "'one_deselect_action': 'delete'")),
        HazardCase.ofRows(
            "a many-to-any allows less",
            HazardCode.ALLOWED_COLLECTION_REMOVED,
            s -> s.anyRelation("texts"),
            HazardCases::same),
        HazardCase.ofRows(
            "a many-to-any allowed a dropped collection",
            HazardCode.ALLOWED_COLLECTION_REMOVED,
            s -> s.drop("quotes"),
            HazardCases::same),
        HazardCase.of(
            "a many-to-any allows more",
            HazardCode.ALLOWED_COLLECTION_ADDED,
            s -> s.anyRelation("texts,quotes,authors"),
            HazardCases::same,
            s -> s.anyRelation("texts"),
            HazardCases::same),
        HazardCase.of(
            "null is set where it is forbidden",
            HazardCode.SET_NULL_FORBIDDEN,
            s -> s.column("articles", required("author", "integer", -1), ""),
            HazardCases::same,
            s ->
                s.column("articles", required("author", "integer", -1), "")
                    .relation("articles", "author", "authors", Action.CASCADE, ""),
            HazardCases::same),
        HazardCase.of(
            "the foreign key was there first",
            HazardCode.FOREIGN_KEY_EXISTS,
            s ->
                s.column("articles", "second", "integer", -1)
                    .relation("articles", "second", "authors", Action.NO_ACTION, ""),
            s ->
                s.column("articles", "second", "integer", -1)
                    .foreignKey("articles", "second", "authors", Action.NO_ACTION),
            s ->
                s.column("articles", "second", "integer", -1)
                    .relation("articles", "second", "authors", Action.NO_ACTION, ""),
            s -> s.column("articles", "second", "integer", -1)));
  }

  private static List<HazardCase> access() {
    return List.of(
        HazardCase.of(
            "a concealed field is shown",
            HazardCode.SECRET_EXPOSED,
            HazardCases::same,
            s -> s.field("articles", "title", "'special': 'conceal'"),
            s -> s.field("articles", "title", "'special': 'conceal'"),
            HazardCases::same),
        HazardCase.ofRows(
            "a collection becomes a singleton",
            HazardCode.SINGLETON_CHANGED,
            s -> s.meta("authors", "'singleton': true"),
            s -> s.meta("authors", "'singleton': false")),
        HazardCase.of(
            "a singleton becomes a list",
            HazardCode.SINGLETON_CHANGED,
            s -> s.meta("authors", "'singleton': false"),
            s -> s.meta("authors", "'singleton': true"),
            s -> s.meta("authors", "'singleton': true"),
            s -> s.meta("authors", "'singleton': true")),
        HazardCase.ofRows(
            "the archive field is removed",
            HazardCode.ARCHIVE_REMOVED,
            s ->
                s.meta(
                    "articles", "'versioning': true, 'archive_field': null, 'archive_value': null"),
            HazardCases::same),
        HazardCase.ofRows(
            "versioning is switched off",
            HazardCode.VERSIONING_OFF,
            s ->
                s.meta(
                    "articles",
                    "'versioning': false, 'archive_field': 'status', 'archive_value': 'old'"),
            HazardCases::same),
        HazardCase.of(
            "accountability is reduced",
            HazardCode.ACCOUNTABILITY_REDUCED,
            s -> s.meta("authors", "'accountability': null"),
            s -> s.meta("authors", "'accountability': 'all'"),
            s -> s.meta("authors", "'accountability': 'all'"),
            s -> s.meta("authors", "'accountability': null")));
  }

  private static List<HazardCase> platform() {
    return List.of(
        HazardCase.of(
            "a table has the name of a new collection",
            HazardCode.TABLE_EXISTS,
            s -> s.collection("events", ""),
            s -> s.table("events"),
            s -> s.collection("events", ""),
            HazardCases::same),
        HazardCase.of(
            "a column has the name of a new field",
            HazardCode.COLUMN_EXISTS,
            s -> s.column("articles", "lead", "text", -1),
            s -> s.untracked("articles", valued("lead", "text", -1, ColumnValue.Unset.UNSET)),
            s -> s.column("articles", "lead", "text", -1),
            HazardCases::same),
        HazardCase.ofRows(
            "a view reads a column that is dropped",
            HazardCode.DEPENDENT_OBJECT,
            s -> s.dropColumn("articles", "price"),
            HazardCases::same),
        HazardCase.ofRows(
            "a view reads a column that is altered",
            HazardCode.DEPENDENT_OBJECT,
            s -> s.column("articles", "title", "character varying", 204),
            HazardCases::same),
        HazardCase.ofRows(
            "a sequence is behind",
            HazardCode.SEQUENCE_BEHIND,
            s -> s.column("articles", "lead", "text", -1),
            HazardCases::same),
        HazardCase.of(
            "somebody else owns the table",
            HazardCode.NOT_OWNER,
            s -> s.column("articles", "lead", "text", -1),
            s -> s.role(role(true, "articles")),
            s -> s.column("articles", "lead", "text", -1),
            s -> s.role(role(true, "authors"))),
        HazardCase.of(
            "the role may not create tables",
            HazardCode.NOT_OWNER,
            s -> s.collection("events", ""),
            s -> s.role(role(false)),
            s -> s.collection("events", ""),
            s -> s.role(role(true))),
        HazardCase.of(
            "the role is unknown",
            HazardCode.NOT_OWNER,
            s -> s.dropColumn("articles", "price"),
            Sketch::roleUnknown,
            s -> s.field("articles", "price", "'note': 'x'"),
            Sketch::roleUnknown),
        HazardCase.of(
            "a field uses an interface of an extension",
            HazardCode.EXTENSION_MISSING,
            s -> s.field("articles", "title", "'interface': 'seo'"),
            HazardCases::same,
            s -> s.field("articles", "title", "'interface': 'input', 'display': 'formatted-value'"),
            HazardCases::same),
        HazardCase.of(
            "a new field uses a display of an extension that the target already uses",
            HazardCode.EXTENSION_MISSING,
            s ->
                s.column("articles", "lead", "text", -1)
                    .field("articles", "lead", "'display': 'seo'"),
            HazardCases::same,
            s ->
                s.field("authors", "name", "'display': 'seo'")
                    .column("articles", "lead", "text", -1)
                    .field("articles", "lead", "'display': 'seo'"),
            s -> s.field("authors", "name", "'display': 'seo'")),
        HazardCase.of(
            "a field of a repeater uses an interface of an extension",
            HazardCode.EXTENSION_MISSING,
            s ->
                s.field(
                    "articles",
                    "title",
                    "'interface': 'list', 'options': {'fields': [{'field': 'a', 'meta':"
                        + " {'interface': 'seo'}}]}"),
            HazardCases::same,
            s ->
                s.field(
                    "articles",
                    "title",
                    "'interface': 'list', 'options': {'fields': [{'field': 'a', 'meta':"
                        + " {'interface': 'input'}}], 'interface': 'seo'}"),
            HazardCases::same),
        HazardCase.ofRows(
            "a pooler is in between",
            HazardCode.SESSIONS_POOLED,
            s -> s.field("articles", "title", "'note': 'short'"),
            HazardCases::same),
        HazardCase.of(
            "Directus 12 has more collections than its licence allows",
            HazardCode.LICENCE_LIMIT,
            s -> many(s, 21),
            HazardCases::same,
            s -> many(s.directus("11.17.4", "20260909A"), 21),
            s -> s.directus("11.17.4", "20260909A")),
        HazardCase.ofRows(
            "a large table is rewritten",
            HazardCode.REWRITES_TABLE,
            s -> s.column("articles", "price", "numeric", numeric(10, 1)),
            HazardCases::same),
        HazardCase.of(
            "a longer text rewrites nothing",
            HazardCode.REWRITES_TABLE,
            s -> s.column("articles", "title", "integer", -1),
            HazardCases::same,
            s -> s.column("articles", "title", "character varying", 204),
            HazardCases::same),
        HazardCase.ofRows(
            "an index of a large table is built",
            HazardCode.BUILDS_INDEX,
            s -> s.index("articles", "price", "articles_price_index"),
            HazardCases::same),
        HazardCase.ofRows(
            "a foreign key of a large table is checked",
            HazardCode.CHECKS_ROWS,
            s -> s.relation("articles", "author", "authors", Action.RESTRICT, ""),
            HazardCases::same),
        HazardCase.of(
                "the source contradicts itself",
                HazardCode.SOURCE_MISMATCH,
                s -> s.column("articles", "lead", "text", -1),
                HazardCases::same,
                s -> s.column("articles", "lead", "text", -1),
                HazardCases::same)
            .mismatched(
                new Mismatch(
                    MetadataMismatch.GHOST_FIELD,
                    "articles.lead",
                    "",
                    "`articles.lead` has no column")),
        HazardCase.of(
                "Directus does not see a table of the source, which has no primary key",
                HazardCode.SOURCE_MISMATCH,
                HazardCases::same,
                s -> s.column("articles", "lead", "text", -1),
                HazardCases::same,
                s -> s.column("articles", "lead", "text", -1))
            .mismatched(
                new Mismatch(
                    MetadataMismatch.COLLECTION_WITHOUT_PRIMARY_KEY,
                    "articles",
                    "",
                    "`articles` has no primary key")),
        HazardCase.of(
                "the target contradicts itself",
                HazardCode.TARGET_MISMATCH,
                s -> s.dropColumn("articles", "price"),
                HazardCases::same,
                s -> s.dropColumn("articles", "price"),
                HazardCases::same)
            .mismatched(
                new Mismatch(
                    MetadataMismatch.DUPLICATE_FIELD,
                    "articles.price",
                    "",
                    "`articles.price` has 2 rows in directus_fields")),
        HazardCase.of(
                "a new collection of the source is in a folder that does not exist",
                HazardCode.SOURCE_MISMATCH,
                s -> s.collection("events", "'group': 'nothing'"),
                HazardCases::same,
                s -> s.collection("events", ""),
                HazardCases::same)
            .mismatched(
                new Mismatch(
                    RelationMismatch.COLLECTION_GROUP_MISSING,
                    "events",
                    "group",
                    "collection `events` is in folder `nothing`, which does not exist")),
        HazardCase.of(
                "Directus's role may not use the schema of the target",
                HazardCode.TARGET_MISMATCH,
                s -> s.dropColumn("articles", "price"),
                HazardCases::same,
                s -> s.dropColumn("articles", "price"),
                HazardCases::same)
            .mismatched(
                new Mismatch(
                    CatalogMismatch.ROLE_CANNOT_USE_SCHEMA,
                    "",
                    "",
                    "`cms` has no USAGE on the schema")),
        HazardCase.of(
            "the versions differ",
            HazardCode.VERSIONS_DIFFER,
            s -> s.dropColumn("articles", "price"),
            s -> s.directus("12.3.0", "20260909A"),
            s -> s.dropColumn("articles", "price"),
            HazardCases::same),
        HazardCase.of(
            "the migrations differ",
            HazardCode.VERSIONS_DIFFER,
            s -> s.dropColumn("articles", "price"),
            s -> s.directus("12.4.0", "20260909A", "20261001A"),
            s -> s.dropColumn("articles", "price"),
            HazardCases::same),
        HazardCase.of(
            "the database has two Directus",
            HazardCode.SHARED_DATABASE,
            s -> s.dropColumn("articles", "price"),
            s -> s.others("old"),
            s -> s.dropColumn("articles", "price"),
            HazardCases::same));
  }

  private static Constraint.Check checked(String column) {
    return new Constraint.Check(column + "_check", List.of(column), "length(x) > 2", true);
  }

  private static void many(Sketch sketch, int count) {
    for (int i = 0; i < count; i++) {
      sketch.collection("c" + i, "");
    }
  }

  private static DirectusRole role(boolean createsTables, String... notOwned) {
    return new DirectusRole(
        "cms",
        true,
        true,
        true,
        createsTables,
        Stream.of(notOwned)
            .map(
                table ->
                    new Limit(
                        table, List.of(), List.of(), List.of(), Optional.of("migrator"), false))
            .toList());
  }
}
