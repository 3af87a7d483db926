package dev.plumbline.postgres.target.rollback.statement;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** One transaction on one of the two databases. */
public final class RollbackSession implements AutoCloseable {
  private static final long IDS = 1L << 32;

  private final DatabaseTarget target;
  private final Connection connection;
  private final int version;

  private RollbackSession(DatabaseTarget target, Connection connection, int version) {
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
    T with(Connection connection) throws SQLException, RollbackFailedException;
  }

  /**
   * @param lockWait how long a statement may wait for a lock
   * @param whole how long a statement may take
   */
  public static RollbackSession begin(DatabaseTarget target, Duration lockWait, Duration whole)
      throws RollbackFailedException {
    Connection connection;
    try {
      connection = Connector.connect(target, whole);
    } catch (SQLException e) {
      throw new RollbackFailedException(PostgresFailures.of(e, target, false).detail());
    } catch (UnreadableException e) {
      throw new RollbackFailedException(e.detail());
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
      set(connection, settings(lockWait, whole));
      begun = true;
      return new RollbackSession(target, connection, version);
    } catch (SQLException e) {
      throw new RollbackFailedException(PostgresFailures.of(e, target, true).detail());
    } finally {
      if (!begun) {
        close(connection);
      }
    }
  }

  /** Of the transaction only, as behind a pooler. */
  private static Map<String, String> settings(Duration lockWait, Duration whole) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("application_name", "plumbline-rollback");
    settings.put("lock_timeout", lockWait.toMillis() + "ms");
    settings.put("statement_timeout", whole.toMillis() + "ms");
    // One side waits while the other works.
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
  private static void set(Connection connection, Map<String, String> settings) throws SQLException {
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

  /** {@code server_version_num}. */
  public int version() {
    return version;
  }

  public DatabaseTarget target() {
    return target;
  }

  /** The id of this transaction, in 32 bits. */
  public long transaction() throws RollbackFailedException {
    return one("its transaction", "SELECT txid_current()", row -> row.getLong(1)) % IDS;
  }

  /** Until the transaction ends. */
  public void set(String setting, String value) throws RollbackFailedException {
    with(
        "setting " + setting,
        connected -> {
          set(connected, Map.of(setting, value));
          return true;
        });
  }

  /**
   * @param object what the statement is about, for the message if it fails
   * @param sql without parameters
   */
  public void execute(String object, String sql) throws RollbackFailedException {
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

  /** Likewise; if it is refused, the transaction goes on and PostgreSQL's reason is returned. */
  public Optional<String> attempt(String object, String sql) throws RollbackFailedException {
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
            return Optional.of(RollbackFailedException.of(object, e).getMessage());
          }
        });
  }

  /**
   * @param values text, texts, numbers, or null
   * @return the number of rows
   */
  public long update(String object, String sql, @Nullable Object... values)
      throws RollbackFailedException {
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
      throws RollbackFailedException {
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
      throws RollbackFailedException {
    return rows(object, query, row, values).getFirst();
  }

  public long count(String object, String query) throws RollbackFailedException {
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

  <T> T with(String object, Work<T> work) throws RollbackFailedException {
    try {
      return work.with(connection);
    } catch (SQLException e) {
      throw RollbackFailedException.of(object, e);
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
