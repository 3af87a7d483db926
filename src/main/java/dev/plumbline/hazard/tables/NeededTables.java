package dev.plumbline.hazard.tables;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tables of which somebody needs the rows, in the schema of Directus. Directus's own are needed
 * always, and so is what a row references.
 *
 * @param tables by name; one that does not exist is not a mistake
 * @param rewritten columns whose values are dropped or converted, by table: what references them is
 *     needed, too, because a foreign key may not hold afterwards
 */
public record NeededTables(
    SortedSet<String> tables, SortedMap<String, SortedSet<String>> rewritten) {
  public NeededTables {
    tables = Collections.unmodifiableSortedSet(new TreeSet<>(tables));
    rewritten = Collections.unmodifiableSortedMap(new TreeMap<>(rewritten));
  }

  /** Of which no value is dropped or converted. */
  public static NeededTables of(Set<String> tables) {
    return new NeededTables(new TreeSet<>(tables), new TreeMap<>());
  }

  boolean has(String table) {
    return tables.contains(table) || table.startsWith("directus_");
  }
}
