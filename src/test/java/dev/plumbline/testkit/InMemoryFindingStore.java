package dev.plumbline.testkit;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import dev.plumbline.approval.PlanEvent;
import dev.plumbline.configuration.NotificationChannel.Selection;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingEvent;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingState;
import dev.plumbline.finding.FindingState.Acknowledged;
import dev.plumbline.finding.FindingState.Open;
import dev.plumbline.finding.FindingState.Resolved;
import dev.plumbline.finding.Scope;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.notification.EventOutbox;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.Page;
import dev.plumbline.store.Part;
import dev.plumbline.store.StoreUnavailableException;
import dev.plumbline.store.plan.ListedPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Passes the same contract test as the store in PostgreSQL. One lock is its transaction. */
public final class InMemoryFindingStore implements FindingStore, EventOutbox {
  private final Map<Part, Instant> left = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<FindingId, Finding> findings = new TreeMap<>();
  private final List<FindingEvent.Recorded> events = new ArrayList<>();
  private final Map<String, Channel> channels = new TreeMap<>();
  private final TreeSet<Long> reports = new TreeSet<>();
  private final List<PlanEvent.Recorded> planEvents = new ArrayList<>();
  private final Map<UUID, ListedPlan> plans = new HashMap<>();
  private long lastEvent;
  private boolean away;

  /** How far a channel is, and until when somebody has it. */
  private static final class Channel {
    private final Progress findings = new Progress();
    private final Progress plans = new Progress();

    /** The id of the last report that it was sent. */
    private long report;

    private long term;
    private int failures;
    private Optional<String> error = Optional.empty();
    private Optional<Instant> sentAt = Optional.empty();
    private Instant takenUntil = Instant.MIN;
    private Instant nextAt = Instant.MIN;
    private Instant remindedAt = Instant.MIN;
    private Instant knownAt = Instant.MIN;

    boolean isFree(Instant now) {
      return !takenUntil.isAfter(now) && !nextAt.isAfter(now);
    }

    long take(Instant lease) {
      takenUntil = lease;
      return ++term;
    }

    Progress of(EventBatch batch) {
      return switch (batch) {
        case Batch ignored -> findings;
        case PlanBatch ignored -> plans;
      };
    }
  }

  /** How far a channel is with the events of one kind. */
  private static final class Progress {
    private long delivered;

    /** 0: no batch has been taken. */
    private long until;

    void delivered(long event) {
      delivered = event;
      until = 0;
    }

    /** The next batch, which is the same until it is delivered. */
    <E> List<E> next(List<E> all, ToLongFunction<E> id, int limit) {
      List<E> next =
          all.stream()
              .filter(event -> id.applyAsLong(event) > delivered)
              .filter(event -> until == 0 || id.applyAsLong(event) <= until)
              .limit(until == 0 ? limit : Long.MAX_VALUE)
              .toList();
      if (next.isEmpty() && until != 0) {
        delivered(until);
        return next(all, id, limit);
      }
      if (!next.isEmpty() && until == 0) {
        until = id.applyAsLong(next.getLast());
      }
      return next;
    }
  }

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
    transaction(() -> channels.putIfAbsent(channel, added()) == null);
  }

  private Channel added() {
    Channel channel = new Channel();
    channel.findings.delivered(lastEvent);
    channel.plans.delivered(planEvents.size());
    channel.report = reports.isEmpty() ? 0 : reports.last();
    channel.remindedAt = Instant.now();
    channel.knownAt = Instant.now();
    return channel;
  }

  @Override
  public Optional<Batch> take(String channel, int limit, Duration lease) {
    return transaction(
        () -> {
          Instant now = Instant.now();
          Channel known = channels.get(channel);
          if (known == null || !known.isFree(now)) {
            return Optional.empty();
          }
          List<FindingEvent.Recorded> next =
              known.findings.next(events, FindingEvent.Recorded::id, limit);
          if (next.isEmpty()) {
            return Optional.empty();
          }
          Map<FindingId, About> about = new HashMap<>();
          next.forEach(
              recorded -> {
                Finding finding = Objects.requireNonNull(findings.get(recorded.event().finding()));
                var seen = finding.observation();
                about.put(
                    finding.id(),
                    new About(
                        seen.environment(),
                        comparison(finding),
                        seen.kind(),
                        seen.code(),
                        seen.subject()));
              });
          return Optional.of(
              new Batch(
                  channel,
                  known.take(now.plus(lease)),
                  known.failures,
                  known.findings.delivered,
                  known.findings.until,
                  next,
                  about));
        });
  }

  /** As if this had happened to a plan. */
  public void planHappens(PlanEvent event, ListedPlan plan) {
    transaction(
        () -> {
          plans.put(event.plan(), plan);
          return planEvents.add(new PlanEvent.Recorded(planEvents.size() + 1L, event));
        });
  }

  /** As if plans that have ended had been deleted. */
  public void forgetPlans() {
    transaction(
        () -> {
          plans.clear();
          return true;
        });
  }

  @Override
  public Optional<PlanBatch> takePlans(String channel, int limit, Duration lease) {
    return transaction(
        () -> {
          Instant now = Instant.now();
          Channel known = channels.get(channel);
          if (known == null || !known.isFree(now)) {
            return Optional.empty();
          }
          List<PlanEvent.Recorded> kept =
              planEvents.stream().filter(event -> plans.containsKey(event.event().plan())).toList();
          List<PlanEvent.Recorded> next = known.plans.next(kept, PlanEvent.Recorded::id, limit);
          if (next.isEmpty()) {
            return Optional.empty();
          }
          Map<UUID, ListedPlan> about = new HashMap<>();
          next.forEach(
              event ->
                  about.put(
                      event.event().plan(),
                      Objects.requireNonNull(plans.get(event.event().plan()))));
          return Optional.of(
              new PlanBatch(
                  channel,
                  known.take(now.plus(lease)),
                  known.failures,
                  known.plans.delivered,
                  known.plans.until,
                  next,
                  about));
        });
  }

  @Override
  public Optional<Reminder> takeReminder(
      String channel, Duration every, Selection selection, Duration lease) {
    return transaction(
        () -> {
          Instant now = Instant.now();
          Channel known = channels.get(channel);
          if (known == null || !known.isFree(now) || known.remindedAt.isAfter(now.minus(every))) {
            return Optional.empty();
          }
          Map<Severity, Map<EnvironmentId, List<Finding>>> groups =
              findings.values().stream()
                  .filter(finding -> finding.state() instanceof Open)
                  .filter(
                      finding ->
                          selection.environments().includes(finding.observation().environment())
                              && selection.kinds().contains(finding.observation().kind())
                              && finding.observation().severity().isAtLeast(selection.atLeast()))
                  .collect(
                      Collectors.groupingBy(
                          finding -> finding.observation().severity(),
                          TreeMap::new,
                          Collectors.groupingBy(
                              finding -> finding.observation().environment(),
                              TreeMap::new,
                              Collectors.toList())));
          List<OpenFindings> open = new ArrayList<>();
          groups.forEach(
              (severity, environments) ->
                  environments.forEach(
                      (environment, its) ->
                          open.add(
                              new OpenFindings(
                                  severity,
                                  environment,
                                  its.size(),
                                  its.stream()
                                      .map(Finding::openedAt)
                                      .min(Instant::compareTo)
                                      .orElseThrow()))));
          return open.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Reminder(
                      channel,
                      known.take(now.plus(lease)),
                      known.failures,
                      known.remindedAt,
                      open));
        });
  }

  /** As if a report with this id had been made by schedule. */
  public void reportIsMade(long id) {
    transaction(() -> reports.add(id));
  }

  @Override
  public Optional<NewReport> takeReport(String channel, Duration lease) {
    return transaction(
        () -> {
          Instant now = Instant.now();
          Channel known = channels.get(channel);
          if (known == null || !known.isFree(now)) {
            return Optional.empty();
          }
          return Optional.ofNullable(reports.higher(known.report))
              .map(id -> new NewReport(channel, known.take(now.plus(lease)), known.failures, id));
        });
  }

  @Override
  public boolean confirm(Taken taken) {
    return ours(
        taken,
        channel -> {
          channel.failures = 0;
          channel.error = Optional.empty();
          channel.sentAt = Optional.of(Instant.now());
          switch (taken) {
            case EventBatch batch -> channel.of(batch).delivered(batch.until());
            case Reminder ignored -> channel.remindedAt = Instant.now();
            case NewReport(var name, long term, int failures, long report) ->
                channel.report = report;
          }
        });
  }

  @Override
  public boolean skip(EventBatch batch) {
    return ours(batch, channel -> channel.of(batch).delivered(batch.until()));
  }

  @Override
  public boolean postpone(Taken taken, String error, Duration pause) {
    return ours(
        taken,
        channel -> {
          channel.failures++;
          channel.error = Optional.of(error);
          channel.nextAt = Instant.now().plus(pause);
        });
  }

  private boolean ours(Taken taken, Consumer<Channel> change) {
    return transaction(
        () -> {
          Channel known = channels.get(taken.channel());
          if (known == null || known.term != taken.term()) {
            return false;
          }
          known.takenUntil = Instant.MIN;
          known.nextAt = Instant.MIN;
          change.accept(known);
          return true;
        });
  }

  /** As if the pauses after all failures were over. */
  public void endPauses() {
    transaction(
        () -> {
          channels.values().forEach(channel -> channel.nextAt = Instant.MIN);
          return true;
        });
  }

  @Override
  public List<ChannelStatus> channels() {
    return transaction(
        () ->
            channels.entrySet().stream()
                .map(
                    entry ->
                        new ChannelStatus(
                            entry.getKey(),
                            lastEvent
                                - entry.getValue().findings.delivered
                                + planEvents.size()
                                - entry.getValue().plans.delivered,
                            entry.getValue().failures,
                            entry.getValue().error,
                            entry.getValue().sentAt))
                .toList());
  }

  @Override
  public void forget(Duration unknownFor) {
    transaction(
        () -> channels.values().removeIf(c -> c.knownAt.isBefore(Instant.now().minus(unknownFor))));
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
      case Scope.OfChannel ignored -> Optional.empty();
      case Scope.OfApprovals ignored -> Optional.empty();
      case Scope.OfBackups ignored -> Optional.empty();
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
