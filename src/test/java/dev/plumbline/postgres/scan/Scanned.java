package dev.plumbline.postgres.scan;

import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.configuration.WatchedEnvironment.Polling;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Check.Rows;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.Category;
import dev.plumbline.integrity.Condition.Operand;
import dev.plumbline.integrity.Tally;
import dev.plumbline.integrity.compile.relation.RelationCheck;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.postgres.scan.ScanConnection.Options;
import dev.plumbline.postgres.scan.server.StatementLimits;
import dev.plumbline.postgres.scan.traversal.statistics.TraversalStrategy;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A database that is scanned by a role that may read its schema and nothing else by default. */
record Scanned(LabPostgres postgres, String name, String schema) implements AutoCloseable {
  private static final EnvironmentId ID = new EnvironmentId("staging");
  static final String PASSWORD = "correct horse";
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** A step that ends as soon as it can. */
  static final Duration TINY = Duration.ofNanos(1);

  static Scanned create(LabPostgres postgres, String schema) {
    String name = "scanned_" + COUNT.incrementAndGet();
    Scanned scanned = new Scanned(postgres, name, schema);
    postgres.createDatabase(name, "template0", "postgres");
    postgres.createRole(name, PASSWORD);
    String quoted = new Identifier(schema).sql();
    scanned
        .superuser()
        .run(
            "CREATE SCHEMA IF NOT EXISTS %1$s; GRANT USAGE ON SCHEMA %1$s TO %2$s; ALTER DEFAULT PRIVILEGES IN SCHEMA %1$s GRANT SELECT ON TABLES TO %2$s"
                .formatted(quoted, name));
    return scanned;
  }

  Sql superuser() {
    return postgres.superuser(name);
  }

  /** A session of somebody else; to be closed. */
  Connection connect() throws SQLException {
    Sql superuser = superuser();
    return DriverManager.getConnection(superuser.jdbcUrl(), superuser.username(), "");
  }

  /** On a session that stays open. */
  static void execute(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void run(String statements) {
    superuser().run("SET search_path = " + new Identifier(schema).sql() + ";" + statements);
  }

  ScanSession open() {
    return open(Optional.empty());
  }

  ScanSession open(Optional<TraversalStrategy> forced) {
    return open(new Options(forced, StatementLimits.DEFAULT));
  }

  ScanSession open(Options options) {
    return open(options, postgres.jdbcUrl(name));
  }

  private ScanSession open(Options options, String url) {
    Database database = new Database(url, name, new Secret.Literal(PASSWORD), schema);
    WatchedEnvironment environment =
        new WatchedEnvironment(
            new Environment(ID, Tier.STAGING, false),
            Optional.empty(),
            Optional.of(database),
            new Polling(
                new Schedule.Every(Duration.ofMinutes(5)), Duration.ZERO, Duration.ofMinutes(1)));
    try {
      return new PostgresScan(Map.of(ID, environment), options).open(ID);
    } catch (UnreadableException e) {
      throw new AssertionError(e.detail(), e);
    }
  }

  /** What is done while a scan is between two steps. */
  interface Between {
    void run(int step);
  }

  /** All steps to the end, each on a connection of its own, as after a restart. */
  Map<CheckId, Tally> scan(
      List<? extends Check> checks,
      Duration aim,
      Optional<TraversalStrategy> forced,
      Between between) {
    Map<CheckId, Tally> tallies = new TreeMap<>();
    Optional<String> position = Optional.empty();
    int number = 0;
    do {
      if (number > 0) {
        between.run(number);
      }
      number++;
      try (ScanSession session = open(forced)) {
        Step step = session.step(List.copyOf(checks), position, aim);
        step.tallies()
            .forEach(
                (id, tally) ->
                    tallies.merge(id, tally, (one, other) -> one.plus(other, Tally.MOST_SAMPLES)));
        position = step.next();
      } catch (UnreadableException e) {
        throw new AssertionError(e.detail(), e);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    } while (position.isPresent());
    return tallies;
  }

  Tally scan(Check check) {
    return Objects.requireNonNull(
        scan(List.of(check), Duration.ofSeconds(2), Optional.empty(), step -> {}).get(check.id()));
  }

  /** The first column of what the shown statement gives. */
  List<String> shown(Check check) {
    try (ScanSession session = open()) {
      String sql = session.sql(check, Tally.NONE);
      return superuser().rows(sql).stream()
          .map(row -> row.indexOf('|') < 0 ? row : row.substring(0, row.indexOf('|')))
          .toList();
    }
  }

  UnreadableException failure(Check check) {
    return failure(check, postgres.jdbcUrl(name));
  }

  /**
   * @param url of the database, perhaps by way of something
   */
  UnreadableException failure(Check check, String url) {
    try (ScanSession session = open(new Options(Optional.empty(), StatementLimits.DEFAULT), url)) {
      Step step = session.step(List.of(check), Optional.empty(), Duration.ofSeconds(2));
      throw new AssertionError("it could be reported: " + step);
    } catch (UnreadableException e) {
      return e;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Makes a view {@code slow} of a table {@code t} that takes 40 s to read. */
  Check slowView() {
    run(
        "CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t SELECT g, repeat('a', 40) || g FROM generate_series(1, 400) g; CREATE VIEW slow AS SELECT id, v || pg_sleep(0.1)::text AS v FROM t");
    return new Rows(
        id("s"),
        "slow",
        List.of("id"),
        new Condition.IsEmpty(new Operand.OfColumn("v", Category.TEXT)));
  }

  static CheckId id(String detail) {
    return new CheckId(RelationCheck.ORPHANED_REFERENCE, "things", Optional.empty(), detail);
  }

  @Override
  public void close() {
    postgres.dropDatabase(name);
    postgres.dropRole(name);
  }
}
