package dev.plumbline.payload;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
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

  /** An entity as it is when all differences are carried out, each with its whole value. */
  public JsonObject appliedTo(JsonObject before) {
    JsonObject after = before;
    for (Entry entry : entries) {
      String first = entry.path().isEmpty() ? "" : entry.path().getFirst().textOr("");
      if (entry.path().size() == 1) {
        after = after.with(first, entry.after());
      } else if (entry.path().size() == 2 && after.get(first) instanceof JsonObject part) {
        after = after.with(first, part.with(entry.path().getLast().textOr(""), entry.after()));
      }
    }
    return after;
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
