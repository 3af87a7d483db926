package dev.plumbline.jdbc.outbox;

import dev.plumbline.approval.PlanEvent;
import dev.plumbline.jdbc.plan.PlanEventTable;
import dev.plumbline.jdbc.plan.PlanTable;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.notification.EventOutbox.PlanBatch;
import dev.plumbline.store.plan.ListedPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What notifications say of plans, from the table {@code plan}. */
final class NotifiedPlans {
  static final EventStream<PlanEvent.Recorded, PlanBatch> EVENTS =
      new EventStream<>(
          "plan_delivered",
          "plan_batch_until",
          PlanEventTable::after,
          PlanEvent.Recorded::id,
          (connection, taking, events) ->
              new PlanBatch(
                  taking.channel(),
                  taking.term(),
                  taking.failures(),
                  taking.after(),
                  taking.until(),
                  events,
                  plans(connection, events)));

  private NotifiedPlans() {}

  private static Map<UUID, ListedPlan> plans(Connection connection, List<PlanEvent.Recorded> events)
      throws SQLException {
    List<String> ids =
        events.stream().map(event -> event.event().plan().toString()).distinct().toList();
    Map<UUID, ListedPlan> plans = new HashMap<>();
    Sql.of(PlanTable.LISTED + "WHERE id = ANY (?::uuid[])", ids)
        .list(connection, PlanTable::listed)
        .forEach(plan -> plans.put(plan.proposal().id(), plan));
    return plans;
  }
}
