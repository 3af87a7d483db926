package dev.plumbline.payload;

import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.SnapshotJson;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** A snapshot by entity, each as {@link SnapshotJson} writes it. */
public final class Entities {
  private Entities() {}

  /** Of two rows of one name Directus compares the first. */
  public static SortedMap<ItemKey, JsonObject> of(Snapshot snapshot) {
    TreeMap<ItemKey, JsonObject> entities = new TreeMap<>();
    put(
        entities,
        snapshot.collections(),
        one -> ItemKey.ofCollection(one.collection()),
        SnapshotJson::of);
    put(
        entities,
        snapshot.fields(),
        one -> ItemKey.ofField(one.collection(), one.field()),
        SnapshotJson::of);
    put(
        entities,
        snapshot.systemFields(),
        one -> ItemKey.ofSystemField(one.collection(), one.field()),
        SnapshotJson::of);
    put(
        entities,
        snapshot.relations(),
        one -> ItemKey.ofRelation(one.collection(), one.field()),
        SnapshotJson::of);
    return Collections.unmodifiableSortedMap(entities);
  }

  private static <T> void put(
      Map<ItemKey, JsonObject> entities,
      List<T> things,
      Function<T, ItemKey> key,
      Function<T, JsonObject> json) {
    things.forEach(thing -> entities.putIfAbsent(key.apply(thing), json.apply(thing)));
  }
}
