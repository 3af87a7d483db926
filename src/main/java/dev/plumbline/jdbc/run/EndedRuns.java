package dev.plumbline.jdbc.run;

import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.run.Run;
import dev.plumbline.store.history.Span;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What the table {@code run} says of the past. */
public final class EndedRuns {
  private EndedRuns() {}

  /** Those that ended in a span, in the order in which they ended. */
  public static List<Run> of(Connection connection, Span span) throws SQLException {
    return Sql.of(
            "SELECT * FROM run WHERE finished_at >= ? AND finished_at < ? ORDER BY finished_at, id",
            span.from(),
            span.to())
        .list(connection, RunRow::run);
  }
}
