package dev.plumbline.drift.differ.value;

import dev.plumbline.drift.differ.value.ComparableKeys.Part;
import dev.plumbline.drift.differ.value.MatchedPairs.Pair;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Blank;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The values in which one thing differs, by path. What belongs together is taken out and reported
 * as one change; whatever nobody takes is reported by {@link Properties}, so that nothing gets
 * lost.
 */
public final class Deltas {
  /** One value that differs. */
  public record Delta(String path, JsonValue before, JsonValue after) {}

  private static final Set<Part> META =
      EnumSet.of(Part.COLLECTION_META, Part.FIELD_META, Part.RELATION_META);

  private final SortedMap<String, Delta> open = new TreeMap<>();
  private final ComparableKeys comparable;

  public Deltas(ComparableKeys comparable) {
    this.comparable = comparable;
  }

  /**
   * Compares two objects key by key. A missing key is null here: a snapshot read from the database
   * and one written by hand differ in that; deeper inside, everything counts.
   */
  public Deltas objects(String prefix, Part part, Pair<JsonValue> pair) {
    if (pair.target() instanceof JsonObject before && pair.source() instanceof JsonObject after) {
      Set<String> keys = new TreeSet<>(before.members().keySet());
      keys.addAll(after.members().keySet());
      for (String key : keys) {
        if (comparable.knows(part, key)) {
          value(prefix + "." + key, filled(part, key, before), filled(part, key, after));
        }
      }
    } else {
      value(prefix, pair.target(), pair.source());
    }
    return this;
  }

  private static JsonValue filled(Part part, String key, JsonObject object) {
    return META.contains(part) ? Blank.filled(key, object.get(key)) : object.get(key);
  }

  public Deltas schemas(Part part, Optional<JsonObject> target, Optional<JsonObject> source) {
    return objects("schema", part, new Pair<>(orNull(target), orNull(source)));
  }

  public Deltas value(String path, JsonValue before, JsonValue after) {
    if (!before.equals(after)) {
      open.put(path, new Delta(path, before, after));
    }
    return this;
  }

  public boolean has(String path) {
    return open.containsKey(path);
  }

  public Optional<Delta> peek(String path) {
    return Optional.ofNullable(open.get(path));
  }

  public Optional<Delta> take(String path) {
    return Optional.ofNullable(open.remove(path));
  }

  /** Takes all of them; whether there was one. */
  public boolean takeAny(List<String> paths) {
    return !paths.stream().map(this::take).filter(Optional::isPresent).toList().isEmpty();
  }

  /** What nobody has taken. */
  public List<Delta> rest() {
    return new ArrayList<>(open.values());
  }

  private static JsonValue orNull(Optional<JsonObject> schema) {
    return schema.isPresent() ? schema.get() : JsonNull.NULL;
  }
}
