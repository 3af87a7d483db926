package dev.plumbline.plan.select;

import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Field;
import dev.plumbline.snapshot.Snapshot.Relation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Which paths of {@code item_duplication_fields} Directus removes with a dropped field: those that
 * lead over it, and each other path that has its name somewhere and that it cannot follow, in the
 * collection itself and in all that relations connect with it.
 */
final class DuplicationPaths {
  private final Map<String, Set<String>> fields = new HashMap<>();
  private final Map<String, Set<String>> dropped = new HashMap<>();

  /** The collection that a segment leads to, by collection. */
  private final Map<String, Map<String, String>> next = new HashMap<>();

  /** The collections in which Directus follows the paths when it drops a field of this one. */
  private final Map<String, Set<String>> connected = new HashMap<>();

  private DuplicationPaths() {}

  /**
   * @param isDropped whether a field of a collection is dropped
   */
  static DuplicationPaths of(Snapshot target, BiPredicate<String, String> isDropped) {
    DuplicationPaths paths = new DuplicationPaths();
    target.relations().forEach(paths::add);
    for (Field field : target.fields()) {
      paths.fields.computeIfAbsent(field.collection(), any -> new HashSet<>()).add(field.field());
      if (isDropped.test(field.collection(), field.field())) {
        paths
            .dropped
            .computeIfAbsent(field.collection(), any -> new TreeSet<>())
            .add(field.field());
      }
    }
    return paths;
  }

  private void add(Relation relation) {
    String many = relation.collection();
    JsonObject meta = relation.meta() instanceof JsonObject object ? object : JsonObject.EMPTY;
    relation
        .relatedCollection()
        .ifPresent(one -> add(many, relation.field(), one, meta.get("one_field").textOr("")));
    if (meta.get("one_allowed_collections") instanceof JsonArray allowed) {
      allowed
          .items()
          .forEach(
              one -> {
                String collection = one.textOr("");
                add(many, relation.field() + ":" + collection, collection, "");
              });
    }
  }

  private void add(String many, String field, String one, String alias) {
    next.computeIfAbsent(many, any -> new HashMap<>()).put(field, one);
    connected.computeIfAbsent(one, any -> new HashSet<>()).add(many);
    if (!alias.isEmpty()) {
      next.computeIfAbsent(one, any -> new HashMap<>()).put(alias, many);
      connected.computeIfAbsent(many, any -> new HashSet<>()).add(one);
    }
  }

  /** Those of a collection's paths that are removed. */
  List<String> removed(String collection, List<String> paths) {
    return paths.stream().filter(path -> isRemoved(collection, path)).toList();
  }

  private boolean isRemoved(String collection, String path) {
    return dropped.entrySet().stream()
        .filter(of -> of.getKey().equals(collection) || reachable(of.getKey()).contains(collection))
        .anyMatch(
            of ->
                of.getValue().stream()
                    .anyMatch(field -> isRemoved(collection, path, of.getKey(), field)));
  }

  private Set<String> reachable(String from) {
    Set<String> found = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(connected.getOrDefault(from, Set.of()));
    while (!open.isEmpty()) {
      String collection = open.pop();
      if (found.add(collection)) {
        open.addAll(connected.getOrDefault(collection, Set.of()));
      }
    }
    return found;
  }

  private boolean isRemoved(String root, String path, String of, String field) {
    if (!path.contains(field)) {
      return false;
    }
    String collection = root;
    String[] segments = path.split("\\.", -1);
    for (int i = 0; i < segments.length; i++) {
      String segment = segments[i];
      if (collection.equals(of) && segment.equals(field)) {
        return true;
      }
      String related = next.getOrDefault(collection, Map.of()).get(segment);
      boolean isLast = i == segments.length - 1;
      if (related != null) {
        collection = related;
      } else if (!isLast || !fields.getOrDefault(collection, Set.of()).contains(segment)) {
        return true;
      }
    }
    return false;
  }
}
