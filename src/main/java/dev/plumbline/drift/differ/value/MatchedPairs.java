package dev.plumbline.drift.differ.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The things of two sides, matched by their names.
 *
 * @param both on both sides, and not equal
 * @param added only the source has them
 * @param removed only the target has them
 */
public record MatchedPairs<K, T>(List<Pair<T>> both, Map<K, T> added, Map<K, T> removed) {
  public MatchedPairs {
    both = List.copyOf(both);
    added = Collections.unmodifiableMap(new LinkedHashMap<>(added));
    removed = Collections.unmodifiableMap(new LinkedHashMap<>(removed));
  }

  /** One thing as the target and as the source has it. */
  public record Pair<T>(T target, T source) {}

  public static <K, T> MatchedPairs<K, T> of(List<T> source, List<T> target, Function<T, K> name) {
    Map<K, T> added = byName(source, name);
    Map<K, T> removed = new LinkedHashMap<>();
    List<Pair<T>> both = new ArrayList<>();
    byName(target, name)
        .forEach(
            (key, theirs) -> {
              T ours = added.remove(key);
              if (ours == null) {
                removed.put(key, theirs);
              } else if (!ours.equals(theirs)) {
                both.add(new Pair<>(theirs, ours));
              }
            });
    return new MatchedPairs<>(both, added, removed);
  }

  /**
   * Nothing keeps directus_fields from having two rows for one alias. Of two the same one is taken
   * whatever their order, so that order never is a difference.
   */
  private static <K, T> Map<K, T> byName(List<T> things, Function<T, K> name) {
    Map<K, T> byName = LinkedHashMap.newLinkedHashMap(things.size());
    for (T thing : things) {
      byName.merge(
          name.apply(thing),
          thing,
          (one, other) -> one.toString().compareTo(other.toString()) <= 0 ? one : other);
    }
    return byName;
  }
}
