package dev.plumbline.hazard.rules.constraint;

import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RowQuestion.TableRows;
import dev.plumbline.hazard.Suspicion.Countable;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.Section;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A new unique column with a default, in a table with two rows or more: PostgreSQL gives each row
 * the default and then refuses the constraint. Directus answers 500 and rolls everything back.
 */
public final class UniqueDefaults implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    Stream.concat(
            inputs.created(Section.FIELDS).map(one -> Map.entry(one.key(), one.after())),
            inputs.recreated().map(one -> Map.entry(one.key(), one.after())))
        .filter(field -> !inputs.creates(field.getKey().collection()))
        .filter(field -> isUniqueDefault(field.getValue().object("schema")))
        .forEach(field -> ask(field.getKey(), collector));
  }

  private static boolean isUniqueDefault(JsonObject schema) {
    return schema.get("is_unique").equals(JsonBoolean.TRUE)
        && !schema.get("default_value").isNull()
        && !schema.get("has_auto_increment").equals(JsonBoolean.TRUE);
  }

  private static void ask(ItemKey key, SuspicionCollector collector) {
    collector.grade(
        new Countable(
            HazardCode.DUPLICATES_FORBIDDEN,
            key.text(),
            List.of(new TableRows(key.collection())),
            amounts ->
                amounts.number(0, 0) > 1
                    ? Optional.of(HazardCode.DUPLICATES_FORBIDDEN.gravest())
                    : Optional.empty(),
            HazardCode.DUPLICATES_FORBIDDEN.gravest(),
            amounts ->
                "the new field %s is unique and has a default, which all of %s in %s would get, so the whole plan would fail"
                    .formatted(
                        Words.name(key.text()), amounts.of(0, "row"), Words.name(key.collection())),
            Optional.of("create it without the default, and set the default in a second plan"),
            false));
  }
}
