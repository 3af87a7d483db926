package dev.plumbline.monitor;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.drift.Comparison;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.monitor.identity.Identities;
import dev.plumbline.monitor.verdict.ComparisonUpdater;
import dev.plumbline.monitor.verdict.PollingVersion;
import dev.plumbline.monitor.verdict.Verdicts;
import dev.plumbline.replica.ReplicaStatus;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.Part;
import dev.plumbline.store.StoreUnavailableException;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.Poll;
import dev.plumbline.store.state.Poll.Result;
import dev.plumbline.store.state.Poll.Trigger;
import dev.plumbline.timing.Waiting;
import dev.plumbline.watch.EnvironmentReader;
import dev.plumbline.watch.EnvironmentReading;
import dev.plumbline.watch.MonitorListener;
import dev.plumbline.watch.ReadingPermits;
import dev.plumbline.watch.source.DirectusApi;
import dev.plumbline.watch.source.WatchedDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One poll of one environment: read, record, derive findings, compare.
 *
 * <p>Each of these is a transaction of its own, and each is derived from what the store says rather
 * than from what this poll did: a process that dies between two of them leaves nothing that the
 * next poll does not put right.
 */
public final class Monitor {
  private final Settings settings;
  private final MonitorStore store;
  private final WatchedDatabase databases;
  private final EnvironmentReader reader;
  private final EnvironmentFindings findings;
  private final Verdicts verdicts;
  private final ComparisonUpdater comparisons;
  private final Identities identities;
  private final ReadingPermits heavyWork;
  private final MonitorListener listener;
  private final UnrecordedPolls unrecordedPolls;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final PollingVersion pollingVersion;
  private final ReplicaStatus status;

  /**
   * @param form of the readings and comparisons of this version of Plumbline
   * @param status what this replica may do
   */
  public Monitor(
      Settings settings,
      MonitorStore store,
      WatchedDatabase databases,
      DirectusApi apis,
      MonitorListener listener,
      Waiting waiting,
      Clock clock,
      Supplier<UUID> ids,
      ReadingPermits heavyWork,
      String form,
      ReplicaStatus status) {
    this.settings = settings;
    this.store = store;
    this.databases = databases;
    this.reader = new EnvironmentReader(databases, apis, listener, waiting, clock, form);
    this.findings = new EnvironmentFindings(store, clock);
    this.verdicts = new Verdicts(settings, clock, form, status);
    this.comparisons = new ComparisonUpdater(verdicts, store, clock);
    this.identities =
        new Identities(settings, store, databases, apis, clock, ids.get() + "" + ids.get(), status);
    this.heavyWork = heavyWork;
    this.listener = listener;
    this.clock = clock;
    this.ids = ids;
    this.pollingVersion = new PollingVersion(store, clock, form);
    this.unrecordedPolls = new UnrecordedPolls(store, clock);
    this.status = status;
  }

  /** To be done when the service starts: replicas of other versions make no polls from then on. */
  public void announce() {
    pollingVersion.announce();
  }

  /** Records that a poll begins now. */
  public Poll begin(EnvironmentId environment, Trigger trigger) {
    Poll poll =
        new Poll(
            ids.get(),
            watched(environment).environment().id(),
            trigger,
            clock.instant(),
            Optional.empty(),
            Result.RUNNING,
            Optional.empty());
    unrecordedPolls.guard(poll, () -> store.begin(poll));
    return poll;
  }

  /**
   * Carries out a poll that began.
   *
   * @return the poll as it ended
   */
  public Poll run(Poll begun) throws InterruptedException {
    return unrecordedPolls.guard(begun, () -> carriedOut(begun));
  }

  private Poll carriedOut(Poll begun) throws InterruptedException {
    Optional<String> refusal = refusal(begun.environment());
    if (refusal.isPresent()) {
      return refused(begun, refusal.get());
    }
    WatchedEnvironment watched = watched(begun.environment());
    Optional<EnvironmentStatus> before = store.environment(begun.environment());
    try (ReadingPermits.Permit permit = heavyWork.forOnePoll();
        WatchedDatabase.OnePoll questions = databases.forOnePoll(begun.environment())) {
      EnvironmentReading reading =
          reader.look(watched, before, begun.trigger() == Trigger.REQUEST, permit);
      refusal = refusal(begun.environment());
      if (refusal.isPresent()) {
        return refused(begun, refusal.get());
      }
      Instant now = clock.instant();
      Poll ended = reading.end(begun, before, now);
      boolean newest =
          store.finish(ended, reading.believed(), known -> reading.status(begun, known, now));
      if (newest) {
        SourceLog.log(begun.environment(), before, reading, now);
        identities.read(watched, begun.trigger() == Trigger.REQUEST);
        questions.end();
        findings.reconcile(watched, reading);
        identities.reconcile(begun.environment());
        for (Comparison comparison : settings.comparisonsOf(begun.environment())) {
          if (!status.isOverruled(Part.of(comparison.name()))) {
            comparisons.recompute(comparison, permit);
          }
        }
      }
      // The store fails a poll of a replica that another one has overruled meanwhile.
      Poll recorded = newest ? ended : store.poll(ended.id()).orElse(ended);
      listener.pollFinished(recorded, Duration.between(begun.startedAt(), now));
      return recorded;
    }
  }

  /** Why this replica does not poll an environment; nothing that it sees may be recorded. */
  private Optional<String> refusal(EnvironmentId environment) {
    return pollingVersion.isSuperseded()
        ? Optional.of(
            "another version of Plumbline has started since, so this replica no longer polls")
        : status.refusal(Part.polls(environment));
  }

  private Poll refused(Poll begun, String why) {
    Poll ended = begun.failed(clock.instant(), why);
    store.end(ended);
    return ended;
  }

  /**
   * Compares what was compared by other rules: when a replica starts, or has the newest
   * configuration again. Nothing is read of any environment. One that fails does not keep the
   * others from being compared.
   *
   * @throws IllegalStateException at the end, if any failed
   */
  void compareChanged() throws InterruptedException {
    List<RuntimeException> failures = new ArrayList<>();
    for (Comparison comparison : settings.comparisons().values()) {
      try {
        compareChanged(comparison);
      } catch (StoreUnavailableException e) {
        throw e;
      } catch (RuntimeException e) {
        failures.add(new IllegalStateException("comparison '" + comparison.name() + "' failed", e));
      }
    }
    if (!failures.isEmpty()) {
      failures.stream().skip(1).forEach(failures.getFirst()::addSuppressed);
      throw failures.getFirst();
    }
  }

  private void compareChanged(Comparison comparison) throws InterruptedException {
    if (status.refusal(Part.of(comparison.name())).isEmpty()
        && !pollingVersion.isSuperseded()
        && comparisons.isOutdated(comparison)) {
      try (ReadingPermits.Permit permit = heavyWork.forOnePoll()) {
        comparisons.recompute(comparison, permit);
      }
    }
  }

  /** Whether the schedule should poll an environment now, or leave it alone for a while. */
  public boolean isDue(EnvironmentId environment) {
    WatchedEnvironment watched = watched(environment);
    Optional<EnvironmentStatus> known = store.environment(environment);
    if (known.flatMap(EnvironmentStatus::pause).isPresent()
        || !pollingVersion.mayPoll(watched, known)) {
      return false;
    }
    Duration delay = delay(environment);
    Instant now = clock.instant();
    return known
        .flatMap(EnvironmentStatus::lastPollAt)
        // A poll in the future was made while a clock was wrong; nobody waits for that.
        .map(last -> !last.plus(delay).isAfter(now) || last.isAfter(now))
        .orElse(true);
  }

  Verdicts verdicts() {
    return verdicts;
  }

  /** How long an environment is left alone after its last poll, because it cannot be read. */
  Duration delay(EnvironmentId environment) {
    return BackOff.delay(
        watched(environment).polling().schedule(),
        store.environment(environment).map(EnvironmentStatus::pollFailures).orElse(0));
  }

  UnrecordedPolls unrecorded() {
    return unrecordedPolls;
  }

  private WatchedEnvironment watched(EnvironmentId environment) {
    return Objects.requireNonNull(
        settings.environments().get(environment), () -> environment + " is not configured");
  }
}
