package dev.plumbline.postgres.target.statement;

import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.PostgresFailures;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** One transaction, which writes to a target or to a copy of it. */
public final class TargetTransaction implements AutoCloseable {
  private static final long IDS = 1L << 32;

  private final DatabaseTarget target;
  private final Connection connection;
  private final int version;

  private TargetTransaction(DatabaseTarget target, Connection connection, int version) {
    this.target = target;
    this.connection = connection;
    this.version = version;
  }

  /** What is made of a row. */
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Work with the driver's connection. */
  interface Work<T> {
    T with(Connection connection) throws SQLException, StatementFailedException;
  }

  /**
   * @param application name of its session, by which others see whose it is
   * @param lockWait how long a statement may wait for a lock
   * @param whole how long a statement may take
   */
  public static TargetTransaction begin(
      DatabaseTarget target, String application, Duration lockWait, Duration whole)
      throws StatementFailedException {
    Connection connection;
    try {
      connection = Connector.connect(target, whole);
    } catch (SQLException e) {
      throw new StatementFailedException(PostgresFailures.of(e, target, false).detail());
    } catch (UnreadableException e) {
      throw new StatementFailedException(e.detail());
    }
    boolean begun = false;
    try {
      connection.setAutoCommit(false);
      int version;
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE");
        try (ResultSet row = statement.executeQuery("SHOW server_version_num")) {
          row.next();
          version = row.getInt(1);
        }
        // A deferred one would be pending when its table is altered.
        statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
      }
      TransactionSettings.set(connection, TransactionSettings.of(application, lockWait, whole));
      begun = true;
      return new TargetTransaction(target, connection, version);
    } catch (SQLException e) {
      throw new StatementFailedException(PostgresFailures.of(e, target, true).detail());
    } finally {
      if (!begun) {
        close(connection);
      }
    }
  }

  /** {@code server_version_num}. */
  public int version() {
    return version;
  }

  public DatabaseTarget target() {
    return target;
  }

  /** The id of this transaction, in 32 bits. */
  public long transaction() throws StatementFailedException {
    return one("its transaction", "SELECT txid_current()", row -> row.getLong(1)) % IDS;
  }

  /** Until the transaction ends. */
  public void set(String setting, String value) throws StatementFailedException {
    with(
        "setting " + setting,
        connected -> {
          TransactionSettings.set(connected, Map.of(setting, value));
          return true;
        });
  }

  /**
   * @param object what the statement is about, for the message if it fails
   * @param sql without parameters
   */
  public void execute(String object, String sql) throws StatementFailedException {
    with(
        object,
        connected -> {
          try (Statement statement = connected.createStatement()) {
            // A definition may contain a question mark.
            statement.setEscapeProcessing(false);
            return statement.execute(sql);
          }
        });
  }

  /** Likewise; if it is refused, the transaction continues and PostgreSQL's reason is returned. */
  public Optional<String> attempt(String object, String sql) throws StatementFailedException {
    return with(
        object,
        connected -> {
          Savepoint before = connected.setSavepoint();
          try (Statement statement = connected.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            connected.releaseSavepoint(before);
            return Optional.empty();
          } catch (SQLException e) {
            // Fails if the connection is lost, and then all of it does.
            connected.rollback(before);
            return Optional.of(StatementFailedException.of(object, e).getMessage());
          }
        });
  }

  /** What is done in a savepoint. */
  public interface Part<T> {
    T get() throws StatementFailedException;
  }

  /**
   * What fails in it leaves the transaction with the locks that it had: PostgreSQL releases all
   * locks when a statement fails outside a savepoint. Locks that are taken in it are released.
   */
  public <T> T inSavepoint(String object, Part<T> part) throws StatementFailedException {
    return with(
        object,
        connected -> {
          Savepoint before = connected.setSavepoint();
          try {
            return part.get();
          } finally {
            connected.rollback(before);
          }
        });
  }

  /**
   * @param values text, texts, numbers, or null
   * @return the number of rows
   */
  public long update(String object, String sql, @Nullable Object... values)
      throws StatementFailedException {
    return with(
        object,
        connected -> {
          try (PreparedStatement statement = connected.prepareStatement(sql)) {
            bind(connected, statement, values);
            return statement.executeLargeUpdate();
          }
        });
  }

  public <T> List<T> rows(String object, String query, Row<T> row, @Nullable Object... values)
      throws StatementFailedException {
    return with(
        object,
        connected -> {
          List<T> read = new ArrayList<>();
          try (PreparedStatement statement = connected.prepareStatement(query)) {
            bind(connected, statement, values);
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                read.add(row.read(rows));
              }
            }
          }
          return read;
        });
  }

  /** The first row; there must be one. */
  public <T> T one(String object, String query, Row<T> row, @Nullable Object... values)
      throws StatementFailedException {
    return rows(object, query, row, values).getFirst();
  }

  public long count(String object, String query) throws StatementFailedException {
    return one(object, query, row -> row.getLong(1));
  }

  private static void bind(
      Connection connection, PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(
          i + 1,
          values[i] instanceof String[] texts
              ? connection.createArrayOf("text", texts)
              : values[i]);
    }
  }

  <T> T with(String object, Work<T> work) throws StatementFailedException {
    try {
      return work.with(connection);
    } catch (SQLException e) {
      throw StatementFailedException.of(object, e);
    }
  }

  /**
   * @throws SQLException if it was not committed, or nobody knows
   */
  public void commit() throws SQLException {
    connection.commit();
  }

  /** From another thread: the statement that is executed fails. */
  public void cancel() {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      // It is closed already, or will be.
    }
  }

  /** From another thread, if cancelling did not help. */
  public void abort(Executor executor) {
    try {
      connection.abort(executor);
    } catch (SQLException e) {
      // It is closed already.
    }
  }

  /** Rolls back what was not committed. */
  @Override
  public void close() {
    try {
      if (!connection.isClosed()) {
        // Locks are free once this returns; a server that merely loses a connection takes a while.
        connection.rollback();
      }
    } catch (SQLException e) {
      // It is lost, and so is what it did.
    } finally {
      close(connection);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is closed already.
    }
  }
}
