package dev.plumbline.replica;

import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Settings;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.replica.ReplicaStore.Agenda;
import dev.plumbline.replica.ReplicaStore.Due;
import dev.plumbline.replica.ReplicaStore.Next;
import dev.plumbline.replica.ReplicaStore.Plan;
import dev.plumbline.store.Part;
import dev.plumbline.store.StoreUnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What one replica does every second: it says that it lives, plans what nobody has planned yet, and
 * takes what is due. Each step is a transaction of its own, and nothing else is remembered in this
 * process: a replica that is killed between two of them leaves nothing that the others do not do.
 */
public final class ReplicaLoop {
  private static final Duration BEAT = Duration.ofSeconds(1);

  /** Of a thousand environments, something is due all the time; each turn asks for all of them. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  /**
   * A poll of an environment without a database reads the whole schema, and few of these are read
   * at a time. So many wait here for that at most, or the last would wait beyond its deadline; the
   * others are left to replicas that wait for less. Other polls are not counted: they begin at
   * once, however many hang.
   */
  static final int MOST_WHOLE_READINGS = 16;

  /** A longer gap between two beats: then the others may have been held up as well. */
  private static final Duration LATE = Duration.ofSeconds(5);

  private static final Duration UPKEEP = Duration.ofSeconds(10);

  private static final System.Logger LOG = System.getLogger(ReplicaLoop.class.getName());

  private final UUID id;
  private final SortedMap<Part, PartDefinition> definitions;
  private final ReplicaStore store;
  private final ReplicaWork work;
  private final Executor executor;
  private final ReplicaStatus status;
  private final Supplier<Optional<String>> unfit;
  private final Recomparison recomparison;

  private final Set<EnvironmentId> withoutDatabase;
  private final AtomicInteger wholeReadings = new AtomicInteger();

  /** Jobs that ended here, until the store knows. */
  private final Map<Part, Optional<Next>> ended = new ConcurrentHashMap<>();

  private Optional<Boolean> announcedFit = Optional.empty();

  /** Since when, by the clock of the store, which forgets a replica that it takes for dead. */
  private Map<Part, Instant> announced = Map.of();

  private Instant beatAt = Instant.EPOCH;
  private Instant steadySince = Instant.EPOCH;
  private Instant upkeepAt = Instant.EPOCH;
  private boolean away;

  /**
   * @param id of this replica, new for each process
   * @param form of the readings of this version of Plumbline
   * @param executor runs polls, a thread each
   */
  public ReplicaLoop(
      UUID id,
      Settings settings,
      String form,
      ReplicaStore store,
      ReplicaWork work,
      Executor executor,
      ReplicaStatus status) {
    this.id = id;
    this.definitions = PartDefinition.all(settings, form);
    this.store = store;
    this.work = work;
    this.executor = executor;
    this.status = status;
    this.withoutDatabase =
        settings.environments().values().stream()
            .filter(watched -> watched.database().isEmpty())
            .map(watched -> watched.environment().id())
            .collect(Collectors.toUnmodifiableSet());
    this.unfit = settings::unreadableSecret;
    this.recomparison = new Recomparison(work, executor, status);
  }

  /**
   * Does what there is to be done now; never throws because of the store.
   *
   * @return how long to wait before the next time
   */
  public Duration tick() {
    try {
      Duration wait = turn();
      away = false;
      return wait;
    } catch (StoreUnavailableException e) {
      if (!away) {
        LOG.log(
            Level.WARNING,
            "no polls and scans until Plumbline's store is available again: {0}",
            e.getMessage());
      }
      away = true;
      return BEAT;
    }
  }

  /** Leaves the others what was to be done here. */
  public void leave() {
    store.leave(id);
  }

  private Duration turn() {
    Optional<String> why = unfit.get();
    if (!announcedFit.equals(Optional.of(why.isEmpty()))) {
      announce(why);
    }
    Optional<Agenda> found = store.beat(id);
    if (found.isEmpty()) {
      announcedFit = Optional.empty();
      // What this replica compared meanwhile was not recorded.
      recomparison.again();
      return Duration.ZERO;
    }
    Agenda agenda = found.get();
    status.is(why, agenda.overruled(), agenda.now());
    ended.forEach(this::done);
    if (why.isEmpty()) {
      // First, because the very first one takes time in which no job here is known to be alive.
      recomparison.ifNecessary(agenda.overruled(), agenda.now());
      agenda
          .unplanned()
          .forEach((part, before) -> attempt(part, () -> plan(part, before, agenda.now())));
      agenda.due().forEach(due -> attempt(due.part(), () -> take(due, agenda.now())));
    }
    upkeep(agenda, why.isEmpty());
    return untilNext(agenda);
  }

  private Duration untilNext(Agenda agenda) {
    if (agenda.due().stream().anyMatch(due -> isPoll(due) && !hasRoom(environment(due)))) {
      return PAUSE;
    }
    return agenda
        .upcoming()
        .map(next -> Duration.between(agenda.now(), next))
        .filter(wait -> wait.compareTo(BEAT) < 0)
        .map(wait -> wait.compareTo(PAUSE) < 0 ? PAUSE : wait)
        .orElse(BEAT);
  }

  private static boolean isPoll(Due due) {
    return due.part().kind() == Part.Kind.POLL;
  }

  private static EnvironmentId environment(Due due) {
    return new EnvironmentId(due.part().name());
  }

  private void announce(Optional<String> why) {
    why.ifPresent(
        text -> LOG.log(Level.ERROR, "this replica runs no polls and no scans: {0}", text));
    Map<Part, String> digests = new TreeMap<>(definitions.comparator());
    definitions.forEach((part, definition) -> digests.put(part, definition.digest()));
    announced = store.announce(id, why.isEmpty(), digests, announced);
    announcedFit = Optional.of(why.isEmpty());
  }

  /** An error of one part must not keep the others from being polled and scanned. */
  private static void attempt(Part part, Runnable step) {
    try {
      step.run();
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, part.key() + " cannot be planned or begun; it is tried again", e);
    }
  }

  private void plan(Part part, Optional<Due> before, Instant now) {
    PartDefinition definition = definition(part);
    Optional<Instant> last = before.isEmpty() ? work.last(part) : before.get().last();
    store.plan(
        new Plan(
            part,
            definition.digest(),
            definition.schedule().orElseThrow().toString(),
            definition.source(),
            last,
            before
                .map(known -> definition.again(known, now))
                .orElseGet(() -> definition.first(part, last, now))),
        before);
  }

  private void take(Due due, Instant now) {
    EnvironmentId environment = environment(due);
    PartDefinition definition = definition(due.part());
    Schedule schedule = definition.schedule().orElseThrow();
    Instant next = definition.after(due, now);
    switch (due.part().kind()) {
      case POLL -> {
        if (hasRoom(environment) && work.mayPoll(environment) && store.take(id, due, next)) {
          count(environment, 1);
          executor.execute(() -> poll(environment, schedule, now));
        }
      }
      case SCAN -> {
        if (store.take(id, due, next)) {
          work.scan(environment, due.takenBy() == null ? Optional.empty() : due.last());
          done(due.part(), Optional.empty());
        }
      }
      case COMPARISON -> throw new IllegalStateException(due.part() + " is never due");
    }
  }

  private boolean hasRoom(EnvironmentId environment) {
    return !withoutDatabase.contains(environment) || wholeReadings.get() < MOST_WHOLE_READINGS;
  }

  private void count(EnvironmentId environment, int change) {
    if (withoutDatabase.contains(environment)) {
      wholeReadings.addAndGet(change);
    }
  }

  private void poll(EnvironmentId environment, Schedule schedule, Instant now) {
    Duration alone = Duration.ZERO;
    try {
      alone = work.poll(environment);
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "a poll of {0} could not be recorded", environment);
    } finally {
      count(environment, -1);
      Next next = alone.isZero() ? next(schedule, now) : new Next(alone, true);
      done(Part.polls(environment), Optional.of(next));
    }
  }

  /** A poll that lasts longer than its interval is made again after a short rest. */
  private static Next next(Schedule schedule, Instant now) {
    Duration after = Duration.between(now, schedule.after(now));
    return switch (schedule) {
      case Schedule.Every(Duration interval) -> new Next(after, interval.dividedBy(4), false);
      case Schedule.Cron ignored -> new Next(after, false);
    };
  }

  private void done(Part part, Optional<Next> next) {
    ended.put(part, next);
    try {
      store.done(id, part, next);
      ended.remove(part);
    } catch (StoreUnavailableException e) {
      LOG.log(Level.DEBUG, "it is recorded with the next heartbeat", e);
    }
  }

  private void upkeep(Agenda agenda, boolean fit) {
    Instant now = agenda.now();
    steadySince = beatAt.plus(LATE).isBefore(now) ? now : steadySince;
    beatAt = now;
    if (!fit) {
      return;
    }
    if (upkeepAt.plus(UPKEEP).isBefore(now)) {
      upkeepAt = now;
      work.takeOver();
      if (steadySince.plus(ReplicaStore.SILENT).isBefore(now)) {
        store.forget(ReplicaStore.SILENT);
      }
    }
  }

  private PartDefinition definition(Part part) {
    return Objects.requireNonNull(definitions.get(part), () -> part + " is not configured");
  }
}
