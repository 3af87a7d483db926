package dev.plumbline.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Our own PostgreSQL for when none is configured, with its data in a directory. It survives every
 * end of this process, {@code kill -9} too: what was acknowledged is there at the next start. When
 * this process ends without {@link #close}, the server is stopped all the same.
 */
public final class EmbeddedStore implements AutoCloseable {
  private static final String DATABASE = "plumbline";

  /**
   * Those that run. Nobody else need keep one: what is no longer referred to is collected, and with
   * it would go the lock of its directory and the pipe by which the server knows that we live.
   */
  private static final Set<EmbeddedStore> RUNNING = ConcurrentHashMap.newKeySet();

  private final Server server;
  private final String password;

  private EmbeddedStore(Server server, String password) {
    this.server = server;
    this.password = password;
  }

  /**
   * Starts the server in a directory, which is made if it is not there.
   *
   * @throws EmbeddedStoreException if it cannot be used, saying why in one line
   */
  public static EmbeddedStore start(Path directory) {
    Server server = Server.start(directory);
    try {
      EmbeddedStore store = new EmbeddedStore(server, server.password());
      store.createDatabase();
      RUNNING.add(store);
      return store;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Without credentials. */
  public String jdbcUrl() {
    return url(DATABASE);
  }

  public String username() {
    return Server.SUPERUSER;
  }

  public String password() {
    return password;
  }

  /** Stops the server; connections that are still open are ended. */
  @Override
  public void close() {
    if (RUNNING.remove(this)) {
      server.close();
    }
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database;
  }

  private void createDatabase() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url("postgres"));
    dataSource.setUser(username());
    dataSource.setPassword(password);
    dataSource.setConnectTimeout(10);
    String exists = "SELECT FROM pg_database WHERE datname = '" + DATABASE + "'";
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      if (!statement.executeQuery(exists).next()) {
        statement.execute("CREATE DATABASE " + DATABASE);
      }
    } catch (SQLException e) {
      throw new EmbeddedStoreException(
          "the embedded PostgreSQL was started, but refuses the connection: " + e.getMessage(), e);
    }
  }
}
