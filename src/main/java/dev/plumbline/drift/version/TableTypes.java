package dev.plumbline.drift.version;

import dev.plumbline.drift.Side;
import dev.plumbline.drift.objects.prints.ColumnTypes;
import dev.plumbline.drift.objects.prints.FromTables;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Snapshot.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Of one side the types of the columns of all tables, without length and precision; of a domain the
 * type that it is made of.
 *
 * @param tables by name, the types of their columns
 * @param domains by name
 */
record TableTypes(Map<String, Map<String, String>> tables, Map<String, String> domains) {
  /** How the columns of the table itself are written, in triggers too. */
  private static final Set<String> OWN = Set.of("", "new", "old");

  static final TableTypes NONE = new TableTypes(Map.of(), Map.of());

  static TableTypes of(Side side, Inventory inventory) {
    TableTypes types = new TableTypes(new HashMap<>(), new HashMap<>());
    inventory
        .objects()
        .forEach(
            (id, definition) -> {
              if (id.kind() == ObjectKind.DOMAIN) {
                types.domains.put(id.name(), type(definition.get("type").textOr("")));
              }
            });
    for (Field field : side.snapshot().fields()) {
      field.schema().ifPresent(column -> types.add(field.collection(), field.field(), column));
    }
    inventory.objects().forEach(types::add);
    return types;
  }

  /**
   * Of what an object says; a view says it of the tables that it reads from, a query within a
   * policy of its tables.
   */
  ColumnTypes in(ObjectId id, String text) {
    if (tables.isEmpty()) {
      return ColumnTypes.NONE;
    }
    if (id.kind() == ObjectKind.VIEW || id.kind() == ObjectKind.MATERIALIZED_VIEW) {
      return FromTables.of(text, tables);
    }
    if (id.kind() == ObjectKind.DOMAIN) {
      return (qualifier, column) -> Optional.ofNullable(domains.get(id.name()));
    }
    String table = id.kind().isTable() ? id.name() : id.table();
    Map<String, String> own = tables.getOrDefault(table, Map.of());
    ColumnTypes queried = FromTables.of(text, tables);
    return (qualifier, column) ->
        OWN.contains(qualifier) || qualifier.equals(table)
            ? Optional.ofNullable(own.get(column))
            : queried.of(qualifier, column);
  }

  private void add(ObjectId id, JsonObject definition) {
    if (id.kind() == ObjectKind.COLUMN) {
      add(id.table(), id.name(), definition);
    } else if (definition.get("columns") instanceof JsonObject columns) {
      columns
          .members()
          .forEach(
              (name, column) -> {
                if (column instanceof JsonObject object) {
                  add(id.name(), name, object);
                }
              });
    }
  }

  /** As the snapshot or the inventory describes it. */
  private void add(String table, String column, JsonObject definition) {
    String type = type(definition.get("data_type").textOr(definition.get("type").textOr("")));
    if (!type.isEmpty()) {
      tables
          .computeIfAbsent(table, name -> new HashMap<>())
          .put(column, domains.getOrDefault(type, type));
    }
  }

  private static String type(String printed) {
    return printed.replaceFirst("\\([^)]*\\)", "");
  }
}
