package dev.plumbline.postgres.target;

import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.sync.port.TargetDatabase;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.sync.port.TargetSession;
import java.util.Map;
import java.util.Optional;

/**
 * Databases over JDBC, as the role that writes, or as the one that watches if there is no other.
 */
public final class PostgresTargets implements TargetDatabase {
  private final Map<EnvironmentId, WatchedEnvironment> environments;

  public PostgresTargets(Map<EnvironmentId, WatchedEnvironment> environments) {
    this.environments = Map.copyOf(environments);
  }

  @Override
  public TargetSession open(EnvironmentId target) throws TargetException {
    Optional<Database> database =
        Optional.ofNullable(environments.get(target))
            .flatMap(watched -> watched.writer().database().or(watched::database));
    if (database.isEmpty()) {
      throw new TargetException("'" + target + "' has no database configured");
    }
    Database reader =
        Optional.ofNullable(environments.get(target))
            .flatMap(watched -> watched.backup().map(BackupPolicy::database).or(watched::database))
            .orElse(database.get());
    TargetConnection connection = TargetConnection.open(new DatabaseTarget(database.get()));
    return PostgresTargetSession.on(connection, new DatabaseTarget(reader));
  }
}
