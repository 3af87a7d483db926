package dev.plumbline.drift.differ;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.drift.differ.value.ComparableKeys;
import dev.plumbline.drift.differ.value.ComparableKeys.Part;
import dev.plumbline.drift.differ.value.Deltas;
import dev.plumbline.drift.differ.value.Deltas.Delta;
import dev.plumbline.drift.differ.value.MatchedPairs.Pair;
import dev.plumbline.drift.differ.value.Properties;
import dev.plumbline.drift.words.Words;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import dev.plumbline.snapshot.Snapshot.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The differences of one collection that both sides have, without its fields. */
final class CollectionDiffer {
  private CollectionDiffer() {}

  /**
   * @param fields of the collection that one side only has, if it is a table on one side only: they
   *     came or went with the table
   * @param relations likewise
   */
  static List<Change> changes(
      ComparableKeys keys, Pair<Collection> pair, List<Field> fields, List<Relation> relations) {
    Collection target = pair.target();
    Collection source = pair.source();
    Subject subject = new Subject.OfCollection(source.collection());
    Deltas deltas =
        new Deltas(keys)
            .objects("meta", Part.COLLECTION_META, new Pair<>(target.meta(), source.meta()))
            .schemas(Part.COLLECTION_SCHEMA, target.schema(), source.schema());

    List<Change> changes = new ArrayList<>();
    deltas
        .take("schema")
        .ifPresent(table -> changes.add(table(subject, pair, table, fields, relations)));
    for (Delta delta : deltas.rest()) {
      changes.add(
          Properties.toChange(
              Properties.COLLECTION,
              ChangeCode.COLLECTION_METADATA_CHANGED,
              subject,
              delta,
              Optional.empty()));
    }
    return changes;
  }

  private static Change table(
      Subject subject,
      Pair<Collection> pair,
      Delta delta,
      List<Field> fields,
      List<Relation> relations) {
    boolean isAdded = pair.source().schema().isPresent();
    ChangeCode code =
        isAdded ? ChangeCode.COLLECTION_TABLE_ADDED : ChangeCode.COLLECTION_TABLE_REMOVED;
    String name = Words.name(subject.text());
    String contents = OneSided.contents(fields, relations);
    return new Change.Changed(
        code,
        subject,
        code.gravest(),
        delta.path(),
        delta.before(),
        delta.after(),
        isAdded
            ? name + " is a table" + contents + " in the source, but a folder in the target"
            : name + " is a table" + contents + " in the target, but a folder in the source",
        Optional.empty());
  }
}
