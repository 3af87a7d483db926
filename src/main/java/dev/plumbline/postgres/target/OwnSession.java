package dev.plumbline.postgres.target;

import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.PGConnection;

/**
 * Whether a connection has a session of its own, on a server that is written to: nothing else keeps
 * a lock of the session.
 */
final class OwnSession {
  private static final String SESSION =
      "SELECT pg_catalog.pg_backend_pid(), pg_catalog.pg_is_in_recovery()";

  /** A pooler gives the session that was used last, unless others come in between. */
  private static final int TRIES = 5;

  private record Session(int pid, boolean isOfStandby) {}

  private OwnSession() {}

  /**
   * @param connection on which each statement is a transaction
   * @param limit for another connection, which only a pooler needs
   */
  static void require(Connection connection, DatabaseTarget target, Duration limit)
      throws SQLException, UnreadableException, TargetException {
    Session session = session(connection);
    if (session.isOfStandby()) {
      throw new TargetException(
          target.place()
              + " is a standby, which is read-only; database.url must lead to the primary");
    }
    // PgBouncer and its like announce an id of their own.
    if (connection.unwrap(PGConnection.class).getBackendPID() == session.pid()) {
      return;
    }
    try (Connection other = Connector.connect(target, limit)) {
      other.setAutoCommit(true);
      for (int i = 0; i < TRIES; i++) {
        if (session(other).pid() == session.pid() || session(connection).pid() != session.pid()) {
          throw new TargetException(
              target.place()
                  + " is a pooler that shares sessions of PostgreSQL, so no lock lasts there;"
                  + " database.url must lead to PostgreSQL itself or to a pooler in session mode");
        }
      }
    }
  }

  private static Session session(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SESSION)) {
      row.next();
      return new Session(row.getInt(1), row.getBoolean(2));
    }
  }
}
