package dev.plumbline.sync;

import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.run.rollback.RollbackScope;
import dev.plumbline.run.verification.ContentChanges;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.sync.port.BackupCopy;
import dev.plumbline.sync.port.ContentWatch;
import dev.plumbline.sync.port.RollbackDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** A database in which a test decides how a rollback ends, and that remembers what was asked. */
final class FakeRollback implements RollbackDatabase, ContentWatch {
  final List<RollbackScope> scopes = new ArrayList<>();
  final List<BackupCopy> copies = new ArrayList<>();
  final List<SortedMap<String, Path>> added = new ArrayList<>();
  Supplier<Outcome> outcome = () -> new Outcome.Committed(List.of());
  boolean ends = true;
  ContentChanges changes = ContentChanges.NONE;

  @Override
  public Outcome rollBack(
      EnvironmentId target,
      RollbackScope scope,
      BackupCopy former,
      SavedRows saved,
      Limits limits,
      LongConsumer begun) {
    begun.accept(88);
    scopes.add(scope);
    copies.add(former);
    return outcome.get();
  }

  @Override
  public List<String> addLateRows(Database database, SortedMap<String, Path> files, Limits limits) {
    added.add(files);
    return List.of();
  }

  @Override
  public boolean awaitEnd(EnvironmentId target, Duration limit) {
    return ends;
  }

  @Override
  public Opened open(EnvironmentId target) {
    return new Opened() {
      @Override
      public ContentChanges changes(Optional<Long> transaction, Map<String, Set<String>> touched) {
        return changes;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public ContentChanges since(EnvironmentId target, DatabaseContent before, Set<String> touched) {
    return changes;
  }
}
