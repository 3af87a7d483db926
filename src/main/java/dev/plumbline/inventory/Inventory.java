package dev.plumbline.inventory;

import dev.plumbline.json.JsonValue.JsonObject;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What PostgreSQL has and a snapshot of Directus can't carry: with the snapshot, all that makes two
 * databases alike or different, rows apart.
 *
 * @param objects each with its definition; two objects are alike if their definitions are equal.
 *     One that is about columns of the table in its id names them in {@code columns}, an array; in
 *     the definition of a whole table {@code columns} is an object, with the definition of each.
 */
public record Inventory(SortedMap<ObjectId, JsonObject> objects) {
  public Inventory {
    objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
  }

  /** What an object is; empty if there is nothing to say of it. */
  public JsonObject of(ObjectId id) {
    return objects.getOrDefault(id, JsonObject.EMPTY);
  }
}
