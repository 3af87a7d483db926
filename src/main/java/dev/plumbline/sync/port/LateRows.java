package dev.plumbline.sync.port;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the rows are saved that somebody writes after the backup of a run and before its apply,
 * into tables of which the run drops or converts something: no backup has them.
 *
 * @param files by table, without its schema
 * @param dropped those that are dropped as a whole, and with them Directus's rows about them
 * @param horizon the oldest transaction, in 64 bits, of which the backup may lack rows; empty: it
 *     is not known, so all rows are saved
 */
public record LateRows(SortedMap<String, Path> files, Set<String> dropped, Optional<Long> horizon) {
  /** Of a plan by which nothing is lost. */
  public static final LateRows NONE = new LateRows(new TreeMap<>(), Set.of(), Optional.empty());

  public LateRows {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    dropped = Set.copyOf(dropped);
  }
}
