package dev.plumbline.drift.differ;

import dev.plumbline.drift.Side;
import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.Difference;
import dev.plumbline.drift.change.RenameCandidate;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.drift.differ.rename.CollectionRenames;
import dev.plumbline.drift.differ.rename.FieldRenames;
import dev.plumbline.drift.differ.value.ComparableKeys;
import dev.plumbline.drift.differ.value.ComparableKeys.Part;
import dev.plumbline.drift.differ.value.Deltas;
import dev.plumbline.drift.differ.value.FieldKey;
import dev.plumbline.drift.differ.value.MatchedPairs;
import dev.plumbline.drift.differ.value.MatchedPairs.Pair;
import dev.plumbline.drift.differ.value.Order;
import dev.plumbline.drift.differ.value.Properties;
import dev.plumbline.drift.objects.InventoryDiffer;
import dev.plumbline.drift.objects.ReservedSubjects;
import dev.plumbline.drift.version.ExtensionSchemas;
import dev.plumbline.drift.version.ExtensionSchemas.Sides;
import dev.plumbline.drift.version.PostgresVersions;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import dev.plumbline.snapshot.Snapshot.Relation;
import dev.plumbline.snapshot.Snapshot.SystemField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds every difference between two sides, matched by name and never by the order of an array.
 * Nothing is reported twice: what belongs to a thing that only one side has is reported with it.
 */
public final class Differ {
  private final Side source;
  private final Side target;
  private final ComparableKeys keys;
  private final MatchedPairs<String, Collection> collections;
  private final MatchedPairs<FieldKey, Field> fields;
  private final MatchedPairs<FieldKey, Relation> relations;
  private final MatchedPairs<FieldKey, SystemField> systemFields;

  /**
   * Collections or tables that only the source has: what they bring along is reported with them.
   */
  private final Set<String> addedWholes = new HashSet<>();

  /** Likewise those that only the target has. */
  private final Set<String> removedWholes = new HashSet<>();

  private final List<Change> changes = new ArrayList<>();

  private Differ(Side source, Side target) {
    this.source = source;
    this.target = target;
    Snapshot ours = source.snapshot();
    Snapshot theirs = target.snapshot();
    keys = ComparableKeys.of(source, target);
    collections = MatchedPairs.of(ours.collections(), theirs.collections(), Collection::collection);
    fields = MatchedPairs.of(ours.fields(), theirs.fields(), FieldKey::of);
    relations = MatchedPairs.of(ours.relations(), theirs.relations(), FieldKey::of);
    systemFields = MatchedPairs.of(ours.systemFields(), theirs.systemFields(), FieldKey::of);
  }

  /** Everything that would make the target like the source. */
  public static Difference diff(Side source, Side target) {
    Sides sides =
        ExtensionSchemas.leftOut(
            ReservedSubjects.leftOut(source), ReservedSubjects.leftOut(target));
    Sides alike = PostgresVersions.leftOut(sides.source(), sides.target());
    return difference(alike.source(), alike.target());
  }

  private static Difference difference(Side source, Side target) {
    List<Change> changes = new ArrayList<>();
    List<RenameCandidate> renames = new ArrayList<>();
    Optional<Change> skew = VersionSkew.change(source, target);
    skew.ifPresent(changes::add);
    // The usual case, and an order of magnitude cheaper than matching by name.
    if (!source.snapshot().equals(target.snapshot())) {
      Differ differ = new Differ(source, target);
      differ.compare();
      changes.addAll(Order.folded(differ.changes, source.snapshot(), target.snapshot()));
      renames.addAll(CollectionRenames.candidates(differ.collections, differ.fields));
      renames.addAll(FieldRenames.candidates(differ.fields, differ.relations));
    }
    changes.replaceAll(change -> PostgresVersions.weighed(change, source, target));
    changes.addAll(InventoryDiffer.changes(source, target, List.copyOf(changes), skew.isPresent()));
    return new Difference(
        changes, renames, source.inventory().isPresent() && target.inventory().isPresent());
  }

  private void compare() {
    addedWholes.addAll(collections.added().keySet());
    removedWholes.addAll(collections.removed().keySet());
    compareCollections();
    oneSided(true, collections.added(), fields.added(), relations.added());
    oneSided(false, collections.removed(), fields.removed(), relations.removed());
    compareFields();
    compareRelations();
    compareSystemFields();
  }

  private void compareCollections() {
    for (Pair<Collection> pair : collections.both()) {
      List<Field> ownFields = List.of();
      List<Relation> ownRelations = List.of();
      if (pair.source().schema().isPresent() != pair.target().schema().isPresent()) {
        boolean isAdded = pair.source().schema().isPresent();
        String name = pair.source().collection();
        (isAdded ? addedWholes : removedWholes).add(name);
        ownFields = of(name, isAdded ? fields.added() : fields.removed());
        ownRelations = of(name, isAdded ? relations.added() : relations.removed());
      }
      changes.addAll(CollectionDiffer.changes(keys, pair, ownFields, ownRelations));
    }
  }

  private void oneSided(
      boolean isAdded,
      Map<String, Collection> ownCollections,
      Map<FieldKey, Field> ownFields,
      Map<FieldKey, Relation> ownRelations) {
    OneSided oneSided = new OneSided(isAdded, ownRelations);
    Set<String> wholes = isAdded ? addedWholes : removedWholes;
    Map<String, List<Field>> fieldsOf =
        ownFields.values().stream().collect(Collectors.groupingBy(Field::collection));
    Map<String, List<Relation>> relationsOf =
        ownRelations.values().stream().collect(Collectors.groupingBy(Relation::collection));
    for (Collection collection : ownCollections.values()) {
      String name = collection.collection();
      changes.add(
          oneSided.collection(
              collection,
              fieldsOf.getOrDefault(name, List.of()),
              relationsOf.getOrDefault(name, List.of())));
    }
    for (Field field : ownFields.values()) {
      if (!wholes.contains(field.collection())) {
        changes.add(oneSided.field(field));
      }
    }
    for (Relation relation : ownRelations.values()) {
      if (!wholes.contains(relation.collection())
          && !ownFields.containsKey(FieldKey.of(relation))) {
        changes.add(oneSided.relation(relation));
      }
    }
  }

  private void compareFields() {
    Map<FieldKey, Pair<Relation>> byPlace =
        relations.both().stream()
            .collect(Collectors.toMap(pair -> FieldKey.of(pair.source()), pair -> pair));
    for (Pair<Field> pair : fields.both()) {
      FieldKey fieldKey = FieldKey.of(pair.source());
      Optional<Pair<Relation>> both = Optional.ofNullable(byPlace.get(fieldKey));
      boolean isToldByRelation =
          mirrors(
                  pair.target(),
                  both.map(Pair::target)
                      .or(() -> Optional.ofNullable(relations.removed().get(fieldKey))))
              && mirrors(
                  pair.source(),
                  both.map(Pair::source)
                      .or(() -> Optional.ofNullable(relations.added().get(fieldKey))));
      changes.addAll(
          FieldDiffer.changes(
              keys, pair, CatalogColumn.of(source, target, pair.source()), isToldByRelation));
    }
  }

  /** Whether the column has the foreign key of this relation, or neither has one. */
  private static boolean mirrors(Field field, Optional<Relation> relation) {
    JsonObject column = field.schema().orElse(JsonObject.EMPTY);
    JsonObject key = relation.flatMap(Relation::schema).orElse(JsonObject.EMPTY);
    return column.get("foreign_key_table").equals(key.get("foreign_key_table"))
        && column.get("foreign_key_column").equals(key.get("foreign_key_column"));
  }

  private void compareRelations() {
    for (Pair<Relation> pair : relations.both()) {
      changes.addAll(RelationDiffer.changes(keys, pair, isOneFieldTold(pair)));
    }
  }

  /** Whether {@code one_field} came or went together with the alias that it names. */
  private boolean isOneFieldTold(Pair<Relation> pair) {
    JsonValue before = oneField(pair.target());
    JsonValue after = oneField(pair.source());
    if (before.isNull() == after.isNull()) {
      return false;
    }
    Relation side = before.isNull() ? pair.source() : pair.target();
    Map<FieldKey, Field> candidates = before.isNull() ? fields.added() : fields.removed();
    return side.relatedCollection().isPresent()
        && candidates.containsKey(
            new FieldKey(
                side.relatedCollection().get(), (before.isNull() ? after : before).textOr("")));
  }

  private static JsonValue oneField(Relation relation) {
    return relation.meta() instanceof JsonObject meta ? meta.get("one_field") : relation.meta();
  }

  private void compareSystemFields() {
    if (keys.isSame()) {
      OneSided added = new OneSided(true, Map.of());
      OneSided removed = new OneSided(false, Map.of());
      systemFields.added().values().forEach(field -> changes.add(added.systemField(field)));
      systemFields.removed().values().forEach(field -> changes.add(removed.systemField(field)));
    }
    for (Pair<SystemField> pair : systemFields.both()) {
      new Deltas(keys)
          .objects(
              "schema",
              Part.SYSTEM_FIELD_SCHEMA,
              new Pair<>(pair.target().schema(), pair.source().schema()))
          .rest()
          .forEach(
              delta ->
                  changes.add(
                      Properties.toChange(
                          Properties.SYSTEM_FIELD,
                          ChangeCode.SYSTEM_FIELD_INDEX_CHANGED,
                          new Subject.OfField(pair.source().collection(), pair.source().field()),
                          delta,
                          Optional.empty())));
    }
  }

  private static <T> List<T> of(String collection, Map<FieldKey, T> things) {
    return things.entrySet().stream()
        .filter(entry -> entry.getKey().collection().equals(collection))
        .map(Map.Entry::getValue)
        .toList();
  }
}
