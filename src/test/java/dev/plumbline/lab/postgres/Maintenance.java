package dev.plumbline.lab.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The superuser, who makes and drops databases and roles, on one connection: another one for each
 * would cost the server more than a role does. A connection that did not survive its server is
 * replaced.
 */
final class Maintenance {
  private final Sql superuser;
  private @Nullable Connection connection;

  Maintenance(Sql superuser) {
    this.superuser = superuser;
  }

  /**
   * Runs a statement, outside any transaction.
   *
   * @throws IllegalStateException if PostgreSQL refuses it, with its SQLSTATE and message
   */
  synchronized void run(String sql) {
    try (Statement statement = connected().createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw superuser.refused(sql, e);
    }
  }

  private Connection connected() throws SQLException {
    Connection current = connection;
    if (current == null || !current.isValid(5)) {
      if (current != null) {
        current.close();
      }
      current = superuser.connect();
      connection = current;
    }
    return current;
  }
}
