package dev.plumbline.drift.objects;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.drift.objects.InventoryMatcher.Pair;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the two dimensions say of one column: a difference that the snapshots show is not reported
 * again from the catalog.
 */
final class ColumnOverlap {
  private static final Set<ChangeCode> OTHER_TYPE =
      EnumSet.of(
          ChangeCode.FIELD_TYPE_CHANGED,
          ChangeCode.FIELD_LENGTH_CHANGED,
          ChangeCode.FIELD_PRECISION_CHANGED);

  /** Each member of a column's definition, and the changes of fields that say the same. */
  private static final Map<String, Set<ChangeCode>> SAME =
      Map.of(
          "type",
          OTHER_TYPE,
          "extension",
          OTHER_TYPE,
          "collation",
          OTHER_TYPE,
          "default",
          EnumSet.of(
              ChangeCode.FIELD_DEFAULT_CHANGED,
              ChangeCode.FIELD_SEQUENCE_CHANGED,
              ChangeCode.FIELD_AUTO_INCREMENT_CHANGED,
              ChangeCode.FIELD_GENERATED_CHANGED),
          "identity",
          EnumSet.of(ChangeCode.FIELD_AUTO_INCREMENT_CHANGED),
          "generated",
          EnumSet.of(ChangeCode.FIELD_GENERATED_CHANGED),
          "virtual",
          EnumSet.of(ChangeCode.FIELD_GENERATED_CHANGED),
          "notNull",
          EnumSet.of(ChangeCode.FIELD_NULLABLE_CHANGED));

  private final Map<Subject, Set<ChangeCode>> shown = new HashMap<>();

  /**
   * @param changes that the snapshots show
   */
  ColumnOverlap(Collection<Change> changes) {
    for (Change change : changes) {
      if (change.subject() instanceof Subject.OfField) {
        shown
            .computeIfAbsent(change.subject(), field -> EnumSet.noneOf(ChangeCode.class))
            .add(change.code());
      }
    }
  }

  /** What the catalog alone says of a column that both sides track; empty if nothing is left. */
  Optional<Pair> rest(Pair pair) {
    ObjectId id = pair.id();
    Set<ChangeCode> codes =
        shown.getOrDefault(new Subject.OfField(id.table(), id.name()), Set.of());
    JsonObject source = said(pair.source(), pair.target(), id);
    JsonObject target = said(pair.target(), pair.source(), id);
    // A column that numbers itself has no default: one cause.
    if (!source.get("identity").equals(target.get("identity"))) {
      source = source.without("default");
      target = target.without("default");
    }
    // The same value in another type, such as 5 and '5': the change of the type says it.
    if (codes.contains(ChangeCode.FIELD_TYPE_CHANGED)
        && unquoted(source.get("default")).equals(unquoted(target.get("default")))) {
      source = source.without("default");
      target = target.without("default");
    }
    for (Map.Entry<String, Set<ChangeCode>> member : SAME.entrySet()) {
      if (member.getValue().stream().anyMatch(codes::contains)) {
        source = source.without(member.getKey());
        target = target.without(member.getKey());
      }
    }
    return source.equals(target)
        ? Optional.empty()
        : Optional.of(new Pair(id, Optional.of(target), Optional.of(source)));
  }

  private static String unquoted(JsonValue value) {
    String text = value.textOr("");
    return text.length() > 1 && text.startsWith("'") && text.endsWith("'")
        ? text.substring(1, text.length() - 1)
        : text;
  }

  private static JsonObject said(
      Optional<JsonObject> definition, Optional<JsonObject> other, ObjectId id) {
    return definition.orElseGet(() -> PartialObject.unsaid(id, other.orElseThrow()));
  }
}
