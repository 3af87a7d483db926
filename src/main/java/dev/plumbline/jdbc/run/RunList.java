package dev.plumbline.jdbc.run;

import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.jdbc.sql.Pages;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.run.Run;
import dev.plumbline.store.Page;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs that somebody may see, newest first. */
final class RunList {
  private final Sql sql;
  private final int most;

  private record Numbered(long number, Run run) {}

  private RunList(Sql sql, int most) {
    this.sql = sql;
    this.most = most;
  }

  /**
   * @throws IllegalArgumentException if the cursor or the limit is not valid
   */
  static RunList of(
      Access visible, Optional<EnvironmentId> target, Optional<String> cursor, int limit) {
    int most = Pages.limit(limit);
    List<String> conditions = new ArrayList<>(List.of("number < ?"));
    List<Object> values =
        new ArrayList<>(List.of(cursor.map(Cursor::of).map(Cursor::number).orElse(Long.MAX_VALUE)));
    if (visible instanceof Access.Only(var environments)) {
      conditions.add("source = ANY (?) AND target = ANY (?)");
      values.add(Sql.names(environments));
      values.add(Sql.names(environments));
    }
    if (target.isPresent()) {
      conditions.add("target = ?");
      values.add(target.get().name());
    }
    values.add(most + 1);
    return new RunList(
        new Sql(
            "SELECT * FROM run WHERE "
                + String.join(" AND ", conditions)
                + " ORDER BY number DESC LIMIT ?",
            values),
        most);
  }

  Page<Run> read(Connection connection) throws SQLException {
    return Pages.of(
            sql.list(connection, row -> new Numbered(row.getLong("number"), RunRow.run(row))),
            most,
            known -> Cursor.of(known.run().startedAt(), known.number()))
        .map(Numbered::run);
  }
}
