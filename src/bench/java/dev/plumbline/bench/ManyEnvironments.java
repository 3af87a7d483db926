package dev.plumbline.bench;

import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.machine.Folders;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.snapshot.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Many environments, over some replicas on one store. Each is a simulated Directus without its
 * database: then a poll reads the whole schema, and a replica reads two at a time. So a Directus
 * that takes its time is what limits a replica, while the processor has nothing to do.
 */
final class ManyEnvironments {
  private static final int ENVIRONMENTS = Integer.getInteger("plumbline.bench.fleet", 1_000);
  private static final List<Integer> REPLICAS =
      Stream.of(System.getProperty("plumbline.bench.replicas", "1,2,4").split(",", -1))
          .map(Integer::valueOf)
          .toList();
  private static final Duration TIME =
      Duration.ofSeconds(Integer.getInteger("plumbline.bench.seconds", 120));

  private static final Duration INTERVAL = Duration.ofSeconds(60);

  /** One replica can hold the interval with the first, and no number of them with the second. */
  private static final Duration QUICK = Duration.ofMillis(20);

  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int COLLECTIONS = 20;
  private static final String TOKEN = "bench";

  private final Laboratory laboratory;
  private final Report report;
  private final List<List<String>> rows = new ArrayList<>();

  /** Polls that ended well in an hour, by how many replicas, when none can hold the interval. */
  private final Map<Integer, Double> capacity = new HashMap<>();

  ManyEnvironments(Laboratory laboratory, Report report) {
    this.laboratory = laboratory;
    this.report = report;
  }

  void run() throws Exception {
    Path folder = Files.createTempDirectory("plumbline-fleet-");
    // A server of its own, so that what the store costs is what this server costs.
    try (LabPostgres server = new LabPostgres(folder.resolve("store"));
        SimulatedDirectus directus = new SimulatedDirectus(schema())) {
      for (int replicas : REPLICAS) {
        run(folder, server, directus, replicas);
      }
    } finally {
      Folders.delete(folder);
    }
    report.table(
        ENVIRONMENTS + " environments every " + INTERVAL.toSeconds() + " s",
        List.of(
            "replicas, time of a schema",
            "polls an hour (failed)",
            "polls of each replica",
            "begun after due: p50, p99, max, ms",
            "ended after due: p50, p99, max, ms",
            "store: transactions a second",
            "store: CPU, of one core",
            "replicas: CPU, of one core"),
        rows);
    if (capacity.containsKey(1) && capacity.containsKey(2)) {
      double gain = capacity.get(2) / capacity.get(1);
      report.require(
          "2 replicas poll at least 1.8 × what 1 does: " + Samples.number(gain), gain >= 1.8);
    }
  }

  /** By SQL, as the service reads it: a Directus need not run for it. */
  private Snapshot schema() {
    try (LabEnvironment environment =
        laboratory.stopped(DirectusVersion.V11, Template.size(COLLECTIONS))) {
      return new Watched(environment).fromDatabase();
    }
  }

  private void run(Path folder, LabPostgres server, SimulatedDirectus directus, int replicas)
      throws Exception {
    String name = "fleet_" + replicas;
    server.createDatabase(name, "template0", "postgres");
    Sql store = server.superuser(name);
    Map<String, String> keys = configuration(directus, store);
    directus.delay(QUICK);
    List<ServiceProcess> services = new ArrayList<>();
    try {
      for (int i = 0; i < replicas; i++) {
        services.add(
            new ServiceProcess(
                Files.createDirectories(folder.resolve(name + "_" + i)),
                keys,
                TOKEN,
                List.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError")));
      }
      report.progress(replicas + " replicas: start and first polls");
      services.forEach(ServiceProcess::start);
      record(store);
      services
          .getFirst()
          .await(
              "done with the first polls",
              PATIENCE,
              () ->
                  store
                      .value("SELECT count(*) FROM environment WHERE snapshot IS NOT NULL")
                      .equals(Integer.toString(ENVIRONMENTS)));
      report.progress("one interval, in which the polls spread");
      TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos());
      report.progress("an interval that one replica can hold");
      measure(server, store, services, QUICK);
      report.progress("an interval that no replica can hold");
      directus.delay(SLOW);
      TimeUnit.NANOSECONDS.sleep(INTERVAL.dividedBy(2).toNanos());
      measure(server, store, services, SLOW);
    } finally {
      services.forEach(ServiceProcess::close);
    }
  }

  /** When each poll was due, taken and ended: the table of the service has the next one only. */
  private static void record(Sql store) {
    store.run(
        """
        CREATE TABLE bench_poll (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, part text COLLATE "C", replica uuid,
          due timestamptz, taken timestamptz, ended timestamptz);
        CREATE INDEX ON bench_poll (part, id);
        CREATE FUNCTION bench_record() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            IF NEW.taken_by IS NOT NULL THEN
              INSERT INTO bench_poll (part, replica, due, taken)
              VALUES (NEW.part, NEW.taken_by, OLD.next_at, clock_timestamp());
            ELSE
              UPDATE bench_poll SET ended = clock_timestamp()
              WHERE id = (SELECT id FROM bench_poll WHERE part = NEW.part ORDER BY id DESC LIMIT 1);
            END IF;
            RETURN NULL;
          END $$;
        CREATE TRIGGER bench_record AFTER UPDATE ON due FOR EACH ROW
          WHEN (OLD.taken_by IS DISTINCT FROM NEW.taken_by) EXECUTE FUNCTION bench_record();
        """);
  }

  /** What was so far, to be subtracted. */
  private record Counters(Duration store, Duration replicas, long transactions) {
    static Counters now(LabPostgres server, Sql store, List<ServiceProcess> services) {
      return new Counters(
          CpuTime.of(server.postmaster().orElseThrow()),
          services.stream()
              .map(service -> CpuTime.of(ProcessHandle.of(service.pid()).orElseThrow()))
              .reduce(Duration.ZERO, Duration::plus),
          Long.parseLong(
              store.value(
                  "SELECT xact_commit + xact_rollback FROM pg_stat_database"
                      + " WHERE datname = current_database()")));
    }
  }

  private void measure(LabPostgres server, Sql store, List<ServiceProcess> services, Duration delay)
      throws Exception {
    String from = store.value("SELECT clock_timestamp()");
    long start = System.nanoTime();
    Counters before = Counters.now(server, store, services);
    TimeUnit.NANOSECONDS.sleep(TIME.toNanos());
    Counters after = Counters.now(server, store, services);
    double seconds = (System.nanoTime() - start) / 1e9;
    String to = store.value("SELECT clock_timestamp()");
    String span = "BETWEEN '" + from + "' AND '" + to + "'";
    double polls =
        3600
            / seconds
            * Long.parseLong(
                store.value(
                    "SELECT count(*) FROM poll WHERE result IN ('unchanged', 'changed')"
                        + " AND finished_at "
                        + span));
    rows.add(
        List.of(
            services.size() + ", " + delay.toMillis() + " ms",
            Math.round(polls)
                + " ("
                + store.value(
                    "SELECT count(*) FROM poll WHERE result = 'failed' AND finished_at " + span)
                + ")",
            store.value(
                "SELECT string_agg(c::text, ', ' ORDER BY c) FROM (SELECT count(*) AS c"
                    + " FROM bench_poll WHERE ended "
                    + span
                    + " GROUP BY replica) replicas"),
            late(store, "taken", span),
            late(store, "ended", span),
            Samples.number((after.transactions - before.transactions) / seconds),
            percent(after.store.minus(before.store), seconds),
            percent(after.replicas.minus(before.replicas), seconds)));
    report.say(String.join(" | ", rows.getLast()));
    if (delay.equals(QUICK)) {
      report.require(
          "every poll by "
              + services.size()
              + " replicas has ended within an interval of when it was due",
          missed(store, from, to) == 0);
    } else {
      capacity.put(services.size(), polls);
    }
  }

  /** How many polls ended late, or should have ended, or should have begun. */
  private static int missed(Sql store, String from, String to) {
    return Integer.parseInt(
        store.value(
            """
            SELECT (SELECT count(*) FROM bench_poll WHERE due < '%2$s'
                AND coalesce(ended, '%2$s') >= '%1$s'
                AND coalesce(ended, '%2$s') - due > interval '%3$d s')
              + (SELECT count(*) FROM due
                WHERE taken_by IS NULL AND '%2$s' - next_at > interval '%3$d s')
            """
                .formatted(from, to, INTERVAL.toSeconds())));
  }

  /** How late the polls of the span were: half of them, all but a hundredth, and the latest. */
  private static String late(Sql store, String column, String span) {
    return store.value(
        """
        SELECT concat_ws(', ', round(percentile_disc(0.5) WITHIN GROUP (ORDER BY late)),
          round(percentile_disc(0.99) WITHIN GROUP (ORDER BY late)), round(max(late)))
        FROM (SELECT 1000 * extract(epoch FROM %1$s - due) AS late
          FROM bench_poll WHERE %1$s %2$s) polls
        """
            .formatted(column, span));
  }

  private static String percent(Duration cpu, double seconds) {
    return Math.round(cpu.toMillis() / seconds / 10) + " %";
  }

  private static ServiceConfiguration added(
      ServiceConfiguration configuration, SimulatedDirectus directus, int environment) {
    String prefix = "plumbline.environments." + name(environment) + ".";
    return configuration
        .with(prefix + "tier", "staging")
        .with(prefix + "directus.url", directus.url(environment))
        .with(prefix + "directus.token", "simulated")
        .polling(name(environment), INTERVAL.toSeconds() + "s", "0s");
  }

  /** Each environment is compared with one other. */
  private static Map<String, String> configuration(SimulatedDirectus directus, Sql store) {
    ServiceConfiguration configuration = new ServiceConfiguration();
    IntStream.range(0, ENVIRONMENTS).forEach(i -> added(configuration, directus, i));
    for (int i = 0; i + 1 < ENVIRONMENTS; i += 2) {
      configuration.comparison(name(i) + "-to-" + name(i + 1), name(i), name(i + 1));
    }
    return configuration.token("bench", "operator", TOKEN).store(store).keys();
  }

  private static String name(int environment) {
    return "environment-%04d".formatted(environment);
  }
}
