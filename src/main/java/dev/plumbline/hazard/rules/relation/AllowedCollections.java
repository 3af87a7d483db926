package dev.plumbline.hazard.rules.relation;

import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RowQuestion.MatchingRows;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.snapshot.Snapshot.Relation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which collections a many-to-any allows. A collection that is dropped is taken out of the list by
 * Directus itself; the rows that reference its items stay.
 */
public final class AllowedCollections implements HazardRule {
  private static final String META = "meta";
  private static final String ALLOWED = "one_allowed_collections";

  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    for (Relation relation : inputs.target().snapshot().relations()) {
      ItemKey key = ItemKey.ofRelation(relation.collection(), relation.field());
      JsonObject before = relation.meta() instanceof JsonObject meta ? meta : JsonObject.EMPTY;
      Set<String> allowed = names(before.get(ALLOWED));
      boolean isDropped = inputs.drops(relation.collection(), relation.field());
      if (!isDropped && relation.relatedCollection().isEmpty() && !allowed.isEmpty()) {
        Set<String> after =
            inputs.items().get(key) instanceof Alter alter
                ? names(HazardInputs.result(alter).object(META).get(ALLOWED))
                : new TreeSet<>(allowed);
        after.removeIf(inputs::drops);
        removed(key, before, without(allowed, after), collector);
        added(key, without(after, allowed), collector);
      }
    }
  }

  private static Set<String> names(JsonValue list) {
    Set<String> names = new TreeSet<>();
    if (list instanceof JsonArray array) {
      array.items().forEach(item -> names.add(item.textOr("")));
    }
    return names;
  }

  private static List<String> without(Set<String> names, Set<String> others) {
    TreeSet<String> rest = new TreeSet<>(names);
    rest.removeAll(others);
    return List.copyOf(rest);
  }

  private static void removed(
      ItemKey key, JsonObject meta, List<String> removed, SuspicionCollector collector) {
    String column = meta.get("one_collection_field").textOr("");
    if (!removed.isEmpty() && !column.isEmpty()) {
      collector.ask(
          HazardCode.ALLOWED_COLLECTION_REMOVED,
          key.text(),
          new MatchingRows(key.collection(), column, removed),
          amounts ->
              "%s no longer allows %s; %s of %s %s an item there, and Directus no longer shows them"
                  .formatted(
                      Words.name(key.text()),
                      Words.list(removed.stream().map(Words::name).toList()),
                      amounts.of(0, "row"),
                      Words.name(key.collection()),
                      amounts.verb(0, "references", "reference")),
          Optional.of("delete or move these rows first, or keep the collection allowed"));
    }
  }

  private static void added(ItemKey key, List<String> added, SuspicionCollector collector) {
    if (!added.isEmpty()) {
      collector.state(
          HazardCode.ALLOWED_COLLECTION_ADDED,
          key.text(),
          "%s also allows %s: who may read %s can follow it there as far as permissions allow"
              .formatted(
                  Words.name(key.text()),
                  Words.list(added.stream().map(Words::name).toList()),
                  Words.name(key.collection())));
    }
  }
}
