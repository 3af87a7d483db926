package dev.plumbline.monitor;

import static java.util.stream.Collectors.toSet;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.DriftParts;
import dev.plumbline.drift.VerdictSummary;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.monitor.overview.ComparisonOverview;
import dev.plumbline.monitor.overview.ComparisonReport;
import dev.plumbline.monitor.overview.EnvironmentOverview;
import dev.plumbline.monitor.overview.Overviews;
import dev.plumbline.monitor.verdict.ComparedEnvironments;
import dev.plumbline.monitor.verdict.UnknownReason;
import dev.plumbline.monitor.verdict.Verdicts;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.Part;
import dev.plumbline.store.state.ComparisonStatus;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.EnvironmentStatus.Pause;
import dev.plumbline.store.state.Identity;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Overviews as the store has them: some statements, however much is configured. */
public final class StoredOverviews implements Overviews {
  /** A comparison that is made anew each time is read is as good as one that cannot be read. */
  private static final int ATTEMPTS = 3;

  private final Settings settings;
  private final MonitorStore store;
  private final Verdicts verdicts;
  private final UnrecordedPolls unrecordedPolls;
  private final Supplier<Map<Part, Instant>> planned;
  private final Clock clock;

  /**
   * @param store which reads on connections of its own
   * @param planned when each part is due
   */
  public StoredOverviews(
      Settings settings,
      MonitorStore store,
      Monitor monitor,
      Supplier<Map<Part, Instant>> planned,
      Clock clock) {
    this.settings = settings;
    this.store = store;
    this.verdicts = monitor.verdicts();
    this.unrecordedPolls = monitor.unrecorded();
    this.planned = planned;
    this.clock = clock;
  }

  @Override
  public List<EnvironmentOverview> environments(Access visible) {
    List<WatchedEnvironment> seen =
        settings.environments().values().stream()
            .filter(watched -> visible.includes(watched.environment().id()))
            .toList();
    Set<EnvironmentId> ids =
        seen.stream().map(watched -> watched.environment().id()).collect(toSet());
    Map<EnvironmentId, EnvironmentStatus> statuses = store.environments(ids);
    Map<EnvironmentId, Identity> identities = store.identities(ids);
    Map<Part, Instant> due = planned.get();
    return seen.stream()
        .map(
            watched ->
                overview(
                    watched,
                    statuses.get(watched.environment().id()),
                    identities.get(watched.environment().id()),
                    due))
        .toList();
  }

  @Override
  public Optional<EnvironmentOverview> environment(EnvironmentId environment) {
    return Optional.ofNullable(settings.environments().get(environment))
        .map(
            watched ->
                overview(
                    watched,
                    store.environment(environment).orElse(null),
                    store.identity(environment).orElse(null),
                    planned.get()));
  }

  @Override
  public List<ComparisonOverview> comparisons(Access visible) {
    List<Comparison> seen =
        settings.comparisons().values().stream()
            .filter(comparison -> comparison.isVisible(visible))
            .toList();
    Set<EnvironmentId> sides =
        seen.stream()
            .flatMap(comparison -> Stream.of(comparison.source(), comparison.target()))
            .collect(toSet());
    // Read before the statuses: the other way round a verdict could be newer than what it is
    // checked against, and seem to be of another state.
    Map<ComparisonName, ComparisonStatus> recorded =
        store.comparisons(seen.stream().map(Comparison::name).collect(toSet()));
    Map<EnvironmentId, EnvironmentStatus> statuses = store.environments(sides);
    Map<EnvironmentId, Identity> identities = store.identities(sides);
    return seen.stream()
        .map(
            comparison ->
                overview(
                    comparison,
                    Optional.ofNullable(recorded.get(comparison.name())),
                    new ComparedEnvironments(
                        id -> Optional.ofNullable(statuses.get(id)),
                        id -> Optional.ofNullable(identities.get(id)))))
        .toList();
  }

  @Override
  public Optional<ComparisonOverview> comparison(ComparisonName name) {
    return Optional.ofNullable(settings.comparisons().get(name)).map(this::overview);
  }

  @Override
  public Optional<ComparisonReport> report(ComparisonName name) {
    return Optional.ofNullable(settings.comparisons().get(name)).map(this::report);
  }

  private ComparisonReport report(Comparison comparison) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      ComparisonOverview overview = overview(comparison);
      if (overview.verdict() instanceof VerdictSummary.Unknown) {
        return new ComparisonReport(overview, Optional.empty());
      }
      Optional<DriftParts> drift =
          overview.last().flatMap(last -> store.drift(comparison.name(), last.basis()));
      if (drift.isPresent()) {
        return new ComparisonReport(overview, drift);
      }
      // Made anew between the two.
    }
    ComparisonOverview overview = overview(comparison);
    return new ComparisonReport(
        new ComparisonOverview(comparison, Verdicts.changed(comparison), overview.last()),
        Optional.empty());
  }

  private EnvironmentOverview overview(
      WatchedEnvironment watched,
      @Nullable EnvironmentStatus known,
      @Nullable Identity identity,
      Map<Part, Instant> due) {
    EnvironmentId id = watched.environment().id();
    Optional<EnvironmentStatus> status = Optional.ofNullable(known);
    Optional<Pause> pause = status.flatMap(EnvironmentStatus::pause);
    return new EnvironmentOverview(
        watched,
        status,
        Optional.ofNullable(identity),
        pause.isPresent() ? Optional.empty() : Optional.ofNullable(due.get(Part.polls(id))),
        unrecordedPolls.reason(id).isPresent()
            || UnknownReason.isStale(watched, status, clock.instant()));
  }

  private ComparisonOverview overview(Comparison comparison) {
    Optional<ComparisonStatus> recorded = store.comparison(comparison.name());
    return overview(
        comparison, recorded, new ComparedEnvironments(store::environment, store::identity));
  }

  private ComparisonOverview overview(
      Comparison comparison, Optional<ComparisonStatus> recorded, ComparedEnvironments sides) {
    VerdictSummary verdict =
        unrecordedPolls
            .reason(comparison)
            .<VerdictSummary>map(VerdictSummary.Unknown::new)
            .orElseGet(() -> verdicts.of(comparison, recorded, sides));
    return new ComparisonOverview(comparison, verdict, recorded);
  }
}
