package dev.plumbline.postgres.session;

import dev.plumbline.schema.Reason;
import dev.plumbline.watch.UnreadableException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.ServiceLoader;

/** Opens connections that never hang. */
public final class Connector {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  private Connector() {}

  /**
   * @param limit after which the driver gives up waiting for an answer
   */
  public static Connection connect(Target target, Duration limit)
      throws SQLException, UnreadableException {
    Properties properties = new Properties();
    properties.setProperty("user", target.database().username());
    // Asked for each time, because a secret in a file may have been rotated.
    properties.setProperty("password", target.database().password().reveal());
    properties.setProperty("ApplicationName", "plumbline");
    // Spares a round trip; and behind a pooler, a prepared statement may be gone the next time.
    properties.setProperty("assumeMinServerVersion", "12");
    properties.setProperty("prepareThreshold", "0");
    properties.setProperty("tcpKeepAlive", "true");
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
