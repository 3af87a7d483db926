package dev.plumbline.catalog;

import java.util.List;
import java.util.Optional;

/**
 * The role that Directus connects as, and what it may not do in its schema.
 *
 * @param configured whether somebody named it; otherwise it is guessed: the owner of {@code
 *     directus_fields}
 * @param exists whether the server has such a role; if not, the rest says nothing
 * @param usesSchema whether it has {@code USAGE} on the schema
 * @param createsTables whether it has {@code CREATE} on the schema
 * @param limits the tables with which it may not do everything, sorted by name
 */
public record DirectusRole(
    String name,
    boolean configured,
    boolean exists,
    boolean usesSchema,
    boolean createsTables,
    List<Limit> limits) {
  public DirectusRole {
    limits = List.copyOf(limits);
  }

  /** One that the server does not have. */
  public static DirectusRole missing(String name) {
    return new DirectusRole(name, true, false, false, false, List.of());
  }

  /** Whether row-level security of the table applies to it. */
  public boolean isHiddenIn(String table) {
    return limits.stream().anyMatch(limit -> limit.table().equals(table) && limit.rowsHidden());
  }

  /**
   * What it may not do with one table.
   *
   * @param privileges of {@code SELECT}, {@code INSERT}, {@code UPDATE} and {@code DELETE} those
   *     that it lacks, in this order
   * @param sequences that give the defaults of columns and from which it may take no number
   * @param functions likewise those that it may not call
   * @param owner the owner of the table, if it is neither that role nor a member of it
   * @param rowsHidden whether row-level security applies to it
   */
  public record Limit(
      String table,
      List<String> privileges,
      List<String> sequences,
      List<String> functions,
      Optional<String> owner,
      boolean rowsHidden) {
    public Limit {
      privileges = List.copyOf(privileges);
      sequences = List.copyOf(sequences);
      functions = List.copyOf(functions);
    }

    /** Whether it lacks this privilege. */
    public boolean lacks(String privilege) {
      return privileges.contains(privilege);
    }
  }
}
