package dev.plumbline.bench;

import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.configuration.WatchedEnvironment.Polling;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Tally;
import dev.plumbline.integrity.compile.relation.RelationCheck;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.postgres.scan.PostgresScan;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import dev.plumbline.scan.ScannedDatabase.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A database of its own with generated tables, and its scan. Dropped at the end. */
record ScannedData(LabPostgres postgres, String name) implements AutoCloseable {
  private static final EnvironmentId ID = new EnvironmentId("bench");

  /** As {@code scan.Throttle} goes while nobody else is at work. */
  private static final List<Duration> AIMS =
      List.of(
          Duration.ofMillis(400),
          Duration.ofMillis(800),
          Duration.ofMillis(1600),
          Duration.ofSeconds(2));

  static ScannedData create(LabPostgres postgres, String name, String statements) {
    postgres.createDatabase(name, "template0", "postgres");
    ScannedData data = new ScannedData(postgres, name);
    data.sql().run(statements);
    data.sql().run("VACUUM ANALYZE");
    data.sql().run("CHECKPOINT");
    return data;
  }

  Sql sql() {
    return postgres.superuser(name);
  }

  ScanSession open() throws Exception {
    Database database =
        new Database(postgres.jdbcUrl(name), "postgres", new Secret.Literal("none"), "public");
    WatchedEnvironment environment =
        new WatchedEnvironment(
            new Environment(ID, Tier.STAGING, false),
            Optional.empty(),
            Optional.of(database),
            new Polling(
                new Schedule.Every(Duration.ofMinutes(5)), Duration.ZERO, Duration.ofMinutes(5)));
    return new PostgresScan(Map.of(ID, environment)).open(ID);
  }

  /**
   * All steps as they are made while nobody else is at work, without the pauses, which are a
   * fiftieth.
   *
   * @param session one for all checks of a scan
   */
  static void expect(ScanSession session, Check check, long count) throws Exception {
    Tally tally = Tally.NONE;
    Optional<String> position = Optional.empty();
    int number = 0;
    do {
      Step step =
          session.step(List.of(check), position, AIMS.get(Math.min(number++, AIMS.size() - 1)));
      tally = tally.plus(step.tallies().getOrDefault(check.id(), Tally.NONE), check.mostSamples());
      position = step.next();
    } while (position.isPresent());
    if (tally.count() != count) {
      throw new IllegalStateException(
          check.id().text() + " found " + tally.count() + " instead of " + count);
    }
  }

  static CheckId id(String detail) {
    return new CheckId(RelationCheck.ORPHANED_REFERENCE, "child", Optional.empty(), detail);
  }

  @Override
  public void close() {
    postgres.dropDatabase(name);
  }
}
