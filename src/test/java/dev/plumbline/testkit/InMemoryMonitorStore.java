package dev.plumbline.testkit;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.DriftParts;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Versions;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingState.Acknowledged;
import dev.plumbline.finding.FindingState.Resolved;
import dev.plumbline.finding.Scope;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.mismatch.Disagreements;
import dev.plumbline.reading.Reason;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.Page;
import dev.plumbline.store.Part;
import dev.plumbline.store.StoreUnavailableException;
import dev.plumbline.store.state.ComparisonStatus;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.EnvironmentStatus.Pause;
import dev.plumbline.store.state.Identity;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.store.state.Poll;
import dev.plumbline.store.state.SourceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Passes the same contract test as the store in PostgreSQL. */
public final class InMemoryMonitorStore implements MonitorStore {
  private final Set<ComparisonName> damaged = new HashSet<>();
  private final InMemoryFindingStore findings;
  private final Map<EnvironmentId, EnvironmentStatus> statuses = new HashMap<>();
  private final Map<EnvironmentId, Identity> identities = new HashMap<>();
  private final Map<EnvironmentId, Long> lastPolls = new HashMap<>();
  private final Map<EnvironmentId, List<SnapshotPeriod>> periods = new HashMap<>();
  private final Map<UUID, Numbered> polls = new HashMap<>();
  private final Map<Fingerprint, StoredSnapshot> snapshots = new HashMap<>();
  private final Map<Fingerprint, CatalogReading> catalogs = new HashMap<>();
  private final List<ItemCount> itemCounts = new ArrayList<>();
  private final Map<ComparisonName, ComparisonStatus> comparisons = new HashMap<>();
  private final Map<ComparisonName, Drift> drifts = new HashMap<>();
  private final Map<ComparisonName, Integer> found = new HashMap<>();
  private Optional<Announcement> announced = Optional.empty();
  private Set<Part> overruled = Set.of();
  private Optional<String> refusal = Optional.empty();
  private long begun;

  /** A poll and the place in the order in which polls began. */
  private record Numbered(Poll poll, long number) {}

  public InMemoryMonitorStore(InMemoryFindingStore findings) {
    this.findings = findings;
  }

  /** From now on no end of a poll can be recorded, for this reason; empty: all can. */
  public void refuse(Optional<String> why) {
    run(() -> refusal = why);
  }

  /** From now on another replica decides on these. */
  public void overrule(Set<Part> parts) {
    run(() -> overruled = parts);
  }

  @Override
  public Optional<EnvironmentStatus> environment(EnvironmentId environment) {
    return findings.transaction(() -> Optional.ofNullable(statuses.get(environment)));
  }

  @Override
  public Map<EnvironmentId, EnvironmentStatus> environments(Set<EnvironmentId> environments) {
    return findings.transaction(() -> only(statuses, environments));
  }

  @Override
  public Optional<Identity> identity(EnvironmentId environment) {
    return findings.transaction(() -> Optional.ofNullable(identities.get(environment)));
  }

  @Override
  public Map<EnvironmentId, Identity> identities(Set<EnvironmentId> environments) {
    return findings.transaction(() -> only(identities, environments));
  }

  @Override
  public void identify(EnvironmentId environment, Identity identity) {
    run(
        () -> {
          if (!overruled.contains(Part.polls(environment))) {
            identities.put(environment, identity);
          }
        });
  }

  @Override
  public void begin(Poll poll) {
    run(() -> polls.computeIfAbsent(poll.id(), id -> new Numbered(poll, ++begun)));
  }

  @Override
  public boolean finish(
      Poll poll,
      Optional<BelievedSnapshot> believed,
      Function<Optional<EnvironmentStatus>, EnvironmentStatus> update) {
    return findings.transaction(
        () -> {
          refusal.ifPresent(
              why -> {
                throw new StoreUnavailableException(why, null);
              });
          long number =
              polls.computeIfAbsent(poll.id(), id -> new Numbered(poll, ++begun)).number();
          if (overruled.contains(Part.polls(poll.environment()))) {
            Instant at = poll.finishedAt().orElse(poll.startedAt());
            polls.put(poll.id(), new Numbered(poll.failed(at, "another replica"), number));
            return false;
          }
          boolean latest = number >= lastPolls.getOrDefault(poll.environment(), 0L);
          if (latest) {
            replace(poll, believed, update);
            lastPolls.put(poll.environment(), number);
          }
          polls.put(poll.id(), new Numbered(poll, number));
          return latest;
        });
  }

  /** As if a poll had read it some time ago. */
  public synchronized void remember(Snapshot snapshot, CatalogReading catalog, Instant at) {
    Fingerprint fingerprint = Fingerprint.of(snapshot);
    snapshots.put(fingerprint, new StoredSnapshot(fingerprint, snapshot, Optional.empty(), at));
    catalogs.put(catalog.fingerprint(), catalog);
  }

  private void replace(
      Poll poll,
      Optional<BelievedSnapshot> believed,
      Function<Optional<EnvironmentStatus>, EnvironmentStatus> update) {
    EnvironmentStatus next = update.apply(Optional.ofNullable(statuses.get(poll.environment())));
    Instant at = poll.finishedAt().orElse(poll.startedAt());
    believed.ifPresent(
        b ->
            snapshots.merge(
                b.fingerprint(),
                new StoredSnapshot(b.fingerprint(), b.snapshot(), b.directus(), at),
                InMemoryMonitorStore::known));
    believed
        .flatMap(BelievedSnapshot::catalog)
        .ifPresent(catalog -> catalogs.put(catalog.fingerprint(), catalog.reading()));
    next.catalog()
        .filter(fingerprint -> !catalogs.containsKey(fingerprint))
        .ifPresent(
            fingerprint -> {
              throw new IllegalStateException("the catalog " + fingerprint + " is not stored");
            });
    next.snapshot()
        .filter(fingerprint -> !snapshots.containsKey(fingerprint))
        .ifPresent(
            fingerprint -> {
              throw new IllegalStateException("the snapshot " + fingerprint + " is not stored");
            });
    changePeriod(poll.environment(), next.snapshot(), next.snapshotAt().orElse(at));
    statuses.put(poll.environment(), next);
  }

  private static StoredSnapshot known(StoredSnapshot known, StoredSnapshot again) {
    return new StoredSnapshot(
        known.fingerprint(),
        known.snapshot(),
        known.directus().or(again::directus),
        known.firstSeenAt());
  }

  private void changePeriod(EnvironmentId environment, Optional<Fingerprint> snapshot, Instant at) {
    List<SnapshotPeriod> history = periods.computeIfAbsent(environment, e -> new ArrayList<>());
    Optional<SnapshotPeriod> last =
        history.isEmpty() ? Optional.empty() : Optional.of(history.getLast());
    Optional<SnapshotPeriod> open = last.filter(period -> period.until().isEmpty());
    if (open.map(SnapshotPeriod::fingerprint).equals(snapshot)) {
      return;
    }
    Instant from = last.map(SnapshotPeriod::from).filter(at::isBefore).orElse(at);
    open.ifPresent(
        period ->
            history.set(
                history.size() - 1,
                new SnapshotPeriod(period.fingerprint(), period.from(), Optional.of(from))));
    snapshot.ifPresent(
        fingerprint -> history.add(new SnapshotPeriod(fingerprint, from, Optional.empty())));
  }

  @Override
  public void end(Poll poll) {
    run(
        () ->
            polls.compute(
                poll.id(),
                (id, known) -> new Numbered(poll, known == null ? ++begun : known.number())));
  }

  @Override
  public void announce(Announcement announcement) {
    run(() -> announced = Optional.of(announcement));
  }

  @Override
  public Optional<Announcement> announced() {
    return findings.transaction(() -> announced);
  }

  @Override
  public void pause(EnvironmentId environment, Pause pause) {
    pause(environment, Optional.of(pause));
  }

  @Override
  public void resume(EnvironmentId environment, String by, Instant at) {
    pause(environment, Optional.empty());
  }

  private void pause(EnvironmentId environment, Optional<Pause> pause) {
    run(
        () ->
            statuses.compute(
                environment,
                (id, known) -> {
                  boolean polled = lastPolls.containsKey(id);
                  return known == null || !polled
                      ? pause.map(p -> neverPolled(id, p)).orElse(null)
                      : paused(known, pause);
                }));
  }

  private static EnvironmentStatus paused(EnvironmentStatus status, Optional<Pause> pause) {
    return new EnvironmentStatus(
        status.environment(),
        status.api(),
        status.database(),
        status.versions(),
        status.snapshot(),
        status.snapshotAt(),
        status.catalog(),
        status.changeFingerprint(),
        status.form(),
        status.apiAgrees(),
        status.apiAsked(),
        status.pollFailures(),
        status.lastPollAt(),
        pause);
  }

  private static EnvironmentStatus neverPolled(EnvironmentId environment, Pause pause) {
    SourceStatus source =
        new SourceStatus(
            Optional.of(
                new SourceStatus.Failure(Reason.PAUSED, "paused before it was first polled")),
            Optional.empty(),
            Optional.empty());
    return new EnvironmentStatus(
        environment,
        source,
        source,
        Versions.UNKNOWN,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.of(pause));
  }

  @Override
  public Optional<Poll> poll(UUID id, Access visible) {
    return findings.transaction(
        () ->
            Optional.ofNullable(polls.get(id))
                .map(Numbered::poll)
                .filter(poll -> visible.includes(poll.environment())));
  }

  @Override
  public Optional<StoredSnapshot> snapshot(Fingerprint fingerprint) {
    return findings.transaction(() -> Optional.ofNullable(snapshots.get(fingerprint)));
  }

  @Override
  public Optional<CatalogReading> catalog(Fingerprint fingerprint) {
    return findings.transaction(() -> Optional.ofNullable(catalogs.get(fingerprint)));
  }

  @Override
  public Optional<Disagreements> disagreements(Fingerprint catalog) {
    return catalog(catalog).map(CatalogReading::disagreements);
  }

  @Override
  public Page<SnapshotPeriod> snapshots(
      EnvironmentId environment, Optional<String> cursor, int limit) {
    Optional<Cursor> after = cursor.map(Cursor::of);
    return findings.transaction(
        () -> {
          List<SnapshotPeriod> history = periods.getOrDefault(environment, List.of());
          return InMemoryFindingStore.page(
              history.reversed(),
              period -> new Cursor(period.from(), String.format("%016x", history.indexOf(period))),
              after,
              limit);
        });
  }

  @Override
  public List<ItemCount> itemCounts(EnvironmentId environment) {
    return List.copyOf(itemCounts);
  }

  /** As if a scan had counted. */
  public void count(ItemCount count) {
    itemCounts.add(count);
  }

  @Override
  public Optional<ComparisonStatus> comparison(ComparisonName name) {
    return findings.transaction(() -> Optional.ofNullable(comparisons.get(name)));
  }

  @Override
  public Map<ComparisonName, ComparisonStatus> comparisons(Set<ComparisonName> names) {
    return findings.transaction(() -> only(comparisons, names));
  }

  @Override
  public Optional<ComparisonStatus> settledComparison(ComparisonName name) {
    return comparison(name);
  }

  private static <K, V> Map<K, V> only(Map<K, V> all, Set<K> keys) {
    Map<K, V> some = new HashMap<>(all);
    some.keySet().retainAll(keys);
    return some;
  }

  @Override
  public Map<Fingerprint, Map<Severity, Integer>> mismatchCounts() {
    return findings.transaction(
        () ->
            catalogs.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().disagreements().countBySeverity())));
  }

  @Override
  public Optional<DriftParts> drift(ComparisonName name, String basis) {
    return findings.transaction(
        () ->
            Optional.ofNullable(comparisons.get(name))
                .filter(status -> status.basis().equals(basis))
                .map(status -> drifts.get(name)));
  }

  @Override
  public boolean confirm(ComparisonName name, String basis, Instant now) {
    return findings.transaction(
        () -> {
          ComparisonStatus known = comparisons.get(name);
          List<Finding> seen =
              findings.of(new Scope.OfComparison(name)).stream()
                  .filter(finding -> !(finding.state() instanceof Resolved))
                  .toList();
          if (known == null
              || overruled.contains(Part.of(name))
              || !known.basis().equals(basis)
              || seen.size() != found.getOrDefault(name, -1)
              || seen.stream().anyMatch(finding -> hasLapsed(finding, now))) {
            return false;
          }
          comparisons.put(
              name,
              new ComparisonStatus(
                  name, known.drift(), known.source(), known.target(), basis, now));
          findings.put(seen.stream().map(finding -> seen(finding, now)).toList());
          return true;
        });
  }

  private static boolean hasLapsed(Finding finding, Instant now) {
    return finding.state() instanceof Acknowledged known
        && known.until().filter(until -> !until.isAfter(now)).isPresent();
  }

  private static Finding seen(Finding finding, Instant now) {
    return new Finding(
        finding.observation(),
        finding.openedAt(),
        finding.lastSeenAt().isAfter(now) ? finding.lastSeenAt() : now,
        finding.occurrences(),
        finding.state());
  }

  @Override
  public void compare(ComparisonName name, Function<Compared, Optional<Recomputed>> update) {
    if (damaged.contains(name)) {
      throw new IllegalStateException("a snapshot of " + name + " is not in the store");
    }
    Scope scope = new Scope.OfComparison(name);
    run(
        () -> {
          if (!overruled.contains(Part.of(name))) {
            update
                .apply(new Compared(Optional.ofNullable(comparisons.get(name)), findings.of(scope)))
                .ifPresent(made -> record(name, made));
          }
        });
  }

  /** From now on it cannot be computed. */
  public void damage(ComparisonName name) {
    damaged.add(name);
  }

  private void record(ComparisonName name, Recomputed made) {
    comparisons.put(name, made.status());
    drifts.put(name, made.drift());
    findings.put(made.findings());
    found.put(
        name,
        (int)
            made.findings().stream()
                .filter(finding -> !(finding.state() instanceof Resolved))
                .count());
  }

  /** There is no earlier version of this store. */
  @Override
  public void convertComparisons() {}

  @Override
  public Set<Scope.OfPair> unresolvedPairs() {
    return findings.transaction(
        () ->
            findings.all(FindingStore.Filter.EVERYTHING).stream()
                .filter(finding -> !(finding.state() instanceof Resolved))
                .map(finding -> finding.observation().scope())
                .filter(Scope.OfPair.class::isInstance)
                .map(Scope.OfPair.class::cast)
                .collect(Collectors.toSet()));
  }

  @Override
  public Set<Scope> reconcile(Map<Scope, Function<List<Finding>, List<Finding>>> updates) {
    return findings.transaction(
        () -> {
          Map<Scope, Function<List<Finding>, List<Finding>>> ours = new HashMap<>(updates);
          ours.keySet().removeIf(scope -> Part.of(scope).stream().anyMatch(overruled::contains));
          List<Finding> changed = new ArrayList<>();
          ours.forEach((scope, update) -> changed.addAll(update.apply(findings.of(scope))));
          findings.put(changed);
          return ours.keySet();
        });
  }

  @Override
  public long prune(Instant before) {
    return findings.transaction(
        () -> {
          long size = polls.size() + periods() + snapshots.size() + catalogs.size();
          polls.values().removeIf(poll -> poll.poll().startedAt().isBefore(before));
          periods
              .values()
              .forEach(
                  history ->
                      history.removeIf(p -> p.until().filter(u -> u.isBefore(before)).isPresent()));
          snapshots.keySet().retainAll(referred());
          catalogs
              .keySet()
              .retainAll(statuses.values().stream().flatMap(s -> s.catalog().stream()).toList());
          return findings.prune(before)
              + size
              - polls.size()
              - periods()
              - snapshots.size()
              - catalogs.size();
        });
  }

  private long periods() {
    return periods.values().stream().mapToLong(List::size).sum();
  }

  private Set<Fingerprint> referred() {
    Set<Fingerprint> referred = new HashSet<>();
    statuses.values().forEach(status -> status.snapshot().ifPresent(referred::add));
    comparisons
        .values()
        .forEach(
            status ->
                Stream.of(status.source(), status.target())
                    .flatMap(Optional::stream)
                    .forEach(referred::add));
    periods.values().forEach(history -> history.forEach(p -> referred.add(p.fingerprint())));
    return referred;
  }

  private void run(Runnable work) {
    findings.transaction(
        () -> {
          work.run();
          return true;
        });
  }
}
