package dev.plumbline.testkit;

import static java.util.Comparator.comparing;

import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.store.Lease;
import dev.plumbline.store.ScanStore;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.store.state.CheckStatus.TableState;
import dev.plumbline.store.state.CheckSummary;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.store.state.Scan;
import dev.plumbline.store.state.Scan.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** Passes the same contract test as the store in PostgreSQL. One lock is its transaction. */
public final class InMemoryScanStore implements ScanStore {
  private final InMemoryFindingStore findings;
  private final Clock clock;
  private final List<Row> scans = new ArrayList<>();
  private final Map<EnvironmentId, Map<String, Stored>> checks = new HashMap<>();
  private final Map<EnvironmentId, List<ItemCount>> counts = new HashMap<>();
  private final Map<EnvironmentId, Map<String, TableState>> countedStates = new HashMap<>();

  /** A scan with what is known besides. */
  private static final class Row {
    private Scan scan;
    private int term = 1;
    private int deaths;
    private boolean released;
    private Instant saidAt;
    private Optional<Place> place;

    Row(Scan scan, Instant saidAt, Optional<Place> place) {
      this.scan = scan;
      this.saidAt = saidAt;
      this.place = place;
    }
  }

  /** A status and the scan that wrote it. */
  private record Stored(CheckStatus status, UUID scan) {}

  /**
   * @param clock says whether a process is alive, as that of the database does
   */
  public InMemoryScanStore(InMemoryFindingStore findings, Clock clock) {
    this.findings = findings;
    this.clock = clock;
  }

  @Override
  public Scan begin(Scan scan) {
    return findings.transaction(
        () -> {
          Optional<Row> last = last(scan.environment());
          if (last.filter(row -> row.scan.state() == State.RUNNING).isPresent()) {
            return last.get().scan;
          }
          scans.add(
              new Row(
                  scan,
                  clock.instant(),
                  last.filter(row -> row.scan.state() == State.OVER_BUDGET)
                      .flatMap(row -> row.place)));
          return scan;
        });
  }

  @Override
  public Optional<Taken> takeOver(Duration silence, Set<EnvironmentId> ours, Duration abandoned) {
    return findings.transaction(
        () -> {
          Optional<Row> silent =
              scans.stream()
                  .filter(row -> row.scan.state() == State.RUNNING)
                  .filter(
                      row ->
                          (ours.contains(row.scan.environment())
                                  && (row.released || isSilent(row, silence)))
                              || isSilent(row, abandoned))
                  .min(comparing(row -> row.saidAt));
          silent.ifPresent(
              row -> {
                row.term++;
                row.deaths += row.released ? 0 : 1;
                row.released = false;
                row.saidAt = clock.instant();
              });
          return silent.map(
              row -> new Taken(row.scan, new Lease(row.scan.id(), row.term), row.deaths));
        });
  }

  @Override
  public void release(Lease lease) {
    write(lease, row -> row.released = true);
  }

  @Override
  public boolean progress(
      Lease lease, Scan.Progress progress, Optional<String> message, Optional<Place> place) {
    return write(
        lease,
        row -> {
          Scan scan = row.scan;
          row.scan =
              new Scan(
                  scan.id(),
                  scan.environment(),
                  scan.trigger(),
                  scan.startedAt(),
                  Optional.empty(),
                  State.RUNNING,
                  progress,
                  message);
          row.place = place;
          row.saidAt = clock.instant();
        });
  }

  @Override
  public Optional<Place> place(UUID scan) {
    return findings.transaction(() -> row(scan).flatMap(row -> row.place));
  }

  @Override
  public boolean record(Lease lease, Collection<CheckStatus> results) {
    return write(
        lease,
        row -> {
          results.forEach(
              status ->
                  stored(row.scan.environment())
                      .put(status.id().text(), new Stored(status, row.scan.id())));
          row.place = Optional.empty();
          row.deaths = 0;
          row.saidAt = clock.instant();
        });
  }

  @Override
  public boolean confirm(Lease lease, Set<CheckId> kept, Instant now) {
    return write(
        lease,
        row -> {
          kept.forEach(
              id ->
                  stored(row.scan.environment())
                      .computeIfPresent(
                          id.text(),
                          (text, known) ->
                              new Stored(confirmed(known.status(), now), row.scan.id())));
          row.saidAt = clock.instant();
        });
  }

  @Override
  public Set<CheckId> dealtWith(UUID scan) {
    return findings.transaction(
        () -> {
          Set<CheckId> ids = new HashSet<>();
          row(scan).stream()
              .flatMap(row -> stored(row.scan.environment()).values().stream())
              .filter(stored -> stored.scan().equals(scan))
              .forEach(stored -> ids.add(stored.status().id()));
          return ids;
        });
  }

  @Override
  public boolean end(Lease lease, Scan ended, Set<CheckId> dropped) {
    return write(
        lease,
        row -> {
          row.scan = ended;
          if (ended.state() != State.OVER_BUDGET) {
            row.place = Optional.empty();
          }
          stored(ended.environment())
              .values()
              .removeIf(stored -> dropped.contains(stored.status().id()));
        });
  }

  @Override
  public Optional<Scan> scan(UUID id, Access visible) {
    return findings.transaction(
        () -> row(id).map(row -> row.scan).filter(scan -> visible.includes(scan.environment())));
  }

  @Override
  public Optional<Scan> lastScan(EnvironmentId environment) {
    return findings.transaction(() -> last(environment).map(row -> row.scan));
  }

  @Override
  public Optional<Scan> lastComplete(EnvironmentId environment) {
    return findings.transaction(
        () ->
            scans.reversed().stream()
                .map(row -> row.scan)
                .filter(scan -> scan.environment().equals(environment))
                .filter(scan -> scan.state() == State.DONE)
                .findFirst());
  }

  @Override
  public List<CheckStatus> checks(EnvironmentId environment) {
    return findings.transaction(
        () ->
            checks.getOrDefault(environment, new TreeMap<>()).values().stream()
                .map(Stored::status)
                .sorted(comparing(CheckStatus::id))
                .toList());
  }

  @Override
  public boolean count(
      Lease lease, Set<String> tables, List<ItemCount> more, Map<String, TableState> states) {
    return write(
        lease,
        row -> {
          EnvironmentId environment = row.scan.environment();
          List<ItemCount> all = counts.computeIfAbsent(environment, id -> new ArrayList<>());
          all.addAll(more);
          all.removeIf(count -> !tables.contains(count.collection()));
          all.sort(comparing(ItemCount::collection).thenComparing(ItemCount::countedAt));
          Map<String, TableState> known =
              countedStates.computeIfAbsent(environment, id -> new HashMap<>());
          more.forEach(count -> known.remove(count.collection()));
          known.putAll(states);
          known.keySet().retainAll(tables);
        });
  }

  @Override
  public Map<String, TableState> countedStates(EnvironmentId environment) {
    return findings.transaction(
        () -> Map.copyOf(countedStates.getOrDefault(environment, Map.of())));
  }

  @Override
  public List<ItemCount> lastCounts(EnvironmentId environment) {
    return findings.transaction(
        () -> {
          List<ItemCount> all = counts.getOrDefault(environment, List.of());
          return all.stream().filter(count -> isLast(all, count)).toList();
        });
  }

  @Override
  public List<ItemCount> dailyCounts(EnvironmentId environment, Instant since) {
    return findings.transaction(
        () -> {
          List<ItemCount> all = counts.getOrDefault(environment, List.of());
          return all.stream()
              .filter(
                  count ->
                      isLast(all, count)
                          || (!count.countedAt().isBefore(since) && isLastOfDay(all, count)))
              .toList();
        });
  }

  private static boolean isLastOfDay(List<ItemCount> all, ItemCount count) {
    return isLast(all.stream().filter(other -> sameDay(other, count)).toList(), count);
  }

  private static boolean sameDay(ItemCount one, ItemCount other) {
    return one.countedAt()
        .truncatedTo(ChronoUnit.DAYS)
        .equals(other.countedAt().truncatedTo(ChronoUnit.DAYS));
  }

  @Override
  public long prune(Instant before) {
    return findings.transaction(
        () -> {
          long size = scans.size() + counts.values().stream().mapToLong(List::size).sum();
          List<Row> all = List.copyOf(scans);
          scans.removeIf(
              row ->
                  row.scan.finishedAt().filter(at -> at.isBefore(before)).isPresent()
                      && !isLast(all, row, other -> true)
                      && !isLast(all, row, other -> other.scan.state() == State.DONE));
          counts
              .values()
              .forEach(
                  some -> {
                    List<ItemCount> known = List.copyOf(some);
                    some.removeIf(
                        count -> count.countedAt().isBefore(before) && !isLast(known, count));
                  });
          return size - scans.size() - counts.values().stream().mapToLong(List::size).sum();
        });
  }

  @Override
  public Map<EnvironmentId, Scan> lastScans(Set<EnvironmentId> environments) {
    return of(environments, this::lastScan);
  }

  @Override
  public Map<EnvironmentId, Scan> lastCompletes(Set<EnvironmentId> environments) {
    return of(environments, this::lastComplete);
  }

  private static Map<EnvironmentId, Scan> of(
      Set<EnvironmentId> environments, Function<EnvironmentId, Optional<Scan>> scan) {
    Map<EnvironmentId, Scan> scans = new TreeMap<>();
    environments.forEach(id -> scan.apply(id).ifPresent(known -> scans.put(id, known)));
    return scans;
  }

  @Override
  public Map<EnvironmentId, CheckSummary> checkSummaries() {
    return findings.transaction(
        () -> {
          Map<EnvironmentId, CheckSummary> summaries = new TreeMap<>();
          Set.copyOf(checks.keySet()).stream()
              .filter(id -> !checks(id).isEmpty())
              .forEach(id -> summaries.put(id, CheckSummary.of(checks(id))));
          return summaries;
        });
  }

  private boolean isSilent(Row row, Duration silence) {
    return !row.saidAt.plus(silence).isAfter(clock.instant());
  }

  /** Whether it is the last of its environment among those that match. */
  private static boolean isLast(List<Row> all, Row row, Predicate<Row> matches) {
    return all.reversed().stream()
        .filter(other -> other.scan.environment().equals(row.scan.environment()))
        .filter(matches)
        .findFirst()
        .filter(row::equals)
        .isPresent();
  }

  private static boolean isLast(List<ItemCount> all, ItemCount count) {
    return all.stream()
        .noneMatch(
            other ->
                other.collection().equals(count.collection())
                    && other.countedAt().isAfter(count.countedAt()));
  }

  private static CheckStatus confirmed(CheckStatus status, Instant at) {
    return new CheckStatus(
        status.id(),
        status.severity(),
        status.definition(),
        status.outcome(),
        status.checkedAt(),
        at,
        status.basis(),
        status.note());
  }

  private interface Write {
    void to(Row row);
  }

  private boolean write(Lease lease, Write write) {
    return findings.transaction(
        () -> {
          Optional<Row> row =
              row(lease.work())
                  .filter(known -> known.term == lease.term())
                  .filter(known -> known.scan.state() == State.RUNNING);
          row.ifPresent(write::to);
          return row.isPresent();
        });
  }

  private Map<String, Stored> stored(EnvironmentId environment) {
    return checks.computeIfAbsent(environment, id -> new TreeMap<>());
  }

  private Optional<Row> row(UUID id) {
    return scans.stream().filter(row -> row.scan.id().equals(id)).findFirst();
  }

  private Optional<Row> last(EnvironmentId environment) {
    return scans.reversed().stream()
        .filter(row -> row.scan.environment().equals(environment))
        .findFirst();
  }
}
