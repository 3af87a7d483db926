package dev.plumbline.run.rollback;

import dev.plumbline.drift.Side;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.Section;
import dev.plumbline.plan.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * What a run changed, and how it left it. Only what a step explains counts: whatever else changed
 * during the run, somebody else did.
 *
 * @param left by thing ({@link TargetState#text}), the SHA-256 of its definition after the run;
 *     empty if the run dropped it
 */
public record Footprint(RollbackScope scope, SortedMap<String, String> left) {
  public Footprint {
    left = Collections.unmodifiableSortedMap(new TreeMap<>(left));
  }

  /**
   * @param before the target as the plan was made for it
   * @param after the target as the run left it
   */
  public static Footprint of(Plan.Contents plan, Side before, Side after) {
    return FootprintFinder.find(plan, TargetState.of(before), TargetState.of(after));
  }

  /**
   * What somebody has changed since the run, so that a rollback would destroy it; a sentence each,
   * without full stop.
   *
   * @param before the target as it was before the run
   */
  public List<String> conflicts(Side before, Side now) {
    TargetState was = TargetState.of(before);
    Set<String> created = created(was);
    return sentences(
        was,
        TargetState.of(now),
        (thing, digests) -> {
          String leftAs = left.get(thing.text());
          if (leftAs == null) {
            return created.contains(thing.table()) && !digests.now().isEmpty()
                ? Optional.of("was added since the run to a collection that the run created")
                : Optional.empty();
          }
          return digests.now().equals(leftAs) || digests.now().equals(digests.before())
              ? Optional.empty()
              : Optional.of(
                  digests.now().isEmpty()
                      ? "was dropped since the run"
                      : "was changed since the run");
        });
  }

  /**
   * What the run changed and is not as it was before the run, a sentence each, without full stop;
   * empty: the run is undone.
   */
  public List<String> notUndone(Side before, Side now) {
    return sentences(
        TargetState.of(before),
        TargetState.of(now),
        (thing, digests) ->
            left.containsKey(thing.text()) && !digests.now().equals(digests.before())
                ? Optional.of("is not as it was before the run")
                : Optional.empty());
  }

  /**
   * What is not as the run left it, a sentence each, without full stop.
   *
   * @param before the target as it was before the run
   */
  public List<String> movedSince(Side before, Side now) {
    TargetState is = TargetState.of(now);
    List<String> moved =
        new ArrayList<>(
            sentences(
                TargetState.of(before),
                is,
                (thing, digests) -> {
                  String leftAs = left.getOrDefault(thing.text(), digests.now());
                  return digests.now().equals(leftAs)
                      ? Optional.empty()
                      : Optional.of(
                          digests.now().isEmpty()
                              ? "was dropped since the run"
                              : leftAs.isEmpty()
                                  ? "was created again since the run"
                                  : "was changed since the run");
                }));
    moved.addAll(droppedAgain(TargetState.of(before), is));
    return moved;
  }

  /** What the run created and neither state has: of an object, only its number is known. */
  private List<String> droppedAgain(TargetState was, TargetState is) {
    Set<String> missing = new TreeSet<>();
    left.forEach(
        (text, leftAs) -> {
          if (!leftAs.isEmpty()) {
            missing.add(text);
          }
        });
    was.things().keySet().forEach(thing -> missing.remove(thing.text()));
    is.things().keySet().forEach(thing -> missing.remove(thing.text()));
    List<String> sentences = new ArrayList<>();
    for (ItemKey key : scope.items()) {
      TargetState.Thing thing = TargetState.Thing.of(key);
      if (missing.remove(thing.text())) {
        sentences.add(thing.name() + " was dropped since the run");
      }
    }
    if (!missing.isEmpty()) {
      sentences.add(
          "%d objects of PostgreSQL that the run created were dropped since"
              .formatted(missing.size()));
    }
    return sentences;
  }

  /** Whether another run changed something that this one changed, too. */
  public boolean overlaps(Footprint other) {
    return left.keySet().stream().anyMatch(thing -> other.left.containsKey(thing));
  }

  private record Digests(String before, String now) {}

  private static List<String> sentences(
      TargetState was,
      TargetState is,
      BiFunction<TargetState.Thing, Digests, Optional<String>> what) {
    Set<TargetState.Thing> things = new TreeSet<>(was.things().keySet());
    things.addAll(is.things().keySet());
    return things.stream()
        .flatMap(
            thing ->
                what.apply(thing, new Digests(was.digest(thing), is.digest(thing))).stream()
                    .map(does -> thing.name() + " " + does))
        .toList();
  }

  /** Whether the run changed it. */
  boolean has(ItemKey key) {
    return left.containsKey(TargetState.Thing.of(key).text());
  }

  private Set<String> created(TargetState was) {
    Set<String> created = new TreeSet<>();
    for (ItemKey key : scope.items()) {
      if (key.section() == Section.COLLECTIONS && !was.items().containsKey(key)) {
        created.add(key.collection());
      }
    }
    return created;
  }
}
