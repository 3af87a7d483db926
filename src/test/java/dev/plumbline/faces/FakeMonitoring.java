package dev.plumbline.faces;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.VerdictSummary;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.monitor.overview.ComparisonOverview;
import dev.plumbline.monitor.overview.ComparisonReport;
import dev.plumbline.monitor.overview.EnvironmentOverview;
import dev.plumbline.monitor.overview.Monitoring;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.state.ComparisonStatus;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.EnvironmentStatus.Pause;
import dev.plumbline.store.state.Poll;
import dev.plumbline.store.state.Poll.Result;
import dev.plumbline.store.state.Poll.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tells what the store holds; what is older than ten minutes is stale. Polls never end. */
public final class FakeMonitoring implements Monitoring {
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final Settings settings;
  private final MonitorStore store;
  private final Clock clock;
  private long polls;

  FakeMonitoring(Settings settings, MonitorStore store, Clock clock) {
    this.settings = settings;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public List<EnvironmentOverview> environments(Access visible) {
    return settings.environments().values().stream()
        .filter(watched -> visible.includes(watched.environment().id()))
        .map(this::overview)
        .toList();
  }

  @Override
  public Optional<EnvironmentOverview> environment(EnvironmentId environment) {
    return Optional.ofNullable(settings.environments().get(environment)).map(this::overview);
  }

  @Override
  public Optional<Poll> requestPoll(EnvironmentId environment) {
    Poll poll =
        new Poll(
            new UUID(0, ++polls),
            environment,
            Trigger.REQUEST,
            clock.instant(),
            Optional.empty(),
            Result.RUNNING,
            Optional.empty());
    store.begin(poll);
    return Optional.of(poll);
  }

  @Override
  public Optional<Poll> poll(UUID id, Access visible) {
    return store.poll(id, visible);
  }

  @Override
  public Optional<EnvironmentOverview> pause(EnvironmentId environment, String by, String note) {
    store.pause(environment, new Pause(by, note, clock.instant()));
    return environment(environment);
  }

  @Override
  public Optional<EnvironmentOverview> resume(EnvironmentId environment, String by) {
    store.resume(environment, by, clock.instant());
    return environment(environment);
  }

  @Override
  public List<ComparisonOverview> comparisons(Access visible) {
    return settings.comparisons().values().stream()
        .filter(comparison -> comparison.isVisible(visible))
        .map(this::overview)
        .toList();
  }

  @Override
  public Optional<ComparisonOverview> comparison(ComparisonName name) {
    return Optional.ofNullable(settings.comparisons().get(name)).map(this::overview);
  }

  private EnvironmentOverview overview(WatchedEnvironment watched) {
    Optional<EnvironmentStatus> status = store.environment(watched.environment().id());
    boolean fresh =
        status
            .flatMap(EnvironmentStatus::lastPollAt)
            .filter(at -> at.plus(FRESH).isAfter(clock.instant()))
            .isPresent();
    return new EnvironmentOverview(
        watched,
        status,
        store.identity(watched.environment().id()),
        Optional.of(clock.instant().plus(FRESH)),
        !fresh);
  }

  @Override
  public Optional<ComparisonReport> report(ComparisonName name) {
    return comparison(name)
        .map(
            overview ->
                new ComparisonReport(
                    overview,
                    overview
                        .verdict()
                        .counts()
                        .flatMap(counts -> overview.last())
                        .flatMap(last -> store.drift(name, last.basis()))));
  }

  private ComparisonOverview overview(Comparison comparison) {
    Optional<ComparisonStatus> last = store.comparison(comparison.name());
    VerdictSummary verdict =
        last.filter(status -> status.comparedAt().plus(FRESH).isAfter(clock.instant()))
            .<VerdictSummary>map(status -> new VerdictSummary.Known(status.drift()))
            .orElse(new VerdictSummary.Unknown(comparison.target() + " was not read lately"));
    return new ComparisonOverview(comparison, verdict, last);
  }
}
