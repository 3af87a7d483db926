package dev.plumbline.payload;

import dev.plumbline.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a diff says of one entity.
 *
 * @param relatedCollection of a relation, as Directus writes it; empty for null and for anything
 *     else
 * @param entries in Directus's order. Directus decides by the kind of the first one alone what it
 *     does to the whole entity, whatever its path (directus/directus#27877).
 */
public record DiffItem(ItemKey key, Optional<String> relatedCollection, List<Entry> entries) {
  public DiffItem {
    entries = List.copyOf(entries);
  }

  /**
   * One difference in the form of the library deep-diff.
   *
   * @param kind {@code N}, {@code D}, {@code E} or {@code A}; whatever was sent
   * @param path strings and array indexes; empty for the entity as a whole
   * @param before {@code lhs}; JSON null if it is absent
   * @param after {@code rhs}; JSON null if it is absent
   */
  public record Entry(String kind, List<JsonValue> path, JsonValue before, JsonValue after) {
    public Entry {
      path = List.copyOf(path);
    }

    /** Such as {@code meta.options}, without what is deeper. */
    public String property() {
      return path.stream().limit(2).map(part -> part.textOr("")).collect(Collectors.joining("."));
    }
  }
}
