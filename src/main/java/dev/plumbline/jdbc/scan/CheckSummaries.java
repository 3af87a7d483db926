package dev.plumbline.jdbc.scan;

import static dev.plumbline.jdbc.table.PollTable.labelled;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.integrity.compile.CheckCodes;
import dev.plumbline.jdbc.form.CheckForm;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.reading.Reason;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.state.CheckSummary;
import dev.plumbline.store.state.CheckSummary.Missed;
import dev.plumbline.store.state.CheckSummary.Violations;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The checks of all environments in short: from columns of {@code check_status}, no outcome read.
 */
public final class CheckSummaries {
  /** In the order of their constants, the gravest is the least. */
  private static final String GRAVEST =
      "min(array_position(ARRAY['critical', 'high', 'medium', 'low', 'info'], severity))";

  private static final List<Severity> SEVERITIES = List.of(Severity.values());

  private static final String COUNTS =
      """
      SELECT environment, state, count(*) AS checks FROM check_status GROUP BY environment, state
      """;

  private static final String VIOLATED =
      """
      SELECT environment, code, collection, sum(count)::bigint AS rows,
        %s AS severity FROM check_status
      WHERE state = 'violated' GROUP BY environment, code, collection
      """
          .formatted(GRAVEST);

  private static final String MISSED =
      """
      SELECT DISTINCT ON (environment) * FROM check_status
      WHERE state = 'unknown' AND reason = ANY (?) ORDER BY environment, id
      """;

  private final Map<EnvironmentId, Map<String, Long>> outcomes = new HashMap<>();
  private final Map<EnvironmentId, List<Violations>> violated = new HashMap<>();
  private final Map<EnvironmentId, Missed> missed = new HashMap<>();

  private CheckSummaries() {}

  public static Map<EnvironmentId, CheckSummary> read(Connection connection) throws SQLException {
    CheckSummaries read = new CheckSummaries();
    read.from(connection);
    Map<EnvironmentId, CheckSummary> summaries = new HashMap<>();
    read.outcomes.forEach(
        (environment, outcomes) ->
            summaries.put(
                environment,
                new CheckSummary(
                    outcomes,
                    read.violated.getOrDefault(environment, List.of()),
                    Optional.ofNullable(read.missed.get(environment)))));
    return summaries;
  }

  private void from(Connection connection) throws SQLException {
    Sql.of(COUNTS)
        .list(
            connection,
            row ->
                outcomes
                    .computeIfAbsent(
                        new EnvironmentId(Sql.text(row, "environment")), id -> new HashMap<>())
                    .put(Sql.text(row, "state"), row.getLong("checks")));
    Sql.of(VIOLATED)
        .list(
            connection,
            row ->
                violated
                    .computeIfAbsent(
                        new EnvironmentId(Sql.text(row, "environment")), id -> new ArrayList<>())
                    .add(
                        new Violations(
                            labelled(
                                "a check",
                                "code",
                                Sql.text(row, "code"),
                                CheckCodes.values(),
                                CheckCode::label),
                            Sql.text(row, "collection"),
                            SEVERITIES.get(row.getInt("severity") - 1),
                            row.getLong("rows"))));
    Sql.of(MISSED, reasons())
        .list(
            connection,
            row -> {
              String where =
                  "the check " + Sql.text(row, "id") + " of " + Sql.text(row, "environment");
              if (CheckForm.outcome(Sql.text(row, "outcome"), where)
                  instanceof Outcome.Unknown unknown) {
                missed.put(
                    new EnvironmentId(Sql.text(row, "environment")),
                    new Missed(CheckTable.id(row, where), unknown));
              }
              return true;
            });
  }

  /** Those that somebody should know of. */
  private static List<String> reasons() {
    return Arrays.stream(Reason.values())
        .filter(reason -> new Outcome.Unknown(reason, "").isMissed())
        .map(Reason::label)
        .toList();
  }
}
