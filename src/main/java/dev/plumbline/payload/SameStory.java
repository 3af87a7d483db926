package dev.plumbline.payload;

import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.ReservedRows;
import dev.plumbline.model.system.SystemFields;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.payload.PlannedItem.Drop;
import dev.plumbline.payload.PlannedItem.Property;
import dev.plumbline.payload.PlannedItem.Recreate;
import dev.plumbline.snapshot.Blank;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether Directus would do to each entity what Plumbline found that differs. Two independent
 * comparisons of the same snapshots: where they disagree, one of the two is wrong, and nothing may
 * be applied.
 */
public final class SameStory {
  private final Map<ItemKey, PlannedItem> planned;
  private final Map<ItemKey, List<DiffItem>> directus = new TreeMap<>();
  private final List<Disagreement> found = new ArrayList<>();

  /**
   * One entity of which the two say otherwise.
   *
   * @param message one sentence
   */
  public record Disagreement(ItemKey key, String message) {}

  private SameStory(Map<ItemKey, PlannedItem> planned, SchemaDiff diff) {
    this.planned = planned;
    diff.items()
        .forEach(item -> directus.computeIfAbsent(item.key(), key -> new ArrayList<>()).add(item));
  }

  /**
   * @param planned without what is Directus's own or that of a tool, which no plan carries
   * @param directus its version
   * @return sorted by entity; empty if both agree
   */
  public static List<Disagreement> disagreements(
      Map<ItemKey, PlannedItem> planned, SchemaDiff diff, String directus) {
    SameStory story = new SameStory(planned, diff);
    SystemFields own = SystemFields.ofVersion(directus);
    Set<ItemKey> keys = new TreeSet<>(planned.keySet());
    story.directus.keySet().stream().filter(key -> !story.isReserved(own, key)).forEach(keys::add);
    keys.forEach(story::compare);
    return List.copyOf(story.found);
  }

  private boolean isReserved(SystemFields own, ItemKey key) {
    return switch (key.section()) {
      case COLLECTIONS -> ReservedRows.isReserved(key.collection());
      case FIELDS, RELATIONS -> ReservedRows.isReserved(own, key.collection(), key.field());
      // Directus shows the index of a system field only while it has no row of metadata.
      case SYSTEM_FIELDS -> directus.containsKey(ItemKey.ofField(key.collection(), key.field()));
    };
  }

  private void compare(ItemKey key) {
    Set<String> ours = ours(planned.get(key));
    Set<String> theirs = new TreeSet<>();
    for (DiffItem item : directus.getOrDefault(key, List.of())) {
      item.entries().forEach(entry -> theirs.addAll(properties(entry)));
    }
    if (ours.equals(theirs)) {
      return;
    }
    found.add(
        new Disagreement(
            key,
            Words.name(key.text())
                + ": Directus would "
                + sentence(theirs)
                + ", Plumbline would "
                + sentence(ours)));
  }

  private static Set<String> ours(@Nullable PlannedItem item) {
    return switch (item) {
      case null -> Set.of();
      case Create ignored -> Set.of("create it");
      case Drop ignored -> Set.of("drop it");
      case Recreate ignored -> new TreeSet<>(Set.of("create it", "drop it"));
      case Alter alter ->
          alter.properties().stream()
              .map(Property::path)
              .filter(path -> !isOfNumberedKey(alter, path))
              .collect(Collectors.toSet());
    };
  }

  /** Directus compares nothing of the column of a key that numbers itself in the target. */
  private static boolean isOfNumberedKey(Alter alter, String path) {
    JsonObject schema = alter.before().object("schema");
    return path.startsWith("schema.")
        && alter.key().section() == Section.FIELDS
        && schema.get("is_primary_key").equals(JsonBoolean.TRUE)
        && schema.get("has_auto_increment").equals(JsonBoolean.TRUE);
  }

  private static Set<String> properties(DiffItem.Entry entry) {
    if (entry.path().isEmpty()) {
      return Set.of(
          switch (entry.kind()) {
            case "N" -> "create it";
            case "D" -> "drop it";
            default -> "make a change of kind " + entry.kind() + " to it";
          });
    }
    if (entry.path().size() == 1
        && entry.before() instanceof JsonObject before
        && entry.after() instanceof JsonObject after) {
      Set<String> keys = new TreeSet<>(before.members().keySet());
      keys.addAll(after.members().keySet());
      return keys.stream()
          .filter(key -> differs(key, before.get(key), after.get(key)))
          .map(key -> entry.property() + "." + key)
          .collect(Collectors.toSet());
    }
    return Set.of(entry.property());
  }

  private static boolean differs(String key, JsonValue before, JsonValue after) {
    return !Blank.filled(key, before).equals(Blank.filled(key, after));
  }

  private static String sentence(Set<String> properties) {
    if (properties.isEmpty()) {
      return "do nothing";
    }
    List<String> whole =
        properties.stream().filter(property -> property.endsWith(" it")).sorted().toList();
    return whole.isEmpty()
        ? "change " + Words.list(List.copyOf(properties))
        : String.join(" and ", whole);
  }
}
