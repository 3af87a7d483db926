package dev.plumbline.ops.gauge;

import dev.plumbline.report.Reports;
import java.time.Instant;
import java.util.List;

/** The gauges of reports that are made by schedule. */
public final class ReportGauges {
  private ReportGauges() {}

  public static List<GaugeFamily> of(Reports.Times times) {
    return List.of(
        new GaugeFamily(Gauge.REPORT_DUE_TIMESTAMP_SECONDS).with(times.due().orElse(Instant.EPOCH)),
        new GaugeFamily(Gauge.REPORT_LAST_SUCCESS_TIMESTAMP_SECONDS)
            .with(times.lastMade().orElse(Instant.EPOCH)));
  }
}
