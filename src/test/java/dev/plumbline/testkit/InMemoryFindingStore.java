package dev.plumbline.testkit;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingEvent;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingState;
import dev.plumbline.finding.FindingState.Acknowledged;
import dev.plumbline.finding.FindingState.Resolved;
import dev.plumbline.finding.Scope;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.notification.EventOutbox;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.Page;
import dev.plumbline.store.Part;
import dev.plumbline.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Passes the same contract test as the store in PostgreSQL. One lock is its transaction. */
public final class InMemoryFindingStore implements FindingStore, EventOutbox {
  private final Map<Part, Instant> left = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<FindingId, Finding> findings = new TreeMap<>();
  private final List<FindingEvent.Recorded> events = new ArrayList<>();
  private final Map<String, Channel> channels = new HashMap<>();
  private long lastEvent;
  private boolean away;

  /** How far a channel is, and until when somebody has it. */
  private record Channel(long delivered, long term, Instant takenUntil) {}

  /** From now on every method of this store, and of the monitor's on it, fails; or no longer. */
  public void away(boolean away) {
    lock.lock();
    try {
      this.away = away;
    } finally {
      lock.unlock();
    }
  }

  <T> T transaction(Supplier<T> work) {
    lock.lock();
    try {
      if (away) {
        throw new StoreUnavailableException(
            "Plumbline's store is not available in this test", null);
      }
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  List<Finding> of(Scope scope) {
    return findings.values().stream().filter(f -> f.observation().scope().equals(scope)).toList();
  }

  void put(Collection<Finding> changed) {
    for (Finding finding : changed) {
      record(
          FindingEvent.between(Optional.ofNullable(findings.put(finding.id(), finding)), finding));
    }
  }

  private void record(List<FindingEvent> happened) {
    happened.forEach(event -> events.add(new FindingEvent.Recorded(++lastEvent, event)));
  }

  long prune(Instant before) {
    long size = findings.size();
    findings
        .values()
        .removeIf(f -> f.state() instanceof Resolved(Instant at) && at.isBefore(before));
    events.removeIf(event -> !findings.containsKey(event.event().finding()));
    return size - findings.size();
  }

  @Override
  public Page<Finding> findings(Filter filter, Optional<String> cursor, int limit) {
    Optional<Cursor> after = cursor.map(Cursor::of);
    return transaction(
        () ->
            page(
                findings.values().stream()
                    .filter(finding -> matches(filter, finding))
                    .sorted(
                        comparing(Finding::openedAt, reverseOrder())
                            .thenComparing(Finding::id, reverseOrder()))
                    .toList(),
                finding -> new Cursor(finding.openedAt(), finding.id().hex()),
                after,
                limit));
  }

  @Override
  public Optional<Finding> finding(FindingId id, Filter filter) {
    return transaction(
        () -> Optional.ofNullable(findings.get(id)).filter(finding -> matches(filter, finding)));
  }

  @Override
  public Optional<Finding> update(
      FindingId id, Optional<String> by, Instant now, UnaryOperator<FindingState> update) {
    return transaction(
        () -> {
          Optional<Finding> before = Optional.ofNullable(findings.get(id));
          Optional<Finding> after = before.map(f -> f.in(update.apply(f.state())));
          after.ifPresent(
              finding -> {
                findings.put(id, finding);
                record(FindingEvent.between(before, finding, by, now));
              });
          return after;
        });
  }

  @Override
  public Page<FindingEvent.Recorded> events(FindingId id, Optional<String> cursor, int limit) {
    long after = cursor.map(Cursor::of).map(Cursor::number).orElse(0L);
    return transaction(
        () ->
            firstOf(
                events.stream()
                    .filter(e -> e.event().finding().equals(id) && e.id() > after)
                    .toList(),
                event -> Cursor.of(event.event().at(), event.id()),
                limit));
  }

  @Override
  public void add(String channel) {
    transaction(
        () -> channels.putIfAbsent(channel, new Channel(lastEvent, 0, Instant.MIN)) == null);
  }

  @Override
  public Optional<Batch> take(String channel, int limit, Duration lease) {
    return transaction(
        () -> {
          Channel known = channels.get(channel);
          Instant now = Instant.now();
          List<FindingEvent.Recorded> next =
              known == null || known.takenUntil().isAfter(now)
                  ? List.of()
                  : events.stream()
                      .filter(event -> event.id() > known.delivered())
                      .limit(limit)
                      .toList();
          if (known == null || next.isEmpty()) {
            return Optional.empty();
          }
          channels.put(channel, new Channel(known.delivered(), known.term() + 1, now.plus(lease)));
          return Optional.of(new Batch(channel, known.term() + 1, next));
        });
  }

  @Override
  public boolean confirm(Batch batch) {
    return transaction(
        () -> {
          Channel known = channels.get(batch.channel());
          boolean ours = known != null && known.term() == batch.term();
          if (ours) {
            channels.put(
                batch.channel(),
                new Channel(batch.events().getLast().id(), batch.term(), Instant.MIN));
          }
          return ours;
        });
  }

  @Override
  public List<FindingId> lapsed(Instant now) {
    return transaction(
        () ->
            findings.values().stream()
                .filter(
                    finding ->
                        finding.state() instanceof Acknowledged known
                            && known.until().filter(until -> !until.isAfter(now)).isPresent())
                .map(Finding::id)
                .toList());
  }

  /** As if no replica were configured with a part any more. */
  public void leaves(Part part, Instant at) {
    left.put(part, at);
  }

  public void comesBack(Part part) {
    left.remove(part);
  }

  @Override
  public Map<Part, Instant> left() {
    return Map.copyOf(left);
  }

  @Override
  public Set<Part> parts() {
    return left().keySet();
  }

  @Override
  public List<Count> counts() {
    return transaction(
        () ->
            findings.values().stream()
                .filter(finding -> !(finding.state() instanceof Resolved))
                .collect(Collectors.groupingBy(InMemoryFindingStore::one, Collectors.counting()))
                .entrySet()
                .stream()
                .map(e -> times(e.getKey(), e.getValue()))
                .toList());
  }

  private static Count one(Finding finding) {
    return new Count(
        finding.observation().environment(),
        comparison(finding),
        finding.observation().kind(),
        finding.observation().severity(),
        finding.state().label(),
        1);
  }

  private static Count times(Count one, long count) {
    return new Count(
        one.environment(), one.comparison(), one.kind(), one.severity(), one.state(), count);
  }

  private static boolean matches(Filter filter, Finding finding) {
    var seen = finding.observation();
    return isVisible(filter, finding)
        && filter.environment().filter(e -> !e.equals(seen.environment())).isEmpty()
        && filter.comparison().filter(c -> !comparison(finding).equals(Optional.of(c))).isEmpty()
        && filter.kind().filter(k -> k != seen.kind()).isEmpty()
        && filter.severity().filter(s -> s != seen.severity()).isEmpty()
        && (filter.states().isEmpty() || filter.states().contains(finding.state().label()))
        && filter.since().filter(finding.lastSeenAt()::isBefore).isEmpty();
  }

  private static boolean isVisible(Filter filter, Finding finding) {
    return switch (filter.visible()) {
      case Access.All() -> true;
      case Access.Only(Set<EnvironmentId> environments) ->
          environments.contains(finding.observation().environment())
              && comparison(finding).map(filter.visibleComparisons()::contains).orElse(true)
              && (!(finding.observation().scope() instanceof Scope.OfPair(var one, var other))
                  || (environments.contains(one) && environments.contains(other)));
    };
  }

  private static Optional<ComparisonName> comparison(Finding finding) {
    return switch (finding.observation().scope()) {
      case Scope.OfComparison(ComparisonName name) -> Optional.of(name);
      case Scope.OfSources ignored -> Optional.empty();
      case Scope.OfMismatch ignored -> Optional.empty();
      case Scope.OfCatalog ignored -> Optional.empty();
      case Scope.OfCheck ignored -> Optional.empty();
      case Scope.OfScan ignored -> Optional.empty();
      case Scope.OfLosses ignored -> Optional.empty();
      case Scope.OfIdentity ignored -> Optional.empty();
      case Scope.OfPair ignored -> Optional.empty();
    };
  }

  /** The items behind the cursor, of those sorted by time and id, both descending. */
  static <T> Page<T> page(
      List<T> sorted, Function<T, Cursor> position, Optional<Cursor> after, int limit) {
    return firstOf(
        sorted.stream()
            .filter(item -> after.filter(c -> compare(position.apply(item), c) >= 0).isEmpty())
            .toList(),
        position,
        limit);
  }

  private static <T> Page<T> firstOf(List<T> rest, Function<T, Cursor> position, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("the limit is " + limit + ", but must be at least 1");
    }
    return rest.size() <= limit
        ? new Page<>(rest, Optional.empty())
        : new Page<>(
            rest.subList(0, limit), Optional.of(position.apply(rest.get(limit - 1)).text()));
  }

  private static int compare(Cursor a, Cursor b) {
    int time = a.at().compareTo(b.at());
    return time != 0 ? time : a.id().compareTo(b.id());
  }
}
