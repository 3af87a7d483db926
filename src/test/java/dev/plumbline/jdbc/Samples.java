package dev.plumbline.jdbc;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Versions;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.FindingState;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Scope;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.mismatch.rules.metadata.MetadataMismatch;
import dev.plumbline.mismatch.wellknown.WellKnownObject;
import dev.plumbline.reading.Reason;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.store.MonitorStore.BelievedCatalog;
import dev.plumbline.store.MonitorStore.BelievedSnapshot;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.Poll;
import dev.plumbline.store.state.SourceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Values to be stored. */
final class Samples {
  static final EnvironmentId STAGING = new EnvironmentId("staging");
  static final EnvironmentId PRODUCTION = new EnvironmentId("production");
  static final ComparisonName COMPARISON = new ComparisonName("staging-to-production");
  static final Scope SCOPE = new Scope.OfComparison(COMPARISON);
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

  private Samples() {}

  static Instant noonPlus(long seconds) {
    return NOON.plusSeconds(seconds);
  }

  static UUID uuid(long number) {
    return new UUID(0x4000L, number);
  }

  static Poll running(long number, EnvironmentId environment) {
    return new Poll(
        uuid(number),
        environment,
        Poll.Trigger.SCHEDULE,
        noonPlus(number),
        Optional.empty(),
        Poll.Result.RUNNING,
        Optional.empty());
  }

  static Poll done(long number, EnvironmentId environment) {
    return new Poll(
        uuid(number),
        environment,
        Poll.Trigger.SCHEDULE,
        noonPlus(number),
        Optional.of(noonPlus(number + 1)),
        Poll.Result.CHANGED,
        Optional.of("one collection changed"));
  }

  static BelievedSnapshot believed(String collection) {
    return believed(collection, Optional.of("12.4.0"));
  }

  static BelievedSnapshot believed(String collection, Optional<String> directus) {
    Snapshot snapshot =
        new Snapshot(
            List.of(
                new Snapshot.Collection(
                    collection,
                    JsonObject.EMPTY
                        .with("note", JsonValue.of("null \u0000, pair \ud83d\ude00, half \ud83d."))
                        .with("icon", JsonValue.of((String) null))
                        .with("sort", JsonValue.of(1.5)),
                    Optional.of(JsonObject.EMPTY.with("name", JsonValue.of(collection)))),
                new Snapshot.Collection("folder", JsonValue.of((String) null), Optional.empty())),
            List.of(
                new Snapshot.Field(
                    collection, "id", "integer", JsonObject.EMPTY, Optional.empty())),
            List.of(new Snapshot.SystemField("directus_users", "email", JsonObject.EMPTY)),
            List.of(
                new Snapshot.Relation(
                    collection, "author", Optional.empty(), JsonObject.EMPTY, Optional.empty())));
    return new BelievedSnapshot(Fingerprint.of(snapshot), snapshot, directus);
  }

  static CatalogReading catalog(String table) {
    SortedMap<ObjectId, JsonObject> objects = new TreeMap<>();
    objects.put(
        new ObjectId(ObjectKind.INDEX, table, "nul \u0000"),
        JsonObject.EMPTY
            .with("unique", JsonValue.of(true))
            .with("columns", JsonValue.array(JsonValue.of("a"), JsonValue.of((String) null))));
    objects.put(new ObjectId(ObjectKind.ROUTINE, "", "touch(integer, text)"), JsonObject.EMPTY);
    return new CatalogReading(
        new Inventory(objects),
        List.of(
            new Mismatch(MetadataMismatch.GHOST_COLLECTION, table, "", "It has no table."),
            new Mismatch(MetadataMismatch.GHOST_FIELD, table + ".a", "path", "half \ud83d.")),
        List.of(new WellKnownObject("schema", "tiger", "It belongs to PostGIS.")));
  }

  static BelievedSnapshot with(BelievedSnapshot believed, CatalogReading catalog) {
    return new BelievedSnapshot(
        believed.fingerprint(),
        believed.snapshot(),
        believed.directus(),
        Optional.of(BelievedCatalog.of(catalog)));
  }

  static EnvironmentStatus status(
      EnvironmentId environment, Optional<Fingerprint> snapshot, Instant at) {
    return status(environment, snapshot, Optional.empty(), at);
  }

  static EnvironmentStatus status(
      EnvironmentId environment,
      Optional<Fingerprint> snapshot,
      Optional<Fingerprint> catalog,
      Instant at) {
    return new EnvironmentStatus(
        environment,
        new SourceStatus(
            Optional.of(new SourceStatus.Failure(Reason.TIMED_OUT, "no answer within 10 s")),
            Optional.of(at),
            Optional.of(at.minusSeconds(300))),
        new SourceStatus(Optional.empty(), Optional.of(at), Optional.of(at)),
        new Versions(
            Optional.of("12.4.0"), Optional.of("15.18"), List.of("20240101A", "20250101B")),
        snapshot,
        snapshot.map(any -> at),
        catalog,
        Optional.of("1/2/3"),
        Optional.of("form"),
        Optional.of(false),
        Optional.of(new EnvironmentStatus.Asked(at, 2)),
        3,
        Optional.of(at),
        Optional.empty());
  }

  static EnvironmentStatus paused(EnvironmentStatus s, Optional<EnvironmentStatus.Pause> pause) {
    return new EnvironmentStatus(
        s.environment(),
        s.api(),
        s.database(),
        s.versions(),
        s.snapshot(),
        s.snapshotAt(),
        s.catalog(),
        s.changeFingerprint(),
        s.form(),
        s.apiAgrees(),
        s.apiAsked(),
        s.pollFailures(),
        s.lastPollAt(),
        pause);
  }

  static Observation observation(Scope scope, String subject) {
    return new Observation(
        scope,
        PRODUCTION,
        FindingKind.CHANGE,
        "field_removed",
        Severity.HIGH,
        subject,
        "meta.note",
        "The field " + subject + " exists only in production.");
  }

  static Finding finding(Observation observation, Instant openedAt, FindingState state) {
    return new Finding(observation, openedAt, openedAt, 1, state);
  }
}
