package dev.plumbline.model;

import dev.plumbline.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rows of {@code directus_relations} by both of their sides. Immutable. */
final class Relations {
  private final List<RelationRow> rows;
  private final SortedMap<String, List<RelationRow>> byName = new TreeMap<>();
  private final Map<String, Map<String, List<RelationRow>>> byMany = new HashMap<>();
  private final Map<String, Map<String, List<RelationRow>>> byOne = new HashMap<>();
  private final Set<String> collections = new HashSet<>();

  /**
   * @param rows in the order of their ids
   */
  Relations(List<JsonObject> rows) {
    this.rows = rows.stream().map(RelationRow::of).toList();
    this.rows.forEach(this::add);
  }

  private void add(RelationRow row) {
    byName.computeIfAbsent(row.name(), name -> new ArrayList<>(1)).add(row);
    // A dot may be part of either name.
    add(byMany, row.collection(), row.field(), row);
    collections.add(row.collection());
    row.one().ifPresent(collections::add);
    row.one().ifPresent(one -> row.oneField().ifPresent(alias -> add(byOne, one, alias, row)));
  }

  private static void add(
      Map<String, Map<String, List<RelationRow>>> to,
      String collection,
      String field,
      RelationRow row) {
    to.computeIfAbsent(collection, name -> new HashMap<>())
        .computeIfAbsent(field, name -> new ArrayList<>(1))
        .add(row);
  }

  List<RelationRow> rows() {
    return rows;
  }

  SortedMap<String, List<RelationRow>> byName() {
    return Collections.unmodifiableSortedMap(byName);
  }

  List<RelationRow> ofMany(String collection, String field) {
    return of(byMany, collection, field);
  }

  List<RelationRow> ofOne(String collection, String field) {
    return of(byOne, collection, field);
  }

  private static List<RelationRow> of(
      Map<String, Map<String, List<RelationRow>>> rows, String collection, String field) {
    return Collections.unmodifiableList(
        rows.getOrDefault(collection, Map.of()).getOrDefault(field, List.of()));
  }

  List<RelationRow> naming(String collection, String field) {
    Optional<String> name = Optional.of(field);
    return byMany.getOrDefault(collection, Map.of()).values().stream()
        .flatMap(List::stream)
        .filter(
            row ->
                row.field().equals(field)
                    || row.junctionField().equals(name)
                    || row.sortField().equals(name)
                    || row.collectionField().equals(name))
        .toList();
  }

  /** Whether it is a side of any of them; being allowed by a many-to-any does not make a side. */
  boolean hasSide(String collection) {
    return collections.contains(collection);
  }
}
