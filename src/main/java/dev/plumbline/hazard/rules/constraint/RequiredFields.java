package dev.plumbline.hazard.rules.constraint;

import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RowQuestion.TableRows;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.payload.PlannedItem.Recreate;
import dev.plumbline.payload.Section;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A new column that forbids null and has no default, in a table with rows: PostgreSQL refuses it,
 * Directus answers 500 and rolls everything back.
 */
public final class RequiredFields implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    Stream.concat(
            inputs.created(Section.FIELDS).map(RequiredFields::of),
            inputs.recreated().map(RequiredFields::of))
        .filter(field -> !inputs.creates(field.getKey().collection()))
        .filter(field -> isRequired(field.getValue().object("schema")))
        .map(Map.Entry::getKey)
        .forEach(
            key ->
                collector.ask(
                    HazardCode.REQUIRED_FIELD_ADDED,
                    key.text(),
                    new TableRows(key.collection()),
                    amounts ->
                        "the new field %s forbids null and has no default, but %s has %s, so the whole plan would fail"
                            .formatted(
                                Words.name(key.text()),
                                Words.name(key.collection()),
                                amounts.of(0, "row")),
                    Optional.of(
                        "give the field a default in the source, or let it be null at first")));
  }

  private static Map.Entry<ItemKey, JsonObject> of(Create create) {
    return Map.entry(create.key(), create.after());
  }

  private static Map.Entry<ItemKey, JsonObject> of(Recreate recreate) {
    return Map.entry(recreate.key(), recreate.after());
  }

  private static boolean isRequired(JsonObject schema) {
    return schema.get("is_nullable").equals(JsonBoolean.FALSE)
        && schema.get("default_value").isNull()
        && !schema.get("has_auto_increment").equals(JsonBoolean.TRUE);
  }
}
