package dev.plumbline.e2e;

import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.lab.service.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Starts of one replica more, each killed at a step of its own. It stands there exactly, because it
 * waits for a row that the test has locked, or has written and not committed; that row keeps nobody
 * else waiting.
 */
final class DyingStarts {
  /** In the order in which a start comes to them. */
  private enum Step {
    MIGRATING("LOCK TABLE flyway_schema_history"),
    SAYING_WHICH_VERSION_IT_IS("SELECT FROM reading_form FOR UPDATE"),
    ANNOUNCING_ITS_CONFIGURATION("INSERT INTO part (part) VALUES ('poll/%s')"),
    PLANNING(
        "INSERT INTO due (part, definition, schedule, source, next_at)"
            + " VALUES ('poll/%s', '', '', '', now())"),
    RECORDING_ITS_FIRST_POLL("INSERT INTO environment (name) VALUES ('%s')");

    private final String barrier;

    Step(String barrier) {
      this.barrier = barrier;
    }

    /** Of an environment that only this start knows. */
    String environment() {
      return "only-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String barrier() {
      return barrier.formatted(environment());
    }
  }

  /**
   * For a row or a table. Starts wait for each other, too, for a while: for advisory locks and for
   * Quartz's own.
   */
  private static final String STANDING =
      """
      SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND wait_event <> 'advisory'
        AND query NOT ILIKE '%%qrtz_%%' AND application_name = '%s'
      """;

  private final Sql store;
  private final String token;
  private final Map<Step, ServiceProcess> dying = new EnumMap<>(Step.class);
  private final Map<Step, Connection> barriers = new EnumMap<>(Step.class);

  DyingStarts(Sql store, String token) {
    this.store = store;
    this.token = token;
  }

  /**
   * Returns when all are killed.
   *
   * @param configuration of the replicas that live
   */
  void run(Path folder, Map<String, String> configuration) throws IOException, SQLException {
    try {
      for (Step step : Step.values()) {
        barriers.put(step, barrier(step));
        dying.put(step, begin(step, folder, configuration));
      }
      for (Step step : Step.values()) {
        ServiceProcess process = Objects.requireNonNull(dying.get(step));
        process.await("standing at " + step, Duration.ofSeconds(90), () -> isStanding(step));
        process.kill();
        Objects.requireNonNull(barriers.remove(step)).close();
      }
    } finally {
      for (ServiceProcess process : dying.values()) {
        process.kill();
      }
      for (Connection barrier : barriers.values()) {
        barrier.close();
      }
    }
  }

  /** What those of them that got so far have left: their own environments. */
  List<String> left() {
    return store.rows(
        "SELECT part FROM part WHERE part LIKE 'poll/only-%' AND left_at IS NOT NULL ORDER BY 1");
  }

  private Connection barrier(Step step) throws SQLException {
    Connection connection = store.connect();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(step.barrier());
    }
    return connection;
  }

  private ServiceProcess begin(Step step, Path folder, Map<String, String> configuration)
      throws IOException {
    Map<String, String> keys = new TreeMap<>(configuration);
    String prefix = "plumbline.environments." + step.environment() + ".";
    keys.put(prefix + "tier", "staging");
    // Where nobody answers.
    keys.put(prefix + "database.url", "jdbc:postgresql://127.0.0.1:9/none");
    keys.put(prefix + "database.username", "nobody");
    keys.put(prefix + "database.password", "nothing");
    keys.put(prefix + "scan.cron", "0 0 0 1 1 ?");
    keys.put(prefix + "poll.every", "5s");
    keys.put(
        "quarkus.datasource.jdbc.additional-jdbc-properties.ApplicationName", step.environment());
    Path own = folder.resolve(step.environment());
    Files.createDirectories(own);
    return new ServiceProcess(own, keys, token, List.of()).begin();
  }

  private boolean isStanding(Step step) {
    return !store.rows(STANDING.formatted(step.environment())).isEmpty();
  }
}
