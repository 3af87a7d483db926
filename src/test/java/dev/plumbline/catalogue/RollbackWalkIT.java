package dev.plumbline.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.backup.LabBackups;
import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.backup.port.ProofServer;
import dev.plumbline.backup.restore.RestoredBackup;
import dev.plumbline.catalogue.random.RandomDrift;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.drift.Side;
import dev.plumbline.environment.Versions;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.postgres.TableRows;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.select.Selection;
import dev.plumbline.plan.step.StepMaker;
import dev.plumbline.postgres.Watching;
import dev.plumbline.postgres.target.rehearsal.PostgresRehearsal;
import dev.plumbline.postgres.target.rollback.PostgresRollback;
import dev.plumbline.run.rehearsal.Rehearsal;
import dev.plumbline.run.rollback.Footprint;
import dev.plumbline.run.verification.PlanScope;
import dev.plumbline.store.backup.Backup.Dump;
import dev.plumbline.sync.port.BackupCopy;
import dev.plumbline.sync.port.RehearsalDatabase;
import dev.plumbline.sync.port.RollbackDatabase;
import dev.plumbline.sync.port.RollbackDatabase.Outcome;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.testkit.SamplePlans;
import dev.plumbline.watch.source.WatchedDatabase.DatabaseReading;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.logging.Logger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random walks: two environments drift apart, a real Directus carries the plan out, and a rollback
 * brings every row back. Where the seed is odd, a user writes to the target from before the backup
 * until after the rollback, and nothing of that is lost. {@code -Dwalk.seed=<number>} begins with
 * that seed, {@code -Dwalk.seeds=<number>} takes so many.
 */
class RollbackWalkIT {
  private static final Logger LOG = Logger.getLogger(RollbackWalkIT.class.getName());
  private static final long SEED = Long.getLong("walk.seed", 31);
  private static final long SEEDS = Long.getLong("walk.seeds", 5);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Directus records there what a run does; a rollback leaves that. */
  private static final List<String> RECORDS = List.of("directus_activity", "directus_revisions");

  @TempDir Path directory;

  static List<DirectusVersion> versions() {
    return PredictionIT.versions();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyRowComesBack(DirectusVersion version) throws Exception {
    List<String> wrong = new ArrayList<>();
    int rolledBack = 0;
    try (LabEnvironment source = Laboratory.shared().environment(version, Template.BOOTSTRAPPED);
        LabEnvironment target = Laboratory.shared().environment(version, Template.BOOTSTRAPPED)) {
      LabBackups backups = backups(target);
      for (long seed = SEED; seed < SEED + SEEDS; seed++) {
        RandomDrift drift = RandomDrift.of(seed);
        drift.apply(source, target);
        Filling.fill(target);
        Optional<List<String>> walked = walk(source, target, backups, seed);
        if (walked.isPresent()) {
          rolledBack++;
          String name = version + " seed " + seed;
          walked.get().forEach(one -> wrong.add(name + ": " + one));
          LOG.info(() -> name + ": " + walked.get());
        }
        RandomDrift.undo(source, target);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(rolledBack).as("runs that were rolled back").isPositive();
  }

  /** What is not as it was; empty if Directus carried nothing out. */
  private Optional<List<String>> walk(
      LabEnvironment source, LabEnvironment target, LabBackups backups, long seed)
      throws BackupException, InterruptedException {
    target.directus().clearCache();
    DatabaseReading before = watching(target).read();
    SortedMap<String, String> rows = TableRows.of(target.database().owner());
    boolean isNarrowed = seed % 4 >= 2;
    if (seed % 2 == 0) {
      return walk(source, target, backups, new Before(before, rows, Optional.empty(), isNarrowed));
    }
    UserRows user = UserRows.begin(source, target);
    try {
      return walk(source, target, backups, new Before(before, rows, Optional.of(user), isNarrowed));
    } finally {
      user.end();
    }
  }

  /**
   * How the target was.
   *
   * @param user who has begun to write since
   * @param isNarrowed whether its backup has only the rows that the run needs
   */
  private record Before(
      DatabaseReading reading,
      SortedMap<String, String> rows,
      Optional<UserRows> user,
      boolean isNarrowed) {
    BackupCopy copy(RestoredBackup restored, Dump dump, Prediction plan) {
      return isNarrowed
          ? NarrowedCopy.of(restored, dump, plan, reading.snapshot())
          : BackupCopy.whole(restored.database());
    }
  }

  private static Optional<List<String>> walk(
      LabEnvironment source, LabEnvironment target, LabBackups backups, Before was)
      throws BackupException, InterruptedException {
    DatabaseReading before = was.reading();
    SortedMap<String, String> rows = was.rows();
    Dump dump = backups.dump();
    Prediction prediction = Prediction.of(source, target, Selection.ALL);
    List<String> wrong = new ArrayList<>();
    if (!prediction.isCarriedOut() && !prediction.failing().isEmpty()) {
      try (RestoredBackup former = backups.restore(dump)) {
        // What Directus drops is left out of a rehearsal: no row can prevent it.
        Optional<String> failure = prediction.answer().filter(text -> !text.contains("drop index"));
        if (failure.isPresent()
            && refusal(target, prediction, before, was.copy(former, dump, prediction)).isEmpty()) {
          wrong.add("Directus failed, but its rehearsal did not: " + failure.get());
        }
      }
      prediction = Prediction.of(source, target, new Selection(List.of(), prediction.failing()));
    }
    if (!prediction.isCarriedOut()) {
      return wrong.isEmpty() ? Optional.empty() : Optional.of(wrong);
    }
    Footprint footprint =
        Footprint.of(
            contents(prediction), side(target, before), side(target, watching(target).read()));
    try (RestoredBackup restored = backups.restore(dump)) {
      BackupCopy former = was.copy(restored, dump, prediction);
      // Directus did it to these rows, so the rehearsal must not stop the run.
      refusal(target, prediction, before, former).ifPresent(wrong::add);
      Outcome outcome = rollBack(target, footprint, former);
      if (was.user().isPresent()
          && outcome instanceof Outcome.Undone(String reason)
          && reason.contains("rows that were written since the run do not fit it")) {
        // Such as a value that was unique before the run: the user takes it back, and asks again.
        was.user().get().end();
        was.user().get().delete();
        outcome = rollBack(target, footprint, former);
      }
      if (!(outcome instanceof Outcome.Committed(List<String> notes))) {
        return Optional.of(List.of(outcome.toString()));
      }
      // A column that the run created has its default in every row.
      notes.stream()
          .filter(note -> was.user().isEmpty() && !note.endsWith("saved to a file"))
          .forEach(note -> wrong.add("nobody wrote since, and yet: " + note));
    }
    if (was.user().isPresent()) {
      UserRows user = was.user().get();
      int statements = user.end();
      LOG.info(() -> "a user's statements: " + statements);
      wrong.addAll(user.lost(PlanScope.touched(StepMaker.steps(prediction.chosen().items()))));
      user.delete();
    }
    target.directus().clearCache();
    DatabaseReading now = watching(target).read();
    wrong.addAll(footprint.notUndone(side(target, before), side(target, now)));
    if (!now.snapshot().equals(before.snapshot())) {
      wrong.add("the snapshot is another one");
    }
    if (!now.catalog().fingerprint().equals(before.catalog().fingerprint())) {
      wrong.add("the catalog is another one: " + differences(before, now));
    }
    SortedMap<String, String> after = TableRows.of(target.database().owner());
    rows.keySet().removeAll(RECORDS);
    after.keySet().removeAll(RECORDS);
    rows.forEach(
        (table, former) -> {
          if (!former.equals(after.remove(table))) {
            wrong.add("rows of " + table + " are not as they were: " + former);
          }
        });
    after.keySet().forEach(table -> wrong.add("table " + table + " was not there before"));
    return Optional.of(wrong);
  }

  private static Optional<String> refusal(
      LabEnvironment target, Prediction prediction, DatabaseReading before, BackupCopy former)
      throws InterruptedException {
    Rehearsal rehearsal = Rehearsal.of(prediction.payload(), before.snapshot());
    try {
      return new PostgresRehearsal(VerifiedApply.environments(target))
                  .rehearse(VerifiedApply.TARGET, former, rehearsal.changes(), LIMIT)
              instanceof RehearsalDatabase.Outcome.Refused(String message)
          ? Optional.of("the rehearsal is refused: " + message)
          : Optional.empty();
    } catch (TargetException e) {
      return Optional.of("there is no rehearsal: " + e.getMessage());
    }
  }

  private static String differences(DatabaseReading before, DatabaseReading now) {
    var was = before.catalog().inventory().objects();
    var is = now.catalog().inventory().objects();
    List<String> found = new ArrayList<>();
    was.forEach(
        (id, definition) -> {
          if (!definition.equals(is.get(id))) {
            found.add(id + " was " + definition + " and is " + is.get(id));
          }
        });
    is.forEach(
        (id, definition) -> {
          if (!was.containsKey(id)) {
            found.add(id + " is new: " + definition);
          }
        });
    return found.toString();
  }

  private static Outcome rollBack(LabEnvironment target, Footprint footprint, BackupCopy former)
      throws InterruptedException {
    return new PostgresRollback(
            VerifiedApply.environments(target), new BackupFiles(Optional.empty()))
        .rollBack(
            VerifiedApply.TARGET,
            footprint.scope(),
            former,
            table -> OutputStream.nullOutputStream(),
            new RollbackDatabase.Limits(Duration.ofSeconds(20), LIMIT),
            transaction -> {});
  }

  private static Plan.Contents contents(Prediction prediction) {
    return new Plan.Contents(
        SamplePlans.proposal(new UUID(1, 0), "ada", Instant.EPOCH),
        "",
        StepMaker.steps(prediction.chosen().items()),
        prediction.hazards(),
        List.of(),
        prediction.chosen().unreachable(),
        new Plan.Reverse(List.of(), List.of()));
  }

  private static Side side(LabEnvironment target, DatabaseReading read) {
    return new Side(
        read.snapshot(),
        new Versions(Optional.of(target.version().number()), Optional.empty(), List.of()),
        Optional.of(read.catalog().inventory()));
  }

  private static Watching watching(LabEnvironment target) {
    return Watching.of(target.jdbcUrl(), target.ownerUsername(), target.ownerPassword());
  }

  private LabBackups backups(LabEnvironment target) {
    var postgres = target.database().postgres();
    return LabBackups.of(target, directory)
        .on(
            ProofServer.of(
                new Database(
                    postgres.jdbcUrl("postgres"), "postgres", new Secret.Literal(""), "public"),
                "the server of the laboratory"));
  }
}
