package dev.plumbline.report.page;

import dev.plumbline.jackson.form.RecordJson;
import dev.plumbline.report.Reports.Served;
import dev.plumbline.report.part.PeriodReport;
import java.time.Instant;
import java.util.List;

/**
 * A report as JSON; {@code docs/report.schema.json} describes it.
 *
 * @param schemaVersion another form gets another number
 * @param trigger {@code schedule} or {@code request}
 * @param nextSteps what to do, most urgent first; what stands between back-ticks is a name
 */
public record ReportDocument(
    int schemaVersion,
    long id,
    String trigger,
    Instant madeAt,
    PeriodReport report,
    List<String> nextSteps) {
  public ReportDocument {
    nextSteps = List.copyOf(nextSteps);
  }

  public static ReportDocument of(Served served) {
    return new ReportDocument(
        PeriodReport.SCHEMA_VERSION,
        served.listed().id(),
        served.listed().trigger().label(),
        served.listed().madeAt(),
        served.report(),
        NextSteps.plain(served.report()));
  }

  public String json() {
    return RecordJson.write(this);
  }
}
