package dev.plumbline.model;

import dev.plumbline.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rows of {@code directus_fields} by collection and field. Immutable. */
final class FieldRows {
  private final Map<String, SortedMap<String, List<FieldRow>>> fields = new HashMap<>();
  private final Map<String, List<String>> inOrder = new HashMap<>();

  /**
   * @param rows in the order of their ids
   */
  FieldRows(List<JsonObject> rows) {
    rows.forEach(row -> add(FieldRow.of(row)));
  }

  private void add(FieldRow row) {
    fields
        .computeIfAbsent(row.collection(), name -> new TreeMap<>())
        .computeIfAbsent(row.field(), name -> new ArrayList<>(1))
        .add(row);
    inOrder.computeIfAbsent(row.collection(), name -> new ArrayList<>()).add(row.field());
  }

  /** Every name that a row has as that of a collection. */
  Set<String> collections() {
    return Collections.unmodifiableSet(fields.keySet());
  }

  boolean hasCollection(String collection) {
    return fields.containsKey(collection);
  }

  SortedMap<String, List<FieldRow>> of(String collection) {
    return Collections.unmodifiableSortedMap(
        fields.getOrDefault(collection, Collections.emptySortedMap()));
  }

  List<FieldRow> of(String collection, String field) {
    return Collections.unmodifiableList(
        fields
            .getOrDefault(collection, Collections.emptySortedMap())
            .getOrDefault(field, List.of()));
  }

  List<String> inOrder(String collection) {
    return Collections.unmodifiableList(inOrder.getOrDefault(collection, List.of()));
  }
}
