package dev.plumbline.planning;

import dev.plumbline.configuration.Settings;
import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.Side;
import dev.plumbline.drift.VerdictSummary;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.monitor.overview.ComparisonOverview;
import dev.plumbline.monitor.overview.Monitoring;
import dev.plumbline.payload.SchemaDiff;
import dev.plumbline.plan.Proposal;
import dev.plumbline.plan.Seal.Basis;
import dev.plumbline.reading.Reading;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.SnapshotJson;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.MonitorStore.StoredSnapshot;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.Poll;
import dev.plumbline.timing.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads both sides of a proposal. Each is polled, so that what a plan is made from is what the
 * comparison says, and what the store knows by its address; then the target's Directus is asked
 * what it would do.
 */
final class PlanReader {
  private static final Duration STEP = Duration.ofMillis(200);

  private final Settings settings;
  private final Monitoring monitoring;
  private final MonitorStore store;
  private final SchemaDiffApi directus;
  private final Waiting waiting;
  private final Clock clock;

  PlanReader(
      Settings settings,
      Monitoring monitoring,
      MonitorStore store,
      SchemaDiffApi directus,
      Waiting waiting,
      Clock clock) {
    this.settings = settings;
    this.monitoring = monitoring;
    this.store = store;
    this.directus = directus;
    this.waiting = waiting;
    this.clock = clock;
  }

  /** Why there can be no plan; the message is one sentence for a person. */
  static final class UnplannableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnplannableException(String message) {
      super(message);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  PlanInputs read(Proposal proposal) throws UnplannableException, InterruptedException {
    Comparison comparison = settings.comparisons().get(proposal.comparison());
    if (comparison == null) {
      throw new UnplannableException(
          "the comparison " + proposal.comparison() + " is not configured any more");
    }
    poll(comparison);
    ComparisonOverview overview =
        monitoring
            .comparison(comparison.name())
            .orElseThrow(
                () -> new UnplannableException(comparison.name() + " is not configured any more"));
    if (overview.verdict() instanceof VerdictSummary.Unknown(String reason)) {
      throw new UnplannableException("the comparison is unknown: " + reason);
    }
    EnvironmentStatus source = status(comparison.source());
    EnvironmentStatus target = status(comparison.target());
    sameVersion(source, target);
    fresh(target);
    Optional<CatalogReading> sourceCatalog = catalog(source);
    Optional<CatalogReading> targetCatalog = catalog(target);
    Side from = side(source, sourceCatalog);
    Side to = side(target, targetCatalog);
    Drift drift = Drift.of(Differ.diff(from, to), comparison.ignore(), clock.instant());
    String version = version(target);
    SchemaDiff diff =
        value(
            directus.diff(comparison.target(), SnapshotJson.of(from.snapshot(), version)),
            comparison.target());
    return new PlanInputs(
        comparison,
        from,
        to,
        basis(source),
        basis(target),
        sourceCatalog,
        targetCatalog,
        drift,
        diff);
  }

  private void poll(Comparison comparison) throws UnplannableException, InterruptedException {
    List<EnvironmentId> sides = List.of(comparison.source(), comparison.target());
    List<UUID> polls =
        sides.stream()
            .flatMap(side -> monitoring.requestPoll(side).stream())
            .map(Poll::id)
            .toList();
    if (polls.size() < sides.size()) {
      throw new UnplannableException("a side of the comparison is not configured any more");
    }
    for (UUID id : polls) {
      Optional<Poll> poll = monitoring.poll(id);
      while (poll.filter(one -> one.result() == Poll.Result.RUNNING).isPresent()) {
        waiting.await(STEP);
        poll = monitoring.poll(id);
      }
      Poll ended =
          poll.orElseThrow(() -> new UnplannableException("the result of a poll was deleted"));
      if (ended.result() == Poll.Result.FAILED) {
        throw new UnplannableException(
            ended.environment() + " could not be read: " + ended.message().orElse("no reason"));
      }
    }
  }

  private EnvironmentStatus status(EnvironmentId environment) throws UnplannableException {
    return store
        .environment(environment)
        .filter(status -> status.snapshot().isPresent())
        .orElseThrow(() -> new UnplannableException(environment + " was not read yet"));
  }

  /** Directus refuses a snapshot of another version, and what it would do by force is not known. */
  private static void sameVersion(EnvironmentStatus source, EnvironmentStatus target)
      throws UnplannableException {
    String from = version(source);
    String to = version(target);
    if (!from.equals(to)) {
      throw new UnplannableException(
          source.environment()
              + " runs Directus "
              + from
              + " and "
              + target.environment()
              + " Directus "
              + to
              + "; update one of them first");
    }
    if (!source.versions().migrations().equals(target.versions().migrations())) {
      throw new UnplannableException(
          "different migrations of Directus have run in "
              + source.environment()
              + " and "
              + target.environment()
              + "; run directus database migrate:latest where some are missing");
    }
  }

  private static String version(EnvironmentStatus status) throws UnplannableException {
    return status
        .versions()
        .directus()
        .orElseThrow(
            () ->
                new UnplannableException(
                    "the version of Directus in "
                        + status.environment()
                        + " is unknown: configure directus.url and a token that may read"
                        + " /server/info"));
  }

  /** What Directus takes for its schema is what it would change. */
  private static void fresh(EnvironmentStatus target) throws UnplannableException {
    if (target.database().okAt().isPresent() && !target.apiAgrees().orElse(false)) {
      throw new UnplannableException(
          "the Directus of "
              + target.environment()
              + " shows another schema than its database: send it POST"
              + " /utils/cache/clear?system, then propose again");
    }
  }

  private Side side(EnvironmentStatus status, Optional<CatalogReading> catalog)
      throws UnplannableException {
    return new Side(snapshot(status), status.versions(), catalog.map(CatalogReading::inventory));
  }

  private Snapshot snapshot(EnvironmentStatus status) throws UnplannableException {
    return status
        .snapshot()
        .flatMap(store::snapshot)
        .map(StoredSnapshot::snapshot)
        .orElseThrow(
            () ->
                new UnplannableException(
                    "the snapshot of " + status.environment() + " is not stored any more"));
  }

  private Optional<CatalogReading> catalog(EnvironmentStatus status) {
    return status.catalog().flatMap(store::catalog);
  }

  private static Basis basis(EnvironmentStatus status) throws UnplannableException {
    return new Basis(
        status.environment(), status.snapshot().orElseThrow(), status.catalog(), version(status));
  }

  private static <T> T value(Reading<T> reading, EnvironmentId environment)
      throws UnplannableException {
    return switch (reading) {
      case Reading.Value<T>(T value, var at) -> value;
      case Reading.Failure<T>(var reason, String detail, var at) ->
          throw new UnplannableException(
              "Directus of "
                  + environment
                  + " did not say what it would do: "
                  + reason.label()
                  + ": "
                  + detail);
    };
  }
}
