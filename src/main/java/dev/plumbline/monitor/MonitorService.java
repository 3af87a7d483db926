package dev.plumbline.monitor;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.monitor.overview.ComparisonOverview;
import dev.plumbline.monitor.overview.ComparisonReport;
import dev.plumbline.monitor.overview.EnvironmentOverview;
import dev.plumbline.monitor.overview.Monitoring;
import dev.plumbline.monitor.overview.Overviews;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.Part;
import dev.plumbline.store.state.EnvironmentStatus.Pause;
import dev.plumbline.store.state.Poll;
import dev.plumbline.store.state.Poll.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The application as the faces see it. */
public final class MonitorService implements Monitoring {
  /**
   * A poll that was asked for may wait for one that runs. Each of the two has two sources and may
   * wait for its turn.
   */
  private static final int DEADLINES = 6;

  /** What a poll may take beyond its deadlines, for recording and comparing. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private final Settings settings;
  private final MonitorStore store;
  private final Monitor monitor;
  private final PollQueue polls;
  private final Overviews overviews;
  private final Executor executor;
  private final Clock clock;

  /**
   * @param store for requests; the monitor has its own connections
   * @param planned when each part is due
   * @param executor runs the polls that were asked for, a virtual thread each
   */
  public MonitorService(
      Settings settings,
      MonitorStore store,
      Monitor monitor,
      Supplier<Map<Part, Instant>> planned,
      Executor executor,
      Clock clock) {
    this.settings = settings;
    this.store = store;
    this.monitor = monitor;
    this.polls = new PollQueue(monitor);
    this.overviews = new StoredOverviews(settings, store, monitor, planned, clock);
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * Polls an environment now, unless it is paused, backed off, or being polled here already.
   *
   * @return how long it is to be left alone from now on because it cannot be read
   */
  public Duration pollOnSchedule(EnvironmentId environment) {
    if (monitor.isDue(environment)) {
      polls.onSchedule(environment);
    }
    return monitor.delay(environment);
  }

  /** Whether the schedule should poll an environment now. */
  public boolean isDue(EnvironmentId environment) {
    return monitor.isDue(environment);
  }

  /** Compares what was compared by other rules than this replica's. */
  public void compareChanged() {
    try {
      monitor.compareChanged();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Optional<Poll> requestPoll(EnvironmentId environment) {
    return settings.environments().containsKey(environment)
        ? Optional.of(polls.request(environment, executor))
        : Optional.empty();
  }

  @Override
  public Optional<Poll> poll(UUID id, Access visible) {
    return monitor
        .unrecorded()
        .poll(id)
        .filter(poll -> visible.includes(poll.environment()))
        .or(
            () ->
                store
                    .poll(id, visible)
                    .map(poll -> polls.isUnderWay(poll) ? running(poll) : withoutDead(poll)));
  }

  @Override
  public List<EnvironmentOverview> environments(Access visible) {
    return overviews.environments(visible);
  }

  @Override
  public Optional<EnvironmentOverview> environment(EnvironmentId environment) {
    return overviews.environment(environment);
  }

  @Override
  public List<ComparisonOverview> comparisons(Access visible) {
    return overviews.comparisons(visible);
  }

  @Override
  public Optional<ComparisonOverview> comparison(ComparisonName name) {
    return overviews.comparison(name);
  }

  @Override
  public Optional<ComparisonReport> report(ComparisonName name) {
    return overviews.report(name);
  }

  @Override
  public Optional<EnvironmentOverview> pause(EnvironmentId environment, String by, String note) {
    if (settings.environments().containsKey(environment)) {
      store.pause(environment, new Pause(by, note, clock.instant()));
    }
    return environment(environment);
  }

  @Override
  public Optional<EnvironmentOverview> resume(EnvironmentId environment, String by) {
    if (settings.environments().containsKey(environment)) {
      store.resume(environment, by, clock.instant());
    }
    return environment(environment);
  }

  /**
   * Over is a poll when the comparisons know of what it saw, not when it has been recorded: whoever
   * waited for it asks for them next.
   */
  private static Poll running(Poll poll) {
    return new Poll(
        poll.id(),
        poll.environment(),
        poll.trigger(),
        poll.startedAt(),
        Optional.empty(),
        Result.RUNNING,
        Optional.empty());
  }

  /** A poll that should have ended long ago belongs to a process that died. */
  private Poll withoutDead(Poll poll) {
    WatchedEnvironment watched = settings.environments().get(poll.environment());
    boolean dead =
        poll.result() == Result.RUNNING
            && (watched == null
                || poll.startedAt()
                    .plus(watched.polling().deadline().multipliedBy(DEADLINES))
                    .plus(GRACE)
                    .isBefore(clock.instant()));
    return dead
        ? poll.failed(
            clock.instant(),
            "the result was not recorded: the process that ran it ended, or could not"
                + " write to Plumbline's store")
        : poll;
  }
}
