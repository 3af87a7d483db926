package dev.plumbline.jdbc.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One transaction for one call of a store that writes, {@code READ COMMITTED}: everything that must
 * not interleave takes a lock first, so that each statement after it sees all that was committed
 * before. A call that only reads has none.
 *
 * <p>Both are repeated, on another connection, after a conflict was lost or the connection broke
 * before anything was committed, as pooled connections do once after PostgreSQL was restarted.
 */
public final class Transactions {
  private static final int ATTEMPTS = 5;

  /**
   * A replica that hangs in a transaction, or that the network lost, must not lock out the others
   * for longer than this. That this version writes the events of findings itself, it says to the
   * trigger that writes them for older ones.
   */
  private static final String SETTINGS =
      """
      SET LOCAL plumbline.events = 'written';
      SET LOCAL lock_timeout = '20s';
      SET LOCAL statement_timeout = '60s';
      SET LOCAL idle_in_transaction_session_timeout = '60s'""";

  /** The transaction of this thread, if a function that was handed to a store is being called. */
  private static final ScopedValue<Current> CURRENT = ScopedValue.newInstance();

  private record Current(DataSource dataSource, Connection connection) {}

  /** What is done in a transaction; may be done again. */
  public interface Work<T extends @Nullable Object> {
    T in(Connection connection) throws SQLException;
  }

  /** A commit of which nobody knows whether it was heard. */
  private static final class CommitFailed extends SQLException {
    private static final long serialVersionUID = 1L;

    CommitFailed(SQLException cause) {
      super(cause.getMessage(), cause.getSQLState(), cause);
    }
  }

  private final DataSource dataSource;
  private final SqlFailures failures;

  public Transactions(DataSource dataSource, StoreAddress address) {
    this.dataSource = dataSource;
    this.failures = new SqlFailures(address);
  }

  /**
   * Reads, each statement for itself: in {@code READ COMMITTED} a transaction would show no more,
   * and cost as much as a small statement. Within the transaction of {@link #write} if a function
   * handed to it is being called, so that it sees what is locked and needs no second connection
   * from a pool that may have none.
   */
  public <T> T read(Work<T> work) {
    if (!isNested()) {
      return repeated(work);
    }
    try {
      return work.in(CURRENT.get().connection());
    } catch (SQLException e) {
      throw failures.of(e);
    }
  }

  /**
   * Writes, all or nothing.
   *
   * @throws IllegalStateException from a function that was handed to a store: it may only read,
   *     because a second lock could wait for somebody who waits for the first
   */
  public <T> T write(Work<T> work) {
    if (isNested()) {
      throw new IllegalStateException("a function that was handed to a store may only read");
    }
    return repeated(connection -> transaction(connection, work));
  }

  private boolean isNested() {
    return CURRENT.isBound() && CURRENT.get().dataSource() == dataSource;
  }

  private <T> T repeated(Work<T> work) {
    for (int attempt = 1; ; attempt++) {
      Connection connection = connect();
      try {
        return work.in(connection);
      } catch (CommitFailed e) {
        discardIfLost(connection, e);
        throw SqlFailures.isConnectionLost(e) ? failures.unknownOutcome(e) : failures.of(e);
      } catch (SQLException e) {
        discardIfLost(connection, e);
        if (attempt == ATTEMPTS || !isRepeatable(e)) {
          throw failures.of(e);
        }
      } finally {
        close(connection);
      }
    }
  }

  /** An interrupt breaks the connection, too; then somebody wants us to stop, not to repeat. */
  private static boolean isRepeatable(SQLException e) {
    return SqlFailures.isConflict(e)
        || (SqlFailures.isConnectionLost(e) && !Thread.currentThread().isInterrupted());
  }

  private Connection connect() {
    try {
      return dataSource.getConnection();
    } catch (SQLException e) {
      throw failures.noConnection(e);
    }
  }

  private <T> T transaction(Connection connection, Work<T> work) throws SQLException {
    boolean done = false;
    try {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(SETTINGS);
      }
      T result =
          ScopedValue.where(CURRENT, new Current(dataSource, connection))
              .call(() -> work.in(connection));
      done = true;
      commit(connection);
      return result;
    } finally {
      if (!done) {
        rollback(connection);
      }
    }
  }

  private static void commit(Connection connection) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new CommitFailed(e);
    }
  }

  private static void rollback(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException ignored) {
      // The connection is lost, and PostgreSQL rolls back by itself; what broke it is being thrown.
    }
  }

  /** A pool would hand out a broken connection again and again, unless it is closed. */
  private static void discardIfLost(Connection connection, SQLException e) {
    if (SqlFailures.isConnectionLost(e)) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException ignored) {
        // It is lost anyway.
      }
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException ignored) {
      // What was to be done is done or has failed already; a connection less does not change it.
    }
  }
}
