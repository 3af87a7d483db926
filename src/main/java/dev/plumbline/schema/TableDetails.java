package dev.plumbline.schema;

import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL knows of a table and Directus never looks at.
 *
 * @param unlogged whether a crash of the server empties it
 * @param definition of a view or materialised view, as {@code pg_get_viewdef} writes it
 * @param partitionKey of a partitioned table, as {@code pg_get_partkeydef} writes it
 * @param partitionOf the table that it is a partition of
 * @param extension that it belongs to
 * @param triggers without those that PostgreSQL made for constraints, sorted by name
 * @param rowSecurity row-level security
 * @param grants without those of the owner, sorted
 */
public record TableDetails(
    boolean unlogged,
    Optional<String> definition,
    Optional<String> partitionKey,
    Optional<PartitionOf> partitionOf,
    Optional<String> extension,
    List<Trigger> triggers,
    RowSecurity rowSecurity,
    List<Grant> grants) {
  public static final TableDetails NONE =
      new TableDetails(
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          RowSecurity.OFF,
          List.of());

  public TableDetails {
    triggers = List.copyOf(triggers);
    grants = List.copyOf(grants);
  }

  /**
   * Which part of which table.
   *
   * @param bounds as PostgreSQL writes them
   */
  public record PartitionOf(String table, String bounds) {}

  /**
   * A trigger of a user.
   *
   * @param definition as {@code pg_get_triggerdef} writes it
   */
  public record Trigger(String name, String definition, Firing firing) {}

  /** When a trigger fires ({@code session_replication_role}). */
  public enum Firing {
    ORIGIN,
    ALWAYS,
    REPLICA,
    DISABLED
  }

  /**
   * Row-level security.
   *
   * @param forced also for the owner
   * @param policies sorted by name; they are there even while it is off
   */
  public record RowSecurity(boolean enabled, boolean forced, List<Policy> policies) {
    public static final RowSecurity OFF = new RowSecurity(false, false, List.of());

    public RowSecurity {
      policies = List.copyOf(policies);
    }
  }

  /**
   * A policy of row-level security.
   *
   * @param command {@code ALL}, {@code SELECT} …
   * @param roles sorted; {@code public} for everybody
   * @param using empty if there is none
   * @param check likewise
   */
  public record Policy(
      String name,
      boolean permissive,
      String command,
      List<String> roles,
      Optional<String> using,
      Optional<String> check) {
    public Policy {
      roles = List.copyOf(roles);
    }
  }

  /**
   * A privilege that somebody has.
   *
   * @param grantee name of a role; {@code public} for everybody
   * @param column empty for the whole table
   */
  public record Grant(
      String grantee, String privilege, boolean grantable, Optional<String> column) {}
}
