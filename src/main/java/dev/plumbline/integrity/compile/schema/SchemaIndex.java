package dev.plumbline.integrity.compile.schema;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.SchemaObjects;
import dev.plumbline.integrity.CheckContext;
import dev.plumbline.integrity.Condition.Operand.OfColumn;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.Metadata;
import dev.plumbline.model.RelationRow;
import dev.plumbline.model.SystemTables;
import dev.plumbline.path.FieldGraph;
import dev.plumbline.path.FieldGraphs;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Catalog, metadata and snapshot of one schema, by name. */
public final class SchemaIndex {

  private final TreeMap<String, Table> tables = new TreeMap<>();
  private final Map<String, Map<String, Column>> columns = new HashMap<>();
  private final Map<String, Map<String, JsonObject>> metas = new HashMap<>();
  private final SortedSet<String> names = new TreeSet<>();
  private final Map<String, JsonObject> collectionMetas = new HashMap<>();
  private final List<RelationRow> relations;
  private final SchemaObjects objects;
  private final Snapshot snapshot;
  private final CheckContext context;
  private final FieldGraph fieldGraph;

  public SchemaIndex(Catalog catalog, Metadata metadata, Snapshot snapshot, CheckContext context) {
    this.context = context;
    this.snapshot = snapshot;
    this.objects = catalog.objects();
    this.fieldGraph = FieldGraphs.of(catalog, metadata);
    this.relations =
        metadata.relations().stream()
            .map(RelationRow::of)
            .filter(row -> !row.collection().isEmpty() && !row.field().isEmpty())
            .distinct()
            .toList();
    for (Table table : catalog.tables()) {
      tables.put(table.name(), table);
      Map<String, Column> byName = new HashMap<>();
      table.columns().forEach(column -> byName.put(column.name(), column));
      columns.put(table.name(), byName);
    }
    names.addAll(tables.keySet());
    Set<String> withFields = new HashSet<>();
    metadata.fields().forEach(row -> withFields.add(row.get("collection").textOr("")));
    for (Collection collection : snapshot.collections()) {
      // A folder; a table that was dropped by SQL leaves its fields behind.
      if (collection.schema().isEmpty() && !withFields.contains(collection.collection())) {
        names.add(collection.collection());
      }
      if (collection.meta() instanceof JsonObject meta) {
        collectionMetas.put(collection.collection(), meta);
      }
    }
    for (Field field : snapshot.fields()) {
      if (field.meta() instanceof JsonObject meta) {
        metas
            .computeIfAbsent(field.collection(), name -> new HashMap<>())
            .putIfAbsent(field.field(), meta);
      }
    }
  }

  /** Whether it is one of Directus's own. */
  public static boolean isOwn(String table) {
    return SystemTables.contains(table);
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  /** Whether our role may not read the column. */
  public boolean isHidden(String table, String column) {
    return context.hidden().contains(CheckContext.column(table, column));
  }

  /** Storage locations that files name; empty if they could not be read. */
  public Optional<SortedSet<String>> storages() {
    return context.storages();
  }

  /** What decides about field paths. */
  public FieldGraph fieldGraph() {
    return fieldGraph;
  }

  public SchemaObjects objects() {
    return objects;
  }

  /** Rows of {@code directus_relations}, none twice. */
  public List<RelationRow> relations() {
    return relations;
  }

  /** Whatever a collection may be named after: tables of any kind, and folders. */
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(names);
  }

  /** Ordinary and partitioned tables; a partition is checked as part of its whole. */
  public List<Table> tables() {
    return tables.values().stream()
        .filter(SchemaIndex::hasRows)
        .filter(
            table ->
                table
                    .details()
                    .partitionOf()
                    .filter(of -> tables.containsKey(of.table()))
                    .isEmpty())
        .filter(table -> table.details().extension().isEmpty())
        .toList();
  }

  /** An ordinary or partitioned table. */
  public Optional<Table> table(String name) {
    return Optional.ofNullable(tables.get(name)).filter(SchemaIndex::hasRows);
  }

  public Optional<Column> column(String table, String name) {
    return Optional.ofNullable(columns.getOrDefault(table, Map.of()).get(name));
  }

  public ColumnKind kind(ColumnType type) {
    return ColumnKind.of(type, objects);
  }

  public OfColumn operand(Column column) {
    return new OfColumn(column.name(), kind(column.type()).category());
  }

  public boolean isSingleton(String collection) {
    return collectionMeta(collection).get("singleton").equals(JsonValue.of(true));
  }

  /** What Directus has written down of a collection, or an empty object. */
  public JsonObject collectionMeta(String collection) {
    return collectionMetas.getOrDefault(collection, JsonObject.EMPTY);
  }

  /** What Directus has written down of a field, or an empty object. */
  public JsonObject meta(String collection, String field) {
    return metas.getOrDefault(collection, Map.of()).getOrDefault(field, JsonObject.EMPTY);
  }

  public static List<String> special(JsonObject meta) {
    return meta.get("special") instanceof JsonArray(List<JsonValue> items)
        ? items.stream().map(item -> item.textOr("")).toList()
        : List.of();
  }

  public static JsonObject options(JsonObject meta) {
    return meta.get("options") instanceof JsonObject options ? options : JsonObject.EMPTY;
  }

  /** Why there is no such column to check, as a sentence; empty if there is one. */
  public Optional<String> obstacle(String table, String column) {
    return obstacle(table)
        .or(
            () ->
                column(table, column).isPresent()
                    ? Optional.empty()
                    : Optional.of(
                        "The column %s of the table %s does not exist.".formatted(column, table)));
  }

  /** Why this is no table to check, as a sentence; empty if it is one. */
  public Optional<String> obstacle(String name) {
    Table table = tables.get(name);
    if (table == null) {
      return Optional.of("The table %s does not exist.".formatted(name));
    }
    return hasRows(table)
        ? Optional.empty()
        : Optional.of(
            "%s is a %s, not a table."
                .formatted(name, table.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
  }

  /** Foreign keys of the table over just this column. */
  public static Stream<ForeignKey> foreignKeys(Table table, String column) {
    return foreignKeys(table).filter(key -> key.columns().equals(List.of(column)));
  }

  public static Stream<ForeignKey> foreignKeys(Table table) {
    return table.constraints().stream()
        .filter(ForeignKey.class::isInstance)
        .map(ForeignKey.class::cast);
  }

  private static boolean hasRows(Table table) {
    return table.kind() == Kind.TABLE || table.kind() == Kind.PARTITIONED_TABLE;
  }

  /** Every field that has a column. */
  public List<FieldColumn> fields() {
    List<FieldColumn> fields = new ArrayList<>();
    for (Field field : snapshot.fields()) {
      if (field.schema().isEmpty()) {
        continue;
      }
      table(field.collection())
          .ifPresent(
              table ->
                  column(field.collection(), field.field())
                      .ifPresent(
                          column ->
                              fields.add(
                                  new FieldColumn(
                                      table,
                                      column,
                                      kind(column.type()),
                                      field.type(),
                                      meta(field.collection(), field.field())))));
    }
    return fields;
  }
}
