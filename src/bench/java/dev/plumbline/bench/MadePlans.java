package dev.plumbline.bench;

import static dev.plumbline.lab.service.ServiceApi.location;
import static dev.plumbline.lab.service.ServiceApi.text;

import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.machine.Folders;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.lab.service.Watch;
import dev.plumbline.snapshot.SnapshotJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plans made by the packaged service, beside what Directus alone takes for its own diff. */
final class MadePlans {
  private static final String TOKEN = "bench";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int ROUNDS = 5;
  private static final int ROWS = 10_000_000;

  /** A hundred notes, a hundred shorter texts, fifty new fields and fifty that are dropped. */
  private static final String CHANGES =
      """
      UPDATE directus_fields SET note = 'changed' WHERE field = 'teaser' AND collection <= 'size_0100';
      DO $$
      BEGIN
        FOR i IN 1..100 LOOP
          EXECUTE format('ALTER TABLE size_%s ALTER title TYPE varchar(150)', lpad(i::text, 4, '0'));
        END LOOP;
        FOR i IN 101..150 LOOP
          EXECUTE format('ALTER TABLE size_%s ADD subtitle varchar(50)', lpad(i::text, 4, '0'));
          INSERT INTO directus_fields (collection, field, interface)
            VALUES ('size_' || lpad(i::text, 4, '0'), 'subtitle', 'input');
        END LOOP;
        FOR i IN 151..200 LOOP
          EXECUTE format('ALTER TABLE size_%s DROP keywords', lpad(i::text, 4, '0'));
          DELETE FROM directus_fields
           WHERE collection = 'size_' || lpad(i::text, 4, '0') AND field = 'keywords';
        END LOOP;
      END
      $$
      """;

  /** Of one table: what is cut, rounded, empty, double or cannot be converted. */
  private static final String CHANGES_OF_ONE =
      """
      ALTER TABLE size_0001 ALTER title TYPE varchar(20);
      ALTER TABLE size_0001 ALTER price TYPE numeric(8, 1);
      ALTER TABLE size_0001 ALTER teaser SET NOT NULL;
      ALTER TABLE size_0001 ALTER body TYPE uuid USING body::uuid;
      ALTER TABLE size_0001 ADD CONSTRAINT size_0001_quantity_unique UNIQUE (quantity);
      ALTER TABLE size_0001 ALTER published_at TYPE date
      """;

  private static final String MANY_ROWS =
      """
      INSERT INTO size_0001 (title, teaser, body, price, quantity, published_at)
      SELECT 'title ' || i, repeat('teaser ', 5), gen_random_uuid(), i / 100.0, i, now()
        FROM generate_series(1, %d) AS i
      """
          .formatted(ROWS);

  private final Laboratory laboratory;
  private final Report report;

  MadePlans(Laboratory laboratory, Report report) {
    this.laboratory = laboratory;
    this.report = report;
  }

  /** What is measured of one pair of environments. */
  private interface Measurement {
    void run(ServiceProcess service, LabEnvironment source, LabEnvironment target, GcLog log)
        throws Exception;
  }

  void run() throws Exception {
    measure(200, CHANGES, "SELECT 1", this::time);
    measure(1000, CHANGES, "SELECT 1", this::heap);
    measure(2, CHANGES_OF_ONE, MANY_ROWS, this::manyRows);
  }

  private void measure(int collections, String drift, String rows, Measurement measurement)
      throws Exception {
    report.progress(collections + " collections: starting Directus");
    Map<String, String> patient = Map.of("PRESSURE_LIMITER_ENABLED", "false");
    Template template = Template.size(collections);
    Path folder = Files.createTempDirectory("plumbline-bench-");
    GcLog log = new GcLog(folder.resolve("gc.log"));
    try (LabEnvironment source = laboratory.stopped(DirectusVersion.V11, template, patient);
        LabEnvironment target = laboratory.stopped(DirectusVersion.V11, template, patient)) {
      source.sql(drift);
      target.sql(rows);
      source.start();
      target.start();
      ServiceConfiguration configuration =
          new ServiceConfiguration()
              .environment("source", "staging", source)
              .environment("target", "staging", target)
              .polling("source", "1h", "PT0.1S")
              .polling("target", "1h", "PT0.1S")
              .comparison("promotion", "source", "target")
              .token("bench", "admin", TOKEN)
              .store(folder.resolve("data"));
      List<String> jvm = List.of("-Xmx512m", GcLog.argument(log.file()));
      try (ServiceProcess service = new ServiceProcess(folder, configuration.keys(), TOKEN, jvm)) {
        service.start();
        new Watch(service).poll("source", "target");
        report.progress(collections + " collections: measuring");
        measurement.run(service, source, target, log);
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private void time(ServiceProcess service, LabEnvironment source, LabEnvironment target, GcLog log)
      throws Exception {
    DirectusSchema directus = new DirectusSchema(target);
    byte[] upload =
        DirectusSchema.upload(
            CanonicalJson.write(
                SnapshotJson.of(new Watched(source).fromDatabase(), DirectusVersion.V11.number())));
    Map<String, Samples> samples =
        new Race()
            .addTimed(
                "a plan, with Directus's diff",
                1,
                () -> {
                  Made made = plan(service, () -> {});
                  check(
                      steps(made.plan()) == 300,
                      "the plan is "
                          + text(made.plan(), "state")
                          + ": "
                          + text(made.plan(), "message"));
                  return made.time();
                })
            .add("Directus: POST /schema/diff", 1, () -> directus.diff(upload))
            .run(1, ROUNDS);
    List<List<String>> rows = new ArrayList<>();
    samples.forEach(
        (name, times) -> {
          List<String> row = new ArrayList<>(List.of(name));
          row.addAll(times.cells());
          rows.add(row);
        });
    report.table(
        "A plan of 200 collections with 300 changes, in milliseconds",
        List.of("what", "median", "min–max", "runs"),
        rows);
    List<Double> medians = samples.values().stream().map(Samples::median).toList();
    double ours = medians.getFirst() - medians.getLast();
    report.require(
        "a plan of 200 collections with 300 changes takes less than 3 s beside Directus's own diff (%s ms, %s times the diff)"
            .formatted(Samples.number(ours), Samples.number(ours / medians.getLast())),
        ours < 3000);
  }

  private void heap(ServiceProcess service, LabEnvironment source, LabEnvironment target, GcLog log)
      throws Exception {
    // Once, so that what is loaded once is loaded.
    plan(service, () -> {});
    ThirtyEnvironments.collectGarbage(service);
    long idle = log.lastAfterFull(0).orElseThrow();
    int line = log.lines();
    Made made = plan(service, () -> ThirtyEnvironments.collectGarbage(service));
    long most = log.mostAfterFull(line).orElseThrow();
    report.say(
        "\nA plan of 1,000 collections with %d steps, in %d ms: at most %d MiB live at %d full collections meanwhile, %d MiB idle before"
            .formatted(steps(made.plan()), made.time().toMillis(), most, log.lines() - line, idle));
    report.require(
        "a plan of 1,000 collections holds at most 128 MiB more than idle (%d MiB)"
            .formatted(most - idle),
        most - idle <= 128);
  }

  private void manyRows(
      ServiceProcess service, LabEnvironment source, LabEnvironment target, GcLog log)
      throws Exception {
    Made made = plan(service, () -> {});
    List<List<String>> rows = new ArrayList<>();
    int unknown = 0;
    if (made.plan().get("hazards") instanceof JsonArray hazards) {
      for (JsonObject hazard : hazards.items().stream().map(JsonObject.class::cast).toList()) {
        boolean isUnknown = !(hazard.get("notCounted") instanceof JsonNull);
        unknown += isUnknown ? 1 : 0;
        rows.add(
            List.of(
                text(hazard, "code"),
                text(hazard, "subject"),
                isUnknown
                    ? "unknown: " + text(hazard, "notCounted")
                    : CanonicalJson.write(hazard.get("counts"))));
      }
    }
    report.table(
        "Hazards of a table of %,d rows, in %d s".formatted(ROWS, made.time().toSeconds()),
        List.of("hazard", "subject", "counted"),
        rows);
    report.require(
        "counts of %,d rows end within 60 s and a poll of both sides (%d s), with %d unknown"
            .formatted(ROWS, made.time().toSeconds(), unknown),
        made.time().toSeconds() <= 75);
  }

  /** Done again and again while a plan is made. */
  interface Meanwhile {
    void run() throws Exception;
  }

  private record Made(JsonObject plan, Duration time) {}

  private static Made plan(ServiceProcess service, Meanwhile meanwhile) throws Exception {
    long start = System.nanoTime();
    String path = made(service, meanwhile);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    JsonObject plan = service.api().get(path);
    service.api().send("POST", path + "/withdrawal", "{}");
    return new Made(plan, time);
  }

  /** The path of a plan that is made. */
  static String made(ServiceProcess service, Meanwhile meanwhile) {
    String path =
        location(service.api().send("POST", "/api/v1/plans", "{\"comparison\": \"promotion\"}"));
    service.await(
        "making the plan",
        PATIENCE,
        () -> {
          try {
            meanwhile.run();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
          return !text(service.api().get(path), "state").equals("planning");
        });
    return path;
  }

  private static int steps(JsonObject plan) {
    return plan.get("steps") instanceof JsonArray steps ? steps.items().size() : 0;
  }

  private static void check(boolean so, String otherwise) {
    if (!so) {
      throw new IllegalStateException(otherwise);
    }
  }
}
