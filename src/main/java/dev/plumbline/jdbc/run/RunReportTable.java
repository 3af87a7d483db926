package dev.plumbline.jdbc.run;

import dev.plumbline.audit.RunAudit;
import dev.plumbline.jdbc.audit.AuditTable;
import dev.plumbline.jdbc.form.text.Compressed;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.run.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code run_report}, with the hash of each report in the audit. */
final class RunReportTable {
  private RunReportTable() {}

  /** Takes the lock of the end of the audit. */
  static void add(Connection connection, Run run, String report) throws SQLException {
    Sql.of("INSERT INTO run_report (run, body) VALUES (?, ?)", run.id(), Compressed.write(report))
        .update(connection);
    AuditTable.append(connection, List.of(RunAudit.ended(run, report)));
  }

  static Optional<String> read(Connection connection, UUID run) throws SQLException {
    return Sql.of("SELECT body FROM run_report WHERE run = ?", run)
        .first(
            connection, row -> Compressed.text(row.getBytes("body"), "the report of run " + run));
  }
}
