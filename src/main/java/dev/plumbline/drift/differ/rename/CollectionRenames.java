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
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds collections that may have been renamed: most of their fields are the same. */
public final class CollectionRenames {
  private CollectionRenames() {}

  /** Share of the fields of both together that both must have. */
  private static final double MOST = 0.7;

  /** Fewer fields than these every collection has. */
  private static final int FEWEST = 3;

  /** A field that more collections have (id, sort, status …) finds none of them. */
  private static final int COMMON = 20;

  /** What a field keeps when its collection is renamed. */
  private record Signature(String field, String type) {}

  private record Candidate(Collection collection, Set<Signature> fields) {
    String name() {
      return collection.collection();
    }
  }

  public static List<RenameCandidate> candidates(
      MatchedPairs<String, Collection> collections, MatchedPairs<FieldKey, Field> fields) {
    Map<Signature, List<Candidate>> having = new HashMap<>();
    for (Candidate to : candidates(collections.added(), fields.added())) {
      to.fields().forEach(field -> having.computeIfAbsent(field, f -> new ArrayList<>()).add(to));
    }
    List<Match<Candidate>> matches = new ArrayList<>();
    for (Candidate from : candidates(collections.removed(), fields.removed())) {
      Set<Candidate> near = new HashSet<>();
      for (Signature field : from.fields()) {
        List<Candidate> alike = having.getOrDefault(field, List.of());
        if (alike.size() <= COMMON) {
          near.addAll(alike);
        }
      }
      for (Candidate to : near) {
        Similarity similarity = similarity(from, to);
        if (similarity.score() > 0) {
          matches.add(new Match<>(from, to, similarity));
        }
      }
    }
    return Similarity.oneToOne(matches, Comparator.comparing(Candidate::name)).stream()
        .map(
            match ->
                new RenameCandidate(
                    new Subject.OfCollection(match.from().name()),
                    new Subject.OfCollection(match.to().name()),
                    match.similarity().evidence()))
        .toList();
  }

  private static Similarity similarity(Candidate from, Candidate to) {
    Set<Signature> shared = new HashSet<>(from.fields());
    shared.retainAll(to.fields());
    int all = from.fields().size() + to.fields().size() - shared.size();
    Similarity similarity = new Similarity();
    if (shared.size() < FEWEST || shared.size() < MOST * all) {
      return similarity;
    }
    JsonObject before = meta(from.collection());
    JsonObject after = meta(to.collection());
    return similarity
        .reason(
            true,
            100 * shared.size() / all,
            shared.size() + " of " + Words.count(all, "field") + " have the same name and type")
        .reason(Similarity.isSimilarName(from.name(), to.name()), 20, "similar names")
        .reason(isSame("icon", before, after), 5, "same icon")
        .reason(isSame("note", before, after), 10, "same note")
        .reason(isSame("translations", before, after), 10, "same translations")
        .reason(isSame("group", before, after), 5, "same folder")
        .reason(isSame("sort", before, after), 5, "same position");
  }

  private static List<Candidate> candidates(
      Map<String, Collection> collections, Map<FieldKey, Field> fields) {
    Map<String, Set<Signature>> signatures = new HashMap<>();
    for (Field field : fields.values()) {
      signatures
          .computeIfAbsent(field.collection(), name -> new HashSet<>())
          .add(new Signature(field.field(), ColumnType.text(field)));
    }
    return collections.values().stream()
        .map(c -> new Candidate(c, signatures.getOrDefault(c.collection(), Set.of())))
        .toList();
  }

  private static boolean isSame(String key, JsonObject before, JsonObject after) {
    JsonValue value = before.get(key);
    return !value.isNull() && value.equals(after.get(key));
  }

  private static JsonObject meta(Collection collection) {
    return collection.meta() instanceof JsonObject meta ? meta : JsonObject.EMPTY;
  }
}
