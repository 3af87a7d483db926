package dev.plumbline.drift.differ.value;

import dev.plumbline.drift.Side;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Snapshot;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which keys can be compared. Versions of Directus differ in the keys they have, so that between
 * two versions (or when a version is not known) only the keys that occur on both sides are
 * compared; a key that one side has never heard of says nothing (facts 5: upgrading 11 to 12 adds
 * two keys to every collection).
 *
 * @param common empty where both sides are of the same shape and every key counts
 */
public record ComparableKeys(Optional<Map<Part, Set<String>>> common) {

  /** A kind of object that has keys of its own. */
  public enum Part {
    COLLECTION_META,
    COLLECTION_SCHEMA,
    FIELD_META,
    FIELD_SCHEMA,
    RELATION_META,
    RELATION_SCHEMA,
    SYSTEM_FIELD_SCHEMA
  }

  public static ComparableKeys of(Side source, Side target) {
    return isSame(source, target)
        ? new ComparableKeys(Optional.empty())
        : new ComparableKeys(Optional.of(common(source.snapshot(), target.snapshot())));
  }

  public boolean isSame() {
    return common.isEmpty();
  }

  boolean knows(Part part, String key) {
    return common.map(keys -> keys.getOrDefault(part, Set.of()).contains(key)).orElse(true);
  }

  private static boolean isSame(Side source, Side target) {
    boolean knownVersions =
        source.versions().directus().isPresent() && target.versions().directus().isPresent();
    boolean knownMigrations =
        !source.versions().migrations().isEmpty() && !target.versions().migrations().isEmpty();
    return (knownVersions || knownMigrations)
        && (!knownVersions || source.versions().directus().equals(target.versions().directus()))
        && (!knownMigrations
            || source.versions().migrations().equals(target.versions().migrations()));
  }

  private static Map<Part, Set<String>> common(Snapshot source, Snapshot target) {
    Map<Part, Set<String>> keys = keys(source);
    Map<Part, Set<String>> theirs = keys(target);
    keys.forEach((part, known) -> known.retainAll(theirs.getOrDefault(part, Set.of())));
    return keys;
  }

  private static Map<Part, Set<String>> keys(Snapshot snapshot) {
    Map<Part, Set<String>> keys = new EnumMap<>(Part.class);
    collect(keys, Part.COLLECTION_META, snapshot.collections(), Snapshot.Collection::meta);
    collect(keys, Part.COLLECTION_SCHEMA, snapshot.collections(), c -> orNull(c.schema()));
    collect(keys, Part.FIELD_META, snapshot.fields(), Snapshot.Field::meta);
    collect(keys, Part.FIELD_SCHEMA, snapshot.fields(), f -> orNull(f.schema()));
    collect(keys, Part.RELATION_META, snapshot.relations(), Snapshot.Relation::meta);
    collect(keys, Part.RELATION_SCHEMA, snapshot.relations(), r -> orNull(r.schema()));
    collect(keys, Part.SYSTEM_FIELD_SCHEMA, snapshot.systemFields(), Snapshot.SystemField::schema);
    return keys;
  }

  private static <T> void collect(
      Map<Part, Set<String>> keys, Part part, List<T> things, Function<T, JsonValue> object) {
    Set<String> known = new HashSet<>();
    for (T thing : things) {
      if (object.apply(thing) instanceof JsonObject present) {
        known.addAll(present.members().keySet());
      }
    }
    keys.put(part, known);
  }

  private static JsonValue orNull(Optional<JsonObject> object) {
    return object.<JsonValue>map(Function.identity()).orElse(JsonNull.NULL);
  }
}
