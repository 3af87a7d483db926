package dev.plumbline.jdbc.plan;

import static dev.plumbline.jdbc.table.PollTable.labelled;

import dev.plumbline.approval.PlanEvent;
import dev.plumbline.jdbc.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The table {@code plan_event}, whose rows are only added, and deleted with their plan. */
public final class PlanEventTable {
  private static final String SELECT =
      "SELECT id, plan, at, kind, person, message FROM plan_event ";

  private PlanEventTable() {}

  /**
   * Adds an event of a plan that this transaction has locked. Ids are given out under a lock that
   * is held until the transaction ends: whoever can read an event can read every event with a lower
   * id.
   *
   * @return false if a plan can have only one of this kind, and has it
   */
  public static boolean add(Connection connection, PlanEvent event) throws SQLException {
    Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('plumbline plan events', 0))")
        .first(connection, row -> true);
    return Sql.of(
                """
                INSERT INTO plan_event (plan, at, kind, person, message) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """,
                event.plan(),
                event.at(),
                event.kind().label(),
                event.by(),
                event.message())
            .update(connection)
        == 1;
  }

  /** Of one plan, oldest first. */
  public static List<PlanEvent> of(Connection connection, UUID plan) throws SQLException {
    return Sql.of(SELECT + "WHERE plan = ? ORDER BY id", plan)
        .list(connection, row -> event(row).event());
  }

  /**
   * All events after one, oldest first.
   *
   * @param until the id of the last one that is wanted
   */
  public static List<PlanEvent.Recorded> after(
      Connection connection, long id, long until, int limit) throws SQLException {
    return Sql.of(SELECT + "WHERE id > ? AND id <= ? ORDER BY id LIMIT ?", id, until, limit)
        .list(connection, PlanEventTable::event);
  }

  private static PlanEvent.Recorded event(ResultSet row) throws SQLException {
    long id = row.getLong("id");
    return new PlanEvent.Recorded(
        id,
        new PlanEvent(
            row.getObject("plan", UUID.class),
            labelled(
                "the event " + id + " of a plan",
                "kind",
                Sql.text(row, "kind"),
                PlanEvent.Kind.values(),
                PlanEvent.Kind::label),
            Sql.time(row, "at"),
            Sql.optionalText(row, "person"),
            Sql.text(row, "message")));
  }
}
