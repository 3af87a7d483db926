package dev.plumbline.run.rollback;

import dev.plumbline.drift.Side;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.Entities;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.run.verification.ObjectScope;
import dev.plumbline.run.verification.ThingNames;
import dev.plumbline.snapshot.Fingerprint;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The schema of a target at one instant.
 *
 * @param items of the snapshot
 * @param objects what PostgreSQL has beside it
 * @param things both, each with its definition
 */
record TargetState(
    SortedMap<ItemKey, JsonObject> items,
    SortedMap<ObjectId, JsonObject> objects,
    SortedMap<Thing, JsonObject> things) {
  static TargetState of(Side side) {
    SortedMap<ItemKey, JsonObject> items = Entities.of(side.snapshot());
    SortedMap<ObjectId, JsonObject> objects =
        side.inventory().map(Inventory::objects).orElseGet(TreeMap::new);
    SortedMap<Thing, JsonObject> things = new TreeMap<>();
    items.forEach((key, definition) -> things.put(Thing.of(key), definition));
    objects.forEach((id, definition) -> things.put(Thing.of(id), definition));
    return new TargetState(items, objects, things);
  }

  String digest(Thing thing) {
    return digest(Optional.ofNullable(things.get(thing)));
  }

  /** Equal for equal definitions; empty if there is none. */
  static String digest(Optional<JsonObject> definition) {
    return definition.map(CanonicalJson::write).map(Fingerprint::sha256).orElse("");
  }

  /**
   * An item or an object.
   *
   * @param text different for each, whatever characters its names have
   * @param name for people
   * @param table the collection or table that it belongs to, or is
   */
  record Thing(String text, String name, String table) implements Comparable<Thing> {
    private static final Comparator<Thing> ORDER =
        Comparator.comparing(Thing::name).thenComparing(Thing::text);

    static Thing of(ItemKey key) {
      return new Thing(
          text(ThingNames.kind(key), key.collection(), key.field()),
          ThingNames.of(key),
          key.collection());
    }

    static Thing of(ObjectId id) {
      return new Thing(
          text("object " + ThingNames.kind(id), id.table(), id.name()),
          ThingNames.of(id),
          ObjectScope.table(id));
    }

    private static String text(String kind, String first, String second) {
      return CanonicalJson.write(
          JsonValue.array(JsonValue.of(kind), JsonValue.of(first), JsonValue.of(second)));
    }

    @Override
    public int compareTo(Thing other) {
      return ORDER.compare(this, other);
    }
  }
}
