package dev.plumbline.drift.differ.rename;

import dev.plumbline.drift.change.RenameCandidate;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.drift.differ.rename.Similarity.Match;
import dev.plumbline.drift.differ.value.ColumnType;
import dev.plumbline.drift.differ.value.FieldKey;
import dev.plumbline.drift.differ.value.MatchedPairs;
import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Snapshot.Field;
import dev.plumbline.snapshot.Snapshot.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds fields of one collection that may have been renamed: of the same type, much alike. */
public final class FieldRenames {
  private FieldRenames() {}

  /** What must speak for a rename beside the type, so that not every text field is one. */
  private static final int ENOUGH = 3;

  /** Of more fields alike than these nobody could say which became which. */
  private static final int MOST_ALIKE = 40;

  private static final Comparator<Field> NAMES =
      Comparator.comparing(Field::collection).thenComparing(Field::field);

  /** What two names of one field have in common for sure. */
  private record Kind(String collection, String type, JsonObject column, String pointsTo) {}

  public static List<RenameCandidate> candidates(
      MatchedPairs<FieldKey, Field> fields, MatchedPairs<FieldKey, Relation> relations) {
    Map<Kind, List<Field>> added = byKind(fields.added(), relations.added());
    List<RenameCandidate> candidates = new ArrayList<>();
    byKind(fields.removed(), relations.removed())
        .forEach(
            (kind, removed) ->
                candidates.addAll(candidates(kind, removed, added.getOrDefault(kind, List.of()))));
    return candidates;
  }

  private static List<RenameCandidate> candidates(
      Kind kind, List<Field> removed, List<Field> added) {
    if (removed.size() > MOST_ALIKE || added.size() > MOST_ALIKE) {
      return List.of();
    }
    List<Match<Field>> matches = new ArrayList<>();
    for (Field from : removed) {
      for (Field to : added) {
        Similarity similarity = similarity(kind, from, to);
        if (similarity.score() >= ENOUGH) {
          matches.add(new Match<>(from, to, similarity));
        }
      }
    }
    return Similarity.oneToOne(matches, NAMES).stream()
        .map(
            match ->
                new RenameCandidate(
                    subject(match.from()), subject(match.to()), match.similarity().evidence()))
        .toList();
  }

  private static Similarity similarity(Kind kind, Field from, Field to) {
    JsonObject before = from.meta() instanceof JsonObject meta ? meta : JsonObject.EMPTY;
    JsonObject after = to.meta() instanceof JsonObject meta ? meta : JsonObject.EMPTY;
    return new Similarity()
        .reason(true, 0, "same type: " + ColumnType.text(from))
        .reason(!kind.pointsTo().isEmpty(), 2, "both reference " + Words.name(kind.pointsTo()))
        .reason(Similarity.isSimilarName(from.field(), to.field()), 2, "similar names")
        .reason(isSame("sort", before, after), 2, "same position in the form")
        .reason(isSame("interface", before, after), 1, "same interface")
        .reason(isSame("options", before, after), 1, "same options")
        .reason(isSame("note", before, after), 2, "same note")
        .reason(isSame("translations", before, after), 2, "same translations")
        .reason(isSame("validation", before, after), 1, "same validation")
        .reason(isSame("conditions", before, after), 1, "same conditions")
        .reason(isSame("group", before, after), 1, "same group");
  }

  private static boolean isSame(String key, JsonObject before, JsonObject after) {
    return !before.get(key).isNull() && before.get(key).equals(after.get(key));
  }

  private static Map<Kind, List<Field>> byKind(
      Map<FieldKey, Field> fields, Map<FieldKey, Relation> relations) {
    Map<Kind, List<Field>> byKind = new HashMap<>();
    fields.forEach(
        (place, field) ->
            byKind
                .computeIfAbsent(
                    kind(field, Optional.ofNullable(relations.get(place))), k -> new ArrayList<>())
                .add(field));
    return byKind;
  }

  private static Kind kind(Field field, Optional<Relation> relation) {
    return new Kind(
        field.collection(),
        field.schema().isPresent() ? field.type() : ColumnType.text(field),
        // The name and the sequence are called after the field itself.
        field
            .schema()
            .map(
                schema ->
                    schema.get("default_value").textOr("").startsWith("nextval(")
                        ? schema.with("default_value", JsonValue.of("nextval"))
                        : schema)
            .map(schema -> schema.without("name"))
            .orElse(JsonObject.EMPTY),
        relation.flatMap(Relation::relatedCollection).orElse(""));
  }

  private static Subject subject(Field field) {
    return new Subject.OfField(field.collection(), field.field());
  }
}
