package dev.plumbline.hazard.rules.platform;

import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RemedySql;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.payload.Section;

/**
 * A table or a column that Directus does not track has the name of what is to be created: {@code
 * already exists}, and everything is rolled back (directus/directus#25760).
 */
public final class NameCollisions implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    inputs
        .created(Section.COLLECTIONS)
        .filter(create -> create.after().has("schema"))
        .map(create -> create.key().collection())
        .filter(name -> hasTable(name, inputs))
        .forEach(
            name ->
                collector.state(
                    HazardCode.TABLE_EXISTS,
                    name,
                    "the collection %s is to be created, but the target already has a table of this name that Directus does not track, so the whole plan would fail"
                        .formatted(Words.name(name)),
                    "make the table a collection in Directus, or rename it: ALTER TABLE %s RENAME TO …"
                        .formatted(RemedySql.name(name))));
    inputs
        .created(Section.FIELDS)
        .filter(create -> create.after().has("schema"))
        .map(create -> create.key())
        .filter(key -> !inputs.creates(key.collection()))
        .filter(key -> inputs.column(key.collection(), key.field()).isPresent())
        .forEach(
            key ->
                collector.state(
                    HazardCode.COLUMN_EXISTS,
                    key.text(),
                    "the field %s is to be created, but the table already has a column of this name that Directus does not track, so the whole plan would fail"
                        .formatted(Words.name(key.text())),
                    "make the column a field in Directus, or rename it: ALTER TABLE %s RENAME %s TO …"
                        .formatted(RemedySql.name(key.collection()), RemedySql.name(key.field()))));
  }

  private static boolean hasTable(String name, HazardInputs inputs) {
    return inputs.table(name).isPresent()
        || inputs.target().inventory().stream()
            .map(Inventory::objects)
            .flatMap(objects -> objects.keySet().stream())
            .filter(id -> id.kind().isTable() && id.table().isEmpty())
            .map(ObjectId::name)
            .anyMatch(name::equals);
  }
}
