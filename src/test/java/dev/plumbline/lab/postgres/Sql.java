package dev.plumbline.lab.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A database as one role sees it; every call has a connection of its own. */
public record Sql(String jdbcUrl, String username, String password) {

  /**
   * Runs one or more statements in one transaction.
   *
   * @throws IllegalStateException if PostgreSQL refuses one, with its SQLSTATE and message
   */
  public void run(String statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    } catch (SQLException e) {
      throw refused(statements, e);
    }
  }

  /** The rows of a query as {@code psql -At} shows them: columns joined by '|', null as nothing. */
  public List<String> rows(String query) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          String value = result.getString(column);
          row.add(value == null ? "" : value);
        }
        rows.add(String.join("|", row));
      }
      return rows;
    } catch (SQLException e) {
      throw refused(query, e);
    }
  }

  /** The first column of the first row. */
  public String value(String query) {
    List<String> rows = rows(query);
    if (rows.isEmpty()) {
      throw new IllegalStateException("no row from: " + query);
    }
    return rows.getFirst();
  }

  /** A new connection, with a connect timeout; the caller closes it. */
  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", username);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "laboratory");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", "300");
    return DriverManager.getConnection(jdbcUrl, properties);
  }

  IllegalStateException refused(String sql, SQLException e) {
    String start = sql.length() > 300 ? sql.substring(0, 300) + " ..." : sql;
    return new IllegalStateException(
        username + " at " + jdbcUrl + ": " + e.getSQLState() + " " + e.getMessage() + "\n" + start,
        e);
  }

  @Override
  public String toString() {
    return username + " at " + jdbcUrl;
  }
}
