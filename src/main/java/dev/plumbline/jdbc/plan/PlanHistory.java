package dev.plumbline.jdbc.plan;

import dev.plumbline.approval.Approver;
import dev.plumbline.approval.Decision;
import dev.plumbline.approval.PlanEvent;
import dev.plumbline.approval.PlanState;
import dev.plumbline.audit.PlanAudit;
import dev.plumbline.jdbc.audit.AuditTable;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.Seal;
import dev.plumbline.store.plan.PlanStore.PlanChange;
import dev.plumbline.store.plan.RecordedDecision;
import dev.plumbline.store.plan.StoredPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * What is written with every change of a plan: the audit first, then the event, so that all
 * transactions wait for the two in one order.
 */
public final class PlanHistory {
  private PlanHistory() {}

  /** Of what Plumbline itself does. */
  public static void record(
      Connection connection, StoredPlan before, PlanState next, Optional<Seal> seal, Instant at)
      throws SQLException {
    record(connection, before, next, seal, Optional.empty(), Optional.empty(), at);
  }

  public static void record(Connection connection, StoredPlan before, PlanChange change)
      throws SQLException {
    record(
        connection,
        before,
        change.next(),
        before.plan().map(Plan::seal),
        change.decision().map(RecordedDecision::decision),
        change.by(),
        change.at());
  }

  private static void record(
      Connection connection,
      StoredPlan before,
      PlanState next,
      Optional<Seal> seal,
      Optional<Decision> decision,
      Optional<Approver> by,
      Instant at)
      throws SQLException {
    PlanState.Kind was = before.state().kind();
    AuditTable.append(
        connection, PlanAudit.changed(before.proposal(), was, next, seal, decision, by, at));
    Optional<PlanEvent> event =
        PlanEvent.between(before.proposal().id(), was, next, decision, by, at);
    if (event.isPresent()) {
      PlanEventTable.add(connection, event.get());
    }
  }
}
