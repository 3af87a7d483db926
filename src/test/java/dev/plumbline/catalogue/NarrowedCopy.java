package dev.plumbline.catalogue;

import dev.plumbline.backup.restore.RestoredBackup;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.plan.step.StepMaker;
import dev.plumbline.postgres.dump.TableGraphReader;
import dev.plumbline.run.backup.NeededRows;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.store.backup.Backup.Dump;
import dev.plumbline.sync.port.BackupCopy;
import dev.plumbline.testkit.SampleBackups;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

/**
 * What a narrowed backup would be restored into, made of a whole one, because what is narrowed is
 * known only after the plan was tried. {@code TRUNCATE} refuses a table that another one references
 * which keeps its rows, so nothing is left empty that must not be.
 */
final class NarrowedCopy {
  private NarrowedCopy() {}

  static BackupCopy of(RestoredBackup restored, Dump whole, Prediction plan, Snapshot before) {
    Database database = restored.database();
    try (Connection connection =
            DriverManager.getConnection(
                database.url(), database.username(), database.password().reveal());
        Statement statement = connection.createStatement()) {
      Set<String> without =
          TableGraphReader.read(connection, "public")
              .without(
                  NeededRows.of(
                      StepMaker.steps(plan.chosen().items()),
                      plan.hazards(),
                      plan.payload(),
                      before));
      if (without.isEmpty()) {
        return BackupCopy.whole(database);
      }
      statement.execute("TRUNCATE ONLY " + String.join(", ", without));
      return new BackupCopy(
          database,
          Optional.of(SampleBackups.narrowed(whole, without.toArray(String[]::new)).content()));
    } catch (SQLException e) {
      throw new IllegalStateException("the copy cannot be narrowed", e);
    }
  }
}
