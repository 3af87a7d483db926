package dev.plumbline.planning;

import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.payload.PlannedItem.Drop;
import dev.plumbline.payload.PlannedItem.Property;
import dev.plumbline.payload.PlannedItem.Recreate;
import dev.plumbline.payload.Section;
import dev.plumbline.plan.Plan.Reverse;
import dev.plumbline.plan.select.Chosen;
import dev.plumbline.plan.step.StepMaker;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What would undo a plan, step by step. The structure comes back; rows and values do not (facts 2:
 * a dropped collection takes its permissions, presets, revisions and activity along, too).
 */
final class ReverseMaker {
  private ReverseMaker() {}

  static Reverse of(Chosen chosen) {
    TreeMap<ItemKey, PlannedItem> reversed = new TreeMap<>();
    List<String> lost = new ArrayList<>();
    chosen
        .items()
        .forEach(
            (key, item) -> {
              reversed.put(key, reversed(item));
              lost(item, lost);
            });
    return new Reverse(StepMaker.steps(reversed), lost);
  }

  private static PlannedItem reversed(PlannedItem item) {
    return switch (item) {
      case Create(ItemKey key, JsonObject after) -> new Drop(key, after);
      case Drop(ItemKey key, JsonObject before) -> new Create(key, before);
      case Recreate(ItemKey key, JsonObject before, JsonObject after) ->
          new Recreate(key, after, before);
      case Alter(ItemKey key, JsonObject before, JsonObject after, List<Property> properties) ->
          new Alter(
              key,
              after,
              before,
              properties.stream()
                  .map(one -> new Property(one.path(), one.after(), one.before()))
                  .toList());
    };
  }

  private static void lost(PlannedItem item, List<String> lost) {
    String name = Words.name(item.key().text());
    switch (item) {
      case Drop drop when drop.key().section() == Section.COLLECTIONS -> {
        if (drop.before().has("schema")) {
          lost.add(
              "the rows of "
                  + name
                  + ", and its permissions, presets, revisions, activity, versions and shares");
        }
      }
      case Drop drop when drop.before().has("schema") && drop.key().section() == Section.FIELDS ->
          lost.add("the values of " + name);
      case Recreate recreate when recreate.before().has("schema") ->
          lost.add("the values of " + name);
      case Alter alter
          when alter.properties().stream().anyMatch(one -> Property.isOfType(one.path())) ->
          lost.add("the values of " + name + " that the new type rounds, shortens or changes");
      case PlannedItem ignored -> {}
    }
  }
}
