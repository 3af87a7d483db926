package dev.plumbline.jdbc.scan;

import static dev.plumbline.jdbc.table.PollTable.labelled;
import static java.util.Comparator.comparing;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.integrity.compile.CheckCodes;
import dev.plumbline.jdbc.form.CheckForm;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.store.state.CheckStatus.TableState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;

/** The table {@code check_status}. Whoever writes it holds the row of the scan that runs. */
public final class CheckTable {
  private static final String UPSERT =
      """
      INSERT INTO check_status (environment, id, code, collection, field, detail, severity,
        definition, state, outcome, looked_at, confirmed_at, basis, note, scan)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (environment, id) DO UPDATE SET
        severity = excluded.severity, definition = excluded.definition, state = excluded.state,
        outcome = excluded.outcome, looked_at = excluded.looked_at,
        confirmed_at = excluded.confirmed_at, basis = excluded.basis, note = excluded.note,
        scan = excluded.scan
      """;

  private CheckTable() {}

  public static void write(
      Connection connection, EnvironmentId environment, UUID scan, Collection<CheckStatus> all)
      throws SQLException {
    Sql.batch(
        connection, UPSERT, all.stream().map(status -> values(environment, scan, status)).toList());
  }

  public static void confirm(
      Connection connection,
      EnvironmentId environment,
      UUID scan,
      Collection<CheckId> kept,
      Instant at)
      throws SQLException {
    Sql.of(
            """
            UPDATE check_status SET confirmed_at = ?, scan = ? WHERE environment = ? AND id = ANY (?)
            """,
            at,
            scan,
            environment.name(),
            texts(kept))
        .update(connection);
  }

  public static void forget(
      Connection connection, EnvironmentId environment, Collection<CheckId> dropped)
      throws SQLException {
    Sql.of(
            "DELETE FROM check_status WHERE environment = ? AND id = ANY (?)",
            environment.name(),
            texts(dropped))
        .update(connection);
  }

  static List<CheckStatus> read(Connection connection, EnvironmentId environment)
      throws SQLException {
    Seen seen = new Seen(new HashMap<>(), new HashMap<>());
    return Sql.of(
            "SELECT * FROM check_status WHERE environment = ? ORDER BY id", environment.name())
        .list(connection, row -> status(row, seen))
        .stream()
        // Of what is nearly in order, few are compared, and each comparison writes two texts.
        .sorted(comparing(CheckStatus::id))
        .toList();
  }

  public static Set<CheckId> ofScan(Connection connection, UUID scan) throws SQLException {
    return Set.copyOf(
        Sql.of(
                """
                SELECT c.* FROM check_status c JOIN scan s USING (environment)
                WHERE s.id = ? AND c.scan = s.id
                """,
                scan)
            .list(connection, row -> id(row, "a check of the scan " + scan)));
  }

  private static List<String> texts(Collection<CheckId> ids) {
    return ids.stream().map(CheckId::text).toList();
  }

  private static List<?> values(EnvironmentId environment, UUID scan, CheckStatus status) {
    CheckId id = status.id();
    return List.of(
        environment.name(),
        id.text(),
        id.code().label(),
        id.collection(),
        id.field(),
        id.detail(),
        status.severity().label(),
        status.definition(),
        status.outcome().label(),
        CheckForm.outcome(status.outcome()),
        status.checkedAt(),
        status.confirmedAt(),
        CheckForm.basis(status.basis()),
        status.note(),
        scan);
  }

  /** What was read before, by its text: thousands of checks are clean, and share their tables. */
  private record Seen(
      Map<String, Outcome> outcomes, Map<String, SortedMap<String, TableState>> bases) {}

  private static CheckStatus status(ResultSet row, Seen seen) throws SQLException {
    String where = "the check " + Sql.text(row, "id") + " of " + Sql.text(row, "environment");
    return new CheckStatus(
        id(row, where),
        labelled(where, "severity", Sql.text(row, "severity"), Severity.values(), Severity::label),
        Sql.text(row, "definition"),
        seen.outcomes()
            .computeIfAbsent(Sql.text(row, "outcome"), text -> CheckForm.outcome(text, where)),
        Sql.time(row, "looked_at"),
        Sql.time(row, "confirmed_at"),
        seen.bases().computeIfAbsent(Sql.text(row, "basis"), text -> CheckForm.basis(text, where)),
        Sql.optionalText(row, "note"));
  }

  static CheckId id(ResultSet row, String where) throws SQLException {
    return new CheckId(
        labelled(where, "code", Sql.text(row, "code"), CheckCodes.values(), CheckCode::label),
        Sql.text(row, "collection"),
        Sql.optionalText(row, "field"),
        Sql.text(row, "detail"));
  }
}
