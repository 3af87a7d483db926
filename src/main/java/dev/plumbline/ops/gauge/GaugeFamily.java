package dev.plumbline.ops.gauge;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The series of one gauge, as of one instant. */
public final class GaugeFamily {
  private final Gauge gauge;
  private final Map<List<String>, Double> values = new LinkedHashMap<>();

  public GaugeFamily(Gauge gauge) {
    this.gauge = gauge;
  }

  /** One series; the values of the labels in the order in which the gauge names them. */
  public GaugeFamily with(double value, String... labels) {
    if (labels.length != gauge.labels().size()) {
      throw new IllegalArgumentException(gauge.metric() + " has labels " + gauge.labels());
    }
    values.put(List.of(labels), value);
    return this;
  }

  public GaugeFamily with(long value, String... labels) {
    return with((double) value, labels);
  }

  public GaugeFamily with(boolean value, String... labels) {
    return with(value ? 1 : 0, labels);
  }

  public GaugeFamily with(Instant time, String... labels) {
    return with(time.toEpochMilli() / 1000.0, labels);
  }

  public Gauge gauge() {
    return gauge;
  }

  /** By the values of the labels. */
  public Map<List<String>, Double> values() {
    return values;
  }
}
