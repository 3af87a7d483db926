package dev.plumbline.plan.select;

import dev.plumbline.drift.Drift;
import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Property;
import dev.plumbline.payload.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which change of the drift reports what of the two snapshots differs. */
final class Coverage {
  /** What one change of a column reports in one go. */
  private static final Set<String> COLUMN =
      Set.of(
          "type",
          "meta.special",
          "schema.data_type",
          "schema.max_length",
          "schema.numeric_precision",
          "schema.numeric_scale",
          "schema.default_value",
          "schema.is_generated",
          "schema.generation_expression",
          "schema.has_auto_increment");

  /** Values that differ where two sides mean the same: an order by other numbers, and the like. */
  private static final Set<String> EQUIVALENT =
      Set.of(
          "meta.sort",
          "schema.default_value",
          "schema.generation_expression",
          "schema.foreign_key_table",
          "schema.foreign_key_column",
          "schema.constraint_name",
          "meta.one_field");

  private static final Set<ChangeCode> SORTS =
      Set.of(ChangeCode.COLLECTION_SORT_CHANGED, ChangeCode.FIELD_SORT_CHANGED);

  private final Map<String, List<Change>> counted = new HashMap<>();
  private final Map<String, List<Change>> ignored = new HashMap<>();
  private final Set<ItemKey> planned;

  /**
   * @param planned all that differs
   */
  Coverage(Drift drift, Set<ItemKey> planned) {
    this.planned = planned;
    drift.changes().forEach(change -> add(counted, change));
    drift.ignored().forEach(one -> add(ignored, one.change()));
  }

  private static void add(Map<String, List<Change>> changes, Change change) {
    if (!(change.subject() instanceof Subject.OfObject)) {
      changes.computeIfAbsent(change.subject().text(), text -> new ArrayList<>()).add(change);
    }
  }

  /** What the drift says of something. */
  enum Verdict {
    COUNTED,
    IGNORED,
    EQUIVALENT,
    /** The drift does not know of it: one of the two comparisons is wrong. */
    UNKNOWN
  }

  /** Of the item as a whole: created, dropped or made anew. */
  Verdict of(PlannedItem item) {
    return verdict(item.key(), "");
  }

  Verdict of(Alter alter, Property property) {
    if (property.path().equals("meta.one_field") && isOfAlias(alter, property)) {
      return Verdict.COUNTED;
    }
    if (property.path().startsWith("schema.foreign_key_")
        && alter.key().section() == Section.FIELDS
        && planned.contains(ItemKey.ofRelation(alter.key().collection(), alter.key().field()))) {
      // The relation carries it.
      return Verdict.EQUIVALENT;
    }
    Verdict verdict = verdict(alter.key(), property.path());
    return verdict == Verdict.UNKNOWN && EQUIVALENT.contains(property.path())
        ? Verdict.EQUIVALENT
        : verdict;
  }

  /** Whether an alias that is created or dropped reports that the relation names it, or did. */
  private boolean isOfAlias(Alter alter, Property property) {
    return Stream.of(alter.before(), alter.after())
        .map(relation -> relation.get("related_collection").textOr(""))
        .flatMap(
            collection ->
                Stream.of(property.before(), property.after())
                    .map(field -> collection + "." + field.textOr("")))
        .flatMap(alias -> counted.getOrDefault(alias, List.of()).stream())
        .anyMatch(change -> change.path().isEmpty());
  }

  /** The sentence of the change that reports it; empty if none does. */
  Optional<String> sentence(ItemKey key, String path) {
    return find(counted, key, path).map(Change::message);
  }

  private Verdict verdict(ItemKey key, String path) {
    if (find(counted, key, path).isPresent()) {
      return Verdict.COUNTED;
    }
    return find(ignored, key, path).isPresent() ? Verdict.IGNORED : Verdict.UNKNOWN;
  }

  private static Optional<Change> find(
      Map<String, List<Change>> changes, ItemKey key, String path) {
    // What belongs to a collection that is created or dropped is reported with it.
    Optional<Change> whole =
        changes.getOrDefault(key.collection(), List.of()).stream()
            .filter(change -> change.subject() instanceof Subject.OfCollection)
            .filter(change -> change.path().isEmpty() || change.path().equals("schema"))
            .findFirst();
    return changes.getOrDefault(key.text(), List.of()).stream()
        .filter(change -> covers(change, path))
        .findFirst()
        .or(() -> whole)
        .or(() -> path.equals("meta.sort") ? order(changes, key) : Optional.empty());
  }

  private static boolean covers(Change change, String path) {
    String reported = change.path();
    return reported.isEmpty()
        || reported.equals("schema")
        || reported.equals(path)
        || (reported.startsWith(path + ".") && !path.isEmpty())
        || (COLUMN.contains(reported) && COLUMN.contains(path))
        || (reported.equals("related_collection") && !path.isEmpty());
  }

  private static Optional<Change> order(Map<String, List<Change>> changes, ItemKey key) {
    String holder = key.field().isEmpty() ? "" : key.collection();
    return changes.getOrDefault(holder, List.of()).stream()
        .filter(change -> SORTS.contains(change.code()))
        .findFirst();
  }
}
