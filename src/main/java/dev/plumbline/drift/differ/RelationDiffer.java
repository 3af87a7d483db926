package dev.plumbline.drift.differ;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.drift.differ.value.ComparableKeys;
import dev.plumbline.drift.differ.value.ComparableKeys.Part;
import dev.plumbline.drift.differ.value.Convergence;
import dev.plumbline.drift.differ.value.Deltas;
import dev.plumbline.drift.differ.value.Deltas.Delta;
import dev.plumbline.drift.differ.value.ListDiff;
import dev.plumbline.drift.differ.value.MatchedPairs.Pair;
import dev.plumbline.drift.differ.value.Properties;
import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Snapshot.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The differences of one relation that both sides have. */
public final class RelationDiffer {
  private RelationDiffer() {}

  private static final String ALLOWED = "meta.one_allowed_collections";

  /** All of them say to which collection it points. */
  private static final List<String> TARGET =
      List.of(
          "related_collection",
          "meta.one_collection",
          "schema.foreign_key_table",
          "schema.foreign_key_column");

  /**
   * @param oneFieldTold whether a field that only one side has reports {@code one_field} already
   */
  static List<Change> changes(ComparableKeys keys, Pair<Relation> pair, boolean oneFieldTold) {
    Relation target = pair.target();
    Relation source = pair.source();
    Subject subject = new Subject.OfRelation(source.collection(), source.field());
    Deltas deltas =
        new Deltas(keys)
            .value("related_collection", related(target), related(source))
            .objects("meta", Part.RELATION_META, new Pair<>(target.meta(), source.meta()))
            .schemas(Part.RELATION_SCHEMA, target.schema(), source.schema());

    List<Change> changes = new ArrayList<>();
    if (oneFieldTold) {
      deltas.take("meta.one_field");
    }
    if (deltas.takeAny(TARGET)) {
      changes.add(pointsElsewhere(subject, target, source));
    }
    deltas.take("schema").ifPresent(delta -> changes.add(constraint(subject, pair, delta)));
    deltas.take(ALLOWED).ifPresent(delta -> changes.add(allowed(subject, delta)));
    for (Delta delta : deltas.rest()) {
      changes.add(
          Properties.toChange(
              Properties.RELATION,
              ChangeCode.RELATION_METADATA_CHANGED,
              subject,
              delta,
              delta.path().equals("schema.constraint_name")
                  ? Optional.of(Convergence.CONSTRAINT_NAME)
                  : Optional.empty()));
    }
    return changes;
  }

  private static Change pointsElsewhere(Subject subject, Relation target, Relation source) {
    String before = points(target);
    String after = points(source);
    boolean isOther = !related(target).equals(related(source));
    return new Change.Changed(
        ChangeCode.RELATION_TARGET_CHANGED,
        subject,
        ChangeCode.RELATION_TARGET_CHANGED.gravest(),
        TARGET.getFirst(),
        isOther ? related(target) : JsonValue.of(before),
        isOther ? related(source) : JsonValue.of(after),
        "relation "
            + Words.name(subject.text())
            + " points to "
            + before
            + " in the target, to "
            + after
            + " in the source",
        Optional.empty());
  }

  private static Change constraint(Subject subject, Pair<Relation> pair, Delta delta) {
    boolean isAdded = pair.source().schema().isPresent();
    ChangeCode code =
        isAdded ? ChangeCode.RELATION_CONSTRAINT_ADDED : ChangeCode.RELATION_CONSTRAINT_REMOVED;
    return new Change.Changed(
        code,
        subject,
        code.gravest(),
        delta.path(),
        delta.before(),
        delta.after(),
        "relation "
            + Words.name(subject.text())
            + " has a foreign key only in the "
            + (isAdded ? "source" : "target"),
        Convergence.relation(pair.source()));
  }

  private static Change allowed(Subject subject, Delta delta) {
    Optional<ListDiff> choices = ListDiff.of(delta.before(), delta.after());
    return new Change.Changed(
        ChangeCode.RELATION_ALLOWED_COLLECTIONS_CHANGED,
        subject,
        choices.map(c -> c.severity(Severity.HIGH)).orElse(Severity.HIGH),
        delta.path(),
        delta.before(),
        delta.after(),
        "allowed collections of "
            + Words.name(subject.text())
            + ": "
            + choices.map(ListDiff::sentence).orElse("not a list"),
        Optional.empty());
  }

  /** The collection; with the column too where the foreign key says something else. */
  private static String points(Relation relation) {
    String collection = relation.relatedCollection().map(Words::name).orElse("any");
    String one = text(Optional.of(relation.meta()), "one_collection");
    String table = text(relation.schema(), "foreign_key_table");
    String column = text(relation.schema(), "foreign_key_column");
    return collection
        + (one.isEmpty() || Words.name(one).equals(collection)
            ? ""
            : " (in its metadata " + Words.name(one) + ")")
        + (table.isEmpty() ? "" : " by " + Words.name(table, column));
  }

  private static String text(Optional<? extends JsonValue> object, String key) {
    return object.isPresent() && object.get() instanceof JsonObject present
        ? present.get(key).textOr("")
        : "";
  }

  private static JsonValue related(Relation relation) {
    return JsonValue.of(relation.relatedCollection().orElse(null));
  }
}
