package dev.plumbline.postgres.hazard;

import dev.plumbline.postgres.scan.server.LockWatchdog;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.server.StatementLimits;
import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.PostgresFailures;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.postgresql.PGConnection;

/** The settings under which Directus's sessions convert values, for a copy of their database. */
public final class ConversionSettings {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final StatementLimits LIMITS =
      new StatementLimits(LIMIT, LIMIT, LIMIT, Duration.ofSeconds(2));

  private ConversionSettings() {}

  /**
   * @return by name
   */
  public static Map<String, String> of(DatabaseTarget target) throws UnreadableException {
    boolean isConnected = false;
    try (LockWatchdog watchdog = new LockWatchdog(target);
        Connection connection = Connector.connect(target, LIMIT)) {
      isConnected = true;
      int announced = connection.unwrap(PGConnection.class).getBackendPID();
      try (ScanTransaction transaction =
          ScanTransaction.begin(connection, watchdog, LIMITS, false)) {
        return SessionSettings.apply(transaction, target, announced).conversion();
      }
    } catch (SQLException e) {
      PostgresFailures.Failure failure = PostgresFailures.of(e, target, isConnected);
      throw new UnreadableException(failure.reason(), failure.detail());
    }
  }
}
