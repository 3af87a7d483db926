package dev.plumbline.ops;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The series of one gauge. */
final class GaugeFamily {
  private final Gauge gauge;
  private final List<Sample> samples = new ArrayList<>();

  GaugeFamily(Gauge gauge) {
    this.gauge = gauge;
  }

  /** One series; the values of the labels in the order in which the gauge names them. */
  GaugeFamily with(double value, String... labels) {
    if (labels.length != gauge.labels().size()) {
      throw new IllegalArgumentException(gauge.metric() + " has labels " + gauge.labels());
    }
    samples.add(new Sample(gauge.metric(), gauge.labels(), List.of(labels), value));
    return this;
  }

  GaugeFamily with(long value, String... labels) {
    return with((double) value, labels);
  }

  GaugeFamily with(boolean value, String... labels) {
    return with(value ? 1 : 0, labels);
  }

  GaugeFamily with(Instant time, String... labels) {
    return with(time.toEpochMilli() / 1000.0, labels);
  }

  MetricFamilySamples samples() {
    return new MetricFamilySamples(gauge.metric(), Collector.Type.GAUGE, gauge.help(), samples);
  }
}
