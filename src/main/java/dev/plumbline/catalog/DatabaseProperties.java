package dev.plumbline.catalog;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What holds for a database as a whole, apart from its objects.
 *
 * @param role that Directus connects as; empty if nobody named it and it cannot be guessed
 * @param settings as they apply to Directus, by name ({@link DatabaseSettings}), each written in
 *     one way
 * @param otherDirectus other schemas that have the tables of a Directus, sorted
 * @param collations in use whose library has changed since indexes were made
 * @param flows of Directus, sorted by name; none if they may not be read
 * @param searched other schemas in which Directus finds types and functions, in this order
 */
public record DatabaseProperties(
    Optional<DirectusRole> role,
    SortedMap<String, String> settings,
    List<StaleCollation> collations,
    List<String> otherDirectus,
    List<Flow> flows,
    List<String> searched) {
  public static final DatabaseProperties UNKNOWN =
      new DatabaseProperties(Optional.empty(), Map.of(), List.of(), List.of(), List.of());

  /** Directus searches no other schema. */
  public DatabaseProperties(
      Optional<DirectusRole> role,
      Map<String, String> settings,
      List<StaleCollation> collations,
      List<String> otherDirectus,
      List<Flow> flows) {
    this(role, new TreeMap<>(settings), collations, otherDirectus, flows, List.of());
  }

  public DatabaseProperties {
    settings = Collections.unmodifiableSortedMap(settings);
    collations = List.copyOf(collations);
    otherDirectus = List.copyOf(otherDirectus);
    flows = List.copyOf(flows);
    searched = List.copyOf(searched);
  }

  /**
   * A collation that sorts otherwise than when indexes were made.
   *
   * @param name empty for that of the database
   * @param recorded version of the library by which indexes were made
   * @param actual version of the library that is used now
   */
  public record StaleCollation(String name, String recorded, String actual) {}
}
