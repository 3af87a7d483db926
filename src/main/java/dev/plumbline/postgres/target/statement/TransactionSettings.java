package dev.plumbline.postgres.target.statement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings of the transaction only, as behind a pooler. */
final class TransactionSettings {
  private TransactionSettings() {}

  static Map<String, String> of(String application, Duration lockWait, Duration whole) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("application_name", application);
    settings.put("lock_timeout", lockWait.toMillis() + "ms");
    settings.put("statement_timeout", whole.toMillis() + "ms");
    // One session waits while another works.
    settings.put("idle_in_transaction_session_timeout", "0");
    settings.put("transaction_timeout", "0");
    // So that definitions are printed with their schemas.
    settings.put("search_path", "pg_catalog");
    // A policy must make it fail, never hide rows.
    settings.put("row_security", "off");
    // How values and definitions are written, on both sides alike.
    settings.put("client_encoding", "UTF8");
    settings.put("TimeZone", "UTC");
    settings.put("DateStyle", "ISO, MDY");
    settings.put("IntervalStyle", "postgres");
    settings.put("extra_float_digits", "3");
    settings.put("bytea_output", "hex");
    settings.put("lc_monetary", "C");
    settings.put("xmloption", "content");
    settings.put("quote_all_identifiers", "off");
    settings.put("standard_conforming_strings", "on");
    settings.put("transform_null_equals", "off");
    settings.put("default_tablespace", "");
    settings.put("jit", "off");
    return settings;
  }

  /** Settings that a version lacks are left out. */
  static void set(Connection connection, Map<String, String> settings) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT set_config(name, ?, true) FROM pg_catalog.pg_settings WHERE name = ?")) {
      for (Map.Entry<String, String> setting : settings.entrySet()) {
        statement.setString(1, setting.getValue());
        statement.setString(2, setting.getKey());
        statement.execute();
      }
    }
  }
}
