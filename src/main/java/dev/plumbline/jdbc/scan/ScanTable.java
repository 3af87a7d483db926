package dev.plumbline.jdbc.scan;

import static dev.plumbline.jdbc.table.PollTable.labelled;

import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.form.CheckForm;
import dev.plumbline.jdbc.form.text.StoredFormException;
import dev.plumbline.jdbc.sql.LeasedTable;
import dev.plumbline.jdbc.sql.Pruning;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.store.Lease;
import dev.plumbline.store.ScanStore.Place;
import dev.plumbline.store.ScanStore.Taken;
import dev.plumbline.store.state.Poll.Trigger;
import dev.plumbline.store.state.Scan;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The table {@code scan}. */
public final class ScanTable {
  private static final System.Logger LOG = System.getLogger(ScanTable.class.getName());

  /** Whoever writes about a scan holds its row, and only if it is still theirs. */
  private static final String OURS =
      " WHERE " + new LeasedTable("scan", "state = 'running'", "said_at").isHeld();

  private ScanTable() {}

  /** Does nothing if one of this environment runs. */
  public static void begin(Connection connection, Scan scan) throws SQLException {
    Sql.of(
            """
            INSERT INTO scan (id, environment, trigger, started_at, state, message, checks, looked,
              kept, unknown, rows, current, current_done, place)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
              (SELECT CASE state WHEN 'over_budget' THEN place END
               FROM scan WHERE environment = ? ORDER BY number DESC LIMIT 1))
            ON CONFLICT (environment) WHERE state = 'running' DO NOTHING
            """,
            scan.id(),
            scan.environment().name(),
            scan.trigger().label(),
            scan.startedAt(),
            scan.state().label(),
            scan.message(),
            scan.progress().checks(),
            scan.progress().checked(),
            scan.progress().unchanged(),
            scan.progress().unknown(),
            scan.progress().rows(),
            scan.progress().current(),
            scan.progress().currentDone(),
            scan.environment().name())
        .update(connection);
  }

  public static Optional<Scan> running(Connection connection, EnvironmentId environment)
      throws SQLException {
    return Sql.of(
            "SELECT * FROM scan WHERE environment = ? AND state = 'running'", environment.name())
        .first(connection, ScanTable::scan);
  }

  /** Silence is measured by the one clock of the database. */
  public static Optional<Taken> takeOver(
      Connection connection, Duration silence, Set<EnvironmentId> ours, Duration abandoned)
      throws SQLException {
    return Sql.of(
            """
            UPDATE scan SET term = term + 1, said_at = clock_timestamp(), released = false,
              deaths = deaths + CASE WHEN released THEN 0 ELSE 1 END
            WHERE number = (
              SELECT number FROM scan
              WHERE state = 'running'
                AND (environment = ANY (?)
                    AND (released OR said_at <= clock_timestamp() - ? * interval '1 millisecond')
                  OR said_at <= clock_timestamp() - ? * interval '1 millisecond')
              ORDER BY said_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING *
            """,
            Sql.names(ours),
            silence.toMillis(),
            abandoned.toMillis())
        .first(
            connection, row -> new Taken(scan(row), LeasedTable.lease(row), row.getInt("deaths")));
  }

  public static void release(Connection connection, Lease lease) throws SQLException {
    Sql.of("UPDATE scan SET released = true" + OURS, lease.work(), lease.term()).update(connection);
  }

  public static boolean progress(
      Connection connection,
      Lease lease,
      Scan.Progress progress,
      Optional<String> message,
      Optional<Place> place)
      throws SQLException {
    return Sql.of(
                """
                UPDATE scan SET checks = ?, looked = ?, kept = ?, unknown = ?, rows = ?,
                  current = ?, current_done = ?, message = ?, place = ?,
                  said_at = clock_timestamp()
                """
                    + OURS,
                progress.checks(),
                progress.checked(),
                progress.unchanged(),
                progress.unknown(),
                progress.rows(),
                progress.current(),
                progress.currentDone(),
                message,
                place.map(CheckForm::place),
                lease.work(),
                lease.term())
            .update(connection)
        == 1;
  }

  /** Keeps everybody else from it until the transaction ends; empty if it is not ours. */
  public static Optional<EnvironmentId> lock(Connection connection, Lease lease)
      throws SQLException {
    return Sql.of("SELECT environment FROM scan" + OURS + " FOR UPDATE", lease.work(), lease.term())
        .first(connection, row -> new EnvironmentId(Sql.text(row, "environment")));
  }

  /** Of one that is locked. */
  public static void alive(Connection connection, Lease lease) throws SQLException {
    Sql.of("UPDATE scan SET said_at = clock_timestamp() WHERE id = ?", lease.work())
        .update(connection);
  }

  /** Of one that is locked: its checks are through. */
  public static void forgetPlace(Connection connection, Lease lease) throws SQLException {
    Sql.of(
            "UPDATE scan SET place = NULL, deaths = 0, said_at = clock_timestamp() WHERE id = ?",
            lease.work())
        .update(connection);
  }

  /** Of one that is locked. */
  public static void end(Connection connection, Scan ended) throws SQLException {
    Sql.of(
            """
            UPDATE scan SET finished_at = ?, state = ?, message = ?, checks = ?, looked = ?,
              kept = ?, unknown = ?, rows = ?, current = ?, current_done = ?,
              place = CASE WHEN ? THEN place END
            WHERE id = ?
            """,
            ended.finishedAt(),
            ended.state().label(),
            ended.message(),
            ended.progress().checks(),
            ended.progress().checked(),
            ended.progress().unchanged(),
            ended.progress().unknown(),
            ended.progress().rows(),
            ended.progress().current(),
            ended.progress().currentDone(),
            ended.state() == Scan.State.OVER_BUDGET,
            ended.id())
        .update(connection);
  }

  public static Optional<Place> place(Connection connection, UUID id) throws SQLException {
    return Sql.of("SELECT place FROM scan WHERE id = ?", id)
        .first(connection, row -> Sql.optionalText(row, "place"))
        .flatMap(place -> place)
        .flatMap(text -> readable(text, "the place of the scan " + id));
  }

  private static Optional<Place> readable(String text, String where) {
    try {
      return Optional.of(CheckForm.place(text, where));
    } catch (StoredFormException e) {
      LOG.log(Level.WARNING, "the checks that a scan was running start again: {0}", e.getMessage());
      return Optional.empty();
    }
  }

  public static Optional<Scan> read(Connection connection, UUID id, Access visible)
      throws SQLException {
    return Sql.visible("SELECT * FROM scan", id, visible, "environment")
        .first(connection, ScanTable::scan);
  }

  public static Optional<Scan> last(Connection connection, EnvironmentId environment)
      throws SQLException {
    return Sql.of(
            "SELECT * FROM scan WHERE environment = ? ORDER BY number DESC LIMIT 1",
            environment.name())
        .first(connection, ScanTable::scan);
  }

  public static Optional<Scan> lastDone(Connection connection, EnvironmentId environment)
      throws SQLException {
    return Sql.of(
            """
            SELECT * FROM scan WHERE environment = ? AND state = 'done'
            ORDER BY number DESC LIMIT 1
            """,
            environment.name())
        .first(connection, ScanTable::scan);
  }

  public static Map<EnvironmentId, Scan> lasts(
      Connection connection, Set<EnvironmentId> environments) throws SQLException {
    return byEnvironment(connection, environments, "");
  }

  public static Map<EnvironmentId, Scan> lastsDone(
      Connection connection, Set<EnvironmentId> environments) throws SQLException {
    return byEnvironment(connection, environments, "AND state = 'done'");
  }

  /** One row of the index for each environment, however many scans there were. */
  private static Map<EnvironmentId, Scan> byEnvironment(
      Connection connection, Set<EnvironmentId> environments, String and) throws SQLException {
    Map<EnvironmentId, Scan> scans = new HashMap<>();
    Sql.of(
            """
            SELECT last.* FROM unnest(?::text[]) asked (name), LATERAL (
              SELECT * FROM scan WHERE environment = asked.name %s
              ORDER BY number DESC LIMIT 1) last
            """
                .formatted(and),
            Sql.names(environments))
        .list(connection, ScanTable::scan)
        .forEach(scan -> scans.put(scan.environment(), scan));
    return scans;
  }

  /** Those that are older, but of each environment the last and the last that was done. */
  public static Sql prune(Instant before) {
    return Sql.of(
        """
        DELETE FROM scan WHERE number IN (
          SELECT number FROM scan s WHERE finished_at < ?
            AND EXISTS (
              SELECT FROM scan later WHERE later.environment = s.environment
                AND later.number > s.number)
            AND (state <> 'done' OR EXISTS (
              SELECT FROM scan later WHERE later.environment = s.environment
                AND later.number > s.number AND later.state = 'done'))
          LIMIT ? FOR UPDATE OF s SKIP LOCKED)
        """,
        before,
        Pruning.BATCH);
  }

  private static Scan scan(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    String where = "scan " + id;
    return new Scan(
        id,
        new EnvironmentId(Sql.text(row, "environment")),
        labelled(where, "trigger", Sql.text(row, "trigger"), Trigger.values(), Trigger::label),
        Sql.time(row, "started_at"),
        Sql.optionalTime(row, "finished_at"),
        labelled(where, "state", Sql.text(row, "state"), Scan.State.values(), Scan.State::label),
        new Scan.Progress(
            row.getInt("checks"),
            row.getInt("looked"),
            row.getInt("kept"),
            row.getInt("unknown"),
            row.getLong("rows"),
            Sql.optionalText(row, "current"),
            row.getDouble("current_done")),
        Sql.optionalText(row, "message"));
  }
}
