package dev.plumbline.postgres.scan.server;

import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.session.ReadTransaction;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One short transaction that reads. */
public final class ScanTransaction implements AutoCloseable {
  /** Between two statements only our own code runs. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final Connection connection;
  private final LockWatchdog.Watch watch;
  private final Duration grace;

  private ScanTransaction(Connection connection, LockWatchdog.Watch watch, Duration grace) {
    this.connection = connection;
    this.watch = watch;
    this.grace = grace;
  }

  /** Reads one row of a result. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Statements are brief ones, until {@link #limit} says otherwise.
   *
   * @param parallel whether the server may use as many processes as it would for anybody
   */
  public static ScanTransaction begin(
      Connection connection, LockWatchdog watchdog, StatementLimits limits, boolean parallel)
      throws SQLException {
    giveUpAfter(connection, limits.brief().plus(limits.grace()));
    // Tables are named with their schema. Operators and functions are not, and a schema in which
    // others may create some must not give us theirs.
    ReadTransaction transaction =
        new ReadTransaction("plumbline scan", limits.brief(), IDLE, "pg_catalog", parallel);
    LockWatchdog.Watch watch = watchdog.over(transaction.begin(connection));
    return new ScanTransaction(connection, watch, limits.grace());
  }

  /** Of a server that does not keep its own limit either, as a process that hangs does not. */
  private static void giveUpAfter(Connection connection, Duration limit) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, Math.toIntExact(limit.toMillis()));
  }

  /** For the rest of this transaction: after what time the server gives up a statement. */
  public void limit(Duration limit) throws SQLException {
    set("statement_timeout", limit.toMillis() + "ms");
    giveUpAfter(connection, limit.plus(grace));
  }

  /** For the rest of this transaction. */
  public void set(String setting, String value) throws SQLException {
    rows(
        SqlFragment.of(
            "SELECT set_config({}, {}, true)", SqlFragment.text(setting), SqlFragment.text(value)),
        row -> row.getString(1));
  }

  /** All of these, likewise, with one message to the server. */
  public void off(List<String> settings) throws SQLException {
    List<SqlFragment> each =
        settings.stream()
            .map(name -> SqlFragment.of("set_config({}, 'off', true)", SqlFragment.text(name)))
            .toList();
    rows(SqlFragment.of("SELECT {}", SqlFragment.join(", ", each)), row -> row.getString(1));
  }

  /**
   * @throws GaveWayException if somebody waited for a lock that this transaction holds
   */
  public <T> List<T> rows(SqlFragment query, RowReader<T> reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query.bound())) {
      int parameter = 1;
      for (String value : query.values()) {
        // Without a type of its own, so that the cast behind it is the first that is asked.
        statement.setObject(parameter++, value, Types.OTHER);
      }
      return watched(statement, reader);
    }
  }

  private <T> List<T> watched(PreparedStatement statement, RowReader<T> reader)
      throws SQLException {
    try (LockWatchdog.Execution execution = watch.begin(statement)) {
      try (ResultSet row = statement.executeQuery()) {
        List<T> rows = new ArrayList<>();
        while (row.next()) {
          rows.add(reader.read(row));
        }
        return rows;
      } catch (SQLException e) {
        throw execution
            .stopped()
            .<SQLException>map(
                why ->
                    switch (why) {
                      case GAVE_WAY -> new GaveWayException(e);
                      case UNWATCHED -> new UnwatchedException(e);
                    })
            .orElse(e);
      }
    }
  }

  public <T> Optional<T> first(SqlFragment query, RowReader<T> reader) throws SQLException {
    return rows(query, reader).stream().findFirst();
  }

  /** Of a query that gives just one. */
  public <T> T one(SqlFragment query, RowReader<T> reader) throws SQLException {
    return rows(query, reader).getFirst();
  }

  /** A question that consists of several statements. */
  @FunctionalInterface
  public interface Question<T> {
    T ask() throws SQLException, UnreadableException;
  }

  /**
   * Asks and lets go of the locks at once, which would otherwise be held until the transaction
   * ends: the server has room for some thousands in all, everybody's taken together. After an error
   * of the question, others can be asked.
   */
  public <T> T releasing(Question<T> question) throws SQLException, UnreadableException {
    Savepoint before = connection.setSavepoint();
    T answer;
    try {
      answer = question.ask();
    } catch (SQLException | UnreadableException e) {
      if (!connection.isClosed()) {
        connection.rollback(before);
      }
      throw e;
    }
    connection.rollback(before);
    return answer;
  }

  /** Whether something can still be asked: not after the driver gave the connection up. */
  public boolean isOpen() throws SQLException {
    return !connection.isClosed();
  }

  @Override
  public void close() throws SQLException {
    watch.close();
    if (!connection.isClosed()) {
      connection.rollback();
    }
  }

  /** It could not be determined for a while whether anybody waited for a lock that we held. */
  public static final class UnwatchedException extends SQLException {
    private static final long serialVersionUID = 1L;

    UnwatchedException(SQLException cause) {
      super(cause.getMessage(), cause.getSQLState(), cause);
    }
  }

  /** Somebody waited for a lock that we held. */
  public static final class GaveWayException extends SQLException {
    private static final long serialVersionUID = 1L;

    GaveWayException(SQLException cause) {
      super(cause.getMessage(), cause.getSQLState(), cause);
    }
  }
}
