package dev.plumbline.jdbc.table;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.form.SnapshotForm;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.jdbc.sql.Pages;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.MonitorStore.BelievedSnapshot;
import dev.plumbline.store.MonitorStore.SnapshotPeriod;
import dev.plumbline.store.MonitorStore.StoredSnapshot;
import dev.plumbline.store.Page;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables {@code snapshot} and {@code snapshot_period}. */
public final class SnapshotTable {
  private SnapshotTable() {}

  /** Stores it once; adds the version of Directus if none was known. */
  public static void store(Connection connection, BelievedSnapshot believed, Instant at)
      throws SQLException {
    String hex = believed.fingerprint().hex();
    if (Sql.of("SELECT 1 FROM snapshot WHERE fingerprint = ?", hex)
        .first(connection, row -> true)
        .isEmpty()) {
      Sql.of(
              """
              INSERT INTO snapshot (fingerprint, directus, first_seen_at, body)
              VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
              """,
              hex,
              believed.directus(),
              at,
              SnapshotForm.write(believed.snapshot()))
          .update(connection);
    } else if (believed.directus().isPresent()) {
      Sql.of(
              "UPDATE snapshot SET directus = ? WHERE fingerprint = ? AND directus IS NULL",
              believed.directus(),
              hex)
          .update(connection);
    }
  }

  public static Optional<StoredSnapshot> read(Connection connection, Fingerprint fingerprint)
      throws SQLException {
    return Sql.of("SELECT * FROM snapshot WHERE fingerprint = ?", fingerprint.hex())
        .first(
            connection,
            row ->
                new StoredSnapshot(
                    fingerprint,
                    SnapshotForm.read(row.getBytes("body"), "the snapshot " + fingerprint),
                    Sql.optionalText(row, "directus"),
                    Sql.time(row, "first_seen_at")));
  }

  /** A row of {@code snapshot_period}. */
  private record Period(long id, SnapshotPeriod period) {}

  /**
   * Ends the current period and begins another if the environment has another snapshot now. A
   * period never begins before the one before it, whatever the clocks of two replicas say.
   */
  public static void change(
      Connection connection, EnvironmentId environment, Optional<Fingerprint> now, Instant at)
      throws SQLException {
    Optional<Period> last =
        Sql.of(
                "SELECT * FROM snapshot_period WHERE environment = ? ORDER BY id DESC LIMIT 1",
                environment.name())
            .first(connection, SnapshotTable::period);
    Optional<Period> open = last.filter(period -> period.period().until().isEmpty());
    if (open.map(period -> period.period().fingerprint()).equals(now)) {
      return;
    }
    Instant from = last.map(period -> period.period().from()).filter(at::isBefore).orElse(at);
    if (open.isPresent()) {
      Sql.of("UPDATE snapshot_period SET ended_at = ? WHERE id = ?", from, open.get().id())
          .update(connection);
    }
    if (now.isPresent()) {
      Sql.of(
              "INSERT INTO snapshot_period (environment, fingerprint, began_at) VALUES (?, ?, ?)",
              environment.name(),
              now.get().hex(),
              from)
          .update(connection);
    }
  }

  public static Page<SnapshotPeriod> page(
      Connection connection, EnvironmentId environment, Optional<Cursor> after, int limit)
      throws SQLException {
    String order = " ORDER BY began_at DESC, id DESC LIMIT ?";
    String select = "SELECT * FROM snapshot_period WHERE environment = ?";
    Sql sql =
        after.isEmpty()
            ? Sql.of(select + order, environment.name(), limit + 1)
            : Sql.of(
                select + " AND (began_at, id) < (?, ?)" + order,
                environment.name(),
                after.get().at(),
                Long.parseLong(after.get().id(), 16),
                limit + 1);
    List<Period> periods = sql.list(connection, SnapshotTable::period);
    return Pages.of(periods, limit, p -> new Cursor(p.period().from(), Long.toHexString(p.id())))
        .map(Period::period);
  }

  private static Period period(ResultSet row) throws SQLException {
    return new Period(
        row.getLong("id"),
        new SnapshotPeriod(
            new Fingerprint(Sql.text(row, "fingerprint")),
            Sql.time(row, "began_at"),
            Sql.optionalTime(row, "ended_at")));
  }
}
