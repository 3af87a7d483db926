package dev.plumbline.jdbc.run;

import dev.plumbline.approval.Approver;
import dev.plumbline.approval.PlanState;
import dev.plumbline.audit.RunAudit;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.audit.AuditTable;
import dev.plumbline.jdbc.plan.PlanHistory;
import dev.plumbline.jdbc.plan.PlanTable;
import dev.plumbline.jdbc.sql.LeasedTable;
import dev.plumbline.jdbc.sql.Pruning;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.jdbc.sql.Transactions;
import dev.plumbline.jdbc.table.EnvironmentTable;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunEvent;
import dev.plumbline.run.RunRequest;
import dev.plumbline.run.followup.FollowUp;
import dev.plumbline.run.rollback.Footprint;
import dev.plumbline.store.Lease;
import dev.plumbline.store.Page;
import dev.plumbline.store.plan.PlanStore.PlanChange;
import dev.plumbline.store.plan.StoredPlan;
import dev.plumbline.store.run.RunStore;
import dev.plumbline.store.run.TargetRuns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Runs, in PostgreSQL. A transaction locks the row of {@code plan} if it changes it, then that of
 * {@code run}, then that of {@code environment}, then the end of the audit, then the events of
 * plans.
 */
public final class JdbcRunStore implements RunStore {
  private static final LeasedTable TABLE = new LeasedTable("run", "finished_at IS NULL", "beat_at");

  private final Transactions transactions;

  public JdbcRunStore(DataSource dataSource, StoreAddress address) {
    this.transactions = new Transactions(dataSource, address);
  }

  @Override
  public Begun begin(Run run, Approver by, Optional<String> key) {
    return transactions.write(
        connection -> {
          StoredPlan plan =
              PlanTable.read(connection, run.plan(), true)
                  .orElseThrow(() -> new IllegalArgumentException("no plan " + run.plan()));
          Optional<Begun> repeated = RunTable.repeated(connection, run, by, key);
          if (repeated.isPresent()) {
            return repeated.get();
          }
          if (run.undoes().isPresent()) {
            return RunTable.beginRollback(connection, run, by, key);
          }
          if (!(plan.state() instanceof PlanState.Approved approved)) {
            return new Begun.NotApproved(plan.state());
          }
          if (!RunTable.insert(connection, run, by, key)) {
            return RunTable.other(connection, run, by, key);
          }
          change(
              connection,
              plan,
              new PlanChange(
                  approved.start(run.id(), by.person()),
                  Optional.empty(),
                  Optional.of(by),
                  Optional.empty(),
                  run.startedAt()));
          return new Begun.New(run, Lease.first(run.id()));
        });
  }

  private static void change(Connection connection, StoredPlan before, PlanChange change)
      throws SQLException {
    PlanTable.change(
        connection,
        before.proposal().id(),
        change.next(),
        StoredPlan.approvals(before.decisions()).size(),
        change.at());
    PlanHistory.record(connection, before, change);
  }

  @Override
  public Optional<Run> run(UUID id, Access visible) {
    Sql sql = Sql.visible("SELECT * FROM run", id, visible, "source", "target");
    return transactions.read(connection -> sql.first(connection, RunRow::run));
  }

  @Override
  public Page<Run> runs(
      Access visible, Optional<EnvironmentId> target, Optional<String> cursor, int limit) {
    RunList list = RunList.of(visible, target, cursor, limit);
    return transactions.read(list::read);
  }

  @Override
  public List<TargetRuns> targets() {
    return transactions.read(RunsOfTargets::read);
  }

  @Override
  public List<RunEvent.Recorded> events(UUID run, long after) {
    Sql sql = Sql.of("SELECT * FROM run_event WHERE run = ? AND id > ? ORDER BY id", run, after);
    return transactions.read(connection -> sql.list(connection, RunRow::event));
  }

  @Override
  public boolean ask(UUID id, Optional<RunRequest> request, Approver by, Instant at) {
    Sql sql =
        Sql.of(
            """
            UPDATE run SET asked = ?::text WHERE id = ? AND finished_at IS NULL
              AND asked IS DISTINCT FROM ?::text
            RETURNING *
            """,
            request.map(RunRequest::label),
            id,
            request.map(RunRequest::label));
    Sql open = Sql.of("SELECT FROM run WHERE id = ? AND finished_at IS NULL", id);
    return transactions.write(
        connection -> {
          Optional<Run> changed = sql.first(connection, RunRow::run);
          if (changed.isPresent()) {
            AuditTable.append(connection, List.of(RunAudit.asked(changed.get(), request, by, at)));
          }
          return changed.isPresent() || open.first(connection, row -> true).isPresent();
        });
  }

  @Override
  public Optional<Run> beat(Lease lease) {
    Sql sql =
        Sql.of(
            "UPDATE run SET beat_at = clock_timestamp() WHERE %s RETURNING *"
                .formatted(TABLE.isHeld()),
            lease.work(),
            lease.term());
    return transactions.write(connection -> sql.first(connection, RunRow::run));
  }

  @Override
  public boolean record(Lease lease, Run run, List<RunEvent> events) {
    return record(lease, run, events, Optional.empty(), List.of());
  }

  @Override
  public boolean end(
      Lease lease, Run run, List<RunEvent> events, String report, List<FollowUp> followUps) {
    return record(lease, run, events, Optional.of(report), followUps);
  }

  @Override
  public Optional<String> report(UUID run) {
    return transactions.read(connection -> RunReportTable.read(connection, run));
  }

  private boolean record(
      Lease lease,
      Run run,
      List<RunEvent> events,
      Optional<String> report,
      List<FollowUp> followUps) {
    Sql sql =
        Sql.of(
            """
            UPDATE run SET state = ?, phase = ?, backup = ?::uuid, message = ?,
              finished_at = ?::timestamptz, beat_at = clock_timestamp()
            WHERE %s
            """
                .formatted(TABLE.isHeld()),
            run.state().label(),
            run.phase().map(phase -> phase.label()),
            run.backup().map(UUID::toString),
            run.message(),
            run.finishedAt(),
            lease.work(),
            lease.term());
    return transactions.write(
        connection -> {
          Optional<StoredPlan> plan =
              run.state().isEnded()
                  ? PlanTable.read(connection, run.plan(), true)
                  : Optional.empty();
          if (sql.update(connection) == 0) {
            return false;
          }
          if (run.phase().filter(phase -> !phase.isBeforeApply()).isPresent()) {
            EnvironmentTable.outdate(connection, run.target());
          }
          RunRow.add(connection, run.id(), events);
          RunFollowUpTable.add(connection, followUps);
          if (plan.isPresent() && plan.get().state() instanceof PlanState.Running running) {
            change(
                connection,
                plan.get(),
                PlanChange.byItself(
                    run.state().isApplied()
                        ? running.applied(run.message().orElse(""))
                        : running.notApplied(run.message().orElse("")),
                    run.finishedAt().orElseThrow()));
          }
          if (report.isPresent()) {
            RunReportTable.add(connection, run, report.get());
          }
          return true;
        });
  }

  @Override
  public boolean record(Lease lease, Footprint footprint) {
    Sql sql =
        Sql.of(
            """
            INSERT INTO run_footprint (run, body) SELECT id, ? FROM run WHERE %s
            ON CONFLICT (run) DO UPDATE SET body = excluded.body
            """
                .formatted(TABLE.isHeld()),
            FootprintForm.write(footprint),
            lease.work(),
            lease.term());
    return transactions.write(connection -> sql.update(connection) == 1);
  }

  @Override
  public Optional<Footprint> footprint(UUID run) {
    return transactions.read(
        connection ->
            Sql.of("SELECT body FROM run_footprint WHERE run = ?", run)
                .first(connection, row -> FootprintForm.read(row.getBytes("body"), run)));
  }

  @Override
  public Optional<Run> rollback(UUID undone) {
    return transactions.read(connection -> RunTable.rollback(connection, undone));
  }

  @Override
  public Set<UUID> backups(EnvironmentId target, Instant since) {
    Sql sql =
        Sql.of(
            "SELECT backup FROM run WHERE target = ? AND started_at >= ? AND backup IS NOT NULL",
            target.name(),
            since);
    return transactions.read(
        connection -> Set.copyOf(sql.list(connection, row -> row.getObject("backup", UUID.class))));
  }

  @Override
  public Optional<Taken> takeOver(Duration silence, Set<EnvironmentId> ours) {
    Sql sql = TABLE.takeOver(silence, List.of("source", "target"), Sql.names(ours));
    return transactions.write(
        connection ->
            sql.first(connection, row -> new Taken(RunRow.run(row), LeasedTable.lease(row))));
  }

  @Override
  public long prune(Instant before) {
    return Pruning.all(
        transactions,
        Sql.of(
            """
            DELETE FROM run WHERE id IN (
              SELECT id FROM run WHERE finished_at < ? LIMIT ? FOR UPDATE SKIP LOCKED)
            """,
            before,
            Pruning.BATCH));
  }
}
