package dev.plumbline.inventory;

import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.Metadata;
import dev.plumbline.model.SchemaOverview;
import dev.plumbline.model.SystemTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Directus tracks, and what of it its snapshot therefore shows. */
final class TrackedSchema {
  private final Set<String> collections = new HashSet<>();
  private final Map<String, Set<String>> fields = new HashMap<>();

  /** Related collections by table and column; empty where the row names none. */
  private final Map<String, Map<String, List<String>>> relations = new HashMap<>();

  TrackedSchema(Metadata metadata) {
    for (JsonObject row : metadata.collections()) {
      collections.add(text(row, "collection"));
    }
    for (JsonObject row : metadata.fields()) {
      fields
          .computeIfAbsent(text(row, "collection"), name -> new HashSet<>())
          .add(text(row, "field"));
    }
    for (JsonObject row : metadata.relations()) {
      relations
          .computeIfAbsent(text(row, "many_collection"), name -> new HashMap<>())
          .computeIfAbsent(text(row, "many_field"), name -> new ArrayList<>())
          .add(text(row, "one_collection"));
    }
  }

  private static String text(JsonObject row, String key) {
    return row.get(key).textOr("");
  }

  boolean contains(Table table) {
    return collections.contains(table.name()) || SystemTables.contains(table.name());
  }

  /**
   * Whether the snapshot has the columns of the table. Of a view that is a collection it has only
   * the name.
   */
  boolean showsColumns(Table table) {
    return contains(table)
        && table.kind() == Kind.TABLE
        && SchemaOverview.canHold(table)
        && !SchemaOverview.excludes(table.name());
  }

  /** Whether Directus has written the column down itself. */
  boolean hasField(Table table, String column) {
    return fields.getOrDefault(table.name(), Set.of()).contains(column);
  }

  /** Whether the foreign key is that of a relation; those that Directus comes with have none. */
  boolean contains(Table table, ForeignKey key) {
    if (key.columns().size() != 1) {
      return false;
    }
    String column = key.columns().getFirst();
    return relations.getOrDefault(table.name(), Map.of()).getOrDefault(column, List.of()).stream()
        .anyMatch(one -> one.isEmpty() || one.equals(key.referencedTable()));
  }
}
