package dev.plumbline.ops.meter;

import dev.plumbline.approval.Decision;
import dev.plumbline.configuration.Settings;
import dev.plumbline.drift.Comparison;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.planning.decision.PlanListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Counts the decisions that this process recorded; to be summed over replicas. */
@Singleton
final class PlanMeters implements PlanListener {
  private static final Duration[] BUCKETS = {
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofHours(1),
    Duration.ofHours(4),
    Duration.ofHours(12),
    Duration.ofHours(24)
  };

  private final MeterRegistry registry;
  private final Settings settings;

  PlanMeters(MeterRegistry registry, Settings settings) {
    this.registry = registry;
    this.settings = settings;
  }

  /** A counter that appears with its first event is one that no alert sees rise from 0. */
  void atZero(@Observes StartupEvent event) {
    settings.comparisons().values().stream()
        .map(Comparison::target)
        .distinct()
        .forEach(
            target -> {
              for (Decision.Kind kind : Decision.Kind.values()) {
                decisions(target, kind);
              }
              breakGlass(target);
              wait(target);
            });
  }

  @Override
  public void decided(EnvironmentId target, Decision.Kind kind) {
    decisions(target, kind).increment();
    if (kind == Decision.Kind.BREAK_GLASS) {
      breakGlass(target).increment();
    }
  }

  @Override
  public void approved(EnvironmentId target, Duration waited) {
    wait(target).record(waited);
  }

  private Counter decisions(EnvironmentId target, Decision.Kind kind) {
    return Meter.APPROVALS.counter(registry, "target", target.name(), "decision", kind.label());
  }

  private Counter breakGlass(EnvironmentId target) {
    return Meter.BREAK_GLASS.counter(registry, "target", target.name());
  }

  private Timer wait(EnvironmentId target) {
    return Meter.APPROVAL_WAIT.timer(registry, BUCKETS, "target", target.name());
  }
}
