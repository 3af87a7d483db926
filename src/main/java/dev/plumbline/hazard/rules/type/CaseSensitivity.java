package dev.plumbline.hazard.rules.type;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RemedySql;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.Section;

/**
 * Directus knows no {@code citext}: a new column of that type, and one of which anything changes,
 * becomes {@code text} (field report F24). A collation of the column is lost in the same way,
 * because {@code ALTER … TYPE} sets that of the database.
 */
public final class CaseSensitivity implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    inputs
        .created(Section.FIELDS)
        .filter(create -> isCitext(create.after().object("schema")))
        .forEach(create -> report(create.key(), collector));
    inputs
        .altered(Section.FIELDS)
        .filter(HazardInputs::altersColumn)
        .filter(alter -> isCitext(alter.before().object("schema")))
        .forEach(alter -> report(alter.key(), collector));
    inputs
        .altered(Section.FIELDS)
        .filter(HazardInputs::altersColumn)
        .map(Alter::key)
        .forEach(
            key ->
                inputs
                    .column(key.collection(), key.field())
                    .flatMap(Column::collation)
                    .ifPresent(collation -> report(key, collation, collector)));
  }

  private static boolean isCitext(JsonObject schema) {
    String type = schema.get("data_type").textOr("");
    return type.equals("citext") || type.endsWith(".citext");
  }

  private static void report(ItemKey key, String collation, SuspicionCollector collector) {
    collector.state(
        HazardCode.BECOMES_CASE_SENSITIVE,
        key.text(),
        "%s loses its collation %s, because Directus sets its type again: values are sorted and compared as the database does, also where they must be unique"
            .formatted(Words.name(key.text()), Words.name(collation)),
        "ALTER TABLE %s ALTER COLUMN %s TYPE … COLLATE %s afterwards"
            .formatted(
                RemedySql.name(key.collection()),
                RemedySql.name(key.field()),
                RemedySql.name(collation)));
  }

  private static void report(ItemKey key, SuspicionCollector collector) {
    collector.state(
        HazardCode.BECOMES_CASE_SENSITIVE,
        key.text(),
        "%s has the type citext and becomes text in the target: values that differ in case only are different from then on, also where they must be unique"
            .formatted(Words.name(key.text())),
        RemedySql.alter(key.collection(), key.field(), "TYPE citext afterwards"));
  }
}
