package dev.plumbline.rest.period;

import dev.plumbline.store.history.ReportStore.Listed;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A report without what it says. */
@Schema(name = "Report", description = "A report of a span of time, without what it says.")
public record ReportView(
    @Schema(description = "Later reports have higher ids.") long id,
    @Schema(
            enumeration = {"schedule", "request"},
            description = "Why it was made.")
        String trigger,
    @Schema(description = "The beginning of the span.") Instant from,
    @Schema(description = "The end of the span, which is not in it.") Instant to,
    @Schema(examples = "Europe/Berlin", description = "The time zone of its days.") String timeZone,
    Instant madeAt) {

  static ReportView of(Listed report) {
    return new ReportView(
        report.id(),
        report.trigger().label(),
        report.span().from(),
        report.span().to(),
        report.zone(),
        report.madeAt());
  }
}
