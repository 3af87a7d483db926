package dev.plumbline.plan.select;

import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Drop;
import dev.plumbline.payload.PlannedItem.Recreate;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import dev.plumbline.snapshot.Snapshot.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Directus removes the names of what it drops from other settings of the target. A source that
 * still has them there is then different, and was not before. Collections and fields are written
 * before that, relations after it, so that a relation of the plan ends as in the source.
 */
final class ClearedNames {
  private static final String WHY = "Directus removes the name of what it drops from this setting";

  private final SortedMap<ItemKey, PlannedItem> items;
  private final List<Unreachable> cleared = new ArrayList<>();

  private ClearedNames(SortedMap<ItemKey, PlannedItem> items) {
    this.items = items;
  }

  /**
   * @param items what is carried out
   */
  static List<Unreachable> of(SortedMap<ItemKey, PlannedItem> items, Snapshot target) {
    ClearedNames names = new ClearedNames(items);
    DuplicationPaths duplication = DuplicationPaths.of(target, names::isDropped);
    target.collections().forEach(collection -> names.collection(collection, duplication));
    target.fields().forEach(names::field);
    target.relations().forEach(names::relation);
    return names.cleared;
  }

  private boolean isDropped(String collection) {
    return items.get(ItemKey.ofCollection(collection)) instanceof Drop;
  }

  private boolean isDropped(String collection, String field) {
    return isDropped(collection) || items.get(ItemKey.ofField(collection, field)) instanceof Drop;
  }

  private void collection(Collection collection, DuplicationPaths duplication) {
    String name = collection.collection();
    ItemKey key = ItemKey.ofCollection(name);
    JsonObject meta = written(key, collection.meta());
    if (isDropped(name)) {
      return;
    }
    for (String setting : List.of("archive_field", "sort_field")) {
      String field = meta.get(setting).textOr("");
      if (isDropped(name, field)) {
        emptied(key, setting, field);
      }
    }
    String group = meta.get("group").textOr("");
    if (isDropped(group)) {
      emptied(key, "group", group);
    }
    shortened(
        key,
        "item_duplication_fields",
        duplication.removed(name, texts(meta.get("item_duplication_fields"))));
  }

  private void field(Field field) {
    ItemKey key = ItemKey.ofField(field.collection(), field.field());
    String group = written(key, field.meta()).get("group").textOr("");
    if (!isDropped(field.collection(), field.field()) && isDropped(field.collection(), group)) {
      emptied(key, "group", group);
    }
  }

  private void relation(Relation relation) {
    ItemKey key = ItemKey.ofRelation(relation.collection(), relation.field());
    if (items.containsKey(key)
        || isDropped(relation.collection(), relation.field())
        || !(relation.meta() instanceof JsonObject meta)) {
      return;
    }
    String alias = meta.get("one_field").textOr("");
    if (relation.relatedCollection().filter(related -> isDropped(related, alias)).isPresent()) {
      emptied(key, "one_field", alias);
    }
    shortened(
        key,
        "one_allowed_collections",
        texts(meta.get("one_allowed_collections")).stream().filter(this::isDropped).toList());
  }

  /** As the plan writes it, before anything is dropped. */
  private JsonObject written(ItemKey key, JsonValue meta) {
    JsonValue written =
        switch (items.get(key)) {
          case Alter alter -> alter.after().get("meta");
          case Recreate recreate -> recreate.after().get("meta");
          case null, default -> meta;
        };
    return written instanceof JsonObject object ? object : JsonObject.EMPTY;
  }

  private static List<String> texts(JsonValue list) {
    return list instanceof JsonArray array
        ? array.items().stream().map(item -> item.textOr("")).toList()
        : List.of();
  }

  private void emptied(ItemKey key, String setting, String was) {
    stays(
        key,
        setting,
        "after the plan `%s` of %s is empty, and in the source it is still %s"
            .formatted(setting, Words.name(key.text()), Words.name(was)));
  }

  private void shortened(ItemKey key, String setting, List<String> removed) {
    if (!removed.isEmpty()) {
      stays(
          key,
          setting,
          "after the plan `%s` of %s no longer contains %s, and in the source it still does"
              .formatted(
                  setting,
                  Words.name(key.text()),
                  Words.list(removed.stream().map(Words::name).toList())));
    }
  }

  private void stays(ItemKey key, String setting, String what) {
    cleared.add(new Unreachable(key.text(), "meta." + setting, what, WHY, Optional.empty()));
  }
}
