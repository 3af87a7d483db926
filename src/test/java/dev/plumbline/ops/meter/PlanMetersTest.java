package dev.plumbline.ops.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.approval.Decision;
import dev.plumbline.faces.Twins;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PlanMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final PlanMeters meters = new PlanMeters(registry, new Twins().settings());

  private double count(String name, String... labels) {
    return registry.get(name).tags(labels).counter().count();
  }

  @Test
  void decisionsAreCountedFromZeroOn() {
    meters.atZero(new StartupEvent());
    assertThat(count("plumbline.approvals", "target", "production", "decision", "reject")).isZero();
    assertThat(count("plumbline.break.glass", "target", "staging")).isZero();

    meters.decided(Twins.PRODUCTION, Decision.Kind.BREAK_GLASS);
    meters.decided(Twins.PRODUCTION, Decision.Kind.APPROVE);
    meters.approved(Twins.PRODUCTION, Duration.ofMinutes(7));

    assertThat(count("plumbline.break.glass", "target", "production")).isEqualTo(1);
    assertThat(count("plumbline.approvals", "target", "production", "decision", "approve"))
        .isEqualTo(1);
    assertThat(count("plumbline.approvals", "target", "production", "decision", "break_glass"))
        .isEqualTo(1);
    assertThat(
            registry
                .get("plumbline.approval.wait")
                .tag("target", "production")
                .timer()
                .totalTime(TimeUnit.SECONDS))
        .isEqualTo(420);
  }
}
