package dev.plumbline.postgres.session;

import dev.plumbline.reading.Reason;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;

/** Opens connections that never hang. */
public final class Connector {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
  private static final Duration SHORTEST_CONNECT = Duration.ofSeconds(1);

  /** Between two tries to connect. */
  private static final Duration PAUSE = Duration.ofMillis(250);

  private static final String CANNOT_CONNECT_NOW = "57P03";

  /** Of a role with a narrow CONNECTION LIMIT also while its last session is still ending. */
  private static final String TOO_MANY_CONNECTIONS = "53300";

  private Connector() {}

  /**
   * Tries a second time if the network, a server that is starting or the number of connections was
   * in the way: a suspended computer may refuse the connection that wakes it.
   *
   * @param limit after which the driver gives up waiting for an answer; both tries begin within it
   */
  public static Connection connect(DatabaseTarget target, Duration limit)
      throws SQLException, UnreadableException {
    long start = System.nanoTime();
    try {
      return connectOnce(target, limit);
    } catch (SQLException e) {
      Duration left = limit.minusNanos(System.nanoTime() - start).minus(PAUSE);
      if (!isTransient(e) || left.compareTo(SHORTEST_CONNECT) < 0) {
        throw e;
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw e;
      }
      return connectOnce(target, left);
    }
  }

  /** No second try where an answer was given, least of all with a wrong password. */
  private static boolean isTransient(SQLException error) {
    String state = Optional.ofNullable(error.getSQLState()).orElse("");
    return state.startsWith("08")
        || state.equals(CANNOT_CONNECT_NOW)
        || state.equals(TOO_MANY_CONNECTIONS);
  }

  /**
   * Tries once.
   *
   * @param limit after which the driver gives up waiting for an answer
   */
  public static Connection connectOnce(DatabaseTarget target, Duration limit)
      throws SQLException, UnreadableException {
    Properties properties = new Properties();
    properties.setProperty("user", target.database().username());
    // Asked for each time, because a secret in a file may have been rotated.
    properties.setProperty("password", target.database().password().reveal());
    properties.setProperty("ApplicationName", "plumbline");
    // Spares a round trip; and behind a pooler, a prepared statement may be missing the next time.
    properties.setProperty("assumeMinServerVersion", "12");
    properties.setProperty("prepareThreshold", "0");
    properties.setProperty("tcpKeepAlive", "true");
    // Rows and statements stay out of what an exception says: that is logged and reported.
    properties.setProperty("logServerErrorDetail", "false");
    Duration connect = LONGEST_CONNECT.compareTo(limit) < 0 ? LONGEST_CONNECT : limit;
    properties.setProperty("connectTimeout", seconds(connect));
    properties.setProperty("socketTimeout", seconds(limit));
    String url = target.database().url();
    // Not by DriverManager, which does not see drivers of every class loader.
    for (Driver driver : ServiceLoader.load(Driver.class, Connector.class.getClassLoader())) {
      if (driver.acceptsURL(url)) {
        Connection connection = driver.connect(url, properties);
        if (connection != null) {
          return connection;
        }
      }
    }
    throw new UnreadableException(
        Reason.UNREACHABLE, "database.url does not start with jdbc:postgresql://");
  }

  private static String seconds(Duration duration) {
    return Long.toString(Math.max(1, duration.toSeconds()));
  }
}
