package dev.plumbline.jdbc.backup;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.jdbc.table.PollTable;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.BackupState;
import dev.plumbline.store.backup.BackupStore.Proven;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** A row of the table {@code backup}. */
final class BackupRow {
  private BackupRow() {}

  static Proven proven(ResultSet row) throws SQLException {
    return new Proven(
        new EnvironmentId(Sql.text(row, "environment")),
        Sql.time(row, "requested_at"),
        Sql.time(row, "proven_at"),
        row.getLong("bytes"));
  }

  static Backup backup(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    String where = "backup " + id;
    return new Backup(
        id,
        new EnvironmentId(Sql.text(row, "environment")),
        Sql.time(row, "requested_at"),
        Sql.optionalText(row, "requested_by"),
        Sql.optionalText(row, "note"),
        PollTable.labelled(
            where, "state", Sql.text(row, "state"), BackupState.values(), BackupState::label),
        row.getLong("bytes"),
        Optional.ofNullable(row.getBytes("dump")).map(body -> BackupForm.dump(body, where)),
        Optional.ofNullable(row.getBytes("proof")).map(body -> BackupForm.proof(body, where)),
        Sql.optionalText(row, "message"),
        Sql.optionalTime(row, "finished_at"),
        Sql.optionalTime(row, "deleted_at"));
  }
}
