package dev.plumbline.plan.select;

import dev.plumbline.drift.change.Glob;
import dev.plumbline.payload.ItemKey;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What somebody wants a plan to carry. A pattern is a name or a glob ({@link Glob}); it matches a
 * collection with all that belongs to it, a field with its relation, or one value of either, such
 * as {@code *.meta.sort}.
 *
 * @param include empty: everything
 * @param exclude wins over {@code include}
 */
public record Selection(List<String> include, List<String> exclude) {
  public static final Selection ALL = new Selection(List.of(), List.of());

  public Selection {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  boolean includes(ItemKey key) {
    return include.isEmpty() || include.stream().anyMatch(pattern -> matches(pattern, key));
  }

  boolean excludes(ItemKey key) {
    return exclude.stream().anyMatch(pattern -> matches(pattern, key));
  }

  /**
   * @param path of one value, such as {@code meta.sort}
   */
  boolean excludes(ItemKey key, String path) {
    return exclude.stream().anyMatch(pattern -> matches(pattern, key.text() + "." + path));
  }

  /** The patterns that match nothing of what differs, in the order in which they were given. */
  List<String> unmatched(Collection<ItemKey> keys, Collection<String> values) {
    return Stream.concat(
            include.stream().filter(pattern -> keys.stream().noneMatch(k -> matches(pattern, k))),
            exclude.stream()
                .filter(pattern -> keys.stream().noneMatch(k -> matches(pattern, k)))
                .filter(pattern -> values.stream().noneMatch(v -> matches(pattern, v))))
        .distinct()
        .toList();
  }

  private static boolean matches(String pattern, ItemKey key) {
    return matches(pattern, key.text()) || matches(pattern, key.collection());
  }

  /** A name may have characters that a glob has for something else. */
  private static boolean matches(String pattern, String text) {
    return pattern.equals(text) || new Glob(pattern).matches(text);
  }
}
