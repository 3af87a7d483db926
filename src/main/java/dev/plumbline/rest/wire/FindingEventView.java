package dev.plumbline.rest.wire;

import dev.plumbline.finding.FindingEvent;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One thing that happened to a finding. */
@Schema(name = "FindingEvent", description = "One thing that happened to a finding.")
public record FindingEventView(
    @Schema(description = "Later events have higher ids. The same event always has the same id.")
        long id,
    @Schema(description = "When it happened, by the clock of the replica that recorded it.")
        Instant at,
    @Schema(
            enumeration = {
              "opened",
              "reopened",
              "severity_changed",
              "acknowledged",
              "acknowledgement_removed",
              "acknowledgement_expired",
              "resolved"
            })
        String kind,
    @Schema(description = "The name of the token; null: Plumbline itself.") @Nullable String by,
    @Schema(description = "The note of an acknowledgement; else null.") @Nullable String note,
    @Schema(description = "When an acknowledgement ends; null: when the finding is resolved.")
        @Nullable Instant until,
    @Schema(
            enumeration = {"critical", "high", "medium", "low", "info"},
            description = "The severity after the event.")
        String severity,
    @Schema(description = "The message after the event.") String message) {

  public static FindingEventView of(FindingEvent.Recorded recorded) {
    FindingEvent event = recorded.event();
    return new FindingEventView(
        recorded.id(),
        event.at(),
        event.kind().label(),
        event.by().orElse(null),
        event.note().orElse(null),
        event.until().orElse(null),
        event.severity().label(),
        event.message());
  }
}
