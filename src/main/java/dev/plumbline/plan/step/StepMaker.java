package dev.plumbline.plan.step;

import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.payload.PlannedItem.Drop;
import dev.plumbline.payload.PlannedItem.Recreate;
import dev.plumbline.payload.Section;
import dev.plumbline.plan.step.Step.Action;
import dev.plumbline.plan.step.Step.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Makes the steps of what was chosen. Directus creates collections with their fields, drops
 * collections, changes collections, then fields, indexes of system fields, and relations. What
 * belongs to a collection that is created is one step with it, and so is a field with the relation
 * of its name.
 */
public final class StepMaker {
  private final SortedMap<ItemKey, PlannedItem> items;
  private final List<Step> steps = new ArrayList<>();

  private StepMaker(SortedMap<ItemKey, PlannedItem> items) {
    this.items = items;
  }

  public static List<Step> steps(SortedMap<ItemKey, PlannedItem> items) {
    StepMaker maker = new StepMaker(items);
    maker.collections();
    for (Section section : List.of(Section.FIELDS, Section.SYSTEM_FIELDS, Section.RELATIONS)) {
      items
          .values()
          .forEach(
              item -> {
                if (item.key().section() == section && !maker.isReportedByAnother(item.key())) {
                  maker.single(item);
                }
              });
    }
    return List.copyOf(maker.steps);
  }

  private void collections() {
    List<PlannedItem> collections =
        items.values().stream()
            .filter(item -> item.key().section() == Section.COLLECTIONS)
            .toList();
    collections.stream().filter(Create.class::isInstance).forEach(this::created);
    collections.stream().filter(Drop.class::isInstance).forEach(this::single);
    collections.stream().filter(Alter.class::isInstance).forEach(this::single);
  }

  private void created(PlannedItem collection) {
    String name = collection.key().collection();
    List<PlannedItem> parts =
        items.values().stream()
            .filter(item -> item.key().section().hasField())
            .filter(item -> item.key().collection().equals(name))
            .toList();
    long fields = parts.stream().filter(p -> p.key().section() == Section.FIELDS).count();
    long relations = parts.size() - fields;
    List<Proof> proofs = new ArrayList<>(proofs(collection));
    parts.forEach(part -> proofs.addAll(proofs(part)));
    boolean isFolder = collection instanceof Create(var key, var after) && !after.has("schema");
    String contents =
        isFolder && parts.isEmpty()
            ? ""
            : " ("
                + Words.count((int) fields, "field")
                + (relations == 0 ? "" : ", " + Words.count((int) relations, "relation"))
                + ")";
    steps.add(
        new Step(
            Action.CREATE,
            name,
            "create " + (isFolder ? "folder " : "collection ") + Words.name(name) + contents,
            proofs));
  }

  /** By its collection, or a relation by the field whose name it has. */
  private boolean isReportedByAnother(ItemKey key) {
    if (items.get(ItemKey.ofCollection(key.collection())) instanceof Create) {
      return true;
    }
    PlannedItem field = items.get(ItemKey.ofField(key.collection(), key.field()));
    return key.section() == Section.RELATIONS
        && (field instanceof Create || field instanceof Drop || field instanceof Recreate);
  }

  private void single(PlannedItem item) {
    List<Proof> proofs = new ArrayList<>(proofs(item));
    ItemKey relation = ItemKey.ofRelation(item.key().collection(), item.key().field());
    Optional<PlannedItem> own =
        Optional.ofNullable(items.get(relation))
            .filter(
                known -> item.key().section() == Section.FIELDS && isReportedByAnother(relation));
    own.ifPresent(known -> proofs.addAll(proofs(known)));
    steps.add(
        new Step(
            action(item),
            item.key().text(),
            StepWords.sentence(item) + (own.isPresent() ? ", with its relation" : ""),
            proofs));
  }

  private static Action action(PlannedItem item) {
    return switch (item) {
      case Create ignored -> Action.CREATE;
      case Drop ignored -> Action.DROP;
      case Recreate ignored -> Action.RECREATE;
      case Alter ignored -> Action.CHANGE;
    };
  }

  private static List<Proof> proofs(PlannedItem item) {
    return switch (item) {
      case Create ignored -> List.of(proof(item.key(), "", JsonValue.of(true)));
      case Drop ignored -> List.of(proof(item.key(), "", JsonValue.of(false)));
      case Recreate recreate -> List.of(proof(item.key(), "type", recreate.after().get("type")));
      case Alter alter ->
          alter.properties().stream()
              .map(property -> proof(item.key(), property.path(), property.after()))
              .toList();
    };
  }

  private static Proof proof(ItemKey key, String path, JsonValue value) {
    String kind = key.section().name().toLowerCase(Locale.ROOT);
    return new Proof(kind.substring(0, kind.length() - 1), key.text(), path, value);
  }
}
