package dev.plumbline.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL knows of a table and Directus never reads.
 *
 * @param unlogged whether a crash of the server empties it
 * @param definition of a view or materialised view, as {@code pg_get_viewdef} writes it
 * @param partitionKey of a partitioned table, as {@code pg_get_partkeydef} writes it
 * @param partitionOf the table that it is a partition of
 * @param extension that it belongs to
 * @param triggers without those that PostgreSQL made for constraints, sorted by name
 * @param rowSecurity row-level security
 * @param grants without those of the owner, sorted
 * @param foreign of a foreign table: where its rows are
 */
public record TableDetails(
    boolean unlogged,
    Optional<String> definition,
    Optional<String> partitionKey,
    Optional<PartitionOf> partitionOf,
    Optional<String> extension,
    List<Trigger> triggers,
    RowSecurity rowSecurity,
    List<Grant> grants,
    Optional<Foreign> foreign) {
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

  /** Of one whose rows are here. */
  public TableDetails(
      boolean unlogged,
      Optional<String> definition,
      Optional<String> partitionKey,
      Optional<PartitionOf> partitionOf,
      Optional<String> extension,
      List<Trigger> triggers,
      RowSecurity rowSecurity,
      List<Grant> grants) {
    this(
        unlogged,
        definition,
        partitionKey,
        partitionOf,
        extension,
        triggers,
        rowSecurity,
        grants,
        Optional.empty());
  }

  public TableDetails {
    triggers = List.copyOf(triggers);
    grants = List.copyOf(grants);
  }

  /**
   * Which part of which table.
   *
   * @param bounds as PostgreSQL writes them
   * @param detaching whether it is being detached ({@code DETACH PARTITION … CONCURRENTLY}), so
   *     that the table no longer shows its rows (PostgreSQL 14)
   */
  public record PartitionOf(String table, String bounds, boolean detaching) {

    /** One that is attached. */
    public PartitionOf(String table, String bounds) {
      this(table, bounds, false);
    }
  }

  /**
   * Where the rows of a foreign table are.
   *
   * @param options of the table, such as {@code table_name=pages}; sorted. Of a value that may be a
   *     secret there is the SHA-256 only; that holds for all options here.
   * @param columnOptions likewise, each after the name of its column
   */
  public record Foreign(Server server, List<String> options, List<String> columnOptions) {
    public Foreign {
      options = List.copyOf(options);
      columnOptions = List.copyOf(columnOptions);
    }
  }

  /**
   * A foreign server. User mappings are never read.
   *
   * @param wrapper name of its foreign-data wrapper
   * @param handler name of the function of the wrapper; empty if it has none
   */
  public record Server(
      String name,
      Optional<String> type,
      Optional<String> version,
      List<String> options,
      String wrapper,
      Optional<String> handler,
      List<String> wrapperOptions) {
    public Server {
      options = List.copyOf(options);
      wrapperOptions = List.copyOf(wrapperOptions);
    }
  }

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
