package dev.plumbline.ops.gauge;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The series of one gauge that Micrometer has registered. Unlike a {@code MultiGauge}, which
 * registers all of them again, a scrape costs only what has changed. Not thread-safe.
 */
public final class GaugeSeries {
  private final Gauge gauge;
  private final MeterRegistry registry;
  private final Map<List<String>, Series> registered = new HashMap<>();

  /** What Micrometer reads, on another thread and through a weak reference. */
  private static final class Value {
    private volatile double now;

    double now() {
      return now;
    }
  }

  private record Series(Value value, io.micrometer.core.instrument.Gauge meter) {}

  public GaugeSeries(Gauge gauge, MeterRegistry registry) {
    this.gauge = gauge;
    this.registry = registry;
  }

  /**
   * Registers the series that are new and removes those that are absent.
   *
   * @param current by the values of the labels
   */
  public void set(Map<List<String>, Double> current) {
    registered
        .entrySet()
        .removeIf(
            entry -> {
              boolean absent = !current.containsKey(entry.getKey());
              if (absent) {
                registry.remove(entry.getValue().meter());
              }
              return absent;
            });
    current.forEach(
        (labels, value) -> registered.computeIfAbsent(labels, this::register).value().now = value);
  }

  private Series register(List<String> labels) {
    Value value = new Value();
    return new Series(
        value,
        io.micrometer.core.instrument.Gauge.builder(gauge.metric(), value, Value::now)
            .description(gauge.help())
            .tags(tags(labels))
            .register(registry));
  }

  private String[] tags(List<String> labels) {
    List<String> names = gauge.labels();
    String[] tags = new String[2 * names.size()];
    for (int i = 0; i < names.size(); i++) {
      tags[2 * i] = names.get(i);
      tags[2 * i + 1] = labels.get(i);
    }
    return tags;
  }
}
