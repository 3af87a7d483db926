package dev.plumbline.jdbc;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.jdbc.sql.LeasedTable;
import dev.plumbline.jdbc.sql.Pages;
import dev.plumbline.jdbc.sql.Pruning;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.jdbc.sql.Transactions;
import dev.plumbline.jdbc.table.PollTable;
import dev.plumbline.store.DeploymentStore;
import dev.plumbline.store.Lease;
import dev.plumbline.store.Page;
import dev.plumbline.store.state.Deployment;
import dev.plumbline.store.state.Deployment.Details;
import dev.plumbline.store.state.Deployment.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Deployments, in PostgreSQL. A transaction writes one row of {@code deployment} and takes no other
 * lock.
 */
public final class JdbcDeploymentStore implements DeploymentStore {
  /** Every event with a lower id can be read by then: see {@code FindingEventTable}. */
  private static final String LAST_EVENT = "(SELECT coalesce(max(id), 0) FROM finding_event)";

  private static final LeasedTable TABLE =
      new LeasedTable("deployment", "state = 'running'", "followed_at");

  private final Transactions transactions;

  private record Numbered(long number, Deployment deployment) {}

  public JdbcDeploymentStore(DataSource dataSource, StoreAddress address) {
    this.transactions = new Transactions(dataSource, address);
  }

  @Override
  public Deployment begin(Deployment deployment, Optional<String> key) {
    Sql insert =
        Sql.of(
            """
            INSERT INTO deployment (id, environment, requested_at, requested_by, revision, note,
              url, idempotency_key, state, after_event)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'running', %s)
            ON CONFLICT DO NOTHING
            """
                .formatted(LAST_EVENT),
            deployment.id(),
            deployment.environment().name(),
            deployment.requestedAt(),
            deployment.requestedBy(),
            deployment.details().revision(),
            deployment.details().note(),
            deployment.details().url(),
            key);
    return transactions.write(
        connection -> {
          insert.update(connection);
          return Sql.of(
                  """
                  SELECT * FROM deployment WHERE id = ?
                    OR (environment = ? AND requested_by = ? AND idempotency_key = ?)
                  """,
                  deployment.id(),
                  deployment.environment().name(),
                  deployment.requestedBy(),
                  // No key equals no other.
                  key.orElse(""))
              .first(connection, JdbcDeploymentStore::deployment)
              .orElseThrow();
        });
  }

  @Override
  public Optional<Deployment> deployment(UUID id, Access visible) {
    Sql sql = Sql.visible("SELECT * FROM deployment", id, visible, "environment");
    return transactions.read(connection -> sql.first(connection, JdbcDeploymentStore::deployment));
  }

  @Override
  public Page<Deployment> deployments(
      EnvironmentId environment, Optional<String> cursor, int limit) {
    int most = Pages.limit(limit);
    long before = cursor.map(Cursor::of).map(Cursor::number).orElse(Long.MAX_VALUE);
    return transactions
        .read(
            connection ->
                Pages.of(
                    Sql.of(
                            """
                            SELECT * FROM deployment WHERE environment = ? AND number < ?
                            ORDER BY number DESC LIMIT ?
                            """,
                            environment.name(),
                            before,
                            most + 1)
                        .list(
                            connection,
                            row -> new Numbered(row.getLong("number"), deployment(row))),
                    most,
                    known -> Cursor.of(known.deployment().requestedAt(), known.number())))
        .map(Numbered::deployment);
  }

  @Override
  public boolean follow(Lease lease, Optional<UUID> poll, Optional<UUID> scan) {
    return isWritten(
        Sql.of(
            """
            UPDATE deployment SET poll = ?::uuid, scan = ?::uuid, followed_at = clock_timestamp()
            WHERE %s
            """
                .formatted(TABLE.isHeld()),
            poll.map(UUID::toString),
            scan.map(UUID::toString),
            lease.work(),
            lease.term()));
  }

  @Override
  public boolean end(Lease lease, State state, String message, Instant at) {
    return isWritten(
        Sql.of(
            """
            UPDATE deployment SET state = ?, message = ?, finished_at = ?, last_event = %s
            WHERE %s
            """
                .formatted(LAST_EVENT, TABLE.isHeld()),
            state.label(),
            message,
            at,
            lease.work(),
            lease.term()));
  }

  @Override
  public void release(Lease lease) {
    isWritten(
        Sql.of(
            """
            UPDATE deployment SET followed_at = clock_timestamp() - interval '1 minute'
            WHERE %s
            """
                .formatted(TABLE.isHeld()),
            lease.work(),
            lease.term()));
  }

  private boolean isWritten(Sql sql) {
    return transactions.write(connection -> sql.update(connection) == 1);
  }

  @Override
  public Optional<Taken> takeOver(Duration silence, Set<EnvironmentId> ours) {
    Sql sql = TABLE.takeOver(silence, List.of("environment"), Sql.names(ours));
    return transactions.write(
        connection ->
            sql.first(connection, row -> new Taken(deployment(row), LeasedTable.lease(row))));
  }

  @Override
  public int abandon(Duration silence, String message, Instant at) {
    Sql sql =
        Sql.of(
            """
            UPDATE deployment SET state = 'failed', message = ?, finished_at = ?, last_event = %s
            WHERE state = 'running'
              AND followed_at <= clock_timestamp() - ? * interval '1 millisecond'
            """
                .formatted(LAST_EVENT),
            message,
            at,
            silence.toMillis());
    return transactions.write(sql::update);
  }

  @Override
  public Changes changes(UUID id, Set<ComparisonName> comparisons, Set<EnvironmentId> others) {
    Sql sql =
        Sql.of(
            """
            SELECT count(DISTINCT f.id) FILTER (WHERE e.kind IN ('opened', 'reopened')) AS opened,
              count(DISTINCT f.id) FILTER (WHERE e.kind = 'resolved') AS resolved
            FROM deployment d
            JOIN finding_event e ON e.id > d.after_event
              AND (d.last_event IS NULL OR e.id <= d.last_event)
            JOIN finding f ON f.id = e.finding
            WHERE d.id = ? AND (f.comparison = ANY (?)
              OR (f.comparison IS NULL AND f.scope NOT LIKE 'pair/%'
                AND f.environment = d.environment)
              OR (f.scope LIKE 'pair/%'
                AND d.environment IN (split_part(f.scope, '/', 2), split_part(f.scope, '/', 3))
                AND split_part(f.scope, '/', 2) = ANY (?)
                AND split_part(f.scope, '/', 3) = ANY (?)))
            """,
            id,
            comparisons.stream().map(ComparisonName::name).toList(),
            Sql.names(others),
            Sql.names(others));
    return transactions.read(
        connection ->
            sql.first(
                    connection, row -> new Changes(row.getLong("opened"), row.getLong("resolved")))
                .orElseThrow());
  }

  @Override
  public long prune(Instant before) {
    return Pruning.all(
        transactions,
        Sql.of(
            """
            DELETE FROM deployment WHERE id IN (
              SELECT id FROM deployment WHERE requested_at < ? AND state <> 'running'
              LIMIT ? FOR UPDATE SKIP LOCKED)
            """,
            before,
            Pruning.BATCH));
  }

  private static Deployment deployment(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new Deployment(
        id,
        new EnvironmentId(Sql.text(row, "environment")),
        Sql.time(row, "requested_at"),
        Sql.text(row, "requested_by"),
        new Details(
            Sql.optionalText(row, "revision"),
            Sql.optionalText(row, "note"),
            Sql.optionalText(row, "url")),
        PollTable.labelled(
            "deployment " + id, "state", Sql.text(row, "state"), State.values(), State::label),
        Optional.ofNullable(row.getObject("poll", UUID.class)),
        Optional.ofNullable(row.getObject("scan", UUID.class)),
        Sql.optionalText(row, "message"),
        Sql.optionalTime(row, "finished_at"));
  }
}
