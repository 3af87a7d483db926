package dev.plumbline.ops.gauge;

import dev.plumbline.environment.Environment;
import dev.plumbline.environment.Source;
import dev.plumbline.environment.Versions;
import dev.plumbline.monitor.overview.EnvironmentOverview;
import dev.plumbline.reading.Reason.State;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.SourceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The gauges of environments. */
public final class EnvironmentGauges {
  private EnvironmentGauges() {}

  private static final String UNKNOWN = "unknown";

  public static List<GaugeFamily> of(List<EnvironmentOverview> environments) {
    GaugeFamily info = new GaugeFamily(Gauge.ENVIRONMENT_INFO);
    GaugeFamily up = new GaugeFamily(Gauge.ENVIRONMENT_UP);
    GaugeFamily state = new GaugeFamily(Gauge.ENVIRONMENT_SOURCE_STATE);
    GaugeFamily stale = new GaugeFamily(Gauge.ENVIRONMENT_STALE);
    GaugeFamily paused = new GaugeFamily(Gauge.ENVIRONMENT_PAUSED);
    GaugeFamily failures = new GaugeFamily(Gauge.ENVIRONMENT_POLL_FAILURES);
    GaugeFamily finished = new GaugeFamily(Gauge.POLL_LAST_FINISHED_TIMESTAMP_SECONDS);
    GaugeFamily success = new GaugeFamily(Gauge.POLL_LAST_SUCCESS_TIMESTAMP_SECONDS);
    for (EnvironmentOverview overview : environments) {
      Optional<EnvironmentStatus> status = overview.status();
      String name = overview.watched().environment().id().name();
      info(overview, info);
      for (Source source : configured(overview)) {
        String now = state(overview, source);
        up.with(now.equals(State.OK.label()), name, source.label());
        states().forEach(any -> state.with(any.equals(now), name, source.label(), any));
      }
      stale.with(overview.stale(), name);
      paused.with(status.flatMap(EnvironmentStatus::pause).isPresent(), name);
      failures.with(status.map(EnvironmentStatus::pollFailures).orElse(0), name);
      finished.with(status.flatMap(EnvironmentStatus::lastPollAt).orElse(Instant.EPOCH), name);
      success.with(lastSuccess(overview), name);
    }
    return List.of(info, up, state, stale, paused, failures, finished, success);
  }

  static List<Source> configured(EnvironmentOverview overview) {
    List<Source> sources = new ArrayList<>();
    overview.watched().directus().ifPresent(ignored -> sources.add(Source.API));
    overview.watched().database().ifPresent(ignored -> sources.add(Source.DATABASE));
    return sources;
  }

  private static void info(EnvironmentOverview overview, GaugeFamily info) {
    Environment environment = overview.watched().environment();
    Versions versions = overview.status().map(EnvironmentStatus::versions).orElse(Versions.UNKNOWN);
    info.with(
        1,
        environment.id().name(),
        environment.tier().label(),
        Boolean.toString(environment.isProtected()),
        versions.directus().orElse(""),
        versions.postgres().orElse(""));
  }

  /** What was seen too long ago is not known. */
  private static String state(EnvironmentOverview overview, Source source) {
    return status(overview, source)
        .filter(seen -> !overview.stale())
        .map(seen -> seen.state().label())
        .orElse(UNKNOWN);
  }

  private static Optional<SourceStatus> status(EnvironmentOverview overview, Source source) {
    return overview
        .status()
        .map(
            status ->
                switch (source) {
                  case API -> status.api();
                  case DATABASE -> status.database();
                });
  }

  private static Stream<String> states() {
    return Stream.concat(Arrays.stream(State.values()).map(State::label), Stream.of(UNKNOWN));
  }

  private static Instant lastSuccess(EnvironmentOverview overview) {
    return configured(overview).stream()
        .map(source -> status(overview, source).flatMap(SourceStatus::okAt).orElse(Instant.EPOCH))
        .min(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }
}
