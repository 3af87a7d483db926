package dev.plumbline.hazard.rules.relation;

import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.Amounts;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RowQuestion.ColumnValues;
import dev.plumbline.hazard.Suspicion.Countable;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.json.JsonValue;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.Section;
import dev.plumbline.severity.Severity;
import java.util.function.Function;

/** What a delete, or a deselect, takes with it from then on. */
public final class CascadingDeletes implements HazardRule {
  private static final JsonValue CASCADE = JsonValue.of("CASCADE");
  private static final JsonValue DELETE = JsonValue.of("delete");

  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    inputs
        .altered(Section.RELATIONS)
        .forEach(
            alter -> {
              if (changesTo(alter, "schema", "on_delete", CASCADE)) {
                cascades(alter.key(), alter.before().get("related_collection"), collector);
              }
              if (changesTo(alter, "meta", "one_deselect_action", DELETE)) {
                deselects(alter.key(), collector);
              }
            });
    inputs
        .created(Section.RELATIONS)
        .filter(
            create -> inputs.column(create.key().collection(), create.key().field()).isPresent())
        .filter(create -> !inputs.creates(create.key().collection(), create.key().field()))
        .filter(create -> create.after().object("schema").get("on_delete").equals(CASCADE))
        .forEach(
            create -> cascades(create.key(), create.after().get("related_collection"), collector));
  }

  private static boolean changesTo(Alter alter, String part, String key, JsonValue value) {
    return HazardInputs.result(alter).object(part).get(key).equals(value)
        && !alter.before().object(part).get(key).equals(value);
  }

  private static void cascades(ItemKey key, JsonValue related, SuspicionCollector collector) {
    ask(
        HazardCode.DELETE_CASCADES,
        key,
        amounts ->
            "deleting an item of %s would also delete the items of %s that reference it through %s; %s %s today"
                .formatted(
                    Words.name(related.textOr("")),
                    Words.name(key.collection()),
                    Words.name(key.text()),
                    amounts.of(0, "row"),
                    amounts.verb(0, "does", "do")),
        "leave on_delete of the relation out of the plan",
        collector);
  }

  private static void deselects(ItemKey key, SuspicionCollector collector) {
    ask(
        HazardCode.DESELECT_DELETES,
        key,
        amounts ->
            "taking an item of %s out of its relation %s would delete it, where it stayed before; %s %s a value there today"
                .formatted(
                    Words.name(key.collection()),
                    Words.name(key.text()),
                    amounts.of(0, "row"),
                    amounts.verb(0, "has", "have")),
        "leave one_deselect_action of the relation out of the plan",
        collector);
  }

  private static void ask(
      HazardCode code,
      ItemKey key,
      Function<Amounts, String> message,
      String remedy,
      SuspicionCollector collector) {
    collector.grade(
        Countable.always(
            code,
            key.text(),
            new ColumnValues(key.collection(), key.field()),
            Severity.MEDIUM,
            message,
            remedy));
  }
}
