package dev.plumbline.payload;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.payload.DiffItem.Entry;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.payload.PlannedItem.Drop;
import dev.plumbline.payload.PlannedItem.Property;
import dev.plumbline.payload.PlannedItem.Recreate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes what is sent: the items of Directus's own diff that were chosen, in its order, each written
 * anew from the two snapshots. A changed value is always a difference of kind {@code E} with the
 * whole value, because Directus carries out any other kind as something else.
 */
public final class PayloadMaker {
  private PayloadMaker() {}

  /**
   * @param directus what Directus found, equal in content to all that differs
   * @param chosen what is to happen
   */
  public static SchemaDiff make(SchemaDiff directus, Map<ItemKey, PlannedItem> chosen) {
    List<DiffItem> items = new ArrayList<>();
    for (DiffItem item : directus.items()) {
      PlannedItem planned = chosen.get(item.key());
      if (planned != null && !goesWithItsCollection(planned, chosen)) {
        items.add(item(item, planned));
      }
    }
    return new SchemaDiff(directus.hash(), items);
  }

  /**
   * Directus deletes a relation with the collection that it leads to, before it comes to relations.
   * If the payload says so once more, it answers 400 and carries out nothing (measured).
   */
  private static boolean goesWithItsCollection(
      PlannedItem planned, Map<ItemKey, PlannedItem> chosen) {
    return planned instanceof Drop drop
        && drop.key().section() == Section.RELATIONS
        && chosen.get(ItemKey.ofCollection(drop.before().get("related_collection").textOr("")))
            instanceof Drop;
  }

  /**
   * Of one entity.
   *
   * @param directus one of the items that Directus has of it
   */
  public static DiffItem item(DiffItem directus, PlannedItem planned) {
    return switch (planned) {
      case Create create -> item(directus, List.of(created(create.after())));
      case Drop drop -> item(directus, List.of(dropped(drop.before())));
      // Directus has an item for each of the two steps.
      case Recreate recreate ->
          item(
              directus,
              List.of(isDrop(directus) ? dropped(recreate.before()) : created(recreate.after())));
      case Alter alter ->
          item(directus, alter.properties().stream().map(PayloadMaker::changed).toList());
    };
  }

  private static DiffItem item(DiffItem directus, List<Entry> entries) {
    return new DiffItem(directus.key(), directus.relatedCollection(), entries);
  }

  private static boolean isDrop(DiffItem item) {
    return Optional.of(item.entries()).filter(entries -> !entries.isEmpty()).stream()
        .anyMatch(entries -> entries.getFirst().kind().equals("D"));
  }

  private static Entry created(JsonValue after) {
    return new Entry("N", List.of(), JsonNull.NULL, after);
  }

  private static Entry dropped(JsonValue before) {
    return new Entry("D", List.of(), before, JsonNull.NULL);
  }

  private static Entry changed(Property property) {
    return new Entry(
        "E",
        Arrays.stream(property.path().split("\\.", 2)).map(JsonValue::of).toList(),
        property.before(),
        property.after());
  }
}
