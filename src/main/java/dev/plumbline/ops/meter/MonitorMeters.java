package dev.plumbline.ops.meter;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Source;
import dev.plumbline.reading.Reason;
import dev.plumbline.store.state.Poll;
import dev.plumbline.watch.MonitorListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Counts what the monitor does in this process; to be summed over replicas. */
@Singleton
final class MonitorMeters implements MonitorListener {
  private static final List<String> RESULTS = List.of("success", "failure", "timeout", "skipped");
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(60),
    Duration.ofSeconds(120)
  };

  private final MeterRegistry registry;
  private final Settings settings;

  MonitorMeters(MeterRegistry registry, Settings settings) {
    this.registry = registry;
    this.settings = settings;
  }

  /** A counter that appears with its first event is one that no alert sees rise from 0. */
  void atZero(@Observes StartupEvent event) {
    for (WatchedEnvironment watched : settings.environments().values()) {
      EnvironmentId environment = watched.environment().id();
      watched.directus().ifPresent(ignored -> atZero(environment, Source.API));
      watched.database().ifPresent(ignored -> atZero(environment, Source.DATABASE));
      polls(environment);
    }
  }

  private void atZero(EnvironmentId environment, Source source) {
    RESULTS.forEach(result -> reads(environment, source, result));
    readTime(environment, source);
  }

  @Override
  public void sourceRead(
      EnvironmentId environment, Source source, Optional<Reason> failure, Duration took) {
    reads(environment, source, failure.map(MonitorMeters::result).orElse("success")).increment();
    readTime(environment, source).record(took);
  }

  @Override
  public void pollFinished(Poll poll, Duration took) {
    polls(poll.environment()).record(took);
  }

  private Counter reads(EnvironmentId environment, Source source, String result) {
    return Meter.POLL.counter(
        registry, "environment", environment.name(), "source", source.label(), "result", result);
  }

  private Timer readTime(EnvironmentId environment, Source source) {
    return Meter.SOURCE_READ_DURATION.timer(
        registry, BUCKETS, "environment", environment.name(), "source", source.label());
  }

  private Timer polls(EnvironmentId environment) {
    return Meter.POLL_DURATION.timer(registry, BUCKETS, "environment", environment.name());
  }

  private static String result(Reason reason) {
    return switch (reason) {
      case TIMED_OUT -> "timeout";
      case NOT_CONFIGURED, PAUSED -> "skipped";
      case UNREACHABLE,
          UNAVAILABLE,
          INTERRUPTED,
          MALFORMED,
          INCOMPATIBLE,
          UNSETTLED,
          UNAUTHORIZED,
          FORBIDDEN ->
          "failure";
    };
  }
}
