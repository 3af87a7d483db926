package dev.plumbline.jdbc.audit;

import dev.plumbline.audit.StateAudit;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.table.EnvironmentTable;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.EnvironmentStatus.Pause;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Pauses of environments, each with its entry in the audit; whether anything was written. */
public final class AuditedPauses {
  private AuditedPauses() {}

  public static boolean pause(Connection connection, EnvironmentId environment, Pause pause)
      throws SQLException {
    EnvironmentTable.lock(connection, environment);
    EnvironmentTable.pause(connection, environment, Optional.of(pause));
    AuditTable.append(
        connection,
        List.of(StateAudit.paused(environment, pause.by(), Optional.of(pause.note()), pause.at())));
    return true;
  }

  /** Does nothing if it is not paused. */
  public static boolean resume(
      Connection connection, EnvironmentId environment, String by, Instant at) throws SQLException {
    boolean isPaused =
        EnvironmentTable.lock(connection, environment)
            .status()
            .flatMap(EnvironmentStatus::pause)
            .isPresent();
    if (isPaused) {
      EnvironmentTable.pause(connection, environment, Optional.empty());
      AuditTable.append(
          connection, List.of(StateAudit.paused(environment, by, Optional.empty(), at)));
    }
    return isPaused;
  }
}
