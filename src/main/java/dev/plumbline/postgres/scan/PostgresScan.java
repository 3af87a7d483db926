package dev.plumbline.postgres.scan;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.postgres.scan.ScanConnection.Options;
import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.PostgresFailures;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.ScannedDatabase;
import dev.plumbline.watch.source.UnreadableException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The databases of the environments, scanned over JDBC. */
public final class PostgresScan implements ScannedDatabase {
  private static final Duration CONNECT = Duration.ofSeconds(30);

  private final Map<EnvironmentId, WatchedEnvironment> environments;
  private final Options options;

  public PostgresScan(Map<EnvironmentId, WatchedEnvironment> environments) {
    this(environments, Options.DEFAULT);
  }

  PostgresScan(Map<EnvironmentId, WatchedEnvironment> environments, Options options) {
    this.environments = Map.copyOf(environments);
    this.options = options;
  }

  @Override
  public ScanSession open(EnvironmentId environment) throws UnreadableException {
    DatabaseTarget target =
        Optional.ofNullable(environments.get(environment))
            .flatMap(WatchedEnvironment::database)
            .map(Database::forScans)
            .map(DatabaseTarget::new)
            .orElseThrow(
                () -> new UnreadableException(Reason.NOT_CONFIGURED, "no database is configured"));
    boolean connected = false;
    try {
      Connection connection = Connector.connect(target, CONNECT);
      connected = true;
      return opened(connection, target);
    } catch (SQLException e) {
      PostgresFailures.Failure failure = PostgresFailures.of(e, target, connected);
      throw new UnreadableException(failure.reason(), failure.detail());
    } catch (UncheckedIOException e) {
      throw new UnreadableException(Reason.UNAUTHORIZED, String.valueOf(e.getMessage()));
    }
  }

  private ScanSession opened(Connection connection, DatabaseTarget target) throws SQLException {
    try {
      return ScanConnection.on(connection, target, options);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }
}
