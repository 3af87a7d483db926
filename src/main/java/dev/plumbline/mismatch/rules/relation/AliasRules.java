package dev.plumbline.mismatch.rules.relation;

import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.FieldRow;
import dev.plumbline.model.RelationRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fields that say by their special that they are one end of a relation that is not there. */
public final class AliasRules {
  private final ContentModel model;
  private final MismatchCollector collector;

  /**
   * How many relations to a collection are to be shown by something other than an alias for them.
   */
  private final Map<String, Integer> misnamed = new HashMap<>();

  private AliasRules(ContentModel model, MismatchCollector collector) {
    this.model = model;
    this.collector = collector;
    model.relations().values().stream().flatMap(List::stream).forEach(this::relation);
  }

  public static void apply(ContentModel model, MismatchCollector collector) {
    AliasRules rules = new AliasRules(model, collector);
    for (Table table : model.usedTables()) {
      model.fields(table.name()).values().forEach(rows -> rules.field(rows.getFirst()));
    }
  }

  private void relation(RelationRow row) {
    row.one()
        .ifPresent(
            one ->
                row.oneField()
                    .ifPresent(
                        field -> {
                          if (!RelationRules.isShownBy(model, one, field)) {
                            misnamed.merge(one, 1, Integer::sum);
                          }
                        }));
  }

  private void field(FieldRow row) {
    boolean column = model.column(row.collection(), row.field()).isPresent();
    if (!column && row.showsRelation()) {
      alias(row);
    } else if (column
        && (row.special().contains("m2o") || row.special().contains("file"))
        && model.relationsOf(row.collection(), row.field()).isEmpty()
        // A foreign key without relation is reported as that.
        && model.foreignKeys(row.collection(), row.field()).isEmpty()) {
      collector.add(
          RelationMismatch.REFERENCE_WITHOUT_RELATION,
          row.name(),
          "field `%s` refers to %s, but has neither relation nor foreign key"
              .formatted(row.name(), row.special().contains("file") ? "a file" : "an item"));
    }
  }

  private void alias(FieldRow row) {
    if (!model.relationsShownBy(row.collection(), row.field()).isEmpty()) {
      return;
    }
    // A relation that names another field than its alias is one mistake, and is reported as that.
    if (misnamed.merge(row.collection(), -1, Integer::sum) >= 0) {
      return;
    }
    collector.add(
        RelationMismatch.ALIAS_WITHOUT_RELATION,
        row.name(),
        "alias `%s` (%s) shows a relation that does not exist"
            .formatted(row.name(), String.join(",", row.special())));
  }
}
