package dev.plumbline.plan.select;

import dev.plumbline.drift.Drift;
import dev.plumbline.drift.words.Words;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.payload.PlannedItem.Drop;
import dev.plumbline.payload.PlannedItem.Property;
import dev.plumbline.payload.SchemaDiff;
import dev.plumbline.plan.select.Chosen.Addition;
import dev.plumbline.plan.select.Coverage.Verdict;
import dev.plumbline.snapshot.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Decides what a plan carries. */
public final class Chooser {
  private final SortedMap<ItemKey, PlannedItem> planned;
  private final Selection selection;
  private final Coverage coverage;
  private final Dependencies dependencies;
  private final List<Unreachable> unreachable = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<Addition> additions = new ArrayList<>();

  private Chooser(SortedMap<ItemKey, PlannedItem> planned, Selection selection, Coverage coverage) {
    this.planned = planned;
    this.selection = selection;
    this.coverage = coverage;
    this.dependencies = new Dependencies(planned);
  }

  /**
   * @param planned all that differs
   * @param diff what Directus found, of the same content
   * @param drift the same two sides, with the ignore rules of the comparison
   * @param flaws mismatches of the source
   * @param target to which the plan would be applied
   * @param directus the version of its Directus
   */
  public static Chosen choose(
      SortedMap<ItemKey, PlannedItem> planned,
      SchemaDiff diff,
      Drift drift,
      List<Mismatch> flaws,
      Selection selection,
      Snapshot target,
      String directus) {
    Chooser chooser = new Chooser(planned, selection, new Coverage(drift, planned.keySet()));
    chooser.unmatched();
    SortedMap<ItemKey, PlannedItem> counted = chooser.counted();
    ColumnDefaults.withoutMisread(counted, flaws).forEach(chooser::refused);
    Reachable reachable = Reachable.of(counted, diff, target, directus);
    reachable.refused().forEach(chooser::refused);
    SortedMap<ItemKey, PlannedItem> possible =
        chooser.withoutBroken(chooser.withoutReferenced(reachable.items(), target));
    SortedMap<ItemKey, PlannedItem> chosen = chooser.closed(possible);
    ColumnDefaults.madeOtherwise(chosen).forEach(chooser::refused);
    chooser.unreachable.addAll(ClearedNames.of(chosen, target));
    chooser.unreachable.sort(
        Comparator.comparing(Unreachable::subject).thenComparing(Unreachable::path));
    return new Chosen(chosen, chooser.additions, chooser.unreachable, chooser.problems);
  }

  private void unmatched() {
    List<String> values = new ArrayList<>();
    planned
        .values()
        .forEach(
            item -> {
              if (item instanceof Alter alter) {
                alter
                    .properties()
                    .forEach(one -> values.add(alter.key().text() + "." + one.path()));
              }
            });
    selection
        .unmatched(planned.keySet(), values)
        .forEach(
            pattern -> problems.add(Words.name(pattern) + " matches nothing in which they differ"));
  }

  /** Without what an ignore rule covers, what means the same, and single values not wanted. */
  private SortedMap<ItemKey, PlannedItem> counted() {
    TreeMap<ItemKey, PlannedItem> counted = new TreeMap<>();
    planned.forEach(
        (key, item) -> {
          if (item instanceof Alter alter) {
            List<Property> properties =
                alter.properties().stream()
                    .filter(one -> !selection.excludes(key, one.path()))
                    .filter(one -> isWanted(key, coverage.of(alter, one), one.path()))
                    .toList();
            if (!properties.isEmpty()) {
              counted.put(key, new Alter(key, alter.before(), alter.after(), properties));
            }
          } else if (isWanted(key, coverage.of(item), "")) {
            counted.put(key, item);
          }
        });
    return counted;
  }

  private boolean isWanted(ItemKey key, Verdict verdict, String path) {
    if (verdict == Verdict.UNKNOWN) {
      problems.add(
          Words.name(key.text())
              + (path.isEmpty() ? "" : " (" + path + ")")
              + " differs in the snapshots, but the comparison does not report it");
    }
    return verdict == Verdict.COUNTED;
  }

  private void refused(Reachable.Refused refused) {
    ItemKey key = refused.key();
    unreachable.add(
        new Unreachable(
            key.text(),
            refused.path(),
            coverage.sentence(key, refused.path()).orElse(Words.name(key.text()) + " differs"),
            refused.why(),
            Optional.ofNullable(planned.get(key))
                .flatMap(item -> ByHand.sql(item, refused.path()))));
  }

  /** A collection stays to which a relation points that stays. */
  private SortedMap<ItemKey, PlannedItem> withoutReferenced(
      SortedMap<ItemKey, PlannedItem> reachable, Snapshot target) {
    TreeMap<ItemKey, PlannedItem> rest = new TreeMap<>(reachable);
    for (Snapshot.Relation relation : target.relations()) {
      ItemKey related = ItemKey.ofCollection(relation.relatedCollection().orElse(""));
      boolean isDropped =
          rest.get(ItemKey.ofCollection(relation.collection())) instanceof Drop
              || rest.get(ItemKey.ofRelation(relation.collection(), relation.field()))
                  instanceof Drop;
      if (rest.get(related) instanceof Drop && !isDropped) {
        rest.remove(related);
        refused(
            new Reachable.Refused(
                related,
                "",
                "relation "
                    + Words.name(relation.collection(), relation.field())
                    + " stays and points to it"));
      }
    }
    return rest;
  }

  /** What needs something that Directus cannot create cannot be created either. */
  private SortedMap<ItemKey, PlannedItem> withoutBroken(SortedMap<ItemKey, PlannedItem> reachable) {
    TreeMap<ItemKey, PlannedItem> rest = new TreeMap<>(reachable);
    boolean isStable = false;
    while (!isStable) {
      isStable = true;
      for (PlannedItem item : List.copyOf(rest.values())) {
        Optional<ItemKey> missing =
            item instanceof Drop
                ? Optional.empty()
                : dependencies.of(item).stream().filter(key -> isLost(key, rest)).findFirst();
        if (missing.isPresent()) {
          rest.remove(item.key());
          isStable = false;
          refused(
              new Reachable.Refused(
                  item.key(),
                  "",
                  "it needs " + Words.name(missing.get().text()) + ", which Directus cannot make"));
        }
      }
    }
    return rest;
  }

  /** Whether the source has it, the target does not, and no plan can change that. */
  private boolean isLost(ItemKey key, Map<ItemKey, PlannedItem> rest) {
    return planned.get(key) instanceof Create && !rest.containsKey(key);
  }

  private SortedMap<ItemKey, PlannedItem> closed(SortedMap<ItemKey, PlannedItem> possible) {
    TreeMap<ItemKey, PlannedItem> chosen = new TreeMap<>();
    Deque<ItemKey> open = new ArrayDeque<>();
    possible
        .keySet()
        .forEach(
            key -> {
              if (selection.includes(key) && !selection.excludes(key)) {
                chosen.put(key, Objects.requireNonNull(possible.get(key)));
                open.add(key);
              }
            });
    while (!open.isEmpty()) {
      ItemKey key = open.remove();
      for (ItemKey needed : dependencies.of(Objects.requireNonNull(possible.get(key)))) {
        PlannedItem item = possible.get(needed);
        if (item == null || chosen.containsKey(needed)) {
          continue;
        }
        if (selection.excludes(needed)) {
          problems.add(
              Words.name(key.text())
                  + " needs "
                  + Words.name(needed.text())
                  + ", which is excluded: exclude both, or neither");
        } else {
          chosen.put(needed, item);
          additions.add(new Addition(needed.text(), key.text()));
          open.add(needed);
        }
      }
    }
    if (chosen.isEmpty()) {
      problems.add("nothing is left that this plan could carry out");
    }
    return chosen;
  }
}
