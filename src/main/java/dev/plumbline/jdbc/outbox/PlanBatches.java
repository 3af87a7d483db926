package dev.plumbline.jdbc.outbox;

import dev.plumbline.approval.PlanEvent;
import dev.plumbline.jdbc.outbox.ChannelTable.Free;
import dev.plumbline.jdbc.plan.PlanEventTable;
import dev.plumbline.jdbc.plan.PlanTable;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.notification.EventOutbox.PlanBatch;
import dev.plumbline.store.plan.ListedPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How far each channel is with the events of plans: as with those of findings. */
final class PlanBatches {
  private PlanBatches() {}

  static Optional<PlanBatch> take(Connection connection, String channel, int limit, Duration lease)
      throws SQLException {
    Optional<Free> free = ChannelTable.free(connection, ChannelTable.FREE + "FOR UPDATE", channel);
    if (free.isEmpty()) {
      return Optional.empty();
    }
    Free known = free.get();
    List<PlanEvent.Recorded> events =
        PlanEventTable.after(
            connection,
            known.planDelivered(),
            known.planUntil().orElse(Long.MAX_VALUE),
            known.planUntil().isPresent() ? Integer.MAX_VALUE : limit);
    if (events.isEmpty()) {
      if (known.planUntil().isPresent()) {
        // All plans of the batch have been deleted since: nothing is left to be sent of it.
        Sql.of(
                """
                UPDATE event_channel SET plan_delivered = plan_batch_until, plan_batch_until = NULL
                WHERE channel = ?
                """,
                channel)
            .update(connection);
        return take(connection, channel, limit, lease);
      }
      return Optional.empty();
    }
    // If the last event has been deleted, the batch is still the same one.
    long until = known.planUntil().orElseGet(() -> events.getLast().id());
    Map<UUID, ListedPlan> plans = plans(connection, events);
    return Sql.of(
            """
            UPDATE event_channel SET term = term + 1, plan_batch_until = ?,
              taken_until = clock_timestamp() + ? * interval '1 millisecond'
            WHERE channel = ? RETURNING term
            """,
            until,
            lease.toMillis(),
            channel)
        .first(
            connection,
            row ->
                new PlanBatch(
                    channel,
                    row.getLong("term"),
                    known.failures(),
                    known.planDelivered(),
                    until,
                    events,
                    plans));
  }

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

  static boolean confirm(Connection connection, PlanBatch batch) throws SQLException {
    return ChannelTable.ours(
        connection,
        ChannelTable.SENT + ", plan_delivered = ?, plan_batch_until = NULL",
        batch,
        batch.until());
  }

  static boolean skip(Connection connection, PlanBatch batch) throws SQLException {
    return ChannelTable.ours(
        connection,
        "taken_until = NULL, plan_delivered = ?, plan_batch_until = NULL",
        batch,
        batch.until());
  }
}
