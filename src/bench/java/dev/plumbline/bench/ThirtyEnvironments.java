package dev.plumbline.bench;

import static dev.plumbline.lab.service.ServiceApi.text;

import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.machine.Folders;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The packaged service with a small heap, watching thirty environments of which many change. */
final class ThirtyEnvironments {
  private static final int ENVIRONMENTS = 30;
  private static final int COLLECTIONS = 200;
  private static final int HEAP_MEBIBYTES = Integer.getInteger("plumbline.bench.heap", 256);
  private static final int CHANGED_EACH_ROUND = ENVIRONMENTS * 3 / 10;
  private static final int ROUNDS = 8;
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String TOKEN = "bench";

  private final Laboratory laboratory;
  private final Report report;
  private final Sql store;
  private final List<LabEnvironment> environments = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  ThirtyEnvironments(Laboratory laboratory, Report report) {
    this.laboratory = laboratory;
    this.report = report;
    laboratory.postgres().createDatabase("bench_store", "template0", "postgres");
    this.store = laboratory.postgres().superuser("bench_store");
  }

  /** Something that takes a while. */
  private interface Phase {
    void run() throws Exception;
  }

  void run() throws Exception {
    Path folder = Files.createTempDirectory("plumbline-bench-");
    try {
      report.progress("making " + ENVIRONMENTS + " databases");
      for (int i = 0; i < ENVIRONMENTS; i++) {
        environments.add(laboratory.stopped(DirectusVersion.V11, Template.size(COLLECTIONS)));
      }
      run(folder);
    } finally {
      environments.forEach(LabEnvironment::close);
      Folders.delete(folder);
    }
  }

  private void run(Path folder) throws Exception {
    GcLog log = new GcLog(folder.resolve("gc.log"));
    List<String> jvm =
        List.of(
            "-Xmx" + HEAP_MEBIBYTES + "m",
            "-XX:+ExitOnOutOfMemoryError",
            GcLog.argument(log.file()));
    try (ServiceProcess service = new ServiceProcess(folder, configuration().keys(), TOKEN, jvm)) {
      phase(
          service,
          log,
          "start and first polls",
          () -> {
            service.start();
            awaitKnown(service);
          });
      phase(service, log, "nothing changes", () -> rounds(0, ROUNDS));
      phase(service, log, "30 % change between polls", () -> rounds(CHANGED_EACH_ROUND, ROUNDS));
      phase(
          service,
          log,
          "the last changes",
          () -> {
            // Before everything was polled once more, the old verdicts stand.
            rounds(0, 2);
            awaitKnown(service);
          });
      report.table(
          "The service with -Xmx%dm, watching %d environments of %d collections every %d s"
              .formatted(HEAP_MEBIBYTES, ENVIRONMENTS, COLLECTIONS, INTERVAL.toSeconds()),
          List.of(
              "phase",
              "seconds",
              "polls (changed, failed)",
              "CPU, of one core",
              "most heap after a GC, MiB",
              "heap after a full GC, MiB",
              "resident, MiB"),
          rows);
      boolean complained =
          service.log().lines().anyMatch(l -> l.contains("OutOfMemory") || l.contains("ERROR"));
      if (complained) {
        report.say(service.log());
      }
      report.require(
          "%d environments of %d collections are watched with less than 256 MiB of heap"
              .formatted(ENVIRONMENTS, COLLECTIONS),
          HEAP_MEBIBYTES <= 256 && service.isRunning() && !complained && failedPolls() == 0);
    }
  }

  private ServiceConfiguration configuration() {
    ServiceConfiguration configuration = new ServiceConfiguration();
    for (int i = 0; i < ENVIRONMENTS; i++) {
      configuration
          .database(name(i), "staging", environments.get(i))
          .polling(name(i), INTERVAL.toSeconds() + "s", "1s");
      if (i > 0) {
        configuration.comparison(name(i - 1) + "-to-" + name(i), name(i - 1), name(i));
      }
    }
    return configuration.token("bench", "viewer", TOKEN).store(store);
  }

  private static String name(int environment) {
    return "environment-%02d".formatted(environment + 1);
  }

  private void phase(ServiceProcess service, GcLog log, String name, Phase work) throws Exception {
    report.progress(name);
    int line = log.lines();
    String since = store.value("SELECT now()");
    Duration cpu = cpu(service);
    Duration time = Race.time(work::run);
    Duration used = cpu(service).minus(cpu);
    OptionalLong most = log.mostAfterCollection(line);
    collectGarbage(service);
    rows.add(
        List.of(
            name,
            Long.toString(time.toSeconds()),
            store.value(
                """
                SELECT count(*) || ' (' || count(*) FILTER (WHERE result = 'changed') || ', '
                       || count(*) FILTER (WHERE result = 'failed') || ')'
                FROM poll WHERE started_at > '%s'
                """
                    .formatted(since)),
            "%.0f %%".formatted(100.0 * used.toMillis() / time.toMillis()),
            most.isPresent() ? Long.toString(most.getAsLong()) : "no GC",
            Long.toString(log.lastAfterFull(line).orElseThrow()),
            resident(service)));
  }

  private int failedPolls() {
    return Integer.parseInt(store.value("SELECT count(*) FROM poll WHERE result = 'failed'"));
  }

  /** One interval each; of so many environments a few fields and a column are changed. */
  private void rounds(int changes, int rounds) throws InterruptedException {
    for (int round = 0; round < rounds; round++) {
      long end = System.nanoTime() + INTERVAL.toNanos();
      for (int i = 0; i < changes; i++) {
        environments
            .get((round * changes + i) % ENVIRONMENTS)
            .sql(
                """
                UPDATE directus_fields SET note = 'Round %1$d' WHERE id %% 50 = %1$d;
                ALTER TABLE size_0001 ALTER title TYPE varchar(%2$d)
                """
                    .formatted(round, 201 + round));
      }
      TimeUnit.NANOSECONDS.sleep(Math.max(0, end - System.nanoTime()));
    }
  }

  /** Until every comparison is known and was made from what is there now. */
  private static void awaitKnown(ServiceProcess service) {
    service.await(
        "comparing all environments",
        PATIENCE,
        () ->
            service.api().list("/api/v1/comparisons", "items").stream()
                .noneMatch(comparison -> text(comparison, "state").equals("unknown")));
  }

  private static Duration cpu(ServiceProcess service) {
    if (!service.isRunning()) {
      return Duration.ZERO;
    }
    return ProcessHandle.of(service.pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow();
  }

  static void collectGarbage(ServiceProcess service) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    int exit =
        new ProcessBuilder(jcmd.toString(), Long.toString(service.pid()), "GC.run")
            .inheritIO()
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IllegalStateException("jcmd ended with " + exit);
    }
  }

  /** As Linux reports it; elsewhere unknown. */
  private static String resident(ServiceProcess service) throws IOException {
    Path status = Path.of("/proc/" + service.pid() + "/status");
    if (!Files.exists(status)) {
      return "?";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Long.toString(Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024))
        .findFirst()
        .orElse("?");
  }
}
