package dev.plumbline.postgres.dump;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.PostgresFailures;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens connections for what keeps them open. */
final class Opener {
  private Opener() {}

  /** Makes something that closes the connection in the end. */
  interface Work<T> {
    T with(Connection connection, DatabaseTarget target)
        throws SQLException, UnreadableException, BackupException;
  }

  /**
   * @param limit after which the driver gives up waiting for an answer
   * @throws BackupException if it cannot be made; the connection is closed then
   */
  static <T> T open(Database database, Duration limit, Work<T> work) throws BackupException {
    DatabaseTarget target = new DatabaseTarget(database);
    Optional<Connection> open = Optional.empty();
    Optional<T> made = Optional.empty();
    try {
      open = Optional.of(Connector.connect(target, limit));
      made = Optional.of(work.with(open.get(), target));
      return made.get();
    } catch (SQLException e) {
      throw BackupException.failed(PostgresFailures.of(e, target, open.isPresent()).detail());
    } catch (UnreadableException e) {
      throw BackupException.failed(e.detail());
    } finally {
      if (made.isEmpty()) {
        open.ifPresent(Opener::close);
      }
    }
  }

  /** The one column of a query. */
  static List<String> texts(Connection connection, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is closed already.
    }
  }
}
