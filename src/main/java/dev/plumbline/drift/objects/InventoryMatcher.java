package dev.plumbline.drift.objects;

import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The objects that two inventories do not have in common. */
final class InventoryMatcher {
  private InventoryMatcher() {}

  /** An object as each side has it; at least one does. */
  record Pair(ObjectId id, Optional<JsonObject> target, Optional<JsonObject> source) {}

  /** What makes two objects with different names alike. */
  private record Alike(ObjectKind kind, String table, JsonObject definition) {}

  static List<Pair> pairs(Inventory source, Inventory target) {
    if (areEqual(source.objects(), target.objects())) {
      return List.of();
    }
    SortedMap<ObjectId, JsonObject> ours = without(source.objects(), target.objects());
    SortedMap<ObjectId, JsonObject> theirs = without(target.objects(), source.objects());
    dropRenamed(ours, theirs);
    TreeSet<ObjectId> ids = new TreeSet<>(ours.keySet());
    ids.addAll(theirs.keySet());
    List<Pair> pairs = new ArrayList<>();
    for (ObjectId id : ids) {
      pairs.add(
          new Pair(id, Optional.ofNullable(theirs.get(id)), Optional.ofNullable(ours.get(id))));
    }
    return pairs;
  }

  /** The usual case: both read in order, without searching. */
  private static boolean areEqual(
      SortedMap<ObjectId, JsonObject> ours, SortedMap<ObjectId, JsonObject> theirs) {
    return ours.size() == theirs.size()
        && List.copyOf(ours.keySet()).equals(List.copyOf(theirs.keySet()))
        && List.copyOf(ours.values()).equals(List.copyOf(theirs.values()));
  }

  private static SortedMap<ObjectId, JsonObject> without(
      SortedMap<ObjectId, JsonObject> objects, SortedMap<ObjectId, JsonObject> others) {
    SortedMap<ObjectId, JsonObject> rest = new TreeMap<>();
    objects.forEach(
        (id, definition) -> {
          if (!definition.equals(others.get(id))) {
            rest.put(id, definition);
          }
        });
    return rest;
  }

  /** Where the rest is equal, a name that came about by chance says nothing. */
  private static void dropRenamed(
      SortedMap<ObjectId, JsonObject> ours, SortedMap<ObjectId, JsonObject> theirs) {
    Map<Alike, Deque<ObjectId>> open = new HashMap<>();
    theirs.forEach(
        (id, definition) -> {
          if (id.kind().isNamedByChance()) {
            open.computeIfAbsent(alike(id, definition), alike -> new ArrayDeque<>()).add(id);
          }
        });
    for (Map.Entry<ObjectId, JsonObject> entry : List.copyOf(ours.entrySet())) {
      Deque<ObjectId> candidates = open.get(alike(entry.getKey(), entry.getValue()));
      if (candidates != null && !candidates.isEmpty()) {
        ours.remove(entry.getKey());
        theirs.remove(candidates.remove());
      }
    }
  }

  private static Alike alike(ObjectId id, JsonObject definition) {
    return new Alike(id.kind(), id.table(), definition.without("name"));
  }
}
