package dev.plumbline.jdbc.table;

import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.store.MonitorStore.Announcement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Which form of readings the last replica that started announced; one row. */
public final class ReadingFormTable {
  private ReadingFormTable() {}

  public static int replace(Connection connection, Announcement announcement) throws SQLException {
    return Sql.of(
            """
            INSERT INTO reading_form (id, form, announced_at) VALUES (1, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
              form = excluded.form, announced_at = excluded.announced_at
            """,
            announcement.form(),
            announcement.at())
        .update(connection);
  }

  public static Optional<Announcement> read(Connection connection) throws SQLException {
    return Sql.of("SELECT form, announced_at FROM reading_form")
        .first(
            connection,
            row -> new Announcement(Sql.text(row, "form"), Sql.time(row, "announced_at")));
  }
}
