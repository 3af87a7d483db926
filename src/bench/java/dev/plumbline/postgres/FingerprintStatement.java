package dev.plumbline.postgres;

import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.ReadSession;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The statement of an unchanged poll and others beside it, on one connection that does nothing
 * else: what a statement costs, apart from connecting.
 */
public final class FingerprintStatement implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String EXPLAIN = "EXPLAIN (ANALYZE, TIMING OFF) ";

  private final DatabaseTarget target;
  private final Connection connection;

  public FingerprintStatement(Database database) throws SQLException, UnreadableException {
    target = new DatabaseTarget(database);
    connection = Connector.connect(target, LIMIT);
    connection.setAutoCommit(false);
  }

  /** From when the statement is sent until its answer is there. */
  public Duration run() throws SQLException, UnreadableException {
    return inSession(
        session -> {
          long start = System.nanoTime();
          FingerprintQuery.run(session);
          return Duration.ofNanos(System.nanoTime() - start);
        });
  }

  /** The same for another statement without parameters, in the same kind of transaction. */
  public Duration run(String sql) throws SQLException, UnreadableException {
    return inSession(
        session -> {
          try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
            long start = System.nanoTime();
            statement.executeQuery().close();
            return Duration.ofNanos(System.nanoTime() - start);
          }
        });
  }

  /** The process of the server that serves this connection. */
  public long serverProcess() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getLong(1);
    } finally {
      connection.rollback();
    }
  }

  /** Planning and execution of the fingerprint as PostgreSQL itself tells them. */
  public Duration explained() throws SQLException, UnreadableException {
    return inSession(session -> explained(FingerprintQuery.prepare(session, EXPLAIN)));
  }

  /** The same for another statement. */
  public Duration explained(String sql) throws SQLException, UnreadableException {
    return inSession(session -> explained(session.connection().prepareStatement(EXPLAIN + sql)));
  }

  private static Duration explained(PreparedStatement prepared) throws SQLException {
    try (PreparedStatement statement = prepared;
        ResultSet line = statement.executeQuery()) {
      double milliseconds = 0;
      while (line.next()) {
        String text = line.getString(1);
        if (text.startsWith("Planning Time: ") || text.startsWith("Execution Time: ")) {
          milliseconds += Double.parseDouble(text.replaceAll("[^0-9.]", ""));
        }
      }
      return Duration.ofNanos(Math.round(milliseconds * 1e6));
    }
  }

  private interface Work {
    Duration in(ReadSession session) throws SQLException;
  }

  private Duration inSession(Work work) throws SQLException, UnreadableException {
    Duration duration = work.in(ReadSession.begin(connection, target, LIMIT));
    connection.rollback();
    return duration;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
