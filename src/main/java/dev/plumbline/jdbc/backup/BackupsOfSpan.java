package dev.plumbline.jdbc.backup;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.history.PastBackups;
import dev.plumbline.store.history.Span;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the table {@code backup} says of the past. */
public final class BackupsOfSpan {
  private static final String COUNTS =
      """
      SELECT environment,
        count(*) FILTER (WHERE state = 'proven' AND finished_at >= ? AND finished_at < ?) AS proven,
        count(*) FILTER (WHERE state <> 'proven' AND finished_at >= ? AND finished_at < ?) AS failed
      FROM backup WHERE requested_at < ? AND NOT narrowed GROUP BY environment ORDER BY environment
      """;

  private static final String NEWEST =
      """
      SELECT DISTINCT ON (environment) * FROM backup
      WHERE proven_at IS NOT NULL AND NOT narrowed AND requested_at < ? ORDER BY environment, number DESC
      """;

  private BackupsOfSpan() {}

  private record Counts(EnvironmentId environment, long proven, long failed) {}

  /** Of each environment that had any before the end of the span, sorted by its name. */
  public static List<PastBackups> of(Connection connection, Span span) throws SQLException {
    Map<EnvironmentId, Backup> newest =
        Sql.of(NEWEST, span.to()).list(connection, BackupRow::backup).stream()
            .collect(Collectors.toMap(Backup::environment, Function.identity()));
    List<PastBackups> all = new ArrayList<>();
    for (Counts one :
        Sql.of(COUNTS, span.from(), span.to(), span.from(), span.to(), span.to())
            .list(
                connection,
                row ->
                    new Counts(
                        new EnvironmentId(Sql.text(row, "environment")),
                        row.getLong("proven"),
                        row.getLong("failed")))) {
      all.add(
          new PastBackups(
              one.environment(),
              one.proven(),
              one.failed(),
              Optional.ofNullable(newest.get(one.environment()))));
    }
    return all;
  }
}
