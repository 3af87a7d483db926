package dev.plumbline.jdbc.sql;

import dev.plumbline.store.NobodyWaitsException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Connections for those who still want an answer. A pool hands out a connection in the order in
 * which it was asked for; a client that has closed its connection by then needs none.
 */
public final class RequestConnections implements DataSource {
  private final DataSource pool;
  private final BooleanSupplier isNobodyWaiting;

  public RequestConnections(DataSource pool, BooleanSupplier isNobodyWaiting) {
    this.pool = pool;
    this.isNobodyWaiting = isNobodyWaiting;
  }

  @Override
  public Connection getConnection() throws SQLException {
    check();
    Connection connection = pool.getConnection();
    if (isNobodyWaiting.getAsBoolean()) {
      connection.close();
      throw new NobodyWaitsException();
    }
    return connection;
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    check();
    return pool.getConnection(username, password);
  }

  private void check() {
    if (isNobodyWaiting.getAsBoolean()) {
      throw new NobodyWaitsException();
    }
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return pool.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    pool.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    pool.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return pool.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return pool.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return pool.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return pool.isWrapperFor(type);
  }
}
