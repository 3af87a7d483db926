package dev.plumbline.postgres.scan;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.postgres.scan.ScanConnection.Options;
import dev.plumbline.postgres.scan.server.StatementLimits;
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
import java.util.function.UnaryOperator;

/** The databases of the environments, scanned over JDBC. */
public final class PostgresScan implements ScannedDatabase {
  private static final Duration CONNECT = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Map<EnvironmentId, WatchedEnvironment> environments;
  private final Options options;
  private final UnaryOperator<Database> which;

  public PostgresScan(Map<EnvironmentId, WatchedEnvironment> environments) {
    this(environments, Options.DEFAULT);
  }

  PostgresScan(Map<EnvironmentId, WatchedEnvironment> environments, Options options) {
    this(environments, options, Database::forScans);
  }

  private PostgresScan(
      Map<EnvironmentId, WatchedEnvironment> environments,
      Options options,
      UnaryOperator<Database> which) {
    this.environments = Map.copyOf(environments);
    this.options = options;
    this.which = which;
  }

  /**
   * Never from a standby, which lags behind.
   *
   * @param statement after which the server gives up any statement
   */
  public static PostgresScan ofPrimaries(
      Map<EnvironmentId, WatchedEnvironment> environments, Duration statement) {
    return new PostgresScan(
        environments,
        new Options(Optional.empty(), new StatementLimits(statement, statement, statement, GRACE)),
        UnaryOperator.identity());
  }

  @Override
  public ScanSession open(EnvironmentId environment) throws UnreadableException {
    DatabaseTarget target =
        Optional.ofNullable(environments.get(environment))
            .flatMap(WatchedEnvironment::database)
            .map(which)
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
