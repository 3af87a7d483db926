package dev.plumbline.jdbc.outbox;

import dev.plumbline.configuration.NotificationChannel.Selection;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.notification.EventOutbox.ChannelStatus;
import dev.plumbline.notification.EventOutbox.NewReport;
import dev.plumbline.notification.EventOutbox.OpenFindings;
import dev.plumbline.notification.EventOutbox.Reminder;
import dev.plumbline.notification.EventOutbox.Taken;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The table {@code event_channel}. */
final class ChannelTable {
  /** A message of an error may hold an answer of a server. */
  private static final int LONGEST_ERROR = 500;

  /** Locked, so that of two who ask at the same time the second one sees the lease of the first. */
  static final String IF_FREE =
      """
      WHERE channel = ? AND (taken_until IS NULL OR taken_until <= clock_timestamp())
        AND (next_at IS NULL OR next_at <= clock_timestamp())
      """;

  private static final String FREE =
      "SELECT report_delivered, failures, reminded_at FROM event_channel " + IF_FREE;

  private static final String TAKE =
      """
      UPDATE event_channel SET term = term + 1,
        taken_until = clock_timestamp() + ? * interval '1 millisecond'
      WHERE channel = ? RETURNING term
      """;

  static final String SENT =
      "taken_until = NULL, failures = 0, next_at = NULL, error = NULL,"
          + " sent_at = clock_timestamp()";

  private ChannelTable() {}

  /** What is not taken. */
  private record Free(long reportDelivered, int failures, Instant remindedAt) {}

  static boolean add(Connection connection, String channel) throws SQLException {
    return Sql.of(
                """
                INSERT INTO event_channel (channel, delivered, plan_delivered, report_delivered)
                SELECT ?, (SELECT coalesce(max(id), 0) FROM finding_event),
                  (SELECT coalesce(max(id), 0) FROM plan_event),
                  (SELECT coalesce(max(id), 0) FROM report)
                ON CONFLICT (channel) DO UPDATE SET known_at = clock_timestamp()
                WHERE event_channel.known_at < clock_timestamp() - interval '1 minute'
                """,
                channel)
            .update(connection)
        == 1;
  }

  static Optional<Reminder> takeReminder(
      Connection connection, String channel, Duration every, Selection selection, Duration lease)
      throws SQLException {
    Optional<Free> free =
        free(
            connection,
            FREE + "AND reminded_at <= clock_timestamp() - ? * interval '1 millisecond' FOR UPDATE",
            channel,
            every.toMillis());
    if (free.isEmpty()) {
      return Optional.empty();
    }
    List<OpenFindings> open = NotifiedFindings.open(connection, selection);
    if (open.isEmpty()) {
      return Optional.empty();
    }
    return Sql.of(TAKE, lease.toMillis(), channel)
        .first(
            connection,
            row ->
                new Reminder(
                    channel,
                    row.getLong("term"),
                    free.get().failures(),
                    free.get().remindedAt(),
                    open));
  }

  static Optional<NewReport> takeReport(Connection connection, String channel, Duration lease)
      throws SQLException {
    Optional<Free> free = free(connection, FREE + "FOR UPDATE", channel);
    if (free.isEmpty()) {
      return Optional.empty();
    }
    Optional<Long> report =
        Sql.of(
                """
                SELECT id FROM report WHERE trigger = 'schedule' AND id > ?
                ORDER BY id LIMIT 1
                """,
                free.get().reportDelivered())
            .first(connection, row -> row.getLong("id"));
    if (report.isEmpty()) {
      return Optional.empty();
    }
    return Sql.of(TAKE, lease.toMillis(), channel)
        .first(
            connection,
            row ->
                new NewReport(channel, row.getLong("term"), free.get().failures(), report.get()));
  }

  static boolean confirm(Connection connection, NewReport report) throws SQLException {
    return ours(connection, SENT + ", report_delivered = ?", report, report.report());
  }

  static boolean confirm(Connection connection, Reminder reminder) throws SQLException {
    return ours(connection, SENT + ", reminded_at = clock_timestamp()", reminder);
  }

  static boolean postpone(Connection connection, Taken taken, String error, Duration pause)
      throws SQLException {
    return ours(
        connection,
        """
        taken_until = NULL, failures = failures + 1, failed_at = clock_timestamp(), error = ?,
        next_at = clock_timestamp() + ? * interval '1 millisecond'""",
        taken,
        error.substring(0, Math.min(error.length(), LONGEST_ERROR)),
        pause.toMillis());
  }

  static List<ChannelStatus> all(Connection connection) throws SQLException {
    return Sql.of(
            """
            SELECT channel, failures, error, sent_at, greatest(0,
              (SELECT coalesce(max(id), 0) FROM finding_event) - delivered) + greatest(0,
              (SELECT coalesce(max(id), 0) FROM plan_event) - plan_delivered) AS waiting
            FROM event_channel ORDER BY channel
            """)
        .list(
            connection,
            row ->
                new ChannelStatus(
                    Sql.text(row, "channel"),
                    row.getLong("waiting"),
                    row.getInt("failures"),
                    Sql.optionalText(row, "error"),
                    Sql.optionalTime(row, "sent_at")));
  }

  static int forget(Connection connection, Duration unknownFor) throws SQLException {
    return Sql.of(
            """
            DELETE FROM event_channel
            WHERE known_at < clock_timestamp() - ? * interval '1 millisecond'
            """,
            unknownFor.toMillis())
        .update(connection);
  }

  private static Optional<Free> free(Connection connection, String sql, Object... values)
      throws SQLException {
    return Sql.of(sql, values)
        .first(
            connection,
            row ->
                new Free(
                    row.getLong("report_delivered"),
                    row.getInt("failures"),
                    Sql.time(row, "reminded_at")));
  }

  static boolean ours(Connection connection, String assignments, Taken taken, Object... values)
      throws SQLException {
    Object[] all =
        Stream.concat(Stream.of(values), Stream.of(taken.channel(), taken.term())).toArray();
    return Sql.of(
                "UPDATE event_channel SET " + assignments + " WHERE channel = ? AND term = ?", all)
            .update(connection)
        == 1;
  }
}
