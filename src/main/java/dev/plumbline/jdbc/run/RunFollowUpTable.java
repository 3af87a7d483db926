package dev.plumbline.jdbc.run;

import static dev.plumbline.jdbc.table.PollTable.labelled;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.run.followup.FollowUp;
import dev.plumbline.run.followup.FollowUpState;
import dev.plumbline.store.run.FollowUpStore.DueFollowUp;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The table {@code run_follow_up}. */
final class RunFollowUpTable {
  private RunFollowUpTable() {}

  static void add(Connection connection, List<FollowUp> followUps) throws SQLException {
    for (FollowUp one : followUps) {
      Sql.of(
              """
              INSERT INTO run_follow_up (run, after_seconds, due_at, state, message)
              VALUES (?, ?, ?, ?, ?)
              """,
              one.run(),
              one.after().toSeconds(),
              one.dueAt(),
              one.state().label(),
              one.message())
          .update(connection);
    }
  }

  static List<FollowUp> of(Connection connection, UUID run) throws SQLException {
    return Sql.of("SELECT * FROM run_follow_up WHERE run = ? ORDER BY after_seconds", run)
        .list(connection, RunFollowUpTable::followUp);
  }

  static Optional<DueFollowUp> take(
      Connection connection, Instant now, Duration silence, Set<EnvironmentId> ours)
      throws SQLException {
    return Sql.of(
            """
            UPDATE run_follow_up SET term = term + 1, taken_at = clock_timestamp()
            WHERE (run, after_seconds) = (
              SELECT f.run, f.after_seconds FROM run_follow_up f JOIN run r ON r.id = f.run
              WHERE f.state = 'waiting' AND f.due_at <= ? AND r.target = ANY (?)
                AND (f.taken_at IS NULL
                     OR f.taken_at <= clock_timestamp() - ? * interval '1 millisecond')
              ORDER BY f.due_at LIMIT 1 FOR UPDATE OF f SKIP LOCKED)
            RETURNING *
            """,
            now,
            Sql.names(ours),
            silence.toMillis())
        .first(connection, row -> new DueFollowUp(followUp(row), row.getInt("term")));
  }

  static boolean record(Connection connection, DueFollowUp taken, FollowUp checked)
      throws SQLException {
    return Sql.of(
                """
                UPDATE run_follow_up SET state = ?, checked_at = ?::timestamptz, message = ?
                WHERE run = ? AND after_seconds = ? AND term = ? AND state = 'waiting'
                """,
                checked.state().label(),
                checked.checkedAt(),
                checked.message(),
                checked.run(),
                checked.after().toSeconds(),
                taken.term())
            .update(connection)
        == 1;
  }

  private static FollowUp followUp(ResultSet row) throws SQLException {
    UUID run = row.getObject("run", UUID.class);
    return new FollowUp(
        run,
        Duration.ofSeconds(row.getLong("after_seconds")),
        Sql.time(row, "due_at"),
        labelled(
            "a follow-up of run " + run,
            "state",
            Sql.text(row, "state"),
            FollowUpState.values(),
            FollowUpState::label),
        Sql.optionalTime(row, "checked_at"),
        Sql.text(row, "message"));
  }
}
