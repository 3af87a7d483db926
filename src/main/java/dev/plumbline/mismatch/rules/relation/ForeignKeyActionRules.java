package dev.plumbline.mismatch.rules.relation;

import dev.plumbline.catalog.Catalog.Action;
import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.mismatch.nulls.Nulls;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.ContentModel.Reference;
import dev.plumbline.model.RelationRow;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Foreign keys and relations that write null into columns which forbid it. */
public final class ForeignKeyActionRules {
  private static final String NULLIFY = "nullify";

  private final ContentModel model;
  private final MismatchCollector collector;

  /** Columns of foreign keys that are reported, as {@code table.column}. */
  private final Set<String> reported = new HashSet<>();

  private ForeignKeyActionRules(ContentModel model, MismatchCollector collector) {
    this.model = model;
    this.collector = collector;
  }

  public static void apply(ContentModel model, MismatchCollector collector) {
    ForeignKeyActionRules rules = new ForeignKeyActionRules(model, collector);
    for (Reference reference : model.references()) {
      if (!rules.isRepeatedByPartition(reference.table())) {
        rules.key(reference.table(), reference.key());
      }
    }
    model.relations().values().forEach(rows -> rules.deselection(rows.getFirst()));
  }

  /** A partition has the foreign keys of its parent, which are reported there. */
  private boolean isRepeatedByPartition(Table table) {
    return table.details().partitionOf().flatMap(of -> model.table(of.table())).isPresent();
  }

  private void key(Table table, ForeignKey key) {
    boolean concerns =
        model.status(table.name()).isUsed()
            || (!key.elsewhere() && model.status(key.referencedTable()).isUsed());
    if (!concerns || !key.enforcement().enabled()) {
      return;
    }
    Optional<String> onDelete = forbidden(table, key, key.onDelete(), key.setOnDelete());
    Optional<String> onUpdate = forbidden(table, key, key.onUpdate(), key.columns());
    if (onDelete.isEmpty() && onUpdate.isEmpty()) {
      return;
    }
    key.columns().forEach(column -> reported.add(table.name() + "." + column));
    boolean isDelete = onDelete.isPresent();
    collector.add(
        RelationMismatch.FOREIGN_KEY_ACTION_FORBIDDEN,
        key.columns().size() == 1 ? table.name() + "." + key.columns().getFirst() : table.name(),
        key.name(),
        ("%1$s of `%2$s` that `%3$s` references cannot %4$s: foreign key `%5$s` is ON"
                + " %6$s %7$s and sets null, which %8$s forbids. Allow null, or choose another"
                + " action such as %9$s")
            .formatted(
                isDelete ? "items" : "keys of items",
                key.referencedTable(),
                table.name(),
                isDelete ? "be deleted" : "be changed",
                key.name(),
                isDelete ? "DELETE" : "UPDATE",
                (isDelete ? key.onDelete() : key.onUpdate()).sql(),
                onDelete.or(() -> onUpdate).orElse(""),
                isDelete ? "RESTRICT or CASCADE" : "CASCADE"));
  }

  /** What forbids an action; empty if nothing does. */
  private Optional<String> forbidden(
      Table table, ForeignKey key, Action action, List<String> columns) {
    Nulls nulls = new Nulls(table, model.objects());
    Set<String> becomingNull = new TreeSet<>();
    for (String column : columns) {
      Optional<Column> found = model.column(table.name(), column);
      boolean isNull =
          switch (action) {
            case SET_NULL -> true;
            case SET_DEFAULT -> found.filter(nulls::isEmptyByDefault).isPresent();
            case NO_ACTION, RESTRICT, CASCADE -> false;
          };
      Optional<String> by = isNull ? found.flatMap(nulls::forbids) : Optional.empty();
      if (by.isPresent()) {
        return by.map(text -> text + " on `" + column + "`");
      }
      if (isNull) {
        becomingNull.add(column);
      }
    }
    return becomingNull.isEmpty() ? Optional.empty() : nulls.breaks(becomingNull, notNull(key));
  }

  /** A foreign key acts only on rows in which none of its columns is null. */
  private static Set<String> notNull(ForeignKey key) {
    return Set.copyOf(key.columns());
  }

  /** Items that an o2m field loses are to be set free by writing null. */
  private void deselection(RelationRow row) {
    if (row.oneField().isEmpty()
        || row.one().isEmpty()
        || !row.deselectAction().equals(NULLIFY)
        || !model.status(row.collection()).isUsed()
        || !RelationRules.isShownBy(model, row.one().get(), row.oneField().get())
        || reported.contains(row.name())) {
      return;
    }
    model
        .table(row.collection())
        .ifPresent(
            table ->
                model
                    .column(row.collection(), row.field())
                    .flatMap(new Nulls(table, model.objects())::forbids)
                    .ifPresent(
                        by ->
                            collector.add(
                                RelationMismatch.RELATION_DESELECT_ACTION_FORBIDDEN,
                                row.name(),
                                "one_deselect_action",
                                ("items cannot be deselected in `%1$s.%2$s`: relation"
                                        + " `%3$s` then sets null, which %4$s forbids. Allow null,"
                                        + " or set one_deselect_action to delete")
                                    .formatted(
                                        row.one().get(), row.oneField().get(), row.name(), by))));
  }
}
