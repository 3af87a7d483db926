package dev.plumbline.jdbc.outbox;

import dev.plumbline.configuration.NotificationChannel.Selection;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.FindingEvent;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.jdbc.table.FindingEventTable;
import dev.plumbline.jdbc.table.PollTable;
import dev.plumbline.notification.EventOutbox.About;
import dev.plumbline.notification.EventOutbox.Batch;
import dev.plumbline.notification.EventOutbox.OpenFindings;
import dev.plumbline.severity.Severity;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What notifications say of findings, from the table {@code finding}. */
final class NotifiedFindings {
  static final EventStream<FindingEvent.Recorded, Batch> EVENTS =
      new EventStream<>(
          "delivered",
          "batch_until",
          FindingEventTable::after,
          FindingEvent.Recorded::id,
          (connection, taking, events) ->
              new Batch(
                  taking.channel(),
                  taking.term(),
                  taking.failures(),
                  taking.after(),
                  taking.until(),
                  events,
                  about(connection, events)));

  private NotifiedFindings() {}

  private static Map<FindingId, About> about(
      Connection connection, List<FindingEvent.Recorded> events) throws SQLException {
    List<String> ids =
        events.stream().map(event -> event.event().finding().hex()).distinct().toList();
    Map<FindingId, About> about = new HashMap<>();
    Sql.of(
            """
            SELECT id, environment, comparison, kind, code, subject FROM finding
            WHERE id = ANY (?)
            """,
            ids)
        .list(connection, row -> about.put(new FindingId(Sql.text(row, "id")), about(row)));
    return about;
  }

  private static About about(ResultSet row) throws SQLException {
    return new About(
        new EnvironmentId(Sql.text(row, "environment")),
        Sql.optionalText(row, "comparison").map(ComparisonName::new),
        PollTable.labelled(
            "the finding " + Sql.text(row, "id"),
            "kind",
            Sql.text(row, "kind"),
            FindingKind.values(),
            FindingKind::label),
        Sql.text(row, "code"),
        Sql.text(row, "subject"));
  }

  static List<OpenFindings> open(Connection connection, Selection selection) throws SQLException {
    List<String> severities =
        Stream.of(Severity.values())
            .filter(severity -> severity.isAtLeast(selection.atLeast()))
            .map(Severity::label)
            .toList();
    List<String> kinds = selection.kinds().stream().map(FindingKind::label).sorted().toList();
    // That it is not resolved is said in full, so that PostgreSQL sees that their index will do.
    return Sql.of(
            """
            SELECT severity, environment, count(*) AS count, min(opened_at) AS oldest FROM finding
            WHERE state = 'open' AND state <> 'resolved' AND severity = ANY (?) AND kind = ANY (?)
            GROUP BY severity, environment
            ORDER BY array_position(?::text[], severity), environment COLLATE "C"
            """,
            severities,
            kinds,
            severities)
        .list(connection, NotifiedFindings::open)
        .stream()
        .filter(open -> selection.environments().includes(open.environment()))
        .toList();
  }

  private static OpenFindings open(ResultSet row) throws SQLException {
    return new OpenFindings(
        PollTable.labelled(
            "a finding", "severity", Sql.text(row, "severity"), Severity.values(), Severity::label),
        new EnvironmentId(Sql.text(row, "environment")),
        row.getLong("count"),
        Sql.time(row, "oldest"));
  }
}
