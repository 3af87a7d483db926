package dev.plumbline.payload;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.payload.PlannedItem.Drop;
import dev.plumbline.payload.PlannedItem.Property;
import dev.plumbline.payload.PlannedItem.Recreate;
import dev.plumbline.snapshot.Blank;
import dev.plumbline.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every difference between two snapshots, entity by entity and value by value, whatever it means.
 * Values of which Directus takes null and empty for the same are equal ({@link Blank}).
 */
public final class PlannedItems {
  private PlannedItems() {}

  /**
   * @return what makes the target like the source, by entity. Of a collection that is dropped, or
   *     that loses its table, nothing is in it but the collection.
   */
  public static SortedMap<ItemKey, PlannedItem> between(Snapshot source, Snapshot target) {
    SortedMap<ItemKey, JsonObject> ours = Entities.of(source);
    SortedMap<ItemKey, JsonObject> theirs = Entities.of(target);
    TreeMap<ItemKey, PlannedItem> items = new TreeMap<>();
    ours.forEach(
        (key, after) -> {
          JsonObject before = theirs.get(key);
          if (key.section() == Section.SYSTEM_FIELDS && before == null) {
            items.put(key, index(key, notIndexed(after), after));
          } else if (before == null) {
            items.put(key, new Create(key, after));
          } else if (!before.equals(after)) {
            altered(key, before, after).ifPresent(item -> items.put(key, item));
          }
        });
    theirs.forEach(
        (key, before) -> {
          if (key.section() == Section.SYSTEM_FIELDS && !ours.containsKey(key)) {
            items.put(key, index(key, before, notIndexed(before)));
          } else if (!ours.containsKey(key) && !goesWithItsTable(key, ours, theirs)) {
            items.put(key, new Drop(key, before));
          }
        });
    return Collections.unmodifiableSortedMap(items);
  }

  /** A snapshot has the system fields that are indexed, and no others. */
  private static Alter index(ItemKey key, JsonObject before, JsonObject after) {
    return new Alter(
        key,
        before,
        after,
        List.of(
            new Property(
                "schema.is_indexed",
                before.object("schema").get("is_indexed"),
                after.object("schema").get("is_indexed"))));
  }

  private static JsonObject notIndexed(JsonObject field) {
    return field.with("schema", field.object("schema").with("is_indexed", JsonValue.of(false)));
  }

  /** Whether the collection is dropped, too, or is a folder in the source. */
  private static boolean goesWithItsTable(
      ItemKey key, SortedMap<ItemKey, JsonObject> ours, SortedMap<ItemKey, JsonObject> theirs) {
    ItemKey collection = ItemKey.ofCollection(key.collection());
    JsonObject before = theirs.get(collection);
    JsonObject after = ours.get(collection);
    return key.section().hasField()
        && before != null
        && (after == null || (before.has("schema") && !after.has("schema")));
  }

  private static Optional<PlannedItem> altered(ItemKey key, JsonObject before, JsonObject after) {
    if (key.section() == Section.FIELDS
        && (before.has("schema") != after.has("schema") || isAlias(before) != isAlias(after))) {
      return Optional.of(new Recreate(key, before, after));
    }
    List<Property> properties = new ArrayList<>();
    for (String member : keys(before, after)) {
      if (before.get(member) instanceof JsonObject old
          && after.get(member) instanceof JsonObject fresh) {
        for (String inner : keys(old, fresh)) {
          boolean isMeta = member.equals("meta");
          JsonValue was = isMeta ? Blank.filled(inner, old.get(inner)) : old.get(inner);
          JsonValue is = isMeta ? Blank.filled(inner, fresh.get(inner)) : fresh.get(inner);
          if (!was.equals(is)) {
            properties.add(new Property(member + "." + inner, old.get(inner), fresh.get(inner)));
          }
        }
      } else if (!before.get(member).equals(after.get(member))) {
        properties.add(new Property(member, before.get(member), after.get(member)));
      }
    }
    return properties.isEmpty()
        ? Optional.empty()
        : Optional.of(new Alter(key, before, after, properties));
  }

  private static boolean isAlias(JsonObject field) {
    return field.get("type").textOr("").equals("alias");
  }

  private static Set<String> keys(JsonObject before, JsonObject after) {
    Set<String> keys = new TreeSet<>(before.members().keySet());
    keys.addAll(after.members().keySet());
    return keys;
  }
}
