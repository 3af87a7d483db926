package dev.plumbline.postgres.target.rehearsal;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.hazard.RowAnswer;
import dev.plumbline.postgres.hazard.ConversionSettings;
import dev.plumbline.postgres.hazard.PostgresRowCounter;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import dev.plumbline.run.backup.NeededRows;
import dev.plumbline.run.rehearsal.RefusedChange;
import dev.plumbline.run.rehearsal.TableChange;
import dev.plumbline.sync.port.BackupCopy;
import dev.plumbline.sync.port.RehearsalDatabase;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.watch.source.UnreadableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Over JDBC, as the role that restored the copy, in the schema that is configured. */
public final class PostgresRehearsal implements RehearsalDatabase {
  private static final String APPLICATION = "plumbline-rehearsal";
  private static final Duration SHORTEST = Duration.ofMillis(1);

  /** So that the server ends a statement before the driver gives up. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final String CANCELLED = "57014";

  /** Classes of SQLSTATE that say nothing about what was to be done. */
  private static final Set<String> OF_THE_SERVER =
      Set.of("", "08", "25", "28", "40", "53", "55", "57", "58", "F0", "XX");

  private final Map<EnvironmentId, WatchedEnvironment> environments;

  public PostgresRehearsal(Map<EnvironmentId, WatchedEnvironment> environments) {
    this.environments = Map.copyOf(environments);
  }

  @Override
  public Outcome rehearse(
      EnvironmentId target, BackupCopy backup, List<TableChange> changes, Duration limit)
      throws TargetException, InterruptedException {
    Database watched =
        Optional.ofNullable(environments.get(target))
            .flatMap(WatchedEnvironment::database)
            .orElseThrow(() -> new TargetException("'" + target + "' has no database configured"));
    requireRows(backup, watched.schema(), changes);
    Database copy = backup.database();
    Database inSchema =
        new Database(copy.url(), copy.username(), copy.password(), watched.schema());
    try {
      Map<String, String> settings = ConversionSettings.of(new DatabaseTarget(watched));
      Made made = make(inSchema, settings, changes, limit);
      return made.refused().isPresent()
          ? new Outcome.Refused(sentence(target, inSchema, made.refused().get()))
          : new Outcome.Passed(made.took());
    } catch (UnreadableException e) {
      throw new TargetException("the settings of " + target + " could not be read: " + e.detail());
    } catch (StatementFailedException e) {
      // A thread that is interrupted may have lost its connection by that.
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw new TargetException(message(e, limit));
    }
  }

  /** Without rows, nothing would be refused, or everything. */
  private static void requireRows(BackupCopy copy, String schema, List<TableChange> changes)
      throws TargetException {
    for (String table : NeededRows.rehearsed(changes)) {
      if (copy.lacksRows(schema, table)) {
        throw new TargetException(
            "the plan could not be rehearsed, because the backup has no rows of `%s`"
                .formatted(table));
      }
    }
  }

  private static String message(StatementFailedException failure, Duration limit) {
    return "the plan could not be rehearsed on the restored backup: "
        + (failure.state().equals(CANCELLED)
            ? "it took longer than %d s (plumbline.runs.deadline)".formatted(limit.toSeconds())
            : failure.getMessage());
  }

  /**
   * What was made.
   *
   * @param refused the one after these
   */
  private record Made(List<Duration> took, Optional<RefusedChange> refused) {}

  private static Made make(
      Database copy, Map<String, String> settings, List<TableChange> changes, Duration limit)
      throws StatementFailedException {
    long end = System.nanoTime() + limit.toNanos();
    List<Duration> took = new ArrayList<>();
    try (TargetTransaction transaction =
        TargetTransaction.begin(new DatabaseTarget(copy), APPLICATION, limit, limit.plus(GRACE))) {
      // As Directus's sessions have it: constraints and defaults may call functions.
      transaction.set("search_path", new Identifier(copy.schema()).sql() + ", public");
      for (Map.Entry<String, String> setting : settings.entrySet()) {
        transaction.set(setting.getKey(), setting.getValue());
      }
      for (TableChange change : changes) {
        long start = System.nanoTime();
        for (String sql : ChangeSql.of(change)) {
          Optional<RefusedChange> refused = execute(transaction, change, sql, end);
          if (refused.isPresent()) {
            return new Made(took, refused);
          }
        }
        took.add(Duration.ofNanos(System.nanoTime() - start));
      }
      return new Made(took, Optional.empty());
    }
  }

  private static Optional<RefusedChange> execute(
      TargetTransaction transaction, TableChange change, String sql, long end)
      throws StatementFailedException {
    Duration left = Duration.ofNanos(end - System.nanoTime());
    transaction.set(
        "statement_timeout", (left.compareTo(SHORTEST) < 0 ? SHORTEST : left).toMillis() + "ms");
    try {
      transaction.execute(change.table(), sql);
      return Optional.empty();
    } catch (StatementFailedException e) {
      if (OF_THE_SERVER.contains(e.state().substring(0, Math.min(2, e.state().length())))) {
        throw e;
      }
      return Optional.of(new RefusedChange(change, e.state(), e.reason()));
    }
  }

  /** Counted in the copy as it was restored: all that was made is rolled back by now. */
  private static String sentence(EnvironmentId target, Database copy, RefusedChange refused) {
    Optional<RowAnswer> answer =
        refused
            .question()
            .map(
                question ->
                    PostgresRowCounter.ofCopy(target, copy)
                        .count(target, Set.of(question))
                        .get(question));
    return refused.sentence(answer);
  }
}
