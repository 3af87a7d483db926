package dev.plumbline.bench;

import dev.plumbline.drift.Drift;
import dev.plumbline.drift.Side;
import dev.plumbline.drift.change.Difference;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.environment.Versions;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.SnapshotJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Our reading and comparing of a schema against Directus's own, side by side. */
final class SnapshotsAndDiffs {
  private static final Map<Integer, Integer> ROUNDS = new LinkedHashMap<>();

  static {
    ROUNDS.put(20, 15);
    ROUNDS.put(200, 9);
    ROUNDS.put(1000, 5);
  }

  /** The same on both sides: anything else Directus refuses to compare. */
  private static final Versions VERSIONS =
      new Versions(Optional.of(DirectusVersion.V11.number()), Optional.empty(), List.of());

  private static final int SMALLEST = 20;
  private static final int LARGEST = 1000;
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  private static final String DATABASE = "ours: snapshot from the database, in a poll";
  private static final String CONNECTING = "ours: snapshot from the database, with connecting";
  private static final String OUR_HTTP = "ours: snapshot by HTTP, parsed";
  private static final String GET = "Directus: GET /schema/snapshot";
  private static final String DIFF_EQUAL = "ours: diff, equal";
  private static final String POST_EQUAL = "Directus: POST /schema/diff, equal";
  private static final String DIFF_CHANGED = "ours: diff, 2 % changed";
  private static final String POST_CHANGED = "Directus: POST /schema/diff, 2 % changed";
  private static final String WHOLE = "ours: both databases read, then diff, 2 % changed";

  private final Laboratory laboratory;
  private final Report report;
  private final List<List<String>> rows = new ArrayList<>();

  SnapshotsAndDiffs(Laboratory laboratory, Report report) {
    this.laboratory = laboratory;
    this.report = report;
  }

  void run() throws Exception {
    Map<Integer, Map<String, Samples>> measured = new LinkedHashMap<>();
    for (Map.Entry<Integer, Integer> size : ROUNDS.entrySet()) {
      measured.put(size.getKey(), run(size.getKey(), size.getValue()));
    }
    report.table(
        "Snapshot and diff, in milliseconds",
        List.of("collections", "what", "median", "min–max", "runs", "Directus takes"),
        rows);
    require(measured, SMALLEST, DATABASE, GET, 1);
    require(measured, LARGEST, DATABASE, GET, 15);
    require(measured, LARGEST, DIFF_EQUAL, POST_EQUAL, 100);
    require(measured, LARGEST, DIFF_CHANGED, POST_CHANGED, 100);
    require(measured, LARGEST, WHOLE, POST_CHANGED, 10);
  }

  private Map<String, Samples> run(int collections, int rounds) throws Exception {
    report.progress(collections + " collections: starting Directus");
    // Sheds load when its event loop stalls, which large snapshots alone make it do.
    Map<String, String> patient = Map.of("PRESSURE_LIMITER_ENABLED", "false");
    try (LabEnvironment environment =
        laboratory.environment(DirectusVersion.V11, Template.size(collections), patient)) {
      Watched watched = new Watched(environment);
      DirectusSchema directus = new DirectusSchema(environment);
      Snapshot target = watched.fromDatabase();
      Snapshot same = watched.fromDatabase();
      Snapshot changed = ChangedFields.of(watched.fromDatabase());
      byte[] equalUpload = upload(same);
      byte[] changedUpload = upload(changed);
      check(watched.fromApi().equals(target), "the API gives another snapshot than the database");
      check(directus.diff(equalUpload).length == 0, "Directus finds changes between equals");
      check(diff(same, target).changes().isEmpty(), "we find changes between equals");
      int expected = ChangedFields.count(target);
      check(fields(directus.diff(changedUpload)) == expected, "Directus misses changes");
      check(diff(changed, target).changes().size() == expected, "we miss changes");

      report.progress(collections + " collections: measuring");
      Map<String, Samples> samples =
          new Race()
              .addTimed(DATABASE, 3, watched::readingInAPoll)
              .add(CONNECTING, 3, watched::fromDatabase)
              .add(GET, 1, directus::snapshot)
              .add(OUR_HTTP, 1, watched::fromApi)
              .add(DIFF_EQUAL, 20, () -> diff(same, target))
              .add(POST_EQUAL, 1, () -> directus.diff(equalUpload))
              .add(DIFF_CHANGED, 20, () -> diff(changed, target))
              .add(POST_CHANGED, 1, () -> directus.diff(changedUpload))
              .add(
                  WHOLE,
                  1,
                  () -> diff(ChangedFields.of(watched.fromDatabase()), watched.fromDatabase()))
              .run(WARM_UP, rounds);
      row(collections, samples, DATABASE, GET);
      row(collections, samples, CONNECTING, GET);
      row(collections, samples, OUR_HTTP, GET);
      row(collections, samples, GET, GET);
      row(collections, samples, DIFF_EQUAL, POST_EQUAL);
      row(collections, samples, POST_EQUAL, POST_EQUAL);
      row(collections, samples, DIFF_CHANGED, POST_CHANGED);
      row(collections, samples, WHOLE, POST_CHANGED);
      row(collections, samples, POST_CHANGED, POST_CHANGED);
      return samples;
    }
  }

  private static Drift diff(Snapshot source, Snapshot target) {
    Difference difference = Differ.diff(new Side(source, VERSIONS), new Side(target, VERSIONS));
    return Drift.of(difference, List.of(), Instant.EPOCH);
  }

  private static byte[] upload(Snapshot snapshot) {
    return DirectusSchema.upload(
        CanonicalJson.write(SnapshotJson.of(snapshot, DirectusVersion.V11.number())));
  }

  /** How many fields a diff of Directus names. */
  private static int fields(byte[] answer) {
    JsonObject root = (JsonObject) JsonText.read(new String(answer, StandardCharsets.UTF_8));
    JsonObject diff = (JsonObject) ((JsonObject) root.get("data")).get("diff");
    return ((JsonArray) diff.get("fields")).items().size();
  }

  private void row(int collections, Map<String, Samples> samples, String name, String rival) {
    List<String> row = new ArrayList<>(List.of(Integer.toString(collections), name));
    row.addAll(Race.of(samples, name).cells());
    row.add(name.equals(rival) ? "" : Samples.number(ratio(samples, name, rival)) + " ×");
    rows.add(row);
  }

  private void require(
      Map<Integer, Map<String, Samples>> measured,
      int collections,
      String ours,
      String theirs,
      int least) {
    double ratio = ratio(Objects.requireNonNull(measured.get(collections)), ours, theirs);
    report.require(
        "%s at %d collections at least %d × faster than %s (%s ×)"
            .formatted(ours, collections, least, theirs, Samples.number(ratio)),
        ratio >= least);
  }

  private static double ratio(Map<String, Samples> samples, String ours, String theirs) {
    return Race.of(samples, theirs).median() / Race.of(samples, ours).median();
  }

  private static void check(boolean so, String otherwise) {
    if (!so) {
      throw new IllegalStateException(otherwise);
    }
  }
}
