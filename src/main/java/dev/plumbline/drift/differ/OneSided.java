package dev.plumbline.drift.differ;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.drift.differ.value.ColumnType;
import dev.plumbline.drift.differ.value.Convergence;
import dev.plumbline.drift.differ.value.FieldKey;
import dev.plumbline.drift.differ.value.Specials;
import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import dev.plumbline.snapshot.Snapshot.Relation;
import dev.plumbline.snapshot.Snapshot.SystemField;
import dev.plumbline.snapshot.SnapshotJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reports what only one side has. A whole is reported once: a collection with its fields and the
 * relations whose many side it is, a field with its relation.
 */
final class OneSided {
  private final boolean isAdded;
  private final Map<FieldKey, Relation> relations;

  /**
   * @param isAdded only the source has it; else only the target
   * @param relations that only this side has
   */
  OneSided(boolean isAdded, Map<FieldKey, Relation> relations) {
    this.isAdded = isAdded;
    this.relations = relations;
  }

  /**
   * @param fields of the collection that only this side has
   */
  Change collection(Collection collection, List<Field> fields, List<Relation> own) {
    boolean isFolder = collection.schema().isEmpty();
    JsonObject whole =
        SnapshotJson.of(collection)
            .with("fields", array(fields.stream().map(SnapshotJson::of).toList()))
            .with("relations", array(own.stream().map(SnapshotJson::of).toList()));
    return toChange(
        isAdded ? ChangeCode.COLLECTION_ADDED : ChangeCode.COLLECTION_REMOVED,
        new Subject.OfCollection(collection.collection()),
        isFolder && fields.isEmpty()
            ? Severity.INFO
            : isAdded ? Severity.LOW : ChangeCode.COLLECTION_REMOVED.gravest(),
        whole,
        (isFolder ? "folder " : "collection ")
            + Words.name(collection.collection())
            + contents(fields, own),
        Convergence.collection(fields, relations));
  }

  Change field(Field field) {
    Optional<Relation> relation = Optional.ofNullable(relations.get(FieldKey.of(field)));
    JsonObject json = SnapshotJson.of(field);
    return toChange(
        isAdded ? ChangeCode.FIELD_ADDED : ChangeCode.FIELD_REMOVED,
        new Subject.OfField(field.collection(), field.field()),
        severity(field),
        relation.map(r -> json.with("relation", SnapshotJson.of(r))).orElse(json),
        "field "
            + Words.name(field.collection(), field.field())
            + " ("
            + ColumnType.text(field)
            + relation.map(r -> ", " + points(r)).orElse("")
            + ")",
        Convergence.field(field, relation));
  }

  Change relation(Relation relation) {
    boolean hasConstraint = relation.schema().isPresent();
    return toChange(
        isAdded ? ChangeCode.RELATION_ADDED : ChangeCode.RELATION_REMOVED,
        new Subject.OfRelation(relation.collection(), relation.field()),
        !isAdded ? Severity.HIGH : hasConstraint ? Severity.MEDIUM : Severity.LOW,
        SnapshotJson.of(relation),
        "relation "
            + Words.name(relation.collection(), relation.field())
            + " ("
            + points(relation)
            + ")",
        Convergence.relation(relation));
  }

  Change systemField(SystemField field) {
    ChangeCode code =
        isAdded ? ChangeCode.SYSTEM_FIELD_INDEX_ADDED : ChangeCode.SYSTEM_FIELD_INDEX_REMOVED;
    return toChange(
        code,
        new Subject.OfField(field.collection(), field.field()),
        code.gravest(),
        SnapshotJson.of(field),
        "index of system field " + Words.name(field.collection(), field.field()),
        Optional.empty());
  }

  static String contents(List<Field> fields, List<Relation> relations) {
    if (fields.isEmpty() && relations.isEmpty()) {
      return "";
    }
    return " ("
        + Words.count(fields.size(), "field")
        + (relations.isEmpty() ? "" : ", " + Words.count(relations.size(), "relation"))
        + ")";
  }

  private Severity severity(Field field) {
    if (Specials.isPresentation(field)) {
      return Severity.INFO;
    }
    if (field.schema().isEmpty()) {
      return isAdded ? Severity.LOW : Severity.HIGH;
    }
    return isAdded
        ? canBeAddedToRows(field.schema().get()) ? Severity.LOW : Severity.MEDIUM
        : ChangeCode.FIELD_REMOVED.gravest();
  }

  /** PostgreSQL refuses a column that must have a value and has none for the rows there are. */
  private static boolean canBeAddedToRows(JsonObject schema) {
    return !schema.get("is_nullable").equals(JsonBoolean.FALSE)
        || !schema.get("default_value").isNull()
        || schema.get("is_generated").equals(JsonBoolean.TRUE);
  }

  private static String points(Relation relation) {
    if (relation.relatedCollection().isPresent()) {
      return "many-to-one to " + Words.name(relation.relatedCollection().get());
    }
    return relation.meta() instanceof JsonObject meta
            && meta.get("one_allowed_collections") instanceof JsonArray allowed
        ? "many-to-any to "
            + Words.list(allowed.items().stream().map(c -> Words.name(Words.plain(c))).toList())
        : "many-to-any";
  }

  private Change toChange(
      ChangeCode code,
      Subject subject,
      Severity severity,
      JsonObject whole,
      String what,
      Optional<String> neverConverges) {
    return isAdded
        ? new Change.Added(
            code, subject, severity, whole, what + " is missing in the target", neverConverges)
        : new Change.Removed(
            code,
            subject,
            severity,
            whole,
            what + " exists only in the target",
            // What is to go can always go.
            Optional.empty());
  }

  private static JsonArray array(List<? extends JsonValue> items) {
    return new JsonArray(List.copyOf(items));
  }
}
