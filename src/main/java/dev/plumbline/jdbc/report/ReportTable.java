package dev.plumbline.jdbc.report;

import static dev.plumbline.jdbc.table.PollTable.labelled;

import dev.plumbline.jdbc.form.text.Compressed;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.jdbc.sql.Pages;
import dev.plumbline.jdbc.sql.Pruning;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.store.Page;
import dev.plumbline.store.history.ReportStore.Listed;
import dev.plumbline.store.history.ReportStore.Made;
import dev.plumbline.store.history.ReportStore.Stored;
import dev.plumbline.store.history.ReportStore.Trigger;
import dev.plumbline.store.history.Span;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The table {@code report}, whose rows are only added and deleted. */
public final class ReportTable {
  private static final String LISTED = "id, trigger, from_at, to_at, zone, made_at";

  private ReportTable() {}

  /** Ids are given out under a lock, so that they become visible in their order. */
  public static Optional<Long> add(Connection connection, Made report) throws SQLException {
    Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('plumbline reports', 0))")
        .first(connection, row -> true);
    return Sql.of(
            """
            INSERT INTO report (trigger, from_at, to_at, zone, made_at, form, body)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (to_at) WHERE trigger = 'schedule' DO NOTHING RETURNING id
            """,
            report.trigger().label(),
            report.span().from(),
            report.span().to(),
            report.zone(),
            report.madeAt(),
            report.form(),
            Compressed.write(report.body()))
        .first(connection, row -> row.getLong("id"));
  }

  public static Optional<Stored> read(Connection connection, long id) throws SQLException {
    return Sql.of("SELECT * FROM report WHERE id = ?", id).first(connection, ReportTable::stored);
  }

  public static Page<Listed> page(Connection connection, Optional<Cursor> after, int limit)
      throws SQLException {
    return Pages.of(
        Sql.of(
                "SELECT " + LISTED + " FROM report WHERE id < ? ORDER BY id DESC LIMIT ?",
                after.map(Cursor::number).orElse(Long.MAX_VALUE),
                limit + 1)
            .list(connection, ReportTable::listed),
        limit,
        report -> Cursor.of(report.madeAt(), report.id()));
  }

  public static Optional<Stored> lastScheduled(Connection connection, Instant before)
      throws SQLException {
    return Sql.of(
            """
            SELECT * FROM report WHERE trigger = 'schedule' AND to_at < ?
            ORDER BY to_at DESC LIMIT 1
            """,
            before)
        .first(connection, ReportTable::stored);
  }

  public static Optional<Instant> lastScheduledMadeAt(Connection connection) throws SQLException {
    return Sql.of("SELECT max(made_at) AS at FROM report WHERE trigger = 'schedule'")
        .first(connection, row -> Sql.optionalTime(row, "at"))
        .flatMap(at -> at);
  }

  public static boolean isMade(Connection connection, Instant spanEnd) throws SQLException {
    return Sql.of("SELECT FROM report WHERE trigger = 'schedule' AND to_at = ?", spanEnd)
        .first(connection, row -> true)
        .isPresent();
  }

  public static Sql prune(Instant before) {
    return Sql.of(
        """
        DELETE FROM report WHERE id IN (
          SELECT id FROM report WHERE trigger = 'request' AND made_at < ?
          LIMIT ? FOR UPDATE SKIP LOCKED)
        """,
        before,
        Pruning.BATCH);
  }

  private static Stored stored(ResultSet row) throws SQLException {
    Listed listed = listed(row);
    return new Stored(
        listed,
        row.getInt("form"),
        Compressed.text(row.getBytes("body"), "the report " + listed.id()));
  }

  private static Listed listed(ResultSet row) throws SQLException {
    long id = row.getLong("id");
    return new Listed(
        id,
        labelled(
            "the report " + id,
            "trigger",
            Sql.text(row, "trigger"),
            Trigger.values(),
            Trigger::label),
        new Span(Sql.time(row, "from_at"), Sql.time(row, "to_at")),
        Sql.text(row, "zone"),
        Sql.time(row, "made_at"));
  }
}
