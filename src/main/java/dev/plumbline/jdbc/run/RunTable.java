package dev.plumbline.jdbc.run;

import dev.plumbline.approval.Approver;
import dev.plumbline.audit.RunAudit;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.audit.AuditTable;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.store.Lease;
import dev.plumbline.store.run.RunStore.Begun;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which run may be added to the table {@code run}. */
public final class RunTable {
  private static final String APPLIED =
      Stream.of(Phase.values())
          .filter(phase -> !phase.isBeforeApply())
          .map(phase -> "'" + phase.label() + "'")
          .collect(Collectors.joining(", "));

  private RunTable() {}

  /** Whether a run changes the environment, or changed it at this time or later. */
  public static boolean changedSince(
      Connection connection, EnvironmentId environment, Instant since) throws SQLException {
    return Sql.of(
            "SELECT FROM run WHERE target = ? AND phase IN (%s) AND (finished_at IS NULL OR finished_at >= ?) LIMIT 1"
                .formatted(APPLIED),
            environment.name(),
            since)
        .first(connection, row -> true)
        .isPresent();
  }

  /** The row of the plan is locked, so that no other rollback of its run begins meanwhile. */
  static Begun beginRollback(Connection connection, Run rollback, Approver by, Optional<String> key)
      throws SQLException {
    Run undone =
        Sql.of("SELECT * FROM run WHERE id = ?", rollback.undoes().orElseThrow())
            .first(connection, RunRow::run)
            .orElseThrow(() -> new IllegalArgumentException("no run " + rollback.undoes()));
    Optional<Run> last = rollback(connection, undone.id());
    if (!undone.isUndoable(last)) {
      return new Begun.NotUndoable(undone, last);
    }
    if (!insert(connection, rollback, by, key)) {
      return other(connection, rollback, by, key);
    }
    AuditTable.append(connection, List.of(RunAudit.rollbackStarted(rollback, by)));
    return new Begun.New(rollback, Lease.first(rollback.id()));
  }

  static Optional<Run> rollback(Connection connection, UUID undone) throws SQLException {
    return Sql.of("SELECT * FROM run WHERE undoes = ? ORDER BY number DESC LIMIT 1", undone)
        .first(connection, RunRow::run);
  }

  static Optional<Begun> repeated(Connection connection, Run run, Approver by, Optional<String> key)
      throws SQLException {
    // No key equals no other.
    return Sql.of(
            "SELECT * FROM run WHERE token = ? AND idempotency_key = ?", by.token(), key.orElse(""))
        .first(connection, RunRow::run)
        .map(
            known ->
                known.plan().equals(run.plan()) && known.undoes().equals(run.undoes())
                    ? new Begun.Repeated(known)
                    : new Begun.KeyReused());
  }

  static boolean insert(Connection connection, Run run, Approver by, Optional<String> key)
      throws SQLException {
    return Sql.of(
                """
                INSERT INTO run (id, plan, comparison, source, target, started_at, started_by, undoes,
                  token, idempotency_key, state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?::uuid, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
                run.id(),
                run.plan(),
                run.comparison().name(),
                run.source().name(),
                run.target().name(),
                run.startedAt(),
                run.startedBy(),
                run.undoes().map(UUID::toString),
                by.token(),
                key,
                run.state().label())
            .update(connection)
        == 1;
  }

  /** What was in the way; the row of the plan does not keep other plans from being run. */
  static Begun other(Connection connection, Run run, Approver by, Optional<String> key)
      throws SQLException {
    Optional<Begun> repeated = repeated(connection, run, by, key);
    return repeated.isPresent()
        ? repeated.get()
        : Sql.of(
                "SELECT * FROM run WHERE target = ? ORDER BY finished_at IS NULL DESC, number DESC LIMIT 1",
                run.target().name())
            .first(connection, RunRow::run)
            .map(Begun.TargetBusy::new)
            .orElseThrow(() -> new IllegalStateException("no run is in the way of " + run.id()));
  }
}
