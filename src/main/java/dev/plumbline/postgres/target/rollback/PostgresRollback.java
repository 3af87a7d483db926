package dev.plumbline.postgres.target.rollback;

import dev.plumbline.backup.LateFiles;
import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.target.late.LateRowsReader;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import dev.plumbline.run.rollback.RollbackScope;
import dev.plumbline.sync.port.BackupCopy;
import dev.plumbline.sync.port.RollbackDatabase;
import dev.plumbline.sync.port.TargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.LongConsumer;

/**
 * Over JDBC, as the role that writes, or as the one that watches if there is no other; see {@code
 * docs/access.md} for what it needs. Tables are in the schema that is configured for the target, in
 * both databases.
 */
public final class PostgresRollback implements RollbackDatabase {
  private static final String APPLICATION = "plumbline-rollback";

  /** Held by the transaction of a rollback; any number that nobody else uses. */
  private static final long LOCK = 0x506C756D626C6272L;

  private final Map<EnvironmentId, WatchedEnvironment> environments;
  private final BackupFiles saved;

  /**
   * @param saved how rows are read that were saved after a backup
   */
  public PostgresRollback(Map<EnvironmentId, WatchedEnvironment> environments, BackupFiles saved) {
    this.environments = Map.copyOf(environments);
    this.saved = saved;
  }

  @Override
  public Outcome rollBack(
      EnvironmentId target,
      RollbackScope scope,
      BackupCopy former,
      SavedRows saved,
      Limits limits,
      LongConsumer begun)
      throws InterruptedException {
    Optional<Database> database = database(target);
    if (database.isEmpty()) {
      return new Outcome.Undone(noWriter(target));
    }
    try (TargetTransaction from = begin(former.database(), limits);
        TargetTransaction to = begin(database.get(), limits)) {
      to.execute("the lock of rollbacks", "SELECT pg_advisory_xact_lock(" + LOCK + ")");
      begun.accept(to.transaction());
      return new RollbackThread(from, to, limits.whole())
          .outcome(new RollbackWork(from, to, former, scope, saved));
    } catch (StatementFailedException e) {
      // A thread that is interrupted may have lost its connection by that.
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return new Outcome.Undone(e.getMessage());
    }
  }

  @Override
  public List<String> addLateRows(Database former, SortedMap<String, Path> files, Limits limits)
      throws TargetException {
    List<String> incomplete = new ArrayList<>();
    try (TargetTransaction session = begin(former, limits)) {
      for (Map.Entry<String, Path> table : files.entrySet()) {
        Path file = table.getValue();
        if (!Files.exists(file)) {
          incomplete.add(table.getKey());
          file = LateFiles.incomplete(file);
        }
        if (Files.exists(file)) {
          LateRowsReader.add(session, file, saved);
        }
      }
      session.commit();
      return incomplete;
    } catch (StatementFailedException e) {
      throw new TargetException(e.getMessage());
    } catch (SQLException e) {
      throw new TargetException("the rows that were saved after the backup: " + e.getMessage());
    }
  }

  private Optional<Database> database(EnvironmentId target) {
    return Optional.ofNullable(environments.get(target))
        .flatMap(watched -> watched.writer().database());
  }

  private static String noWriter(EnvironmentId target) {
    return "no role that may write to the database of '" + target + "' is configured";
  }

  @Override
  public boolean awaitEnd(EnvironmentId target, Duration limit) throws TargetException {
    Database database = database(target).orElseThrow(() -> new TargetException(noWriter(target)));
    try (TargetTransaction session = begin(database, new Limits(limit, limit))) {
      return session
          .attempt("the lock of rollbacks", "SELECT pg_advisory_xact_lock(" + LOCK + ")")
          .isEmpty();
    } catch (StatementFailedException e) {
      throw new TargetException(e.getMessage());
    }
  }

  private static TargetTransaction begin(Database database, Limits limits)
      throws StatementFailedException {
    return TargetTransaction.begin(
        new DatabaseTarget(database), APPLICATION, limits.lockWait(), limits.whole());
  }
}
