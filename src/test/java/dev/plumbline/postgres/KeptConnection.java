package dev.plumbline.postgres;

import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection for many fingerprints: on a new one, a server process first reads the definitions
 * of some forty tables of the catalog and of their indexes, which costs more than the rest.
 */
public final class KeptConnection implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final DatabaseTarget target;
  private @Nullable Connection connection;

  public KeptConnection(String url, String username, String password) {
    target =
        new DatabaseTarget(new Database(url, username, new Secret.Literal(password), "public"));
  }

  /** The fingerprint, or why there is none. */
  public String fingerprint() {
    try {
      return SchemaReading.fingerprint(connected(), target, LIMIT);
    } catch (UnreadableException e) {
      close();
      return e.reason() + ": " + e.detail();
    } catch (SQLException e) {
      // What is tried may end sessions, or take away what the statement needs.
      close();
      return "" + e.getSQLState();
    }
  }

  private Connection connected() throws SQLException, UnreadableException {
    Connection open = connection;
    if (open == null || !open.isValid(1)) {
      close();
      open = Connector.connect(target, LIMIT);
      connection = open;
    }
    return open;
  }

  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        // The server has closed it already.
      }
    }
  }
}
