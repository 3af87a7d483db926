package dev.plumbline.model;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.model.ContentModel.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tables of a catalog by name, with their columns and foreign keys. Immutable. */
final class Tables {
  private final SortedMap<String, Table> tables = new TreeMap<>();
  private final Map<String, Map<String, Column>> columns = new HashMap<>();

  /** Those of just one column, by table and column. */
  private final Map<String, Map<String, List<ForeignKey>>> foreignKeys = new HashMap<>();

  private final List<Reference> references = new ArrayList<>();

  Tables(Catalog catalog) {
    catalog.tables().forEach(table -> tables.put(table.name(), table));
    tables.values().forEach(this::add);
  }

  private void add(Table table) {
    Map<String, Column> byName = new HashMap<>();
    table.columns().forEach(column -> byName.put(column.name(), column));
    columns.put(table.name(), byName);
    Map<String, List<ForeignKey>> keys = new HashMap<>();
    for (Constraint constraint : table.constraints()) {
      if (constraint instanceof ForeignKey key) {
        references.add(new Reference(table, key));
        if (key.columns().size() == 1) {
          keys.computeIfAbsent(key.columns().getFirst(), column -> new ArrayList<>()).add(key);
        }
      }
    }
    foreignKeys.put(table.name(), keys);
  }

  /** Sorted by name. */
  Collection<Table> all() {
    return Collections.unmodifiableCollection(tables.values());
  }

  Set<String> names() {
    return Collections.unmodifiableSet(tables.keySet());
  }

  Optional<Table> table(String name) {
    return Optional.ofNullable(tables.get(name));
  }

  Optional<Column> column(String table, String column) {
    return Optional.ofNullable(columns.getOrDefault(table, Map.of()).get(column));
  }

  List<ForeignKey> foreignKeys(String table, String column) {
    return Collections.unmodifiableList(
        foreignKeys.getOrDefault(table, Map.of()).getOrDefault(column, List.of()));
  }

  List<Reference> references() {
    return Collections.unmodifiableList(references);
  }
}
