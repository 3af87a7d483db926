package dev.plumbline.jdbc.backup;

import dev.plumbline.audit.AuditEntry;
import dev.plumbline.audit.BackupAudit;
import dev.plumbline.jdbc.audit.AuditTable;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.BackupStore.Purpose;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Records a new backup, unless one is in its way. */
final class BackupBegin {
  private BackupBegin() {}

  /**
   * @return the new one, or the one that is stored instead
   */
  static Backup begin(Connection connection, Backup waiting, Optional<String> key, Purpose purpose)
      throws SQLException {
    Sql insert =
        Sql.of(
            """
            INSERT INTO backup (id, environment, requested_at, requested_by, note, idempotency_key, state,
              narrowed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            waiting.id(),
            waiting.environment().name(),
            waiting.requestedAt(),
            waiting.requestedBy(),
            waiting.note(),
            key,
            waiting.state().label(),
            purpose.mayBeNarrowed());
    Sql stored =
        Sql.of(
            """
            SELECT *, id = ? AS new, idempotency_key = ? AND requested_by = ? AS repeated FROM backup
            WHERE id = ?
              OR (environment = ? AND requested_by = ? AND idempotency_key = ?)
              OR (environment = ? AND finished_at IS NULL)
            ORDER BY new DESC, repeated DESC NULLS LAST LIMIT 1
            """,
            waiting.id(),
            // No key equals no other.
            key.orElse(""),
            waiting.requestedBy().orElse(""),
            waiting.id(),
            waiting.environment().name(),
            waiting.requestedBy().orElse(""),
            key.orElse(""),
            waiting.environment().name());
    Optional<Backup> known = Optional.empty();
    // The one in the way may end between the two statements.
    while (known.isEmpty()) {
      insert.update(connection);
      known = stored.first(connection, BackupRow::backup);
    }
    if (known.get().id().equals(waiting.id())) {
      AuditTable.append(connection, requested(waiting, purpose));
    }
    return known.get();
  }

  private static List<AuditEntry> requested(Backup backup, Purpose purpose) {
    return purpose.by().stream()
        .map(
            by ->
                BackupAudit.requested(
                    backup.id(), backup.environment(), backup.note(), by, backup.requestedAt()))
        .toList();
  }
}
