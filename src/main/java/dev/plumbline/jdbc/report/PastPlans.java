package dev.plumbline.jdbc.report;

import dev.plumbline.approval.Decision;
import dev.plumbline.approval.PlanEvent;
import dev.plumbline.jdbc.plan.DecisionTable;
import dev.plumbline.jdbc.plan.PlanEventTable;
import dev.plumbline.jdbc.plan.PlanTable;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.store.history.PastPlan;
import dev.plumbline.store.history.Span;
import dev.plumbline.store.plan.ListedPlan;
import dev.plumbline.store.plan.PlanSummary;
import dev.plumbline.store.plan.RecordedDecision;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the tables of plans say of the past. */
public final class PastPlans {
  private PastPlans() {}

  public static List<PastPlan> of(Connection connection, Span span) throws SQLException {
    // One that has ended does not change any more: what changed before the span was over by then.
    List<ListedPlan> plans =
        Sql.of(
                PlanTable.LISTED
                    + """
                    WHERE proposed_at < ?
                      AND (changed_at >= ? OR state IN ('planning', 'waiting', 'approved', 'running'))
                    ORDER BY number
                    """,
                span.to(),
                span.from())
            .list(connection, PlanTable::listed);
    List<PastPlan> past = new ArrayList<>();
    for (ListedPlan plan : plans) {
      past.add(past(connection, plan, span));
    }
    return past;
  }

  /** One comparison has one open plan at a time, so that these are not many. */
  private static PastPlan past(Connection connection, ListedPlan plan, Span span)
      throws SQLException {
    UUID id = plan.proposal().id();
    List<PlanEvent> events =
        PlanEventTable.of(connection, id).stream()
            .filter(event -> event.at().isBefore(span.to()))
            .toList();
    List<Decision> breakGlass =
        DecisionTable.of(connection, id).stream()
            .map(RecordedDecision::decision)
            .filter(decision -> decision.kind() == Decision.Kind.BREAK_GLASS)
            .filter(decision -> decision.at().isBefore(span.to()))
            .toList();
    return new PastPlan(
        id,
        plan.proposal().comparison(),
        plan.proposal().by(),
        plan.proposal().at(),
        plan.summary().flatMap(PlanSummary::gravest),
        plan.seal().map(seal -> seal.expiresAt()),
        events,
        breakGlass);
  }
}
