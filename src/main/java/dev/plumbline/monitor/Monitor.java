package dev.plumbline.monitor;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.drift.Comparison;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.memory.EnvironmentStatus;
import dev.plumbline.memory.MonitorStore;
import dev.plumbline.memory.Part;
import dev.plumbline.memory.Poll;
import dev.plumbline.memory.Poll.Result;
import dev.plumbline.memory.Poll.Trigger;
import dev.plumbline.memory.StoreUnavailableException;
import dev.plumbline.monitor.identity.Identities;
import dev.plumbline.replica.Standing;
import dev.plumbline.watch.DirectusApi;
import dev.plumbline.watch.EnvironmentReader;
import dev.plumbline.watch.HeavyWork;
import dev.plumbline.watch.Look;
import dev.plumbline.watch.MonitorListener;
import dev.plumbline.watch.Waiting;
import dev.plumbline.watch.WatchedDatabase;
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
 * One poll of one environment: look, record what was seen, tell findings, compare.
 *
 * <p>Each of these is a transaction of its own, and each is derived from what the store says rather
 * than from what this poll did: a process that dies between two of them leaves nothing that the
 * next poll does not put right.
 */
public final class Monitor {
  private final Settings settings;
  private final MonitorStore store;
  private final EnvironmentReader reader;
  private final EnvironmentFindings findings;
  private final Verdicts verdicts;
  private final Comparisons comparisons;
  private final Identities identities;
  private final HeavyWork heavyWork;
  private final MonitorListener listener;
  private final Unrecorded unrecorded;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final Succession succession;
  private final Standing standing;

  /**
   * @param form of the readings and comparisons of this version of Plumbline
   * @param standing what this replica may do
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
      HeavyWork heavyWork,
      String form,
      Standing standing) {
    this.settings = settings;
    this.store = store;
    this.reader = new EnvironmentReader(databases, apis, listener, waiting, clock, form);
    this.findings = new EnvironmentFindings(store, clock);
    this.verdicts = new Verdicts(settings, clock, form, standing);
    this.comparisons = new Comparisons(verdicts, store, clock);
    this.identities =
        new Identities(
            settings, store, databases, apis, clock, ids.get() + "" + ids.get(), standing);
    this.heavyWork = heavyWork;
    this.listener = listener;
    this.clock = clock;
    this.ids = ids;
    this.succession = new Succession(store, clock, form);
    this.unrecorded = new Unrecorded(store, clock);
    this.standing = standing;
  }

  /** To be done when the service starts: replicas of other versions make no polls from then on. */
  public void announce() {
    succession.announce();
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
    unrecorded.guard(poll, () -> store.begin(poll));
    return poll;
  }

  /**
   * Carries out a poll that began.
   *
   * @return the poll as it ended
   */
  public Poll run(Poll begun) throws InterruptedException {
    return unrecorded.guard(begun, () -> carriedOut(begun));
  }

  private Poll carriedOut(Poll begun) throws InterruptedException {
    Optional<String> refusal = refusal(begun.environment());
    if (refusal.isPresent()) {
      return refused(begun, refusal.get());
    }
    WatchedEnvironment watched = watched(begun.environment());
    Optional<EnvironmentStatus> before = store.environment(begun.environment());
    try (HeavyWork.Permit permit = heavyWork.forOnePoll()) {
      Look look = reader.look(watched, before, begun.trigger() == Trigger.REQUEST, permit);
      refusal = refusal(begun.environment());
      if (refusal.isPresent()) {
        return refused(begun, refusal.get());
      }
      Instant now = clock.instant();
      Poll ended = look.end(begun, before, now);
      boolean newest =
          store.finish(ended, look.believed(), known -> look.status(begun, known, now));
      if (newest) {
        SourceLog.log(begun.environment(), before, look, now);
        identities.read(watched, begun.trigger() == Trigger.REQUEST);
        findings.reconcile(watched, look);
        identities.reconcile(begun.environment());
        for (Comparison comparison : settings.comparisonsOf(begun.environment())) {
          if (!standing.isOverruled(Part.of(comparison.name()))) {
            comparisons.recompute(comparison, permit);
          }
        }
      }
      listener.pollFinished(ended, Duration.between(begun.startedAt(), now));
      return ended;
    }
  }

  /** Why this replica does not poll an environment; nothing that it sees may be recorded. */
  private Optional<String> refusal(EnvironmentId environment) {
    return succession.isSuperseded()
        ? Optional.of(
            "another version of Plumbline has started since, so this replica no longer polls")
        : standing.refusal(Part.polls(environment));
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
    if (standing.refusal(Part.of(comparison.name())).isEmpty()
        && !succession.isSuperseded()
        && comparisons.isOutdated(comparison)) {
      try (HeavyWork.Permit permit = heavyWork.forOnePoll()) {
        comparisons.recompute(comparison, permit);
      }
    }
  }

  /** Whether the schedule should poll an environment now, or leave it alone for a while. */
  public boolean isDue(EnvironmentId environment) {
    WatchedEnvironment watched = watched(environment);
    Optional<EnvironmentStatus> known = store.environment(environment);
    if (known.flatMap(EnvironmentStatus::pause).isPresent()
        || !succession.mayPoll(watched, known)) {
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

  Unrecorded unrecorded() {
    return unrecorded;
  }

  private WatchedEnvironment watched(EnvironmentId environment) {
    return Objects.requireNonNull(
        settings.environments().get(environment), () -> environment + " is not configured");
  }
}
