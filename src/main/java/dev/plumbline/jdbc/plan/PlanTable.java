package dev.plumbline.jdbc.plan;

import static dev.plumbline.jdbc.table.PollTable.labelled;

import dev.plumbline.approval.PlanState;
import dev.plumbline.approval.PlanState.Kind;
import dev.plumbline.approval.Requirement;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.form.text.Compressed;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.Proposal;
import dev.plumbline.plan.Seal;
import dev.plumbline.store.plan.ListedPlan;
import dev.plumbline.store.plan.PlanStore.Counts;
import dev.plumbline.store.plan.PlanStore.HazardCount;
import dev.plumbline.store.plan.PlanStore.StateCount;
import dev.plumbline.store.plan.PlanSummary;
import dev.plumbline.store.plan.RecordedDecision;
import dev.plumbline.store.plan.StoredPlan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code plan}. */
public final class PlanTable {
  /** Without the columns that may be large. */
  public static final String LISTED =
      "SELECT number, id, comparison, source, target, selection, proposed_at, proposed_by, token,"
          + " state, changed_at, seal, summary, people, approvals FROM plan ";

  private static final String WHOLE =
      "SELECT id, comparison, source, target, selection, proposed_at, proposed_by, token, state,"
          + " state_detail, changed_at, seal, document FROM plan WHERE id = ?";

  private PlanTable() {}

  /** Nothing if there is one with its id or key, or an open one of its comparison. */
  public static boolean insert(
      Connection connection, Proposal proposal, String token, Optional<String> key)
      throws SQLException {
    return Sql.of(
                """
                INSERT INTO plan (id, comparison, source, target, selection, proposed_at,
                  proposed_by, token, idempotency_key, state, state_detail, changed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """,
                proposal.id(),
                proposal.comparison().name(),
                proposal.source().name(),
                proposal.target().name(),
                StateForm.write(proposal.selection()),
                proposal.at(),
                proposal.by(),
                token,
                key,
                Kind.PLANNING.label(),
                StateForm.write(new PlanState.Planning()),
                proposal.at())
            .update(connection)
        == 1;
  }

  /** Whether the row, which is locked then, is being made. */
  public static boolean lockPlanning(Connection connection, UUID id) throws SQLException {
    return Sql.of("SELECT state FROM plan WHERE id = ? FOR UPDATE", id)
        .first(connection, row -> Sql.text(row, "state").equals(Kind.PLANNING.label()))
        .orElse(false);
  }

  public static void seal(
      Connection connection, Plan plan, Requirement requirement, PlanState state, Instant at)
      throws SQLException {
    Sql.of(
            """
            UPDATE plan SET state = ?, state_detail = ?, changed_at = ?, seal = ?, summary = ?,
              people = ?, document = ?, payload = ?
            WHERE id = ?
            """,
            state.kind().label(),
            StateForm.write(state),
            at,
            StateForm.write(plan.seal()),
            StateForm.write(PlanSummary.of(plan.contents())),
            requirement.people(),
            PlanForm.write(plan.contents()),
            Compressed.write(plan.contents().payload()),
            plan.contents().proposal().id())
        .update(connection);
  }

  public static void change(
      Connection connection, UUID id, PlanState state, int approvals, Instant at)
      throws SQLException {
    Sql.of(
            """
            UPDATE plan SET changed_at = CASE WHEN state = ? THEN changed_at ELSE ? END,
              state = ?, state_detail = ?, approvals = ?
            WHERE id = ?
            """,
            state.kind().label(),
            at,
            state.kind().label(),
            StateForm.write(state),
            approvals,
            id)
        .update(connection);
  }

  public static Optional<StoredPlan> read(Connection connection, UUID id, boolean locks)
      throws SQLException {
    // Locked first: the decisions are read by a statement that sees all that was committed before.
    if (locks) {
      Sql.of("SELECT FROM plan WHERE id = ? FOR UPDATE", id).first(connection, row -> true);
    }
    List<RecordedDecision> decisions = DecisionTable.of(connection, id);
    return Sql.of(WHOLE, id).first(connection, row -> stored(row, decisions));
  }

  public static Optional<String> payload(Connection connection, UUID id) throws SQLException {
    return Sql.of("SELECT payload FROM plan WHERE id = ? AND payload IS NOT NULL", id)
        .first(
            connection,
            row -> Compressed.text(row.getBytes("payload"), "the payload of plan " + id));
  }

  /** Those being made that nobody has followed for so long; locked. */
  public static List<Proposal> silent(Connection connection, Duration silence) throws SQLException {
    return Sql.of(
            """
            SELECT * FROM plan WHERE state = 'planning'
              AND followed_at <= clock_timestamp() - ? * interval '1 millisecond'
            ORDER BY number FOR UPDATE SKIP LOCKED
            """,
            silence.toMillis())
        .list(connection, PlanTable::proposal);
  }

  public static Counts counts(Connection connection) throws SQLException {
    List<StateCount> states =
        Sql.of("SELECT target, state, count(*) AS count FROM plan GROUP BY target, state")
            .list(
                connection,
                row ->
                    new StateCount(
                        new EnvironmentId(Sql.text(row, "target")),
                        kind(row, "a plan"),
                        row.getLong("count")));
    List<HazardCount> hazards = new ArrayList<>();
    Sql.of(LISTED + "WHERE state IN ('waiting', 'approved')")
        .list(connection, PlanTable::listed)
        .forEach(
            plan ->
                plan.summary()
                    .ifPresent(
                        summary ->
                            summary
                                .codes()
                                .forEach(
                                    (code, count) ->
                                        hazards.add(
                                            new HazardCount(
                                                plan.proposal().target(), code, count)))));
    return new Counts(states, hazards);
  }

  public static ListedPlan listed(ResultSet row) throws SQLException {
    Proposal proposal = proposal(row);
    String where = "plan " + proposal.id();
    return new ListedPlan(
        row.getLong("number"),
        proposal,
        Sql.text(row, "token"),
        kind(row, where),
        Sql.time(row, "changed_at"),
        seal(row, where),
        Sql.optionalText(row, "summary").map(text -> StateForm.summary(text, where)),
        row.getInt("people"),
        row.getInt("approvals"));
  }

  private static StoredPlan stored(ResultSet row, List<RecordedDecision> decisions)
      throws SQLException {
    Proposal proposal = proposal(row);
    String where = "plan " + proposal.id();
    byte[] document = row.getBytes("document");
    return new StoredPlan(
        proposal,
        Sql.text(row, "token"),
        StateForm.read(
            kind(row, where),
            Sql.text(row, "state_detail"),
            StoredPlan.approvals(decisions),
            where),
        Sql.time(row, "changed_at"),
        seal(row, where).map(seal -> new Plan(PlanForm.read(document, proposal, where), seal)),
        decisions);
  }

  private static Optional<Seal> seal(ResultSet row, String where) throws SQLException {
    return Sql.optionalText(row, "seal").map(text -> StateForm.seal(text, where));
  }

  private static Kind kind(ResultSet row, String where) throws SQLException {
    return labelled(where, "state", Sql.text(row, "state"), Kind.values(), Kind::label);
  }

  private static Proposal proposal(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new Proposal(
        id,
        new ComparisonName(Sql.text(row, "comparison")),
        new EnvironmentId(Sql.text(row, "source")),
        new EnvironmentId(Sql.text(row, "target")),
        StateForm.selection(Sql.text(row, "selection"), "plan " + id),
        Sql.text(row, "proposed_by"),
        Sql.time(row, "proposed_at"));
  }
}
