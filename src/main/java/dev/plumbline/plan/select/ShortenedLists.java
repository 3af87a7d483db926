package dev.plumbline.plan.select;

import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItem.Drop;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Directus takes a collection that it drops out of the list of each many-to-any that allows it. A
 * source that still names it there is then different, and was not before. A relation that is
 * changed as well is written with the list of the source.
 */
final class ShortenedLists {
  private static final String ALLOWED = "one_allowed_collections";

  private ShortenedLists() {}

  /**
   * @param items what is carried out
   */
  static List<Unreachable> of(SortedMap<ItemKey, PlannedItem> items, Snapshot target) {
    List<Unreachable> shortened = new ArrayList<>();
    for (Relation relation : target.relations()) {
      ItemKey key = ItemKey.ofRelation(relation.collection(), relation.field());
      if (!items.containsKey(key)
          && relation.meta() instanceof JsonObject meta
          && meta.get(ALLOWED) instanceof JsonArray allowed) {
        List<String> dropped =
            allowed.items().stream()
                .map(name -> name.textOr(""))
                .filter(name -> items.get(ItemKey.ofCollection(name)) instanceof Drop)
                .map(Words::name)
                .toList();
        if (!dropped.isEmpty()) {
          shortened.add(
              new Unreachable(
                  key.text(),
                  "meta." + ALLOWED,
                  "after the plan %s no longer allows %s, which the source still names there"
                      .formatted(Words.name(key.text()), Words.list(dropped)),
                  "Directus takes a collection that it drops out of each such list",
                  Optional.empty()));
        }
      }
    }
    return shortened;
  }
}
