package dev.plumbline.run.rollback;

import dev.plumbline.inventory.ObjectId;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.Section;
import dev.plumbline.plan.Plan;
import dev.plumbline.run.rollback.TargetState.Thing;
import dev.plumbline.run.verification.ObjectScope;
import dev.plumbline.run.verification.PlanScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects what differs between two states of a target, and is explained by a plan. */
final class FootprintFinder {
  private final PlanScope plan;
  private final TargetState before;
  private final TargetState after;
  private final SortedSet<String> tables = new TreeSet<>();
  private final SortedSet<ItemKey> rows = new TreeSet<>();
  private final SortedSet<String> droppedCollections = new TreeSet<>();
  private final SortedMap<String, SortedSet<String>> droppedFields = new TreeMap<>();
  private final SortedMap<String, String> left = new TreeMap<>();

  private FootprintFinder(PlanScope plan, TargetState before, TargetState after) {
    this.plan = plan;
    this.before = before;
    this.after = after;
  }

  static Footprint find(Plan.Contents plan, TargetState before, TargetState after) {
    FootprintFinder finder = new FootprintFinder(PlanScope.of(plan), before, after);
    finder.find();
    return new Footprint(
        new RollbackScope(
            finder.tables, finder.rows, finder.droppedCollections, finder.droppedFields),
        finder.left);
  }

  private void find() {
    SortedSet<ItemKey> keys = new TreeSet<>(before.items().keySet());
    keys.addAll(after.items().keySet());
    for (ItemKey key : keys) {
      item(
          key,
          Optional.ofNullable(before.items().get(key)),
          Optional.ofNullable(after.items().get(key)));
    }
    ObjectScope objects = new ObjectScope(plan);
    SortedSet<ObjectId> ids = new TreeSet<>(before.objects().keySet());
    ids.addAll(after.objects().keySet());
    for (ObjectId id : ids) {
      Optional<JsonObject> was = Optional.ofNullable(before.objects().get(id));
      Optional<JsonObject> is = Optional.ofNullable(after.objects().get(id));
      if (!was.equals(is) && objects.isOfStep(id, was, is)) {
        left.put(Thing.of(id).text(), TargetState.digest(is));
        tables.add(ObjectScope.table(id));
      }
    }
  }

  private void item(ItemKey key, Optional<JsonObject> was, Optional<JsonObject> is) {
    Optional<String> related =
        was.or(() -> is).map(entity -> entity.get("related_collection").textOr(""));
    List<Difference> explained =
        Difference.between(was, is).stream()
            .filter(one -> plan.explains(key, one.path(), related, one.before()))
            .toList();
    if (explained.isEmpty()) {
      return;
    }
    left.put(Thing.of(key).text(), TargetState.digest(is));
    if (key.section() != Section.SYSTEM_FIELDS) {
      rows.add(key);
    }
    if (explained.stream().anyMatch(one -> !one.path().startsWith("meta"))) {
      tables.add(key.collection());
    }
    if (is.isEmpty() && key.section() == Section.COLLECTIONS) {
      droppedCollections.add(key.collection());
    }
    if (is.isEmpty()
        && key.section() == Section.FIELDS
        && after.items().containsKey(ItemKey.ofCollection(key.collection()))) {
      droppedFields.computeIfAbsent(key.collection(), any -> new TreeSet<>()).add(key.field());
    }
  }

  /** One value that differs; the path is empty for an entity as a whole. */
  private record Difference(String path, JsonValue before) {
    static List<Difference> between(Optional<JsonObject> was, Optional<JsonObject> is) {
      if (was.isEmpty() || is.isEmpty()) {
        return was.equals(is)
            ? List.of()
            : List.of(new Difference("", was.<JsonValue>map(one -> one).orElse(JsonNull.NULL)));
      }
      List<Difference> found = new ArrayList<>();
      members(was.get(), is.get())
          .forEach(
              member -> {
                JsonValue one = was.get().get(member);
                JsonValue other = is.get().get(member);
                if (one instanceof JsonObject inner && other instanceof JsonObject now) {
                  members(inner, now).stream()
                      .filter(path -> !inner.get(path).equals(now.get(path)))
                      .forEach(
                          path -> found.add(new Difference(member + "." + path, inner.get(path))));
                } else if (!one.equals(other)) {
                  found.add(new Difference(member, one));
                }
              });
      return found;
    }

    private static SortedSet<String> members(JsonObject one, JsonObject other) {
      SortedSet<String> members = new TreeSet<>(one.members().keySet());
      members.addAll(other.members().keySet());
      return members;
    }
  }
}
