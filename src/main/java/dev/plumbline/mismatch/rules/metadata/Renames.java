package dev.plumbline.mismatch.rules.metadata;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.mismatch.rules.catalog.TypeRules;
import dev.plumbline.model.CollectionStatus;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.FieldRow;
import dev.plumbline.model.RelationRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Columns and tables that Directus knows by an old name. What Directus has lost and what it does
 * not know are one rename where nothing else fits either of the two.
 */
public final class Renames {
  /** With one field alone two tables are too easily alike. */
  private static final int FEWEST_FIELDS = 2;

  private final ContentModel model;

  /** New names by old ones, by table. */
  private final Map<String, Map<String, String>> columns = new TreeMap<>();

  private final Map<String, String> tables = new TreeMap<>();

  private Renames(ContentModel model) {
    this.model = model;
  }

  public static Renames of(ContentModel model) {
    Renames renames = new Renames(model);
    for (Table table : model.usedTables()) {
      if (model.status(table.name()) == CollectionStatus.COLLECTION) {
        renames.columns(table);
      }
    }
    renames.tables();
    return renames;
  }

  boolean isOldName(String table, String column) {
    return columns.getOrDefault(table, Map.of()).containsKey(column);
  }

  boolean isNewName(String table, String column) {
    return columns.getOrDefault(table, Map.of()).containsValue(column);
  }

  boolean isOldName(String table) {
    return tables.containsKey(table);
  }

  boolean isNewName(String table) {
    return tables.containsValue(table);
  }

  public void apply(MismatchCollector collector) {
    columns.forEach(
        (table, renamed) -> renamed.forEach((from, to) -> column(table, from, to, collector)));
    tables.forEach((from, to) -> table(from, to, collector));
  }

  private void columns(Table table) {
    Set<String> ghosts = new TreeSet<>();
    model.fields(table.name()).keySet().stream()
        .filter(field -> model.isGhost(table.name(), field))
        .forEach(ghosts::add);
    if (ghosts.isEmpty()) {
      return;
    }
    List<Column> unknown =
        table.columns().stream()
            .filter(column -> model.field(table.name(), column.name()).isEmpty())
            .toList();
    Map<String, List<String>> fitting = new TreeMap<>();
    for (String ghost : ghosts) {
      fitting.put(
          ghost,
          unknown.stream().filter(column -> fits(table, ghost, column)).map(Column::name).toList());
    }
    fitting.forEach(
        (ghost, candidates) -> {
          boolean isOnly =
              candidates.size() == 1
                  && fitting.values().stream().filter(candidates::equals).count() == 1
                  && fitting.values().stream()
                          .filter(others -> others.contains(candidates.getFirst()))
                          .count()
                      == 1;
          if (isOnly) {
            columns
                .computeIfAbsent(table.name(), name -> new TreeMap<>())
                .put(ghost, candidates.getFirst());
          }
        });
  }

  /** Whether the column is what the field has lost, by its place, type and foreign key. */
  private boolean fits(Table table, String ghost, Column column) {
    FieldRow row = model.field(table.name(), ghost).getFirst();
    List<ForeignKey> keys = model.foreignKeys(table.name(), column.name());
    List<RelationRow> relations = model.relationsOf(table.name(), ghost);
    boolean hasKey = !keys.isEmpty();
    boolean isTarget =
        relations.isEmpty()
            ? !hasKey
            : relations.stream()
                .anyMatch(
                    relation ->
                        relation.one().isEmpty()
                            ? !hasKey
                            : hasKey
                                ? keys.stream().anyMatch(key -> key.isTo(relation.one().get()))
                                : hasTypeOfKey(column, relation.one().get()));
    return isTarget
        && TypeRules.contradiction(row, column).isEmpty()
        && isInPlace(table, ghost, column);
  }

  private boolean hasTypeOfKey(Column column, String one) {
    return model
        .table(one)
        .filter(table -> table.primaryKey().size() == 1)
        .flatMap(table -> model.column(one, table.primaryKey().getFirst()))
        .filter(key -> key.type().name().equals(column.type().name()))
        .isPresent();
  }

  /**
   * Whether the column stands between the same columns as the row of the field, where rows and
   * columns are in one order; where they are not, the order says nothing.
   */
  private boolean isInPlace(Table table, String ghost, Column column) {
    List<String> rows = model.fieldsInOrder(table.name());
    List<String> inTable = new ArrayList<>(table.columns().stream().map(Column::name).toList());
    List<String> known = new ArrayList<>(rows);
    known.retainAll(inTable);
    List<String> knownInTable = new ArrayList<>(inTable);
    knownInTable.retainAll(known);
    if (!known.equals(knownInTable)) {
      return true;
    }
    Set<String> before = new HashSet<>(rows.subList(0, rows.indexOf(ghost)));
    before.retainAll(known);
    Set<String> beforeColumn = new HashSet<>(inTable.subList(0, inTable.indexOf(column.name())));
    beforeColumn.retainAll(known);
    return before.equals(beforeColumn);
  }

  private void column(String table, String from, String to, MismatchCollector collector) {
    collector.add(
        MetadataMismatch.COLUMN_RENAMED,
        table + "." + from,
        to,
        ("column `%1$s.%2$s` was renamed to `%3$s`, but Directus still uses the old name: the field"
                + " is not shown, and no schema from here can be applied%4$s. Rename the column"
                + " back, or change the name in directus_fields and directus_relations")
            .formatted(table, from, to, dependents(onColumn(table, from))));
  }

  private void table(String from, String to, MismatchCollector collector) {
    collector.add(
        MetadataMismatch.TABLE_RENAMED,
        from,
        to,
        ("table `%1$s` was renamed to `%2$s`, but Directus still uses the old name: requests for"
                + " items of `%1$s` fail%3$s. Rename the table back, or change the name in"
                + " directus_collections, directus_fields, directus_relations and"
                + " directus_permissions")
            .formatted(from, to, dependents(onTable(from))));
  }

  private static String dependents(Set<String> dependents) {
    return dependents.isEmpty() ? "" : "; it affects " + String.join(", ", dependents);
  }

  private Set<String> onColumn(String table, String column) {
    Set<String> dependents = new TreeSet<>();
    model.relationsNaming(table, column).forEach(row -> add(row, dependents));
    return dependents;
  }

  private Set<String> onTable(String table) {
    Set<String> dependents = new TreeSet<>();
    model.relationRows().stream()
        .filter(
            row ->
                row.collection().equals(table)
                    || row.one().equals(Optional.of(table))
                    || row.allowed().contains(table))
        .forEach(row -> add(row, dependents));
    return dependents;
  }

  private static void add(RelationRow row, Set<String> dependents) {
    dependents.add("relation `" + row.name() + "`");
    if (row.one().isPresent() && row.oneField().isPresent()) {
      dependents.add("alias `" + row.one().get() + "." + row.oneField().get() + "`");
    }
  }

  private void tables() {
    Map<String, List<String>> fitting = new TreeMap<>();
    for (String collection : model.collections().keySet()) {
      if (model.status(collection) == CollectionStatus.GHOST) {
        fitting.put(
            collection,
            model.tables().stream()
                .filter(table -> fits(collection, table))
                .map(Table::name)
                .toList());
      }
    }
    fitting.forEach(
        (collection, candidates) -> {
          if (candidates.size() == 1
              && fitting.values().stream()
                      .filter(others -> others.contains(candidates.getFirst()))
                      .count()
                  == 1) {
            tables.put(collection, candidates.getFirst());
          }
        });
  }

  /** Whether the table has just the columns that the fields of the collection need. */
  private boolean fits(String collection, Table table) {
    Set<String> fields = new HashSet<>();
    model
        .fields(collection)
        .forEach(
            (field, rows) -> {
              if (rows.stream().noneMatch(FieldRow::alias)) {
                fields.add(field);
              }
            });
    Set<String> columns = new HashSet<>();
    table.columns().forEach(column -> columns.add(column.name()));
    return model.status(table.name()) == CollectionStatus.UNTRACKED
        && table.kind() == Kind.TABLE
        && fields.size() >= FEWEST_FIELDS
        && fields.equals(columns);
  }
}
