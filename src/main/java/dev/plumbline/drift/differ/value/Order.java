package dev.plumbline.drift.differ.value;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Positions count by the order that they make, not by their numbers: one thing more moves the
 * numbers of all that come after it. So several other positions are one change, of the order in
 * which the things that both sides have come; and none if that order is the same.
 */
public final class Order {
  private static final String PATH = "meta.sort";

  private Order() {}

  /** The changes, with those of positions as described. */
  public static List<Change> folded(List<Change> changes, Snapshot source, Snapshot target) {
    List<Change> folded = new ArrayList<>(changes);
    List<Change> collections = of(changes, ChangeCode.COLLECTION_SORT_CHANGED);
    if (collections.size() > 1) {
      folded.removeAll(Set.copyOf(collections));
      compare(source.collections(), target.collections(), Collection::collection, Collection::meta)
          .map(
              orders ->
                  change(
                      ChangeCode.COLLECTION_SORT_CHANGED,
                      new Subject.OfEnvironment(),
                      orders,
                      "order of " + Words.count(collections.size(), "collection")))
          .ifPresent(folded::add);
    }
    Map<String, List<Change>> fields =
        of(changes, ChangeCode.FIELD_SORT_CHANGED).stream()
            .collect(groupingBy(change -> change.subject().collection(), TreeMap::new, toList()));
    if (fields.isEmpty()) {
      return folded;
    }
    Map<String, List<Field>> ours = byCollection(source);
    Map<String, List<Field>> theirs = byCollection(target);
    fields.forEach(
        (collection, moved) -> {
          if (moved.size() > 1) {
            folded.removeAll(Set.copyOf(moved));
            compare(
                    ours.getOrDefault(collection, List.of()),
                    theirs.getOrDefault(collection, List.of()),
                    Field::field,
                    Field::meta)
                .map(
                    orders ->
                        change(
                            ChangeCode.FIELD_SORT_CHANGED,
                            new Subject.OfCollection(collection),
                            orders,
                            "order of "
                                + Words.count(moved.size(), "field")
                                + " of "
                                + Words.name(collection)))
                .ifPresent(folded::add);
          }
        });
    return folded;
  }

  private static List<Change> of(List<Change> changes, ChangeCode code) {
    return changes.stream()
        .filter(change -> change.code() == code && change.path().equals(PATH))
        .toList();
  }

  private static Map<String, List<Field>> byCollection(Snapshot snapshot) {
    return snapshot.fields().stream().collect(groupingBy(Field::collection));
  }

  private record Orders(List<String> source, List<String> target) {}

  /** Where the order of those differs that both sides have, in one group each. */
  private static <T> Optional<Orders> compare(
      List<T> source, List<T> target, Function<T, String> name, Function<T, JsonValue> meta) {
    Map<String, JsonValue> ours = groups(source, name, meta);
    Map<String, JsonValue> theirs = groups(target, name, meta);
    ours.entrySet().removeIf(member -> !member.getValue().equals(theirs.get(member.getKey())));
    Orders orders =
        new Orders(ordered(source, name, meta, ours), ordered(target, name, meta, ours));
    return orders.source().equals(orders.target()) ? Optional.empty() : Optional.of(orders);
  }

  private static <T> Map<String, JsonValue> groups(
      List<T> things, Function<T, String> name, Function<T, JsonValue> meta) {
    Map<String, JsonValue> groups = new HashMap<>();
    things.forEach(thing -> groups.put(name.apply(thing), member(meta.apply(thing), "group")));
    return groups;
  }

  private static <T> List<String> ordered(
      List<T> things,
      Function<T, String> name,
      Function<T, JsonValue> meta,
      Map<String, JsonValue> common) {
    return things.stream()
        .filter(thing -> common.containsKey(name.apply(thing)))
        .sorted(
            Comparator.comparing((T thing) -> member(meta.apply(thing), "group").textOr(""))
                .thenComparingDouble(thing -> position(meta.apply(thing)))
                .thenComparing(name))
        .map(name)
        .toList();
  }

  private static double position(JsonValue meta) {
    return member(meta, "sort") instanceof JsonNumber(double sort) ? sort : Double.MAX_VALUE;
  }

  private static JsonValue member(JsonValue meta, String key) {
    return meta instanceof JsonObject object ? object.get(key) : JsonValue.JsonNull.NULL;
  }

  private static Change change(ChangeCode code, Subject subject, Orders orders, String what) {
    return new Change.Changed(
        code,
        subject,
        code.gravest(),
        PATH,
        names(orders.target()),
        names(orders.source()),
        what
            + ": "
            + Words.list(orders.target())
            + " in the target, "
            + Words.list(orders.source())
            + " in the source",
        Optional.empty());
  }

  private static JsonArray names(List<String> names) {
    return new JsonArray(names.stream().map(JsonValue::of).toList());
  }
}
