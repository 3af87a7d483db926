package dev.plumbline.postgres.target.rollback;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.target.rollback.statement.RollbackFailedException;
import dev.plumbline.postgres.target.rollback.statement.RollbackSession;
import dev.plumbline.run.rollback.RollbackScope;
import dev.plumbline.sync.port.RollbackDatabase;
import dev.plumbline.sync.port.TargetException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Over JDBC, as the role that writes, or as the one that watches if there is no other; see {@code
 * docs/access.md} for what it needs. Tables are in the schema that is configured for the target, in
 * both databases.
 */
public final class PostgresRollback implements RollbackDatabase {
  /** Held by the transaction of a rollback; any number that nobody else uses. */
  private static final long LOCK = 0x506C756D626C6272L;

  private final Map<EnvironmentId, WatchedEnvironment> environments;

  public PostgresRollback(Map<EnvironmentId, WatchedEnvironment> environments) {
    this.environments = Map.copyOf(environments);
  }

  @Override
  public Outcome rollBack(
      EnvironmentId target,
      RollbackScope scope,
      Database former,
      SavedRows saved,
      Limits limits,
      LongConsumer begun)
      throws InterruptedException {
    Optional<Database> database = database(target);
    if (database.isEmpty()) {
      return new Outcome.Undone("'" + target + "' has no database configured");
    }
    try (RollbackSession from = begin(former, limits);
        RollbackSession to = begin(database.get(), limits)) {
      to.execute("the lock of rollbacks", "SELECT pg_advisory_xact_lock(" + LOCK + ")");
      begun.accept(to.transaction());
      return new RollbackThread(from, to, limits.whole())
          .outcome(new RollbackWork(from, to, scope, saved));
    } catch (RollbackFailedException e) {
      // A thread that is interrupted may have lost its connection by that.
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return new Outcome.Undone(e.getMessage());
    }
  }

  private Optional<Database> database(EnvironmentId target) {
    return Optional.ofNullable(environments.get(target))
        .flatMap(watched -> watched.writer().database().or(watched::database));
  }

  @Override
  public boolean awaitEnd(EnvironmentId target, Duration limit) throws TargetException {
    Database database =
        database(target)
            .orElseThrow(() -> new TargetException("'" + target + "' has no database configured"));
    try (RollbackSession session = begin(database, new Limits(limit, limit))) {
      return session
          .attempt("the lock of rollbacks", "SELECT pg_advisory_xact_lock(" + LOCK + ")")
          .isEmpty();
    } catch (RollbackFailedException e) {
      throw new TargetException(e.getMessage());
    }
  }

  private static RollbackSession begin(Database database, Limits limits)
      throws RollbackFailedException {
    return RollbackSession.begin(new DatabaseTarget(database), limits.lockWait(), limits.whole());
  }
}
