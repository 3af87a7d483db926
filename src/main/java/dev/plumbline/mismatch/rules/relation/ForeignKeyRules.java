package dev.plumbline.mismatch.rules.relation;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.model.CollectionStatus;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.RelationRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Foreign keys of one column and the relations that Directus should have for them. */
public final class ForeignKeyRules {
  /** Of these it does not matter which is which. */
  private static final Set<String> TEXTS = Set.of("text", "character varying");

  private ForeignKeyRules() {}

  public static void apply(ContentModel model, MismatchCollector collector) {
    ForeignKeyEnforcement.apply(model, collector);
    for (Table table : model.usedTables()) {
      table.columns().stream()
          .map(Column::name)
          .filter(column -> model.isTracked(table.name(), column))
          .forEach(
              column ->
                  model
                      .foreignKeys(table.name(), column)
                      .forEach(key -> key(model, table.name(), column, key, collector)));
    }
  }

  private static void key(
      ContentModel model,
      String table,
      String column,
      ForeignKey key,
      MismatchCollector collector) {
    String name = table + "." + column;
    if (key.elsewhere()) {
      elsewhere(model, table, column, key, collector);
      return;
    }
    if (model.status(key.referencedTable()).isTracked()) {
      List<RelationRow> rows = model.relationsOf(table, column);
      if (rows.isEmpty() || rows.stream().noneMatch(row -> row.fits(key.referencedTable()))) {
        withoutRelation(model, name, rows, key, collector);
      } else {
        otherColumn(model, name, key, collector);
      }
    }
    typeOf(model, table, column)
        .flatMap(
            type ->
                typeOf(model, key.referencedTable(), key.referencedColumns().getFirst())
                    .filter(other -> !isAlike(type, other))
                    .map(other -> List.of(type, other)))
        .ifPresent(
            types ->
                collector.add(
                    RelationMismatch.FOREIGN_KEY_TYPE_DIFFERS,
                    name,
                    key.name(),
                    "`%s` has the type %s, but the key of `%s` that it references has the type %s"
                        .formatted(
                            name, types.getFirst(), key.referencedTable(), types.getLast())));
  }

  /** To a table of another schema, while Directus joins ours. */
  private static void elsewhere(
      ContentModel model,
      String table,
      String column,
      ForeignKey key,
      MismatchCollector collector) {
    List<ForeignKey> keys = model.foreignKeys(table, column);
    model.relationsOf(table, column).stream()
        .flatMap(row -> row.one().stream())
        .filter(one -> exists(model.status(one)))
        .filter(one -> keys.stream().noneMatch(other -> other.isTo(one)))
        .findFirst()
        .ifPresent(
            one ->
                collector.add(
                    RelationMismatch.FOREIGN_KEY_TO_OTHER_TABLE,
                    table + "." + column,
                    key.name(),
                    "relation `%s.%s` points to `%s`, but foreign key `%s` references `%s` in another schema"
                        .formatted(table, column, one, key.name(), key.referencedTable())));
  }

  /** Directus joins by the primary key whatever the foreign key says. */
  private static void otherColumn(
      ContentModel model, String name, ForeignKey key, MismatchCollector collector) {
    List<String> primary =
        model.table(key.referencedTable()).map(Table::primaryKey).orElse(List.of());
    if (primary.size() == 1 && !primary.equals(key.referencedColumns())) {
      collector.add(
          RelationMismatch.FOREIGN_KEY_TO_OTHER_COLUMN,
          name,
          key.name(),
          ("foreign key `%s` of `%s` references `%s.%s`, but Directus joins by the"
                  + " primary key `%s` and finds no item or the wrong one")
              .formatted(
                  key.name(),
                  name,
                  key.referencedTable(),
                  key.referencedColumns().getFirst(),
                  primary.getFirst()));
    }
  }

  private static void withoutRelation(
      ContentModel model,
      String name,
      List<RelationRow> rows,
      ForeignKey key,
      MismatchCollector collector) {
    Optional<String> one = rows.stream().flatMap(row -> row.one().stream()).findFirst();
    boolean fitsAnother =
        rows.stream()
            .anyMatch(
                row ->
                    model.foreignKeys(row.collection(), row.field()).stream()
                        .anyMatch(other -> row.fits(other.referencedTable())));
    if (one.isEmpty() || fitsAnother) {
      collector.add(
          RelationMismatch.FOREIGN_KEY_WITHOUT_RELATION,
          name,
          key.name(),
          "foreign key `%s` of `%s` references `%s`, but Directus has no relation for it"
              .formatted(key.name(), name, key.referencedTable()));
      return;
    }
    // Where the collection is missing, that is reported, not what became of its keys.
    if (exists(model.status(one.get()))) {
      collector.add(
          RelationMismatch.FOREIGN_KEY_TO_OTHER_TABLE,
          name,
          key.name(),
          "relation `%s` points to `%s`, but foreign key `%s` references `%s`"
              .formatted(name, one.get(), key.name(), key.referencedTable()));
    }
  }

  private static boolean exists(CollectionStatus status) {
    return switch (status) {
      case SYSTEM, COLLECTION, UNUSABLE, NOT_A_TABLE, UNTRACKED -> true;
      case GHOST, FOLDER, LEFTOVER, NOWHERE -> false;
    };
  }

  private static Optional<String> typeOf(ContentModel model, String table, String column) {
    return model.column(table, column).map(found -> found.type().name());
  }

  private static boolean isAlike(String one, String other) {
    return one.equals(other) || TEXTS.containsAll(Set.copyOf(List.of(one, other)));
  }
}
