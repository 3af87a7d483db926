package dev.plumbline.postgres.target;

import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.PostgresFailures;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.watch.source.UnreadableException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/** A connection on which each statement is a transaction. For several threads. */
final class TargetConnection implements AutoCloseable {
  /** For each answer. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final DatabaseTarget target;
  private final Connection connection;

  private TargetConnection(DatabaseTarget target, Connection connection) {
    this.target = target;
    this.connection = connection;
  }

  /** What is made of a row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  static TargetConnection open(DatabaseTarget target) throws TargetException {
    try {
      Connection connection = Connector.connect(target, LIMIT);
      TargetConnection opened = new TargetConnection(target, connection);
      try (Statement statement = connection.createStatement()) {
        connection.setAutoCommit(true);
        OwnSession.require(connection, target, LIMIT);
        // It is idle while Directus works; since 14 there is a limit for that.
        statement.execute(
            "SELECT set_config('application_name', 'plumbline-run', false),"
                + " set_config(name, '0', false) FROM pg_settings"
                + " WHERE name = 'idle_session_timeout'");
        return opened;
      } catch (SQLException e) {
        opened.close();
        throw opened.failed(e);
      } catch (UnreadableException | TargetException e) {
        opened.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new TargetException(PostgresFailures.of(e, target, false).detail());
    } catch (UnreadableException e) {
      throw new TargetException(e.detail());
    } catch (UncheckedIOException e) {
      throw new TargetException(String.valueOf(e.getMessage()));
    }
  }

  DatabaseTarget target() {
    return target;
  }

  /** Another connection to the same database. */
  TargetConnection another() throws TargetException {
    return open(target);
  }

  /**
   * @param values text, numbers, or null
   */
  synchronized <T> List<T> rows(String query, Row<T> row, @Nullable Object... values)
      throws TargetException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      return read(statement, row, values);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** A statement that is asked again and again; the server plans it once. */
  PreparedStatement often(String query) throws TargetException {
    try {
      PreparedStatement statement = connection.prepareStatement(query);
      statement.unwrap(PGStatement.class).setPrepareThreshold(1);
      return statement;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  synchronized <T> List<T> rows(PreparedStatement statement, Row<T> row, @Nullable Object... values)
      throws TargetException {
    try {
      return read(statement, row, values);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static <T> List<T> read(
      PreparedStatement statement, Row<T> row, @Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    List<T> read = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        read.add(row.read(rows));
      }
    }
    return read;
  }

  private TargetException failed(SQLException e) {
    return new TargetException(PostgresFailures.of(e, target, true).detail());
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is closed already.
    }
  }
}
