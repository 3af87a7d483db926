package dev.plumbline.hazard.rules.loss;

import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RowQuestion;
import dev.plumbline.hazard.RowQuestion.ColumnValues;
import dev.plumbline.hazard.RowQuestion.MatchingRows;
import dev.plumbline.hazard.RowQuestion.TableRows;
import dev.plumbline.hazard.Suspicion.Countable;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.payload.PlannedItem.Drop;
import dev.plumbline.payload.Section;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Snapshot.Relation;
import java.util.List;
import java.util.Optional;

/**
 * A table that is dropped with its rows; what Directus deletes of its own with a collection ({@code
 * CollectionsService.deleteOne}); and the relations of other collections to it, of which only the
 * column remains.
 */
public final class DroppedTables implements HazardRule {
  /**
   * Directus's tables of which it deletes the rows that have the collection, or PostgreSQL does.
   */
  private static final List<String> ITS_ROWS =
      List.of(
          "directus_permissions",
          "directus_presets",
          "directus_revisions",
          "directus_activity",
          "directus_versions",
          "directus_shares",
          "directus_comments");

  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    inputs
        .dropped(Section.COLLECTIONS)
        .filter(drop -> drop.before().has("schema"))
        .forEach(
            drop -> {
              rows(drop, collector);
              directusRows(drop, inputs, collector);
              relations(drop, inputs, collector);
              foreignKeys(drop, inputs, collector);
            });
  }

  private static void rows(Drop drop, SuspicionCollector collector) {
    String name = drop.key().collection();
    collector.grade(
        Countable.always(
            HazardCode.DROPS_TABLE,
            name,
            new TableRows(name),
            Severity.MEDIUM,
            amounts ->
                "the table of %s is dropped with %s; only a backup brings the data back"
                    .formatted(Words.name(name), amounts.of(0, "row")),
            "leave " + Words.name(name) + " out of the plan"));
  }

  private static void directusRows(Drop drop, HazardInputs inputs, SuspicionCollector collector) {
    String name = drop.key().collection();
    List<String> tables =
        ITS_ROWS.stream()
            .filter(
                table ->
                    inputs.targetModel().isEmpty()
                        || inputs.column(table, "collection").isPresent())
            .toList();
    if (!tables.isEmpty()) {
      collector.ask(
          HazardCode.DROPS_DIRECTUS_ROWS,
          HazardCode.DROPS_DIRECTUS_ROWS.gravest(),
          name,
          tables.stream()
              .<RowQuestion>map(table -> new MatchingRows(table, "collection", List.of(name)))
              .toList(),
          amounts -> {
            StringBuilder list = new StringBuilder();
            for (int i = 0; i < tables.size(); i++) {
              if (!amounts.isNone(i)) {
                list.append(list.isEmpty() ? "" : ", ")
                    .append(amounts.of(i, "row"))
                    .append(" of `")
                    .append(tables.get(i))
                    .append('`');
              }
            }
            return "with %s Directus deletes %s; creating the collection again does not bring them back"
                .formatted(Words.name(name), list);
          },
          Optional.of("export them first, or leave " + Words.name(name) + " out of the plan"));
    }
  }

  /**
   * Directus also drops foreign keys of tables that it does not track, as long as they have a key.
   */
  private static void foreignKeys(Drop drop, HazardInputs inputs, SuspicionCollector collector) {
    String name = drop.key().collection();
    inputs.targetModel().stream()
        .flatMap(model -> model.references().stream())
        .filter(one -> one.key().isTo(name) && one.key().columns().size() == 1)
        .filter(one -> !inputs.drops(one.table().name()))
        .filter(one -> !one.table().primaryKey().isEmpty())
        .forEach(
            one -> {
              String table = one.table().name();
              String column = one.key().columns().getFirst();
              boolean isRelation =
                  inputs.target().snapshot().relations().stream()
                      .anyMatch(
                          relation ->
                              relation.collection().equals(table)
                                  && relation.field().equals(column));
              if (!isRelation && !inputs.drops(table, column)) {
                String subject = table + "." + column;
                collector.ask(
                    HazardCode.DROPS_RELATIONS,
                    subject,
                    new ColumnValues(table, column),
                    amounts ->
                        "the foreign key %s of %s to %s is dropped although no diff shows it; its column stays with %s that then %s nothing"
                            .formatted(
                                Words.name(one.key().name()),
                                Words.name(subject),
                                Words.name(name),
                                amounts.of(0, "value"),
                                amounts.verb(0, "references", "reference")));
              }
            });
  }

  private static void relations(Drop drop, HazardInputs inputs, SuspicionCollector collector) {
    String name = drop.key().collection();
    for (Relation relation : inputs.target().snapshot().relations()) {
      if (relation.relatedCollection().filter(name::equals).isPresent()
          && !inputs.drops(relation.collection(), relation.field())) {
        String subject = relation.collection() + "." + relation.field();
        collector.ask(
            HazardCode.DROPS_RELATIONS,
            subject,
            new ColumnValues(relation.collection(), relation.field()),
            amounts ->
                "the relation of %s to %s is deleted with its foreign key; its column stays with %s that then %s nothing"
                    .formatted(
                        Words.name(subject),
                        Words.name(name),
                        amounts.of(0, "value"),
                        amounts.verb(0, "references", "reference")));
      }
    }
  }
}
