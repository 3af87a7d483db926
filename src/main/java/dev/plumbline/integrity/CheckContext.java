package dev.plumbline.integrity;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What decides which checks are made, besides the schema.
 *
 * @param hidden columns that may not be read, as {@link #column}; checks on what is usually secret
 *     are left out where it is
 * @param storages values of {@code directus_files.storage}; empty if they could not be read
 */
public record CheckContext(SortedSet<String> hidden, Optional<SortedSet<String>> storages) {
  public static final CheckContext UNKNOWN = new CheckContext(new TreeSet<>(), Optional.empty());

  public CheckContext {
    hidden = Collections.unmodifiableSortedSet(new TreeSet<>(hidden));
    storages = storages.map(names -> Collections.unmodifiableSortedSet(new TreeSet<>(names)));
  }

  public static String column(String table, String column) {
    return table + "." + column;
  }
}
