package dev.plumbline.hazard.rules.relation;

import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.payload.PlannedItem.Recreate;
import dev.plumbline.payload.Section;
import dev.plumbline.snapshot.SnapshotJson;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code ON DELETE SET NULL} on a column that forbids null: deleting the related item can never
 * work (field report F15).
 */
public final class ForbiddenSetNull implements HazardRule {
  private static final JsonValue SET_NULL = JsonValue.of("SET NULL");
  private static final String SCHEMA = "schema";

  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    Map<ItemKey, JsonObject> relations = new TreeMap<>();
    inputs
        .target()
        .snapshot()
        .relations()
        .forEach(
            one ->
                relations.put(
                    ItemKey.ofField(one.collection(), one.field()), SnapshotJson.of(one)));
    Set<ItemKey> touched = new TreeSet<>();
    inputs
        .created(Section.RELATIONS)
        .forEach(create -> put(create.key(), create.after(), relations, touched));
    inputs
        .altered(Section.RELATIONS)
        .forEach(alter -> put(alter.key(), HazardInputs.result(alter), relations, touched));
    inputs.altered(Section.FIELDS).map(Alter::key).forEach(touched::add);
    touched.forEach(
        key -> {
          JsonObject relation = relations.getOrDefault(key, JsonObject.EMPTY);
          if (relation.object(SCHEMA).get("on_delete").equals(SET_NULL)
              && forbidsNull(key, inputs)) {
            collector.state(
                HazardCode.SET_NULL_FORBIDDEN,
                key.text(),
                "deleting an item of %s sets %s to null, which forbids null, so the delete fails"
                    .formatted(
                        Words.name(relation.get("related_collection").textOr("")),
                        Words.name(key.text())),
                "let the field be null, or use another on_delete in the source");
          }
        });
  }

  private static void put(
      ItemKey key, JsonObject relation, Map<ItemKey, JsonObject> relations, Set<ItemKey> touched) {
    ItemKey field = ItemKey.ofField(key.collection(), key.field());
    relations.put(field, relation);
    touched.add(field);
  }

  private static boolean forbidsNull(ItemKey key, HazardInputs inputs) {
    PlannedItem item = inputs.items().get(key);
    JsonObject field =
        switch (item) {
          case Create create -> create.after();
          case Recreate recreate -> recreate.after();
          case Alter alter -> HazardInputs.result(alter);
          case null, default ->
              inputs.target().snapshot().fields().stream()
                  .filter(one -> one.collection().equals(key.collection()))
                  .filter(one -> one.field().equals(key.field()))
                  .map(SnapshotJson::of)
                  .findFirst()
                  .orElse(JsonObject.EMPTY);
        };
    return field.object(SCHEMA).get("is_nullable").equals(JsonBoolean.FALSE);
  }
}
