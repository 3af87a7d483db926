package dev.plumbline.mismatch;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Action;
import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Constraint.PrimaryKey;
import dev.plumbline.catalog.Catalog.Enforcement;
import dev.plumbline.catalog.Catalog.Index;
import dev.plumbline.catalog.Catalog.IndexForm;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.DatabaseProperties;
import dev.plumbline.catalog.DatabaseProperties.StaleCollation;
import dev.plumbline.catalog.DirectusRole;
import dev.plumbline.catalog.SchemaObjects;
import dev.plumbline.catalog.SchemaObjects.UserType;
import dev.plumbline.catalog.TableDetails;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.mismatch.rules.Mismatches;
import dev.plumbline.model.Metadata;
import dev.plumbline.model.rebuild.SnapshotBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What lies below the API of a small magazine: articles by authors, with tags, sections of two
 * kinds and a folder. It agrees with itself until something is done to it. Rows are JSON with
 * single quotes.
 */
public final class Below {
  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final List<JsonObject> collections = new ArrayList<>();
  private final List<JsonObject> fields = new ArrayList<>();
  private final List<JsonObject> relations = new ArrayList<>();
  private final List<UserType> types = new ArrayList<>();
  private final List<String> schemas = new ArrayList<>();
  private final List<StaleCollation> collations = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private Optional<DirectusRole> role = Optional.empty();

  public Below() {
    table("directus_users", "id uuid", "email varchar 128");
    tracked("authors", "id integer", "name varchar 120", "account uuid");
    tracked("articles", "id integer", "title varchar 200", "sort integer", "author integer");
    tracked("tags", "slug varchar 40", "label text");
    tracked("articles_tags", "id integer", "article integer", "tag varchar 40", "sort integer");
    tracked("texts", "id integer");
    tracked("quotes", "id integer");
    tracked("blocks", "id integer", "article integer", "item varchar 255", "kind varchar 64");
    collection("{'collection': 'editorial'}");
    field("articles", "tags", "m2m");
    field("articles", "blocks", "m2a");
    field("articles", "side", "alias,no-data,group");
    field("authors", "articles", "o2m");
    foreignKey("authors", "account", "directus_users", "id");
    foreignKey("articles", "author", "authors", "id");
    foreignKey("articles_tags", "article", "articles", "id");
    foreignKey("articles_tags", "tag", "tags", "slug");
    foreignKey("blocks", "article", "articles", "id");
    relation("authors", "account", "'one_collection': 'directus_users'");
    relation("articles", "author", "'one_collection': 'authors', 'one_field': 'articles'");
    relation(
        "articles_tags",
        "article",
        "'one_collection': 'articles', 'one_field': 'tags', 'junction_field': 'tag',"
            + " 'sort_field': 'sort'");
    relation("articles_tags", "tag", "'one_collection': 'tags', 'junction_field': 'article'");
    relation(
        "blocks",
        "article",
        "'one_collection': 'articles', 'one_field': 'blocks', 'junction_field': 'item'");
    relation(
        "blocks",
        "item",
        "'one_collection_field': 'kind', 'one_allowed_collections': 'texts,quotes',"
            + " 'junction_field': 'article'");
  }

  public CatalogReading read() {
    Catalog catalog =
        new Catalog(
            List.copyOf(tables.values()),
            new SchemaObjects(
                List.of(),
                types,
                List.of(),
                List.of(),
                schemas,
                new DatabaseProperties(role, Map.of(), collations, others, List.of())));
    Metadata metadata = new Metadata(collections, fields, relations);
    return Mismatches.read(
        catalog, metadata, SnapshotBuilder.build(catalog, metadata, JsonText::readAsJavaScript));
  }

  /** As {@code code subject path}. */
  public List<String> reported() {
    return read().mismatches().stream()
        .map(
            mismatch ->
                Stream.of(mismatch.code().label(), mismatch.subject(), mismatch.path())
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  /** A table with its rows in Directus's metadata; columns as in {@link #table}. */
  public Below tracked(String name, String... columns) {
    table(name, columns);
    collection("{'collection': '" + name + "'}");
    Arrays.stream(columns).forEach(column -> field(name, column.split(" ", 2)[0], ""));
    return this;
  }

  /**
   * A table; its first column is its key.
   *
   * @param columns as {@code title varchar 200}
   */
  public Below table(String name, String... columns) {
    List<Column> all = Arrays.stream(columns).map(Below::column).toList();
    tables.put(
        name,
        new Table(
            name,
            Kind.TABLE,
            all,
            List.of(new PrimaryKey(name + "_pkey", List.of(all.getFirst().name()))),
            List.of()));
    return this;
  }

  public static Column column(String text) {
    String[] parts = text.split(" ", 2);
    String type = parts[1];
    return type.startsWith("varchar ")
        ? column(
            parts[0],
            "character varying",
            Integer.parseInt(type.substring("varchar ".length())) + 4)
        : column(parts[0], type, -1);
  }

  public static Column column(String name, String type, int modifier) {
    return new Column(name, new ColumnType(type, modifier), true, ColumnValue.Unset.UNSET, false);
  }

  static Column valued(String name, String type, ColumnValue value) {
    return new Column(name, column(name + " " + type).type(), true, value, false);
  }

  public static Column defaulted(String name, String type, String expression) {
    return valued(name, type, new ColumnValue.Default(expression));
  }

  /** In place of the table of that name. */
  Below change(String table, UnaryOperator<Table> change) {
    tables.computeIfPresent(table, (name, old) -> change.apply(old));
    return this;
  }

  Below drop(String table) {
    tables.remove(table);
    return this;
  }

  public Below kind(String table, Kind kind) {
    return change(
        table, old -> new Table(table, kind, old.columns(), List.of(), List.of(), old.details()));
  }

  public Below details(String table, TableDetails details) {
    return change(
        table,
        old ->
            new Table(table, old.kind(), old.columns(), old.constraints(), old.indexes(), details));
  }

  /** Adds a column, or replaces it. */
  Below with(String table, Column column) {
    Below changed = without(table, column.name());
    return changed.change(
        table,
        old ->
            new Table(
                table,
                old.kind(),
                Stream.concat(old.columns().stream(), Stream.of(column)).toList(),
                old.constraints(),
                old.indexes(),
                old.details()));
  }

  /** Drops a column, but nothing else. */
  Below without(String table, String column) {
    return change(
        table,
        old ->
            new Table(
                table,
                old.kind(),
                old.columns().stream().filter(c -> !c.name().equals(column)).toList(),
                old.constraints(),
                old.indexes(),
                old.details()));
  }

  /** Drops a column and the constraints that it is part of. */
  Below dropColumn(String table, String column) {
    return without(table, column)
        .constraints(
            table,
            constraints ->
                constraints.stream().filter(c -> !c.columns().contains(column)).toList());
  }

  /** A tracked column. */
  public Below field(String table, Column column, String special) {
    return with(table, column).field(table, column.name(), special);
  }

  Below constraints(String table, UnaryOperator<List<Constraint>> change) {
    return change(
        table,
        old ->
            new Table(
                table,
                old.kind(),
                old.columns(),
                change.apply(old.constraints()),
                old.indexes(),
                old.details()));
  }

  Below with(String table, Constraint constraint) {
    return constraints(table, old -> Stream.concat(old.stream(), Stream.of(constraint)).toList());
  }

  Below with(String table, Index index) {
    return change(
        table,
        old ->
            new Table(
                table,
                old.kind(),
                old.columns(),
                old.constraints(),
                Stream.concat(old.indexes().stream(), Stream.of(index)).toList(),
                old.details()));
  }

  /** A valid B-tree; a column {@code (…)} is an expression. */
  static Index index(String name, boolean unique, String... columns) {
    return new Index(name, unique, parts(columns));
  }

  static Index partial(String name, boolean unique, String... columns) {
    return new Index(
        name,
        unique,
        parts(columns),
        new IndexForm("btree", columns.length, true, Optional.of("(id > 1)"), false, ""));
  }

  static Index invalid(String name, boolean unique, String... columns) {
    return new Index(
        name,
        unique,
        parts(columns),
        new IndexForm("btree", columns.length, false, Optional.empty(), false, ""));
  }

  private static List<Optional<String>> parts(String... columns) {
    return Arrays.stream(columns)
        .map(column -> Optional.of(column).filter(name -> !name.startsWith("(")))
        .toList();
  }

  Below foreignKey(String table, String column, String to, String key) {
    return with(table, key(table, column, to, key, Enforcement.FULL));
  }

  /** To a table of another schema, in which it has this name. */
  public Below foreignKeyElsewhere(
      String table, String column, String to, Enforcement enforcement) {
    return with(
        table,
        new ForeignKey(
            table + "_" + column + "_elsewhere",
            List.of(column),
            to,
            true,
            List.of("id"),
            Action.NO_ACTION,
            Action.SET_NULL,
            enforcement));
  }

  /** Every foreign key of and to the table, as its triggers are disabled. */
  Below disableAll(String table) {
    List.copyOf(tables.keySet())
        .forEach(
            name ->
                constraints(
                    name,
                    old ->
                        old.stream()
                            .map(
                                constraint ->
                                    constraint instanceof ForeignKey key
                                            && (name.equals(table)
                                                || key.referencedTable().equals(table))
                                        ? enforced(key, new Enforcement(true, false, false))
                                        : constraint)
                            .toList()));
    return this;
  }

  /** The foreign keys of the column. */
  Below enforce(String table, String column, Enforcement enforcement) {
    return constraints(
        table,
        old ->
            old.stream()
                .map(
                    constraint ->
                        constraint instanceof ForeignKey key && key.columns().contains(column)
                            ? enforced(key, enforcement)
                            : constraint)
                .toList());
  }

  Below dropForeignKey(String table, String column) {
    return constraints(
        table,
        old ->
            old.stream()
                .filter(c -> !(c instanceof ForeignKey) || !c.columns().contains(column))
                .toList());
  }

  private static ForeignKey enforced(ForeignKey key, Enforcement enforcement) {
    return new ForeignKey(
        key.name(),
        key.columns(),
        key.referencedTable(),
        key.elsewhere(),
        key.referencedColumns(),
        key.onUpdate(),
        key.onDelete(),
        enforcement);
  }

  private static ForeignKey key(
      String table, String column, String to, String key, Enforcement enforcement) {
    return new ForeignKey(
        table + "_" + column + "_foreign",
        List.of(column),
        to,
        false,
        List.of(key),
        Action.NO_ACTION,
        Action.SET_NULL,
        enforcement);
  }

  Below collection(String row) {
    collections.add(json(row));
    return this;
  }

  /** Replaces the row of the collection. */
  Below collection(String name, String more) {
    collections.removeIf(row -> row.get("collection").textOr("").equals(name));
    return collection("{'collection': '" + name + "', " + more + "}");
  }

  Below forgetCollection(String name) {
    collections.removeIf(row -> row.get("collection").textOr("").equals(name));
    return this;
  }

  /** Everything that Directus has of it. */
  Below forget(String name) {
    fields.removeIf(row -> row.get("collection").textOr("").equals(name));
    relations.removeIf(row -> row.get("many_collection").textOr("").equals(name));
    return forgetCollection(name);
  }

  public Below field(String collection, String field, String special) {
    return field(collection, field, special, "'x': null");
  }

  public Below field(String collection, String field, String special, String more) {
    fields.add(
        json(
            "{'collection': '%s', 'field': '%s', 'special': %s, %s}"
                .formatted(
                    collection, field, special.isEmpty() ? "null" : "'" + special + "'", more)));
    return this;
  }

  Below forgetField(String collection, String field) {
    fields.removeIf(
        row ->
            row.get("collection").textOr("").equals(collection)
                && row.get("field").textOr("").equals(field));
    return this;
  }

  Below relation(String collection, String field, String more) {
    relations.add(
        json(
            "{'many_collection': '%s', 'many_field': '%s', %s}"
                .formatted(collection, field, more)));
    return this;
  }

  Below forgetRelation(String collection, String field) {
    relations.removeIf(
        row ->
            row.get("many_collection").textOr("").equals(collection)
                && row.get("many_field").textOr("").equals(field));
    return this;
  }

  /** Replaces the row of the relation. */
  Below changeRelation(String collection, String field, String more) {
    return forgetRelation(collection, field).relation(collection, field, more);
  }

  Below type(UserType type) {
    types.add(type);
    return this;
  }

  Below otherDirectus(String schema) {
    others.add(schema);
    return this;
  }

  Below role(DirectusRole of) {
    role = Optional.of(of);
    return this;
  }

  Below stale(String collation) {
    collations.add(new StaleCollation(collation, "2.31", "2.36"));
    return this;
  }

  public Below schema(String name) {
    schemas.add(name);
    return this;
  }

  private static JsonObject json(String text) {
    return (JsonObject) JsonText.read(text.replace('\'', '"'));
  }
}
