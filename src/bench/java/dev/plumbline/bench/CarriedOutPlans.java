package dev.plumbline.bench;

import static dev.plumbline.lab.service.ServiceApi.location;
import static dev.plumbline.lab.service.ServiceApi.text;

import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.machine.Folders;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.lab.service.Watch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans carried out by the packaged service, by the phases of its journal. */
final class CarriedOutPlans {
  private static final String ADA = "bench-ada";
  private static final List<String> APPROVERS = List.of("bench-bob", "bench-eve");
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int COLLECTIONS = 200;
  private static final int ROUNDS = 3;
  private static final int MOST_MILLISECONDS = 3000;

  /** What Directus itself, and the backup, take. */
  private static final List<String> NOT_AROUND = List.of("backup", "proof", "apply");

  private static final String AROUND = "all but backup, proof and apply";

  /** A hundred notes, twenty columns of another length and twenty new ones. */
  private static final String CHANGES =
      """
      UPDATE directus_fields SET note = 'changed %1$d' WHERE field = 'teaser' AND collection <= 'size_0100';
      DO $$
      BEGIN
        FOR i IN 1..20 LOOP
          EXECUTE format('ALTER TABLE size_%%s ALTER title TYPE varchar(%2$d)', lpad(i::text, 4, '0'));
        END LOOP;
        FOR i IN 101..120 LOOP
          EXECUTE format('ALTER TABLE size_%%s ADD subtitle_%1$d varchar(50)', lpad(i::text, 4, '0'));
          INSERT INTO directus_fields (collection, field, interface)
            VALUES ('size_' || lpad(i::text, 4, '0'), 'subtitle_%1$d', 'input');
        END LOOP;
      END
      $$
      """;

  private final Laboratory laboratory;
  private final Report report;

  CarriedOutPlans(Laboratory laboratory, Report report) {
    this.laboratory = laboratory;
    this.report = report;
  }

  void run() throws Exception {
    report.progress(COLLECTIONS + " collections: starting Directus");
    Map<String, String> patient = Map.of("PRESSURE_LIMITER_ENABLED", "false");
    Template template = Template.size(COLLECTIONS);
    Path folder = Files.createTempDirectory("plumbline-bench-");
    try (LabEnvironment source = laboratory.environment(DirectusVersion.V12, template, patient);
        LabEnvironment target = laboratory.environment(DirectusVersion.V12, template, patient)) {
      ServiceConfiguration configuration =
          new ServiceConfiguration()
              .environment("source", "staging", source)
              .environment("target", "staging", target)
              .polling("source", "1h", "PT0.1S")
              .polling("target", "1h", "PT0.1S")
              .comparison("promotion", "source", "target")
              .token("ada", "admin", ADA)
              .token("bob", "approver", APPROVERS.getFirst())
              .token("eve", "approver", APPROVERS.getLast())
              .backups("target", target, folder.resolve("backups"))
              .writer("target", target)
              .store(folder.resolve("data"));
      try (ServiceProcess service =
          new ServiceProcess(folder, configuration.keys(), ADA, List.of())) {
        service.start();
        measure(service, source);
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private void measure(ServiceProcess service, LabEnvironment source) throws Exception {
    Map<String, List<Duration>> times = new LinkedHashMap<>();
    for (int round = 0; round <= ROUNDS; round++) {
      source.sql(CHANGES.formatted(round, 300 + round));
      source.directus().clearCache();
      new Watch(service).poll("source", "target");
      report.progress("run " + round);
      JsonObject run = carriedOut(service);
      // The first one loads what is loaded once.
      if (round > 0) {
        durations(run)
            .forEach(
                (phase, time) -> times.computeIfAbsent(phase, any -> new ArrayList<>()).add(time));
      }
    }
    List<List<String>> rows = new ArrayList<>();
    times.forEach(
        (phase, samples) -> {
          List<String> row = new ArrayList<>(List.of(phase));
          row.addAll(new Samples(samples).cells());
          rows.add(row);
        });
    report.table(
        "A run at %d collections with 140 changes, in milliseconds".formatted(COLLECTIONS),
        List.of("phase", "median", "min–max", "runs"),
        rows);
    double around = new Samples(times.getOrDefault(AROUND, List.of())).median();
    report.require(
        "everything around Directus's apply, without backup and proof, takes at most 3 s (%s ms)"
            .formatted(Samples.number(around)),
        around <= MOST_MILLISECONDS);
  }

  private static JsonObject carriedOut(ServiceProcess service) {
    String plan = MadePlans.made(service, () -> {});
    String decision =
        "{\"decision\": \"approve\", \"hash\": \"%s\", \"targetName\": \"target\", \"consents\": []}"
            .formatted(text(service.api().get(plan), "hash"));
    for (String approver : APPROVERS) {
      if (!text(service.api().get(plan), "state").equals("approved")) {
        service.apiAs(approver).send("POST", plan + "/approvals", decision);
      }
    }
    String run =
        location(service.api().send("POST", plan + "/runs", "", Map.of("Idempotency-Key", plan)));
    service.await(
        "carrying the plan out",
        PATIENCE,
        () -> !service.api().get(run).get("finishedAt").isNull());
    JsonObject ended = service.api().get(run);
    if (!text(ended, "state").equals("verified")) {
      throw new IllegalStateException("the run is " + ended);
    }
    return ended;
  }

  /** By phase; and of the run without those of Directus and of the backup. */
  private static Map<String, Duration> durations(JsonObject run) {
    Map<String, Duration> durations = new LinkedHashMap<>();
    Duration around =
        Duration.between(
            Instant.parse(text(run, "startedAt")), Instant.parse(text(run, "finishedAt")));
    for (JsonObject phase :
        ((JsonArray) run.get("phases")).items().stream().map(JsonObject.class::cast).toList()) {
      Duration took =
          Duration.between(
              Instant.parse(text(phase, "begunAt")), Instant.parse(text(phase, "endedAt")));
      durations.put(text(phase, "phase"), took);
      if (NOT_AROUND.contains(text(phase, "phase"))) {
        around = around.minus(took);
      }
    }
    durations.put(AROUND, around);
    return durations;
  }
}
