package dev.plumbline.postgres.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The only kind of transaction that there is on a watched database: it reads, and sees one and the
 * same state as long as it lasts.
 *
 * @param limit after which the server gives up a statement on its own
 * @param idle how long it may wait for our next statement
 * @param searchPath where names are looked for that have no schema
 * @param parallel whether the server may use as many processes as it would for anybody
 */
public record ReadTransaction(
    String application, Duration limit, Duration idle, String searchPath, boolean parallel) {
  /** How long we wait for a lock: a migration must never queue behind a watcher. */
  private static final String LOCK_TIMEOUT = "2s";

  /**
   * Every setting is of the transaction, so that it also works behind a pooler such as PgBouncer.
   *
   * @return the id of the server's process, which behind a pooler differs by transaction
   */
  public int begin(Connection connection) throws SQLException {
    return begin(connection, "");
  }

  /**
   * Likewise; it sees what the transaction sees that exported the snapshot.
   *
   * @param snapshot as {@code pg_export_snapshot} returned it: digits and hyphens
   */
  int join(Connection connection, String snapshot) throws SQLException {
    return begin(connection, "; SET TRANSACTION SNAPSHOT '" + snapshot + "'");
  }

  private int begin(Connection connection, String besides) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY" + besides);
    }
    List<Map.Entry<String, String>> settings = settings();
    String sql = "SELECT pg_backend_pid()" + ", set_config(?, ?, true)".repeat(settings.size());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int parameter = 1;
      for (Map.Entry<String, String> setting : settings) {
        statement.setString(parameter++, setting.getKey());
        statement.setString(parameter++, setting.getValue());
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private List<Map.Entry<String, String>> settings() {
    List<Map.Entry<String, String>> settings =
        new ArrayList<>(
            List.of(
                Map.entry("application_name", application),
                Map.entry("statement_timeout", limit.toMillis() + "ms"),
                Map.entry("lock_timeout", LOCK_TIMEOUT),
                Map.entry("idle_in_transaction_session_timeout", idle.toMillis() + "ms"),
                Map.entry("search_path", searchPath),
                // A policy must make us fail, never see less without noticing.
                Map.entry("row_security", "off"),
                // What PostgreSQL's rendering of expressions and values depends on. Directus uses
                // the server's time zone; only a literal default of type timestamptz could show
                // the difference.
                Map.entry("TimeZone", "UTC"),
                Map.entry("DateStyle", "ISO, MDY"),
                Map.entry("IntervalStyle", "postgres"),
                Map.entry("extra_float_digits", "1"),
                Map.entry("bytea_output", "hex"),
                Map.entry("quote_all_identifiers", "off"),
                // And what our own statements depend on.
                Map.entry("standard_conforming_strings", "on"),
                Map.entry("transform_null_equals", "off"),
                // Compiling pays only for statements that take minutes.
                Map.entry("jit", "off")));
    if (!parallel) {
      settings.add(Map.entry("max_parallel_workers_per_gather", "0"));
    }
    return settings;
  }
}
