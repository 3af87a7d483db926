package dev.plumbline.plan.select;

import dev.plumbline.drift.Drift;
import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.Subject.OfObject;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.plan.objects.ObjectSql;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What differs of what PostgreSQL has beside a snapshot, with SQL to copy: no payload of Directus
 * carries any of it.
 */
public final class ObjectsThatStay {
  private ObjectsThatStay() {}

  /**
   * @param drift with the ignore rules of the comparison
   * @param source what its database has; empty if it is not known
   * @param target likewise
   * @param selection what was asked for; an object belongs to its table
   * @return by subject; the path is the kind of the object
   */
  public static List<Unreachable> of(
      Drift drift, Optional<Inventory> source, Optional<Inventory> target, Selection selection) {
    Inventory ours = source.orElseGet(ObjectsThatStay::nothing);
    Inventory theirs = target.orElseGet(ObjectsThatStay::nothing);
    return drift.changes().stream()
        .filter(
            change -> change.subject() instanceof OfObject(ObjectId id) && isWanted(id, selection))
        .map(change -> stays(change, ((OfObject) change.subject()).id(), ours, theirs))
        .sorted(Comparator.comparing(Unreachable::subject).thenComparing(Unreachable::path))
        .toList();
  }

  private static Inventory nothing() {
    return new Inventory(new TreeMap<>());
  }

  private static boolean isWanted(ObjectId id, Selection selection) {
    ItemKey key = ItemKey.ofCollection(id.table().isEmpty() ? id.name() : id.table());
    return selection.includes(key) && !selection.excludes(key);
  }

  private static Unreachable stays(Change change, ObjectId id, Inventory ours, Inventory theirs) {
    Optional<String> sql =
        switch (change) {
          case Change.Added ignored -> ObjectSql.create(id, ours.of(id));
          case Change.Removed ignored -> ObjectSql.drop(id);
          case Change.Changed ignored -> ObjectSql.change(id, theirs.of(id), ours.of(id));
        };
    return new Unreachable(
        change.subject().text(),
        id.kind().label(),
        change.message(),
        change.neverConverges().orElse("applying a schema never changes this; use SQL"),
        sql);
  }
}
