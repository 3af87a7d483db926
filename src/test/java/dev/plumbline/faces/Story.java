package dev.plumbline.faces;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.DriftCounts;
import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Versions;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.FindingState;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Scope;
import dev.plumbline.finding.observation.IntegrityObservations;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.json.JsonValue;
import dev.plumbline.reading.Reason;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.MonitorStore.BelievedSnapshot;
import dev.plumbline.store.MonitorStore.Recomputed;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.store.state.ComparisonStatus;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.Poll;
import dev.plumbline.store.state.SourceStatus;
import dev.plumbline.store.state.SourceStatus.Failure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** What has happened, as the store remembers it. */
@Singleton
public final class Story {
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final MonitorStore store;
  private final SettableClock clock;

  public Story(MonitorStore store, SettableClock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** From now on everything that happened before is too old to be shown as the present. */
  public void begin() {
    clock.advance(Duration.ofHours(1));
  }

  public void pass(Duration time) {
    clock.advance(time);
  }

  public Instant now() {
    return clock.instant();
  }

  /** Something that no other story has. */
  public static String unique(String word) {
    return word + NUMBERS.incrementAndGet();
  }

  /** A schema of one collection. */
  public static Snapshot snapshot(String collection) {
    TreeMap<String, JsonValue> meta = new TreeMap<>();
    meta.put("note", JsonValue.of("1e3"));
    meta.put("icon", JsonValue.of((String) null));
    meta.put("sort", JsonValue.of(2));
    meta.put("hidden", JsonValue.of(true));
    return new Snapshot(
        List.of(
            new Snapshot.Collection(collection, new JsonValue.JsonObject(meta), Optional.empty())),
        List.of(),
        List.of(),
        List.of());
  }

  /** The environment was read and looks like this. */
  public Fingerprint read(EnvironmentId environment, Snapshot snapshot) {
    Fingerprint fingerprint = Fingerprint.of(snapshot);
    SourceStatus api = new SourceStatus(Optional.empty(), Optional.of(now()), Optional.of(now()));
    poll(
        environment,
        api,
        SourceStatus.NOT_CONFIGURED,
        Optional.of(new BelievedSnapshot(fingerprint, snapshot, Optional.of("12.4.0"))));
    return fingerprint;
  }

  /** Likewise, from Directus and PostgreSQL, which agree. */
  public Fingerprint readBoth(EnvironmentId environment, Snapshot snapshot) {
    Fingerprint fingerprint = Fingerprint.of(snapshot);
    SourceStatus well = new SourceStatus(Optional.empty(), Optional.of(now()), Optional.of(now()));
    poll(
        environment,
        well,
        well,
        Optional.of(new BelievedSnapshot(fingerprint, snapshot, Optional.of("12.4.0"))));
    return fingerprint;
  }

  public void unreachable(EnvironmentId environment, String detail) {
    poll(
        environment,
        new SourceStatus(
            Optional.of(new Failure(Reason.TIMED_OUT, detail)),
            Optional.of(now()),
            Optional.empty()),
        SourceStatus.NOT_CONFIGURED,
        Optional.empty());
  }

  private void poll(
      EnvironmentId environment,
      SourceStatus api,
      SourceStatus database,
      Optional<BelievedSnapshot> believed) {
    UUID id = new UUID(1, NUMBERS.incrementAndGet());
    Poll begun =
        new Poll(
            id,
            environment,
            Poll.Trigger.SCHEDULE,
            now(),
            Optional.empty(),
            Poll.Result.RUNNING,
            Optional.empty());
    store.begin(begun);
    Poll ended =
        new Poll(
            id,
            environment,
            Poll.Trigger.SCHEDULE,
            now(),
            Optional.of(now()),
            believed.isPresent() ? Poll.Result.CHANGED : Poll.Result.FAILED,
            Optional.of("reported by a story"));
    store.finish(
        ended,
        believed,
        known ->
            new EnvironmentStatus(
                environment,
                api,
                database,
                new Versions(
                    Optional.of("12.4.0"),
                    database.okAt().map(ignored -> "15.18"),
                    List.of("20201028A", "20260909A")),
                believed
                    .map(BelievedSnapshot::fingerprint)
                    .or(() -> known.flatMap(EnvironmentStatus::snapshot)),
                Optional.of(now()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                database.okAt().map(ignored -> true),
                Optional.empty(),
                api.failure().isPresent() ? 1 : 0,
                Optional.of(now()),
                known.flatMap(EnvironmentStatus::pause)));
  }

  public void compared(ComparisonName name, Change... changes) {
    compared(name, new Drift(List.of(changes), List.of(), List.of(), List.of(), true));
  }

  public void compared(ComparisonName name, Drift drift) {
    store.compare(
        name,
        before ->
            Optional.of(
                new Recomputed(
                    new ComparisonStatus(
                        name,
                        DriftCounts.of(drift),
                        Optional.empty(),
                        Optional.empty(),
                        "basis",
                        now()),
                    drift,
                    List.of())));
  }

  public static Change added(Severity severity, String collection) {
    return new Change.Added(
        ChangeCode.COLLECTION_ADDED,
        new Subject.OfCollection(collection),
        severity,
        JsonValue.object(new TreeMap<>()),
        "collection `" + collection + "` is missing in the target",
        Optional.empty());
  }

  public static Change removed(ObjectId object) {
    return new Change.Removed(
        ChangeCode.of(object.kind(), Change.Kind.REMOVED),
        new Subject.OfObject(object),
        Severity.MEDIUM,
        JsonValue.object(new TreeMap<>()),
        object.name() + " is only in the target.",
        Optional.empty());
  }

  public static Change changed(Severity severity, String collection, String before, String after) {
    return new Change.Changed(
        ChangeCode.FIELD_ADDED,
        new Subject.OfField(collection, "title"),
        severity,
        "meta.note",
        JsonValue.of(before),
        JsonValue.of(after),
        "The note of " + collection + ".title differs.",
        Optional.of("Directus <b>never</b> writes it."));
  }

  /** A finding of a comparison that has just been opened. */
  public Finding found(ComparisonName comparison, EnvironmentId target, Severity severity) {
    return put(
        new Scope.OfComparison(comparison), target, FindingKind.CHANGE, "field_removed", severity);
  }

  /** A finding of an environment that has just been opened. */
  public Finding found(EnvironmentId environment, Severity severity) {
    return put(
        new Scope.OfSources(environment),
        environment,
        FindingKind.UNREADABLE,
        "api_unreachable",
        severity);
  }

  /** A check that is violated, as a finding that has just been opened. */
  public Finding found(EnvironmentId environment, CheckStatus check) {
    if (!(check.outcome() instanceof Outcome.Violated violated)) {
      throw new IllegalArgumentException("nothing breaks " + check.id().text());
    }
    Finding finding =
        new Finding(
            IntegrityObservations.violation(environment, check.id(), violated),
            now(),
            now(),
            1,
            new FindingState.Open());
    put(finding);
    return finding;
  }

  /** A change that a comparison found, as a finding that has just been opened. */
  public Finding found(ComparisonName comparison, EnvironmentId target, Change change) {
    Finding finding =
        new Finding(
            new Observation(
                new Scope.OfComparison(comparison),
                target,
                FindingKind.CHANGE,
                change.code().label(),
                change.severity(),
                change.subject().text(),
                change.path(),
                change.message()),
            now(),
            now(),
            1,
            new FindingState.Open());
    put(finding);
    return finding;
  }

  private Finding put(
      Scope scope, EnvironmentId environment, FindingKind kind, String code, Severity severity) {
    Finding finding =
        new Finding(
            new Observation(
                scope, environment, kind, code, severity, unique("articles"), "", "It differs."),
            now(),
            now(),
            1,
            new FindingState.Open());
    put(finding);
    return finding;
  }

  public void resolved(Finding finding) {
    put(
        new Finding(
            finding.observation(),
            finding.openedAt(),
            finding.lastSeenAt(),
            finding.occurrences(),
            new FindingState.Resolved(now())));
  }

  private void put(Finding finding) {
    store.reconcile(
        finding.observation().scope(),
        known -> {
          List<Finding> next = new ArrayList<>(known);
          next.removeIf(other -> other.id().equals(finding.id()));
          next.add(finding);
          return next;
        });
  }
}
