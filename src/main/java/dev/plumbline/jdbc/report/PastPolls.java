package dev.plumbline.jdbc.report;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.store.history.PollRun;
import dev.plumbline.store.history.ScanCount;
import dev.plumbline.store.history.Span;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Gatherers;

/** What the tables {@code poll} and {@code scan} say of the past. */
public final class PastPolls {
  /** A statement goes through all polls of so many environments, and has a deadline. */
  private static final int ENVIRONMENTS = 20;

  /** Polls that follow each other without a gap and ended the same way are one row. */
  private static final String RUNS =
      """
      WITH ended AS (
        SELECT p.environment, p.number, p.started_at, p.result <> 'failed' AS successful,
          least(
            coalesce(lead(p.started_at) OVER each, ?),
            p.started_at + l.seconds::float8 * interval '1 second') AS until
        FROM poll p JOIN unnest(?, ?) AS l (environment, seconds) USING (environment)
        WHERE p.started_at >= ?::timestamptz - l.seconds::float8 * interval '1 second'
          AND p.started_at < ? AND p.result <> 'running'
        WINDOW each AS (PARTITION BY p.environment ORDER BY p.started_at, p.number)
      ), marked AS (
        SELECT *, CASE WHEN successful = lag(successful) OVER each
            AND started_at = lag(until) OVER each THEN 0 ELSE 1 END AS begins
        FROM ended
        WINDOW each AS (PARTITION BY environment ORDER BY started_at, number)
      ), numbered AS (
        SELECT *, sum(begins) OVER (PARTITION BY environment ORDER BY started_at, number) AS run
        FROM marked
      )
      SELECT environment, successful, min(started_at) AS began_at, max(until) AS until,
        count(*) AS polls
      FROM numbered GROUP BY environment, run, successful
      HAVING min(started_at) < max(until) ORDER BY environment, began_at
      """;

  private static final String SCANS =
      """
      SELECT environment,
        count(*) FILTER (WHERE state = 'done' AND finished_at >= ?) AS completed,
        count(*) FILTER (WHERE state <> 'done' AND finished_at >= ?) AS incomplete,
        max(finished_at) FILTER (WHERE state = 'done') AS last_complete
      FROM scan WHERE finished_at < ? GROUP BY environment ORDER BY environment
      """;

  private PastPolls() {}

  public static List<PollRun> runs(
      Connection connection, Span span, Map<EnvironmentId, Duration> limits) throws SQLException {
    List<PollRun> runs = new ArrayList<>();
    for (List<Map.Entry<EnvironmentId, Duration>> some :
        new TreeMap<>(limits)
            .entrySet().stream().gather(Gatherers.windowFixed(ENVIRONMENTS)).toList()) {
      runs.addAll(
          Sql.of(
                  RUNS,
                  span.to(),
                  some.stream().map(entry -> entry.getKey().name()).toList(),
                  some.stream().map(entry -> entry.getValue().toMillis() / 1000.0).toList(),
                  span.from(),
                  span.to())
              .list(connection, PastPolls::run));
    }
    return runs;
  }

  public static List<ScanCount> scans(Connection connection, Span span) throws SQLException {
    return Sql.of(SCANS, span.from(), span.from(), span.to())
        .list(
            connection,
            row ->
                new ScanCount(
                    new EnvironmentId(Sql.text(row, "environment")),
                    row.getLong("completed"),
                    row.getLong("incomplete"),
                    Sql.optionalTime(row, "last_complete")));
  }

  public static Optional<Instant> oldest(Connection connection) throws SQLException {
    return Sql.of(
            """
            SELECT least((SELECT min(started_at) FROM poll),
              (SELECT min(began_at) FROM recorded_period)) AS at
            """)
        .first(connection, row -> Sql.optionalTime(row, "at"))
        .flatMap(at -> at);
  }

  private static PollRun run(ResultSet row) throws SQLException {
    return new PollRun(
        new EnvironmentId(Sql.text(row, "environment")),
        row.getBoolean("successful"),
        new Span(Sql.time(row, "began_at"), Sql.time(row, "until")),
        row.getLong("polls"));
  }
}
