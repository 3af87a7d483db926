package dev.plumbline.ops;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.memory.Scan;
import dev.plumbline.scan.ScanListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Counts what scans do in this process; to be summed over replicas. */
@Singleton
final class ScanMeters implements ScanListener {
  private static final String LOOKED = "looked";
  private static final String KEPT = "kept";
  private static final String UNKNOWN = "unknown";
  private static final List<Scan.State> ENDS =
      List.of(Scan.State.DONE, Scan.State.OVER_BUDGET, Scan.State.FAILED);
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(100),
    Duration.ofSeconds(1),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofHours(1),
    Duration.ofHours(4)
  };

  private final MeterRegistry registry;
  private final Settings settings;

  ScanMeters(MeterRegistry registry, Settings settings) {
    this.registry = registry;
    this.settings = settings;
  }

  /** A counter that appears with its first event is one that no alert sees rise from 0. */
  void atZero(@Observes StartupEvent event) {
    for (WatchedEnvironment watched : settings.environments().values()) {
      if (watched.database().isPresent()) {
        EnvironmentId environment = watched.environment().id();
        rows(environment);
        List.of(LOOKED, KEPT, UNKNOWN).forEach(result -> checks(environment, result));
        ENDS.forEach(state -> scans(environment, state));
        duration(environment);
      }
    }
  }

  @Override
  public void rowsRead(EnvironmentId environment, long rows) {
    rows(environment).increment((double) rows);
  }

  @Override
  public void scanFinished(Scan scan, Duration took) {
    EnvironmentId environment = scan.environment();
    Scan.Progress progress = scan.progress();
    // Those that could not be told are counted among the looked at by the scan; here they are not.
    checks(environment, LOOKED).increment(Math.max(0, progress.looked() - progress.unknown()));
    checks(environment, KEPT).increment(progress.kept());
    checks(environment, UNKNOWN).increment(progress.unknown());
    scans(environment, scan.state()).increment();
    duration(environment).record(took);
  }

  private Counter rows(EnvironmentId environment) {
    return Counter.builder(Meter.INTEGRITY_SCAN_ROWS.metric())
        .description(Meter.INTEGRITY_SCAN_ROWS.help())
        .tags("environment", environment.name())
        .register(registry);
  }

  private Counter checks(EnvironmentId environment, String result) {
    return Counter.builder(Meter.INTEGRITY_SCAN_CHECKS.metric())
        .description(Meter.INTEGRITY_SCAN_CHECKS.help())
        .tags("environment", environment.name(), "result", result)
        .register(registry);
  }

  private Counter scans(EnvironmentId environment, Scan.State state) {
    return Counter.builder(Meter.INTEGRITY_SCAN.metric())
        .description(Meter.INTEGRITY_SCAN.help())
        .tags("environment", environment.name(), "result", state.label())
        .register(registry);
  }

  private Timer duration(EnvironmentId environment) {
    return Timer.builder(Meter.INTEGRITY_SCAN_DURATION.metric())
        .description(Meter.INTEGRITY_SCAN_DURATION.help())
        .tags("environment", environment.name())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
