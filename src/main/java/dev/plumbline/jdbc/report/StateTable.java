package dev.plumbline.jdbc.report;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.sql.Pruning;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.store.Part;
import dev.plumbline.store.history.CheckChange;
import dev.plumbline.store.history.HistoryStore;
import dev.plumbline.store.history.Span;
import dev.plumbline.store.history.StateChange;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The tables {@code recorded_period}, {@code state_change} and {@code check_change}. */
public final class StateTable {
  private static final String GAP =
      "interval '" + HistoryStore.LONGEST_GAP.toSeconds() + " seconds'";

  /** What a comparison is only as long as it is recorded again; not why, which says it anew. */
  private static final String STATES =
      """
      INSERT INTO state_change (part, at, state, reason, changes)
      SELECT now.part, ?, now.state, now.reason, now.changes::integer[]
      FROM unnest(?, ?, ?, ?) AS now (part, state, reason, changes)
      LEFT JOIN LATERAL (
        SELECT state, changes FROM state_change c WHERE c.part = now.part
        ORDER BY at DESC LIMIT 1) last ON true
      WHERE (last.state, last.changes) IS DISTINCT FROM (now.state, now.changes::integer[])
      ON CONFLICT (part, at) DO NOTHING
      """;

  private static final String OTHERS =
      """
      INSERT INTO state_change (part, at, state, reason, changes)
      SELECT part, ?, 'unknown', 'the replica that recorded this is not configured with it', '{}'
      FROM (SELECT DISTINCT ON (part) part, state FROM state_change ORDER BY part, at DESC) last
      WHERE state <> 'unknown' AND part <> ALL (?)
      ON CONFLICT (part, at) DO NOTHING
      """;

  /** A check that needs what is not configured is not missing. */
  private static final String CHECKS =
      """
      WITH now AS (
        SELECT environment, code, count(*)::integer AS checks,
          (count(*) FILTER (WHERE state = 'violated'))::integer AS violated,
          (count(*) FILTER (WHERE state = 'unknown' AND reason IS DISTINCT FROM 'not_configured'))::integer
            AS unknown,
          coalesce(sum(count) FILTER (WHERE state = 'violated'), 0)::bigint AS rows
        FROM check_status GROUP BY environment, code
      ), last AS (
        SELECT DISTINCT ON (environment, code) * FROM check_change
        ORDER BY environment, code, at DESC
      )
      INSERT INTO check_change (environment, code, at, checks, violated, unknown, rows)
      SELECT environment, code, ?, coalesce(now.checks, 0), coalesce(now.violated, 0),
        coalesce(now.unknown, 0), coalesce(now.rows, 0)
      FROM now FULL JOIN last USING (environment, code)
      WHERE (coalesce(now.checks, 0), coalesce(now.violated, 0), coalesce(now.unknown, 0),
          coalesce(now.rows, 0))
        IS DISTINCT FROM (last.checks, last.violated, last.unknown, last.rows)
      ON CONFLICT (environment, code, at) DO NOTHING
      """;

  private StateTable() {}

  public static void record(Connection connection, Instant now, Collection<StateChange> states)
      throws SQLException {
    // One after the other, so that each sees what the other has added.
    Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('plumbline states', 0))")
        .first(connection, row -> true);
    extend(connection, now);
    List<StateChange> all = List.copyOf(states);
    List<?> parts = column(all, state -> state.part().key());
    Sql.of(
            STATES,
            now,
            parts,
            column(all, StateChange::state),
            column(all, StateChange::reason),
            column(all, StateTable::array))
        .update(connection);
    Sql.of(OTHERS, now, parts).update(connection);
    Sql.of(CHECKS, now).update(connection);
  }

  private static void extend(Connection connection, Instant now) throws SQLException {
    int extended =
        Sql.of(
                "UPDATE recorded_period SET seen_at = greatest(seen_at, ?)"
                    + " WHERE id = (SELECT max(id) FROM recorded_period) AND seen_at >= ?",
                now,
                now.minus(HistoryStore.LONGEST_GAP))
            .update(connection);
    if (extended == 0) {
      Sql.of("INSERT INTO recorded_period (began_at, seen_at) VALUES (?, ?)", now, now)
          .update(connection);
    }
  }

  private static List<?> column(List<StateChange> states, Function<StateChange, ?> value) {
    return states.stream().map(value).toList();
  }

  private static String array(StateChange state) {
    return state.changes().toString().replace('[', '{').replace(']', '}');
  }

  public static List<Span> recorded(Connection connection, Span span) throws SQLException {
    return Sql.of(
            "SELECT began_at, seen_at + "
                + GAP
                + " AS until FROM recorded_period WHERE began_at <= ? AND seen_at + "
                + GAP
                + " > ? ORDER BY began_at",
            span.to(),
            span.from())
        .list(connection, row -> new Span(Sql.time(row, "began_at"), Sql.time(row, "until")));
  }

  public static List<StateChange> states(Connection connection, Span span) throws SQLException {
    return Sql.of(
            """
            SELECT * FROM (
              (SELECT DISTINCT ON (part) * FROM state_change WHERE at <= ? ORDER BY part, at DESC)
              UNION ALL
              SELECT * FROM state_change WHERE at > ? AND at <= ?) changes
            ORDER BY at, part
            """,
            span.from(),
            span.from(),
            span.to())
        .list(connection, StateTable::state);
  }

  public static List<CheckChange> checks(Connection connection, Span span) throws SQLException {
    return Sql.of(
            """
            SELECT * FROM (
              (SELECT DISTINCT ON (environment, code) * FROM check_change WHERE at <= ?
               ORDER BY environment, code, at DESC)
              UNION ALL
              SELECT * FROM check_change WHERE at > ? AND at <= ?) changes
            ORDER BY at, environment, code
            """,
            span.from(),
            span.from(),
            span.to())
        .list(connection, StateTable::check);
  }

  /** What a later row replaced before then: the last one of each part and code stays. */
  public static List<Sql> prune(Instant before) {
    return List.of(
        Sql.of(
            """
            DELETE FROM state_change WHERE (part, at) IN (
              SELECT part, at FROM state_change c WHERE EXISTS (
                SELECT FROM state_change later
                WHERE later.part = c.part AND later.at > c.at AND later.at <= ?)
              LIMIT ? FOR UPDATE SKIP LOCKED)
            """,
            before,
            Pruning.BATCH),
        Sql.of(
            """
            DELETE FROM check_change WHERE (environment, code, at) IN (
              SELECT environment, code, at FROM check_change c WHERE EXISTS (
                SELECT FROM check_change later
                WHERE later.environment = c.environment AND later.code = c.code
                  AND later.at > c.at AND later.at <= ?)
              LIMIT ? FOR UPDATE SKIP LOCKED)
            """,
            before,
            Pruning.BATCH),
        Sql.of(
            """
            DELETE FROM recorded_period WHERE id IN (
              SELECT id FROM recorded_period WHERE seen_at < ? LIMIT ? FOR UPDATE SKIP LOCKED)
            """,
            before,
            Pruning.BATCH));
  }

  private static StateChange state(ResultSet row) throws SQLException {
    return new StateChange(
        Part.ofKey(Sql.text(row, "part")),
        Sql.time(row, "at"),
        Sql.text(row, "state"),
        Sql.optionalText(row, "reason"),
        numbers(row.getArray("changes")));
  }

  private static List<Integer> numbers(Array array) throws SQLException {
    return Arrays.stream((Object[]) array.getArray()).map(Integer.class::cast).toList();
  }

  private static CheckChange check(ResultSet row) throws SQLException {
    return new CheckChange(
        new EnvironmentId(Sql.text(row, "environment")),
        Sql.text(row, "code"),
        Sql.time(row, "at"),
        row.getInt("checks"),
        row.getInt("violated"),
        row.getInt("unknown"),
        row.getLong("rows"));
  }
}
