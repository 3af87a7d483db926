package dev.plumbline.postgres.scan;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.postgres.scan.walk.Form;
import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.Failures;
import dev.plumbline.postgres.session.Target;
import dev.plumbline.scan.ScannedDatabase;
import dev.plumbline.schema.Reason;
import dev.plumbline.watch.UnreadableException;
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
  private final Optional<Form> forced;

  public PostgresScan(Map<EnvironmentId, WatchedEnvironment> environments) {
    this(environments, Optional.empty());
  }

  /**
   * @param forced a form that is taken whatever is there
   */
  PostgresScan(Map<EnvironmentId, WatchedEnvironment> environments, Optional<Form> forced) {
    this.environments = Map.copyOf(environments);
    this.forced = forced;
  }

  @Override
  public ScanSession open(EnvironmentId environment) throws UnreadableException {
    Target target =
        Optional.ofNullable(environments.get(environment))
            .flatMap(WatchedEnvironment::database)
            .map(Database::forScans)
            .map(Target::new)
            .orElseThrow(
                () -> new UnreadableException(Reason.NOT_CONFIGURED, "no database is configured"));
    boolean connected = false;
    try {
      Connection connection = Connector.connect(target, CONNECT);
      connected = true;
      return opened(connection, target);
    } catch (SQLException e) {
      Failures.Failure failure = Failures.of(e, target, connected);
      throw new UnreadableException(failure.reason(), failure.detail());
    } catch (UncheckedIOException e) {
      throw new UnreadableException(Reason.UNAUTHORIZED, String.valueOf(e.getMessage()));
    }
  }

  private ScanSession opened(Connection connection, Target target) throws SQLException {
    try {
      return ScanConnection.on(connection, target, forced);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }
}
