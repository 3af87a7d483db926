package dev.plumbline.postgres.target;

import dev.plumbline.backup.port.BackupFiles;
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
 * Databases over JDBC, as the role that writes; without one as the role that watches, where the
 * configuration allows that.
 */
public final class PostgresTargets implements TargetDatabase {
  private final Map<EnvironmentId, WatchedEnvironment> environments;
  private final BackupFiles files;

  /**
   * @param files how rows are saved that a backup lacks
   */
  public PostgresTargets(Map<EnvironmentId, WatchedEnvironment> environments, BackupFiles files) {
    this.environments = Map.copyOf(environments);
    this.files = files;
  }

  @Override
  public TargetSession open(EnvironmentId target) throws TargetException {
    Optional<WatchedEnvironment> watched = Optional.ofNullable(environments.get(target));
    Optional<Database> writer = watched.flatMap(known -> known.writer().database());
    Database database =
        writer
            .or(
                () ->
                    watched
                        .filter(known -> known.writer().runsWithout())
                        .flatMap(WatchedEnvironment::database))
            .orElseThrow(
                () ->
                    new TargetException(
                        "no role is configured with which a run may use the database of '"
                            + target
                            + "'"));
    Database reader = watched.flatMap(WatchedEnvironment::databaseForBackups).orElse(database);
    TargetConnection connection = TargetConnection.open(new DatabaseTarget(database));
    return PostgresTargetSession.on(
        connection, new DatabaseTarget(reader), files, writer.isPresent());
  }
}
