package dev.plumbline.run.rollback;

import dev.plumbline.payload.ItemKey;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run changed. A rollback makes these things as they were, and nothing else.
 *
 * @param tables whose structure the run changed: those it created, dropped or altered, and those
 *     that referenced a dropped one; in the schema of Directus
 * @param items whose rows in {@code directus_collections}, {@code directus_fields} and {@code
 *     directus_relations} the run wrote or deleted
 * @param droppedCollections with which Directus deleted permissions, presets, revisions and the
 *     like: the rows of its tables that have the name in a column {@code collection}
 * @param droppedFields by collection; Directus took their names out of {@code
 *     directus_permissions.fields}
 */
public record RollbackScope(
    SortedSet<String> tables,
    SortedSet<ItemKey> items,
    SortedSet<String> droppedCollections,
    SortedMap<String, SortedSet<String>> droppedFields) {
  public RollbackScope {
    tables = Collections.unmodifiableSortedSet(new TreeSet<>(tables));
    items = Collections.unmodifiableSortedSet(new TreeSet<>(items));
    droppedCollections = Collections.unmodifiableSortedSet(new TreeSet<>(droppedCollections));
    droppedFields = Collections.unmodifiableSortedMap(new TreeMap<>(droppedFields));
  }
}
