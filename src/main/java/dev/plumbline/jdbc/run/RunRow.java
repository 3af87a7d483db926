package dev.plumbline.jdbc.run;

import static dev.plumbline.jdbc.table.PollTable.labelled;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunEvent;
import dev.plumbline.run.RunRequest;
import dev.plumbline.run.RunState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of the tables {@code run} and {@code run_event}. */
final class RunRow {
  private RunRow() {}

  static Run run(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    String where = "run " + id;
    return new Run(
        id,
        row.getObject("plan", UUID.class),
        new ComparisonName(Sql.text(row, "comparison")),
        new EnvironmentId(Sql.text(row, "source")),
        new EnvironmentId(Sql.text(row, "target")),
        Sql.time(row, "started_at"),
        Sql.text(row, "started_by"),
        Optional.ofNullable(row.getObject("undoes", UUID.class)),
        labelled(where, "state", Sql.text(row, "state"), RunState.values(), RunState::label),
        Sql.optionalText(row, "phase")
            .map(label -> labelled(where, "phase", label, Phase.values(), Phase::label)),
        Sql.optionalText(row, "asked")
            .map(label -> labelled(where, "asked", label, RunRequest.values(), RunRequest::label)),
        Optional.ofNullable(row.getObject("backup", UUID.class)),
        Sql.optionalText(row, "message"),
        Sql.optionalTime(row, "finished_at"));
  }

  static RunEvent.Recorded event(ResultSet row) throws SQLException {
    String where = "the journal of run " + row.getObject("run", UUID.class);
    return new RunEvent.Recorded(
        row.getLong("id"),
        new RunEvent(
            labelled(where, "phase", Sql.text(row, "phase"), Phase.values(), Phase::label),
            labelled(
                where, "kind", Sql.text(row, "kind"), RunEvent.Kind.values(), RunEvent.Kind::label),
            Sql.time(row, "at"),
            Sql.text(row, "message")));
  }

  static void add(Connection connection, UUID run, List<RunEvent> events) throws SQLException {
    Sql.batch(
        connection,
        "INSERT INTO run_event (run, at, phase, kind, message) VALUES (?, ?, ?, ?, ?)",
        events.stream()
            .map(
                event ->
                    List.of(
                        run,
                        event.at(),
                        event.phase().label(),
                        event.kind().label(),
                        event.message()))
            .toList());
  }
}
