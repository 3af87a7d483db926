package dev.plumbline.hazard.rules.relation;

import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RemedySql;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.payload.Section;
import java.util.List;

/**
 * The foreign key was there before the relation (field report F10): Directus answers 400 {@code
 * already has an associated relationship} and rolls everything back, always.
 */
public final class ExistingForeignKeys implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    inputs
        .created(Section.RELATIONS)
        .filter(create -> !inputs.drops(create.key().collection(), create.key().field()))
        .forEach(
            create -> {
              ItemKey key = create.key();
              List<ForeignKey> keys =
                  inputs.targetModel().stream()
                      .flatMap(model -> model.foreignKeys(key.collection(), key.field()).stream())
                      .toList();
              if (!keys.isEmpty()) {
                report(create, keys.getFirst(), collector);
              }
            });
  }

  private static void report(Create create, ForeignKey foreign, SuspicionCollector collector) {
    ItemKey key = create.key();
    collector.state(
        HazardCode.FOREIGN_KEY_EXISTS,
        key.text(),
        "a relation of %s is to be created, but the foreign key %s to %s already exists, and Directus refuses that: the whole plan would fail"
            .formatted(
                Words.name(key.text()),
                Words.name(foreign.name()),
                Words.name(foreign.referencedTable())),
        "either write down the relation: INSERT INTO directus_relations (many_collection, many_field, one_collection) VALUES (%s, %s, %s), then clear Directus's cache; or drop the foreign key, and the plan creates it again: ALTER TABLE %s DROP CONSTRAINT %s"
            .formatted(
                RemedySql.text(key.collection()),
                RemedySql.text(key.field()),
                RemedySql.text(create.after().get("related_collection").textOr("")),
                RemedySql.name(key.collection()),
                RemedySql.name(foreign.name())));
  }
}
