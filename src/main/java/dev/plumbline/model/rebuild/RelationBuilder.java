package dev.plumbline.model.rebuild;

import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.model.MetadataRow;
import dev.plumbline.snapshot.Snapshot.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The relations of a snapshot: each foreign key of one column with the first row of {@code
 * directus_relations} that fits it, then each row that fits none.
 */
final class RelationBuilder {
  private final List<JsonObject> relations;
  private final MetadataRow rows;

  /** Positions of the rows by collection and field of their many side. */
  private final Map<String, Map<String, List<Integer>>> byMany = new HashMap<>();

  private record Positioned(int position, Relation relation) {}

  RelationBuilder(List<JsonObject> relations, MetadataRow rows) {
    this.relations = relations;
    this.rows = rows;
    for (int i = 0; i < relations.size(); i++) {
      JsonObject row = relations.get(i);
      byMany
          .computeIfAbsent(MetadataRow.text(row, "many_collection"), c -> new HashMap<>())
          .computeIfAbsent(MetadataRow.text(row, "many_field"), f -> new ArrayList<>())
          .add(i);
    }
  }

  List<Relation> build(List<Table> tables) {
    List<Positioned> result = new ArrayList<>();
    boolean[] fits = new boolean[relations.size()];
    tables.forEach(
        table ->
            table.constraints().stream()
                .filter(constraint -> constraint.columns().size() == 1)
                .filter(ForeignKey.class::isInstance)
                .map(ForeignKey.class::cast)
                .forEach(
                    key ->
                        first(table.name(), key)
                            .ifPresent(
                                position -> {
                                  fits[position] = true;
                                  result.add(
                                      new Positioned(position, relation(position, table, key)));
                                })));
    for (int i = 0; i < relations.size(); i++) {
      if (!fits[i]) {
        result.add(new Positioned(i, relation(i)));
      }
    }
    return result.stream()
        .sorted(
            Comparator.comparing((Positioned p) -> p.relation().collection())
                .thenComparing(Positioned::position))
        .map(Positioned::relation)
        .toList();
  }

  private Optional<Integer> first(String table, ForeignKey key) {
    return byMany
        .getOrDefault(table, Map.of())
        .getOrDefault(key.columns().getFirst(), List.of())
        .stream()
        .filter(
            i -> {
              String one = MetadataRow.text(relations.get(i), "one_collection");
              return one.isEmpty() || one.equals(key.referencedTable());
            })
        .findFirst();
  }

  private Relation relation(int position, Table table, ForeignKey key) {
    TreeMap<String, JsonValue> schema = new TreeMap<>();
    schema.put("table", JsonValue.of(table.name()));
    schema.put("column", JsonValue.of(key.columns().getFirst()));
    schema.put("foreign_key_table", JsonValue.of(key.referencedTable()));
    schema.put("foreign_key_column", JsonValue.of(key.referencedColumns().getFirst()));
    schema.put("constraint_name", JsonValue.of(key.name()));
    schema.put("on_update", JsonValue.of(key.onUpdate().sql()));
    schema.put("on_delete", JsonValue.of(key.onDelete().sql()));
    return new Relation(
        table.name(),
        key.columns().getFirst(),
        Optional.of(key.referencedTable()),
        rows.meta(relations.get(position)),
        Optional.of(new JsonObject(schema)));
  }

  private Relation relation(int position) {
    JsonObject row = relations.get(position);
    return new Relation(
        MetadataRow.text(row, "many_collection"),
        MetadataRow.text(row, "many_field"),
        row.get("one_collection") instanceof JsonString(String one)
            ? Optional.of(one)
            : Optional.empty(),
        rows.meta(row),
        Optional.empty());
  }
}
