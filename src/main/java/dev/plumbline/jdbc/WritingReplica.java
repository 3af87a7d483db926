package dev.plumbline.jdbc;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Scope;
import dev.plumbline.jdbc.table.ReplicaTable;
import dev.plumbline.store.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The replica that writes, and whether it may: another one may have announced newer rules since
 * this one asked, and have written by them.
 *
 * <p>Each of these is to be asked by the transaction that writes, after it has its lock. A newer
 * replica announces first and writes under the same lock then. So an older one either had the lock
 * before, and what it wrote is replaced, or its statement sees the announcement.
 *
 * @param id empty for one that shares its store with nobody
 */
record WritingReplica(Optional<UUID> id) {
  boolean mayCompare(Connection connection, ComparisonName comparison) throws SQLException {
    return refused(connection, Set.of(Part.of(comparison))).isEmpty();
  }

  boolean mayPoll(Connection connection, EnvironmentId environment) throws SQLException {
    return refused(connection, Set.of(Part.polls(environment))).isEmpty();
  }

  /** Those of some scopes whose findings it may write. */
  List<Scope> mayReconcile(Connection connection, List<Scope> scopes) throws SQLException {
    Set<Part> refused =
        refused(
            connection,
            scopes.stream().flatMap(scope -> ruling(scope).stream()).distinct().toList());
    return scopes.stream()
        .filter(scope -> ruling(scope).stream().noneMatch(refused::contains))
        .toList();
  }

  /**
   * The parts by whose rules findings are written that the next poll writes again. What a scan
   * found is written by the replica that made it, what happened to a channel by the one that sent,
   * and what became of a backup by the one that made it.
   */
  private static List<Part> ruling(Scope scope) {
    return switch (scope) {
      case Scope.OfCheck ignored -> List.of();
      case Scope.OfScan ignored -> List.of();
      case Scope.OfChannel ignored -> List.of();
      case Scope.OfBackups ignored -> List.of();
      default -> Part.of(scope);
    };
  }

  private Set<Part> refused(Connection connection, Collection<Part> parts) throws SQLException {
    return id.isEmpty() || parts.isEmpty()
        ? Set.of()
        : ReplicaTable.refused(connection, id.get(), parts);
  }
}
