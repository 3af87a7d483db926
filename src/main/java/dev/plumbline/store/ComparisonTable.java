package dev.plumbline.store;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.memory.ComparisonStatus;
import dev.plumbline.schema.Fingerprint;
import dev.plumbline.store.form.VerdictForm;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The table {@code comparison}. */
final class ComparisonTable {
  private ComparisonTable() {}

  static Optional<ComparisonStatus> read(Connection connection, ComparisonName name)
      throws SQLException {
    return Sql.of("SELECT * FROM comparison WHERE name = ?", name.name())
        .first(connection, row -> status(row, name));
  }

  /** Writes what differs; mostly that is the time only, and the verdict may be large. */
  static void replace(
      Connection connection,
      ComparisonName name,
      Optional<ComparisonStatus> before,
      ComparisonStatus after)
      throws SQLException {
    if (before.filter(b -> at(b, after.comparedAt()).equals(after)).isPresent()) {
      Sql.of(
              "UPDATE comparison SET compared_at = ? WHERE name = ?",
              after.comparedAt(),
              name.name())
          .update(connection);
      return;
    }
    Sql.of(
            """
            INSERT INTO comparison (name, state, verdict, source, target, basis, compared_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET
              state = excluded.state, verdict = excluded.verdict,
              source = excluded.source, target = excluded.target,
              basis = excluded.basis, compared_at = excluded.compared_at
            """,
            name.name(),
            after.verdict().state().label(),
            VerdictForm.write(after.verdict()),
            after.source().map(Fingerprint::hex),
            after.target().map(Fingerprint::hex),
            after.basis(),
            after.comparedAt())
        .update(connection);
  }

  private static ComparisonStatus at(ComparisonStatus status, Instant comparedAt) {
    return new ComparisonStatus(
        status.name(),
        status.verdict(),
        status.source(),
        status.target(),
        status.basis(),
        comparedAt);
  }

  private static ComparisonStatus status(ResultSet row, ComparisonName name) throws SQLException {
    return new ComparisonStatus(
        name,
        VerdictForm.read(Sql.text(row, "verdict"), "the comparison " + name),
        Sql.optionalText(row, "source").map(Fingerprint::new),
        Sql.optionalText(row, "target").map(Fingerprint::new),
        Sql.text(row, "basis"),
        Sql.time(row, "compared_at"));
  }
}
