package dev.plumbline.ops.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GaugeSeriesTest {
  private static final List<String> LOCAL = List.of("local", "api");
  private static final List<String> STAGING = List.of("staging", "api");

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final GaugeSeries series = new GaugeSeries(Gauge.ENVIRONMENT_UP, registry);

  @Test
  void seriesThatAreNoLongerThereVanishAndComeBack() {
    series.set(Map.of(LOCAL, 1.0, STAGING, 0.0));
    assertThat(registry.getMeters()).hasSize(2);

    series.set(Map.of(STAGING, 1.0));
    assertThat(registry.getMeters()).hasSize(1);
    assertThat(value("staging")).isEqualTo(1.0);

    series.set(Map.of());
    assertThat(registry.getMeters()).isEmpty();

    series.set(Map.of(LOCAL, 0.5));
    assertThat(value("local")).isEqualTo(0.5);
  }

  @Test
  void oneSeriesInsteadOfAnotherIsRegistered() {
    series.set(Map.of(LOCAL, 1.0));
    series.set(Map.of(STAGING, 0.25));

    assertThat(registry.getMeters()).hasSize(1);
    assertThat(value("staging")).isEqualTo(0.25);
  }

  @Test
  void newValuesOfTheSameSeriesRegisterNothing() {
    series.set(Map.of(LOCAL, 1.0, STAGING, 1.0));
    List<Meter> before = registry.getMeters();

    series.set(Map.of(LOCAL, 0.0, STAGING, 0.5));

    List<Meter> after = registry.getMeters();
    assertThat(after).hasSize(2);
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i)).isSameAs(before.get(i));
    }
    assertThat(value("local")).isZero();
    assertThat(value("staging")).isEqualTo(0.5);
  }

  private double value(String environment) {
    return registry
        .get("plumbline_environment_up")
        .tags("environment", environment, "source", "api")
        .gauge()
        .value();
  }
}
