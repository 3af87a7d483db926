package dev.plumbline.ops.meter;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.scan.ScanListener;
import dev.plumbline.store.state.Scan;
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
  private static final String CHECKED = "checked";
  private static final String UNCHANGED = "unchanged";
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
        List.of(CHECKED, UNCHANGED, UNKNOWN).forEach(result -> checks(environment, result));
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
    // The scan counts checks that are unknown as checked; here they are not.
    checks(environment, CHECKED).increment(Math.max(0, progress.checked() - progress.unknown()));
    checks(environment, UNCHANGED).increment(progress.unchanged());
    checks(environment, UNKNOWN).increment(progress.unknown());
    scans(environment, scan.state()).increment();
    duration(environment).record(took);
  }

  private Counter rows(EnvironmentId environment) {
    return Meter.INTEGRITY_SCAN_ROWS.counter(registry, "environment", environment.name());
  }

  private Counter checks(EnvironmentId environment, String result) {
    return Meter.INTEGRITY_SCAN_CHECKS.counter(
        registry, "environment", environment.name(), "result", result);
  }

  private Counter scans(EnvironmentId environment, Scan.State state) {
    return Meter.INTEGRITY_SCAN.counter(
        registry, "environment", environment.name(), "result", state.label());
  }

  private Timer duration(EnvironmentId environment) {
    return Meter.INTEGRITY_SCAN_DURATION.timer(
        registry, BUCKETS, "environment", environment.name());
  }
}
