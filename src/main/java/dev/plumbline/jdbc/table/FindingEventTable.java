package dev.plumbline.jdbc.table;

import static dev.plumbline.jdbc.table.PollTable.labelled;

import dev.plumbline.finding.FindingEvent;
import dev.plumbline.finding.FindingEventKind;
import dev.plumbline.finding.FindingId;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.jdbc.sql.Pages;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.Page;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Gatherers;

/** The table {@code finding_event}, whose rows are only added, and deleted with their finding. */
public final class FindingEventTable {
  /** The first reading of a large schema may open 75,000 findings at once. */
  private static final int ROWS_PER_STATEMENT = 5_000;

  private static final String INSERT =
      """
      INSERT INTO finding_event (finding, at, kind, token, note, until, severity, message)
      SELECT finding, at::timestamptz, kind, token, note, until::timestamptz, severity, message
      FROM unnest(?, ?, ?, ?, ?, ?, ?, ?) WITH ORDINALITY
        AS event (finding, at, kind, token, note, until, severity, message, n)
      ORDER BY n
      """;

  private static final String SELECT =
      "SELECT id, finding, at, kind, token, note, until, severity, message FROM finding_event ";

  private FindingEventTable() {}

  /**
   * Adds events whose findings were written before in this transaction. Ids are given out under a
   * lock that is held until the transaction ends. So whoever can read an event can read every event
   * with a lower id, and the highest id is enough to know where to continue. Call it last: whoever
   * holds this lock must not wait for another one.
   */
  static void add(Connection connection, List<FindingEvent> events) throws SQLException {
    if (events.isEmpty()) {
      return;
    }
    Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('plumbline finding events', 0))")
        .first(connection, row -> true);
    for (List<FindingEvent> some :
        events.stream().gather(Gatherers.windowFixed(ROWS_PER_STATEMENT)).toList()) {
      Sql.of(
              INSERT,
              column(some, event -> event.finding().hex()),
              column(some, event -> time(event.at())),
              column(some, event -> event.kind().label()),
              column(some, FindingEvent::by),
              column(some, FindingEvent::note),
              column(some, event -> event.until().map(FindingEventTable::time)),
              column(some, event -> event.severity().label()),
              column(some, FindingEvent::message))
          .update(connection);
    }
  }

  private static List<?> column(List<FindingEvent> events, Function<FindingEvent, ?> value) {
    return events.stream().map(value).toList();
  }

  /** As {@link Sql} writes one: PostgreSQL would round to the nearest microsecond. */
  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS).toString();
  }

  public static Page<FindingEvent.Recorded> page(
      Connection connection, FindingId finding, Optional<Cursor> after, int limit)
      throws SQLException {
    return Pages.of(
        Sql.of(
                SELECT + "WHERE finding = ? AND id > ? ORDER BY id LIMIT ?",
                finding.hex(),
                after.map(Cursor::number).orElse(0L),
                limit + 1)
            .list(connection, FindingEventTable::event),
        limit,
        event -> Cursor.of(event.event().at(), event.id()));
  }

  /**
   * All events after one, oldest first.
   *
   * @param until the id of the last one that is wanted
   */
  public static List<FindingEvent.Recorded> after(
      Connection connection, long id, long until, int limit) throws SQLException {
    return Sql.of(SELECT + "WHERE id > ? AND id <= ? ORDER BY id LIMIT ?", id, until, limit)
        .list(connection, FindingEventTable::event);
  }

  private static FindingEvent.Recorded event(ResultSet row) throws SQLException {
    long id = row.getLong("id");
    String where = "the event " + id;
    return new FindingEvent.Recorded(
        id,
        new FindingEvent(
            new FindingId(Sql.text(row, "finding")),
            Sql.time(row, "at"),
            labelled(
                where,
                "kind",
                Sql.text(row, "kind"),
                FindingEventKind.values(),
                FindingEventKind::label),
            Sql.optionalText(row, "token"),
            Sql.optionalText(row, "note"),
            Sql.optionalTime(row, "until"),
            labelled(
                where, "severity", Sql.text(row, "severity"), Severity.values(), Severity::label),
            Sql.text(row, "message")));
  }
}
