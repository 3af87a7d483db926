package dev.plumbline.mismatch.lookup;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.Metadata;
import dev.plumbline.model.MetadataRow;
import dev.plumbline.model.RelationRow;
import dev.plumbline.model.SchemaOverview;
import dev.plumbline.model.SystemTables;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds by its name what the catalog and Directus's metadata have. Threads may share it. */
public final class MetadataIndex {
  private final SortedMap<String, Table> tables = new TreeMap<>();
  private final Map<String, Map<String, Column>> columns = new HashMap<>();
  private final SortedMap<String, JsonObject> collections = new TreeMap<>();
  private final Map<String, SortedMap<String, List<FieldRow>>> fields = new HashMap<>();
  private final Map<String, List<String>> fieldsInOrder = new HashMap<>();
  private final SortedMap<String, List<RelationRow>> relations = new TreeMap<>();
  private final Map<String, Map<String, List<RelationRow>>> relationsByField = new HashMap<>();
  private final Map<String, Map<String, List<ForeignKey>>> foreignKeys = new HashMap<>();
  private final Map<String, Map<String, Field>> shown = new HashMap<>();
  private final Set<String> related = new HashSet<>();
  private final Map<String, CollectionStatus> standings = new HashMap<>();

  /**
   * @param snapshot rebuilt from the other two
   */
  public MetadataIndex(Catalog catalog, Metadata metadata, Snapshot snapshot) {
    for (Table table : catalog.tables()) {
      tables.put(table.name(), table);
      Map<String, Column> byName = new HashMap<>();
      table.columns().forEach(column -> byName.put(column.name(), column));
      columns.put(table.name(), byName);
      foreignKeys.put(table.name(), foreignKeysOfOneColumn(table));
    }
    metadata
        .collections()
        .forEach(row -> collections.put(MetadataRow.text(row, "collection"), row));
    metadata.fields().stream()
        .map(FieldRow::of)
        .forEach(
            row -> {
              fields
                  .computeIfAbsent(row.collection(), name -> new TreeMap<>())
                  .computeIfAbsent(row.field(), name -> new ArrayList<>())
                  .add(row);
              fieldsInOrder
                  .computeIfAbsent(row.collection(), name -> new ArrayList<>())
                  .add(row.field());
            });
    for (JsonObject json : metadata.relations()) {
      RelationRow row = RelationRow.of(json);
      relations.computeIfAbsent(row.name(), name -> new ArrayList<>()).add(row);
      // A dot may be part of either name.
      relationsByField
          .computeIfAbsent(row.collection(), name -> new HashMap<>())
          .computeIfAbsent(row.field(), name -> new ArrayList<>())
          .add(row);
      related.add(row.collection());
      row.one().ifPresent(related::add);
    }
    snapshot.fields().stream()
        .filter(field -> field.schema().isPresent())
        .forEach(
            field ->
                shown
                    .computeIfAbsent(field.collection(), name -> new HashMap<>())
                    .put(field.field(), field));
    Stream.of(tables.keySet(), collections.keySet(), fields.keySet())
        .flatMap(Set::stream)
        .forEach(name -> standings.computeIfAbsent(name, this::find));
  }

  /** Every table of the schema, sorted by name. */
  public Collection<Table> tables() {
    return tables.values();
  }

  /** The tables that Directus works with, sorted by name. */
  public List<Table> usedTables() {
    return tables.values().stream().filter(table -> status(table.name()).isUsed()).toList();
  }

  public Optional<Table> table(String name) {
    return Optional.ofNullable(tables.get(name));
  }

  public Optional<Column> column(String table, String column) {
    return Optional.ofNullable(columns.getOrDefault(table, Map.of()).get(column));
  }

  /** Rows of {@code directus_collections} by name. */
  public SortedMap<String, JsonObject> collections() {
    return Collections.unmodifiableSortedMap(collections);
  }

  /** Every name that {@code directus_fields} has as that of a collection. */
  public SortedSet<String> collectionsWithFields() {
    return new TreeSet<>(fields.keySet());
  }

  /** The rows of the fields of a collection, by field; several where one is doubled. */
  public SortedMap<String, List<FieldRow>> fields(String collection) {
    return Collections.unmodifiableSortedMap(
        fields.getOrDefault(collection, Collections.emptySortedMap()));
  }

  /** The names of the fields of a collection in the order of their rows. */
  public List<String> fieldsInOrder(String collection) {
    return Collections.unmodifiableList(fieldsInOrder.getOrDefault(collection, List.of()));
  }

  /** The rows of a field in the order of their ids; empty if there is none. */
  public List<FieldRow> field(String collection, String field) {
    return fields(collection).getOrDefault(field, List.of());
  }

  /** The column as Directus shows it; empty where Directus does not show it. */
  public Optional<Field> shown(String collection, String field) {
    return Optional.ofNullable(shown.getOrDefault(collection, Map.of()).get(field));
  }

  /** Whether Directus knows no type for it. */
  public static boolean isUnknown(Field field) {
    return field.type().equals("unknown");
  }

  /** Whether the column is there and Directus has a row of that name, be it that of an alias. */
  public boolean isTracked(String table, String column) {
    return column(table, column).isPresent() && !field(table, column).isEmpty();
  }

  /** Whether a row of {@code directus_fields} has lost its column. */
  public boolean isGhost(String collection, String field) {
    List<FieldRow> rows = field(collection, field);
    return !rows.isEmpty()
        && column(collection, field).isEmpty()
        && rows.stream().noneMatch(FieldRow::alias);
  }

  /** Rows of {@code directus_relations} by the name of their many side; several where doubled. */
  public SortedMap<String, List<RelationRow>> relations() {
    return Collections.unmodifiableSortedMap(relations);
  }

  /** The rows of the relation of a field in the order of their ids; empty if there is none. */
  public List<RelationRow> relation(String collection, String field) {
    return relationsByField.getOrDefault(collection, Map.of()).getOrDefault(field, List.of());
  }

  /** The foreign keys of just this column, in the order in which they were made. */
  public List<ForeignKey> foreignKeys(String table, String column) {
    return foreignKeys.getOrDefault(table, Map.of()).getOrDefault(column, List.of());
  }

  private static Map<String, List<ForeignKey>> foreignKeysOfOneColumn(Table table) {
    Map<String, List<ForeignKey>> keys = new HashMap<>();
    for (Constraint constraint : table.constraints()) {
      if (constraint instanceof ForeignKey key && key.columns().size() == 1) {
        keys.computeIfAbsent(key.columns().getFirst(), column -> new ArrayList<>()).add(key);
      }
    }
    return keys;
  }

  /** What the name is; for a name that nobody uses {@link CollectionStatus#NOWHERE}. */
  public CollectionStatus status(String name) {
    return standings.getOrDefault(name, CollectionStatus.NOWHERE);
  }

  private CollectionStatus find(String name) {
    Table table = tables.get(name);
    if (SystemTables.contains(name) && table != null) {
      return CollectionStatus.SYSTEM;
    }
    if (!collections.containsKey(name)) {
      if (table != null) {
        return CollectionStatus.UNTRACKED;
      }
      return fields.containsKey(name) ? CollectionStatus.LEFTOVER : CollectionStatus.NOWHERE;
    }
    if (table == null) {
      // A folder has no fields, and nothing can point to it.
      return fields.containsKey(name) || related.contains(name)
          ? CollectionStatus.GHOST
          : CollectionStatus.FOLDER;
    }
    if (table.kind() != Kind.TABLE) {
      return CollectionStatus.NOT_A_TABLE;
    }
    return SchemaOverview.canHold(table) ? CollectionStatus.COLLECTION : CollectionStatus.UNUSABLE;
  }
}
