package dev.plumbline.jdbc.backup;

import dev.plumbline.approval.Approver;
import dev.plumbline.audit.BackupAudit;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.audit.AuditTable;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.jdbc.sql.LeasedTable;
import dev.plumbline.jdbc.sql.Pages;
import dev.plumbline.jdbc.sql.Pruning;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.jdbc.sql.Transactions;
import dev.plumbline.store.Lease;
import dev.plumbline.store.Page;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.BackupState;
import dev.plumbline.store.backup.BackupStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Backups, in PostgreSQL. A transaction writes one row of {@code backup}, then, where a person
 * asked for it, the audit; it takes no other lock.
 */
public final class JdbcBackupStore implements BackupStore {
  private static final LeasedTable TABLE =
      new LeasedTable("backup", "finished_at IS NULL", "beat_at");

  private final Transactions transactions;

  private record Numbered(long number, Backup backup) {}

  public JdbcBackupStore(DataSource dataSource, StoreAddress address) {
    this.transactions = new Transactions(dataSource, address);
  }

  @Override
  public Backup begin(Backup waiting, Optional<String> key, Purpose purpose) {
    return transactions.write(connection -> BackupBegin.begin(connection, waiting, key, purpose));
  }

  @Override
  public boolean mayBeNarrowed(UUID id) {
    Sql sql = Sql.of("SELECT 1 FROM backup WHERE id = ? AND narrowed", id);
    return transactions.read(connection -> sql.first(connection, row -> true).isPresent());
  }

  @Override
  public Optional<Backup> backup(UUID id, Access visible) {
    Sql sql = Sql.visible("SELECT * FROM backup", id, visible, "environment");
    return transactions.read(connection -> sql.first(connection, BackupRow::backup));
  }

  @Override
  public boolean hasKey(UUID id, String key) {
    Sql sql = Sql.of("SELECT 1 FROM backup WHERE id = ? AND idempotency_key = ?", id, key);
    return transactions.read(connection -> sql.first(connection, row -> true).isPresent());
  }

  @Override
  public Page<Backup> backups(
      Collection<EnvironmentId> environments, Optional<String> cursor, int limit) {
    int most = Pages.limit(limit);
    long before = cursor.map(Cursor::of).map(Cursor::number).orElse(Long.MAX_VALUE);
    Sql sql =
        Sql.of(
            """
            SELECT * FROM backup WHERE environment = ANY (?) AND number < ?
            ORDER BY number DESC LIMIT ?
            """,
            Sql.names(environments),
            before,
            most + 1);
    return transactions
        .read(
            connection ->
                Pages.of(
                    sql.list(
                        connection,
                        row -> new Numbered(row.getLong("number"), BackupRow.backup(row))),
                    most,
                    known -> Cursor.of(known.backup().requestedAt(), known.number())))
        .map(Numbered::backup);
  }

  @Override
  public Optional<Backup> lastEnded(EnvironmentId environment) {
    Sql sql =
        Sql.of(
            """
            SELECT * FROM backup WHERE environment = ? AND finished_at IS NOT NULL AND NOT narrowed
            ORDER BY number DESC LIMIT 1
            """,
            environment.name());
    return transactions.read(connection -> sql.first(connection, BackupRow::backup));
  }

  @Override
  public Optional<Requests> requests(EnvironmentId environment) {
    Sql sql =
        Sql.of(
            """
            SELECT o.requested_at AS first, n.requested_at AS last FROM
              (SELECT requested_at FROM backup WHERE environment = ? AND NOT narrowed
                ORDER BY number LIMIT 1) o,
              (SELECT requested_at FROM backup WHERE environment = ? AND NOT narrowed
                ORDER BY number DESC LIMIT 1) n
            """,
            environment.name(),
            environment.name());
    return transactions.read(
        connection ->
            sql.first(
                connection, row -> new Requests(Sql.time(row, "first"), Sql.time(row, "last"))));
  }

  @Override
  public List<Backup> withFile(EnvironmentId environment) {
    Sql sql =
        Sql.of(
            """
            SELECT * FROM backup
            WHERE environment = ? AND dump IS NOT NULL AND deleted_at IS NULL
            ORDER BY number DESC
            """,
            environment.name());
    return transactions.read(connection -> sql.list(connection, BackupRow::backup));
  }

  @Override
  public List<Proven> proven(EnvironmentId environment, int most) {
    Sql sql =
        Sql.of(
            """
            SELECT environment, requested_at, proven_at, bytes FROM backup
            WHERE environment = ? AND proven_at IS NOT NULL AND NOT narrowed ORDER BY number DESC LIMIT ?
            """,
            environment.name(),
            most);
    return transactions.read(connection -> sql.list(connection, BackupRow::proven));
  }

  @Override
  public List<Proven> lastProven() {
    return transactions.read(
        connection ->
            Sql.of(
                    """
                    SELECT DISTINCT ON (environment) environment, requested_at, proven_at, bytes
                    FROM backup WHERE proven_at IS NOT NULL AND NOT narrowed
                    ORDER BY environment, number DESC
                    """)
                .list(connection, BackupRow::proven));
  }

  @Override
  public Optional<Lease> reopen(UUID id, Approver by, Instant at) {
    Sql sql =
        Sql.of(
            """
            UPDATE backup b SET state = ?, message = NULL, finished_at = NULL,
              term = term + 1, beat_at = clock_timestamp()
            WHERE id = ? AND finished_at IS NOT NULL AND dump IS NOT NULL AND deleted_at IS NULL
              AND NOT EXISTS (SELECT FROM backup o
                              WHERE o.environment = b.environment AND o.finished_at IS NULL)
            RETURNING *
            """,
            BackupState.DUMPED.label(),
            id);
    return transactions.write(
        connection -> {
          Optional<Taken> taken =
              sql.first(
                  connection, row -> new Taken(BackupRow.backup(row), LeasedTable.lease(row)));
          if (taken.isPresent()) {
            AuditTable.append(
                connection,
                List.of(
                    BackupAudit.verificationRequested(
                        id, taken.get().backup().environment(), by, at)));
          }
          return taken.map(Taken::lease);
        });
  }

  @Override
  public boolean beat(Lease lease, long bytes) {
    return isWritten(
        Sql.of(
            """
            UPDATE backup SET bytes = ?, beat_at = clock_timestamp()
            WHERE %s
            """
                .formatted(TABLE.isHeld()),
            bytes,
            lease.work(),
            lease.term()));
  }

  @Override
  public boolean record(Lease lease, Backup backup) {
    return isWritten(
        Sql.of(
            """
            UPDATE backup SET state = ?, bytes = ?, dump = ?::bytea, proof = ?::bytea, message = ?,
              narrowed = CASE WHEN ? THEN narrowed ELSE ? END, finished_at = ?::timestamptz, beat_at = clock_timestamp(),
              proven_at = CASE ? WHEN 'proven' THEN ?::timestamptz WHEN 'disproven' THEN NULL
                               ELSE proven_at END
            WHERE %s
            """
                .formatted(TABLE.isHeld()),
            backup.state().label(),
            backup.bytes(),
            backup.dump().map(BackupForm::write),
            backup.proof().map(BackupForm::write),
            backup.message(),
            // What may become narrowed stays so until it is known.
            backup.dump().isEmpty() && backup.finishedAt().isEmpty(),
            backup.isNarrowed(),
            backup.finishedAt(),
            backup.state().label(),
            backup.finishedAt(),
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
            sql.first(connection, row -> new Taken(BackupRow.backup(row), LeasedTable.lease(row))));
  }

  @Override
  public void deleted(UUID id, Instant at) {
    Sql sql = Sql.of("UPDATE backup SET deleted_at = ? WHERE id = ?", at, id);
    transactions.write(sql::update);
  }

  @Override
  public long prune(Instant before) {
    return Pruning.all(
        transactions,
        Sql.of(
            """
            DELETE FROM backup WHERE id IN (
              SELECT id FROM backup
              WHERE finished_at < ? AND (dump IS NULL OR deleted_at IS NOT NULL)
              LIMIT ? FOR UPDATE SKIP LOCKED)
            """,
            before,
            Pruning.BATCH));
  }
}
