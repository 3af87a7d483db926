package dev.plumbline.ops.meter;

import dev.plumbline.configuration.Settings;
import dev.plumbline.drift.Comparison;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunState;
import dev.plumbline.sync.Rollbacks;
import dev.plumbline.sync.port.RunListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;

/** Counts the runs that this process ended; to be summed over replicas. */
@Singleton
final class RunMeters implements RunListener {
  /** Why a run was rolled back: a person asked for it. */
  private static final String REQUEST = "request";

  /** Or its verification failed, and the configuration says so. */
  private static final String VERIFICATION = "verification";

  private static final Duration[] BUCKETS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(10),
    Duration.ofMinutes(30),
    Duration.ofHours(1),
    Duration.ofHours(6)
  };

  private final MeterRegistry registry;
  private final Settings settings;

  RunMeters(MeterRegistry registry, Settings settings) {
    this.registry = registry;
    this.settings = settings;
  }

  /** A counter that appears with its first event is one that no alert sees rise from 0. */
  void atZero(@Observes StartupEvent event) {
    for (Phase phase : Phase.values()) {
      duration(phase);
    }
    settings.comparisons().values().stream()
        .map(Comparison::target)
        .distinct()
        .forEach(
            target ->
                Arrays.stream(RunState.values())
                    .filter(RunState::isEnded)
                    .forEach(
                        result -> {
                          runs(target, result);
                          rollbacks(target, REQUEST, result);
                          rollbacks(target, VERIFICATION, result);
                        }));
  }

  @Override
  public void ended(Run run) {
    runs(run.target(), run.state()).increment();
    if (run.undoes().isPresent()) {
      rollbacks(
              run.target(),
              run.startedBy().equals(Rollbacks.ITSELF) ? VERIFICATION : REQUEST,
              run.state())
          .increment();
    }
  }

  @Override
  public void phaseEnded(Phase phase, Duration took) {
    duration(phase).record(took);
  }

  private Counter runs(EnvironmentId target, RunState result) {
    return Meter.RUNS.counter(registry, "environment", target.name(), "result", result.label());
  }

  private Counter rollbacks(EnvironmentId target, String trigger, RunState result) {
    return Meter.ROLLBACKS.counter(
        registry, "environment", target.name(), "trigger", trigger, "result", result.label());
  }

  private Timer duration(Phase phase) {
    return Meter.RUN_PHASE_DURATION.timer(registry, BUCKETS, "phase", phase.label());
  }
}
