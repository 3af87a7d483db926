package dev.plumbline.drift.objects;

import dev.plumbline.drift.Side;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.snapshot.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tables and columns of one side, as far as its snapshot and inventory show. No content model:
 * two sides are compared from what is stored of them, and neither catalog nor metadata is.
 */
final class SideTables {
  /** A column by its table. */
  private record Place(String table, String column) {}

  /** By name; a partition is a table. */
  private final Map<String, ObjectKind> tables = new HashMap<>();

  private final Map<String, String> parents = new HashMap<>();
  private final Set<String> collections = new HashSet<>();
  private final Set<String> trackedTables = new HashSet<>();
  private final Set<Place> foreignKeys = new HashSet<>();
  private final Set<Place> trackedColumns = new HashSet<>();
  private final Set<Place> columns = new HashSet<>();

  /** Reported with all that belongs to them. */
  private final Set<String> wholes = new HashSet<>();

  private SideTables() {}

  static SideTables of(Side side, Inventory inventory) {
    SideTables sideTables = new SideTables();
    inventory.objects().forEach(sideTables::add);
    side.snapshot().collections().forEach(sideTables::add);
    side.snapshot().fields().forEach(sideTables::add);
    side.snapshot().relations().forEach(sideTables::add);
    sideTables.columns.addAll(sideTables.trackedColumns);
    return sideTables;
  }

  /** What kind of table it is; empty if there is none, or none that anything reports. */
  Optional<ObjectKind> table(String name) {
    return Optional.ofNullable(tables.get(name));
  }

  /** Whether Directus has written down that there is one. */
  boolean lists(String table) {
    return collections.contains(table);
  }

  boolean tracks(String table) {
    return trackedTables.contains(table);
  }

  /** Whether the snapshot shows a relation with a foreign key on this column. */
  boolean hasRelation(String table, String column) {
    return foreignKeys.contains(new Place(table, column));
  }

  boolean tracks(String table, String column) {
    return trackedColumns.contains(new Place(table, column));
  }

  boolean hasColumn(String table, String column) {
    return columns.contains(new Place(table, column));
  }

  /** Whether the definition of the table holds its columns, keys, triggers and grants. */
  boolean isWhole(String table) {
    return wholes.contains(table);
  }

  /** The table that this one is a partition of. */
  Optional<String> parent(String table) {
    return Optional.ofNullable(parents.get(table));
  }

  /** The table that an object belongs to, of a partition its parent; empty if it is of none. */
  static String tableOf(ObjectId id, JsonObject definition) {
    if (id.kind() == ObjectKind.PARTITION) {
      JsonObject of =
          definition.get("partitionOf") instanceof JsonObject whole ? whole : definition;
      return of.get("table").textOr("");
    }
    return id.kind().isTable() ? "" : id.table();
  }

  /** The columns that an object speaks of by name. */
  static List<String> columnsOf(JsonObject definition) {
    return switch (definition.get("columns")) {
      case JsonArray(List<JsonValue> items) -> items.stream().map(SideTables::name).toList();
      case JsonObject object -> List.copyOf(object.members().keySet());
      case JsonValue ignored -> List.of();
    };
  }

  private static String name(JsonValue column) {
    return switch (column) {
      case JsonString(String name) -> name;
      case JsonObject object -> object.get("name").textOr("");
      case JsonValue ignored -> "";
    };
  }

  private void add(ObjectId id, JsonObject definition) {
    if (id.kind() == ObjectKind.COLUMN) {
      if (!PartialObject.isOf(id, definition)) {
        columns.add(new Place(id.table(), id.name()));
      }
    } else if (id.kind().isTable()) {
      columnsOf(definition).forEach(column -> columns.add(new Place(id.name(), column)));
      if (definition.has("columns")) {
        wholes.add(id.name());
      }
      boolean isPartition = id.kind() == ObjectKind.PARTITION;
      // What there is to say of a table is not that there is one: of Directus's own nothing is
      // reported.
      if (!PartialObject.isOf(id, definition)) {
        tables.put(id.name(), isPartition ? ObjectKind.TABLE : id.kind());
      }
      if (!isPartition) {
        return;
      }
      String parent = tableOf(id, definition);
      if (!parent.isEmpty()) {
        parents.put(id.name(), parent);
      }
    }
  }

  private void add(Snapshot.Collection collection) {
    collections.add(collection.collection());
    if (collection.schema().isPresent()) {
      trackedTables.add(collection.collection());
      tables.putIfAbsent(collection.collection(), ObjectKind.TABLE);
    }
  }

  private void add(Snapshot.Field field) {
    if (field.schema().isPresent()) {
      trackedColumns.add(new Place(field.collection(), field.field()));
    }
  }

  private void add(Snapshot.Relation relation) {
    if (relation.schema().isPresent()) {
      foreignKeys.add(new Place(relation.collection(), relation.field()));
    }
  }
}
