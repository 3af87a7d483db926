package dev.plumbline.faces;

import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.run.rehearsal.TableChange;
import dev.plumbline.run.rollback.RollbackScope;
import dev.plumbline.run.verification.ContentChanges;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.sync.port.BackupCopy;
import dev.plumbline.sync.port.ContentWatch;
import dev.plumbline.sync.port.RehearsalDatabase;
import dev.plumbline.sync.port.RollbackDatabase;
import dev.plumbline.sync.port.TargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.LongConsumer;

/** Nothing can be rolled back in a test of the faces. */
final class NoRollbacks implements RollbackDatabase, RehearsalDatabase, ContentWatch {
  private static final String WHY = "nothing is rolled back in this test";

  @Override
  public RollbackDatabase.Outcome rollBack(
      EnvironmentId target,
      RollbackScope scope,
      BackupCopy former,
      SavedRows saved,
      Limits limits,
      LongConsumer begun) {
    return new RollbackDatabase.Outcome.Undone(WHY);
  }

  @Override
  public List<String> addLateRows(Database database, SortedMap<String, Path> files, Limits limits) {
    return List.of();
  }

  @Override
  public RehearsalDatabase.Outcome rehearse(
      EnvironmentId target, BackupCopy copy, List<TableChange> changes, Duration limit)
      throws TargetException {
    throw new TargetException(WHY);
  }

  @Override
  public boolean awaitEnd(EnvironmentId target, Duration limit) {
    return true;
  }

  @Override
  public Opened open(EnvironmentId target) throws TargetException {
    throw new TargetException(WHY);
  }

  @Override
  public ContentChanges since(EnvironmentId target, DatabaseContent before, Set<String> touched)
      throws TargetException {
    throw new TargetException(WHY);
  }
}
