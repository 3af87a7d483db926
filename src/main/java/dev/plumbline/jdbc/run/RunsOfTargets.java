package dev.plumbline.jdbc.run;

import static dev.plumbline.jdbc.table.PollTable.labelled;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.run.Phase;
import dev.plumbline.run.RunState;
import dev.plumbline.store.run.TargetRuns;
import dev.plumbline.store.run.TargetRuns.CurrentPhase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The runs of each target in a few words. */
final class RunsOfTargets {
  private static final Sql ENDED =
      Sql.of(
          """
          SELECT target, state, max(finished_at) AS ended_at FROM run
          WHERE finished_at IS NOT NULL GROUP BY target, state
          """);
  private static final Sql NEWEST =
      Sql.of(
          """
          SELECT newest.*, (
            SELECT max(at) FROM run_event
            WHERE run = newest.id AND kind = 'begun' AND newest.finished_at IS NULL) AS begun_at
          FROM (SELECT DISTINCT ON (target) * FROM run ORDER BY target, number DESC) AS newest
          ORDER BY target
          """);

  private RunsOfTargets() {}

  private record Ended(EnvironmentId target, RunState state, Instant at) {}

  static List<TargetRuns> read(Connection connection) throws SQLException {
    Map<EnvironmentId, SortedMap<RunState, Instant>> ended = new HashMap<>();
    for (Ended one : ENDED.list(connection, RunsOfTargets::ended)) {
      ended.computeIfAbsent(one.target(), any -> new TreeMap<>()).put(one.state(), one.at());
    }
    List<TargetRuns> targets = new ArrayList<>();
    for (TargetRuns newest : NEWEST.list(connection, RunsOfTargets::newest)) {
      targets.add(
          new TargetRuns(
              newest.target(),
              newest.state(),
              newest.current(),
              ended.getOrDefault(newest.target(), new TreeMap<>())));
    }
    return targets;
  }

  private static Ended ended(ResultSet row) throws SQLException {
    return new Ended(
        new EnvironmentId(Sql.text(row, "target")), state(row), Sql.time(row, "ended_at"));
  }

  private static TargetRuns newest(ResultSet row) throws SQLException {
    Optional<Instant> begunAt = Sql.optionalTime(row, "begun_at");
    Optional<Phase> phase =
        Sql.optionalText(row, "phase")
            .map(label -> labelled("a run", "phase", label, Phase.values(), Phase::label));
    return new TargetRuns(
        new EnvironmentId(Sql.text(row, "target")),
        state(row),
        begunAt.flatMap(at -> phase.map(known -> new CurrentPhase(known, at))),
        new TreeMap<>());
  }

  private static RunState state(ResultSet row) throws SQLException {
    return labelled("a run", "state", Sql.text(row, "state"), RunState.values(), RunState::label);
  }
}
