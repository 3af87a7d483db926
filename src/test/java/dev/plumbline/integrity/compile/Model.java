package dev.plumbline.integrity.compile;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Action;
import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnDetails;
import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Constraint.PrimaryKey;
import dev.plumbline.catalog.Catalog.Constraint.Unique;
import dev.plumbline.catalog.Catalog.Enforcement;
import dev.plumbline.catalog.Catalog.Index;
import dev.plumbline.catalog.Catalog.IndexForm;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.SchemaObjects;
import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.CheckContext;
import dev.plumbline.integrity.CheckList;
import dev.plumbline.integrity.CheckList.Uncheckable;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.Metadata;
import dev.plumbline.model.rebuild.SnapshotBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A schema, reported in few words. {@code '} stands for {@code "} in JSON. */
public final class Model {
  public static final Enforcement NOT_VALID = new Enforcement(false, true, false);
  public static final Enforcement DISABLED = new Enforcement(true, false, false);
  public static final Enforcement NOT_ENFORCED = new Enforcement(false, true, false, false);

  /** Columns of Directus's own tables that checks check, in the shape of 11.17.4 and 12.4.0. */
  private static final Map<String, List<String>> OWN =
      Map.ofEntries(
          Map.entry(
              "directus_permissions",
              List.of(
                  "id integer pk",
                  "policy uuid",
                  "collection varchar",
                  "action varchar",
                  "fields text",
                  "permissions json",
                  "validation json",
                  "presets json")),
          Map.entry(
              "directus_presets",
              List.of(
                  "id integer pk",
                  "collection varchar",
                  "bookmark varchar",
                  "role uuid",
                  "user uuid",
                  "layout_query json",
                  "layout_options json",
                  "filter json")),
          Map.entry(
              "directus_flows",
              List.of(
                  "id uuid pk",
                  "name varchar",
                  "operation uuid",
                  "status varchar",
                  "trigger varchar",
                  "options json")),
          Map.entry(
              "directus_operations",
              List.of(
                  "id uuid pk",
                  "flow uuid",
                  "key varchar",
                  "resolve uuid",
                  "reject uuid",
                  "type varchar",
                  "options json")),
          Map.entry(
              "directus_policies", List.of("id uuid pk", "name varchar", "admin_access boolean")),
          Map.entry("directus_roles", List.of("id uuid pk", "name varchar")),
          Map.entry("directus_folders", List.of("id uuid pk", "name varchar")),
          Map.entry("directus_dashboards", List.of("id uuid pk", "name varchar")),
          Map.entry(
              "directus_translations", List.of("id uuid pk", "language varchar", "key varchar")),
          Map.entry("directus_panels", List.of("id uuid pk", "type varchar", "options json")),
          Map.entry(
              "directus_versions",
              List.of(
                  "id uuid pk", "collection varchar", "item varchar", "key varchar", "delta json")),
          Map.entry("directus_shares", List.of("id uuid pk", "collection varchar", "item varchar")),
          Map.entry(
              "directus_comments", List.of("id uuid pk", "collection varchar", "item varchar")),
          Map.entry(
              "directus_revisions", List.of("id integer pk", "collection varchar", "item varchar")),
          Map.entry("directus_files", List.of("id uuid pk", "storage varchar")));

  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final List<JsonObject> collections = new ArrayList<>();
  private final List<JsonObject> fields = new ArrayList<>();
  private final List<JsonObject> relations = new ArrayList<>();
  private SchemaObjects objects = SchemaObjects.NONE;
  private CheckContext context = CheckContext.UNKNOWN;

  private Model() {}

  /** Without Directus's own tables. */
  public static Model empty() {
    return new Model();
  }

  /** With Directus's own tables and nothing else. */
  public static Model bootstrapped() {
    Model model = new Model();
    OWN.forEach((name, columns) -> model.sqlTable(name, columns.toArray(String[]::new)));
    return model;
  }

  /**
   * A table that Directus does not know.
   *
   * @param columns {@code name type [pk] [not null] [default …]}; {@code varchar} for short
   */
  public Model sqlTable(String name, String... columns) {
    List<String> key =
        Arrays.stream(columns).filter(c -> c.contains(" pk")).map(c -> c.split(" ", 2)[0]).toList();
    return put(
        new Table(
            name,
            Kind.TABLE,
            Arrays.stream(columns).map(Model::column).toList(),
            key.isEmpty() ? List.of() : List.of(new PrimaryKey(name + "_pkey", key)),
            List.of()));
  }

  /** A collection, of which every column is a field. */
  public Model table(String name, String... columns) {
    sqlTable(name, columns);
    collection(name, "{}");
    for (String column : columns) {
      fields.add(row("{}", "collection", name, "field", column.split(" ", 2)[0]));
    }
    return this;
  }

  public Model collection(String name, String meta) {
    collections.removeIf(row -> row.get("collection").equals(JsonValue.of(name)));
    collections.add(row(meta, "collection", name));
    return this;
  }

  private static Column column(String text) {
    String[] words = text.split(" ", 2);
    String rest = words[1];
    int at = rest.indexOf(" default ");
    Optional<String> value =
        at < 0 ? Optional.empty() : Optional.of(rest.substring(at + " default ".length()));
    String type = (at < 0 ? rest : rest.substring(0, at));
    boolean nullable = !type.contains(" not null") && !type.contains(" pk");
    boolean identity = type.contains(" identity");
    boolean notValid = type.contains(" not valid");
    type =
        type.replace(" not null", "")
            .replace(" not valid", "")
            .replace(" pk", "")
            .replace(" identity", "");
    return new Column(
        words[0],
        new ColumnType(type.equals("varchar") ? "character varying" : type, -1),
        nullable,
        identity
            ? new ColumnValue.Identity(true)
            : value
                .map(expression -> (ColumnValue) new ColumnValue.Default(expression))
                .orElse(ColumnValue.Unset.UNSET),
        identity,
        Optional.empty(),
        new ColumnDetails(notValid, false, Optional.empty()));
  }

  public Model kind(String name, Kind kind) {
    Table old = old(name);
    return put(
        new Table(name, kind, old.columns(), old.constraints(), old.indexes(), old.details()));
  }

  private Table old(String name) {
    return Objects.requireNonNull(tables.get(name));
  }

  public Model drop(String table) {
    tables.remove(table);
    return this;
  }

  public Model constraint(String name, Constraint constraint) {
    Table old = old(name);
    List<Constraint> constraints = new ArrayList<>(old.constraints());
    constraints.add(constraint);
    return put(
        new Table(name, old.kind(), old.columns(), constraints, old.indexes(), old.details()));
  }

  public Model foreignKey(String table, String column, String parent) {
    return foreignKey(table, column, parent, Enforcement.FULL);
  }

  public Model foreignKey(String table, String column, String parent, Enforcement enforcement) {
    return constraint(
        table,
        new ForeignKey(
            table + "_" + column + "_foreign",
            List.of(column),
            parent,
            false,
            List.of(tables.containsKey(parent) ? old(parent).primaryKey().getFirst() : "id"),
            Action.NO_ACTION,
            Action.NO_ACTION,
            enforcement));
  }

  /** To a table of another schema, in which it has this name. */
  public Model foreignKeyElsewhere(
      String table, String column, String parent, Enforcement enforcement) {
    return constraint(
        table,
        new ForeignKey(
            table + "_" + column + "_elsewhere",
            List.of(column),
            parent,
            true,
            List.of("id"),
            Action.NO_ACTION,
            Action.NO_ACTION,
            enforcement));
  }

  public Model unique(String table, String... columns) {
    return constraint(table, new Unique(table + "_unique", List.of(columns)));
  }

  public Model index(String table, String... columns) {
    return index(table, new Index("i", false, names(columns)));
  }

  /** Of a {@code CREATE UNIQUE INDEX CONCURRENTLY} that failed. */
  public Model invalidUniqueIndex(String table, Optional<String> predicate, String... columns) {
    return index(
        table,
        new Index(
            "broken",
            true,
            names(columns),
            new IndexForm("btree", columns.length, false, predicate, false, "")));
  }

  public Model index(String name, Index index) {
    Table old = old(name);
    List<Index> indexes = new ArrayList<>(old.indexes());
    indexes.add(index);
    return put(
        new Table(name, old.kind(), old.columns(), old.constraints(), indexes, old.details()));
  }

  public Model objects(SchemaObjects of) {
    objects = of;
    return this;
  }

  private static List<Optional<String>> names(String... columns) {
    return Arrays.stream(columns).map(Optional::of).toList();
  }

  private Model put(Table table) {
    tables.put(table.name(), table);
    return this;
  }

  /**
   * What Directus writes down of a field.
   *
   * @param name {@code collection.field}
   * @param meta as in {@code directus_fields}: {@code special} is a list with commas
   */
  public Model field(String name, String meta) {
    String[] parts = name.split("\\.", 2);
    fields.removeIf(
        row ->
            row.get("collection").equals(JsonValue.of(parts[0]))
                && row.get("field").equals(JsonValue.of(parts[1])));
    fields.add(row(meta, "collection", parts[0], "field", parts[1]));
    return this;
  }

  /** A many-to-one; {@code name} is {@code collection.field}. */
  public Model manyToOne(String name, String parent, String more) {
    String[] parts = name.split("\\.", 2);
    relations.add(
        row(more, "many_collection", parts[0], "many_field", parts[1], "one_collection", parent));
    return this;
  }

  public Model manyToAny(String name, String collectionField, String allowed, String more) {
    String[] parts = name.split("\\.", 2);
    relations.add(
        row(
            more,
            "many_collection",
            parts[0],
            "many_field",
            parts[1],
            "one_collection_field",
            collectionField,
            "one_allowed_collections",
            allowed));
    return this;
  }

  private static JsonObject row(String json, String... members) {
    JsonObject row = (JsonObject) JsonText.read(json.replace('\'', '"'));
    for (int i = 0; i < members.length; i += 2) {
      row = row.with(members[i], JsonValue.of(members[i + 1]));
    }
    return row;
  }

  public Catalog catalog() {
    return new Catalog(List.copyOf(tables.values()), objects);
  }

  public Metadata metadata() {
    return new Metadata(collections, fields, relations);
  }

  public CheckList compile() {
    return compile(catalog(), metadata(), context);
  }

  static CheckList compile(Catalog catalog, Metadata metadata) {
    return compile(catalog, metadata, CheckContext.UNKNOWN);
  }

  private static CheckList compile(Catalog catalog, Metadata metadata, CheckContext context) {
    return CheckCompiler.compile(
        catalog,
        metadata,
        SnapshotBuilder.build(catalog, metadata, JsonText::readAsJavaScript),
        context);
  }

  public Model surroundings(CheckContext of) {
    context = of;
    return this;
  }

  /** Names of the checks that are not about Directus's own tables. */
  public List<String> ids() {
    return compile().checks().stream()
        .filter(check -> !check.table().startsWith("directus_"))
        .map(check -> check.id().text())
        .toList();
  }

  /** The check of this name. */
  public Check check(String id) {
    return compile().checks().stream()
        .filter(check -> check.id().text().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError(id + " is none of " + ids()));
  }

  /** What cannot be checked, apart from Directus's own tables: name, then sentence. */
  public List<String> uncheckable() {
    return compile().uncheckable().stream()
        .filter(one -> !one.id().collection().startsWith("directus_"))
        .map(Model::text)
        .toList();
  }

  static String text(Uncheckable one) {
    return one.id().text() + ": " + one.detail();
  }
}
