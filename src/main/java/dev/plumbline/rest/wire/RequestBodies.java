package dev.plumbline.rest.wire;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The bodies that are taken, for OpenAPI; they are read strictly, field by field. */
public final class RequestBodies {
  private RequestBodies() {}

  /** Of an acknowledgement. */
  @Schema(name = "AcknowledgementRequest", requiredProperties = "note")
  public record Acknowledgement(
      @Schema(description = "Why the finding may stay for now; 1 to 2000 characters.") String note,
      @Schema(description = "When it is opened again (at most 15 s later); must be in the future.")
          @Nullable Instant until) {}

  /** Of a report. */
  @Schema(
      name = "ReportRequest",
      requiredProperties = {"from", "to"})
  public record Report(
      @Schema(description = "The beginning of the span: RFC 3339, or a date (00:00 UTC).")
          Instant from,
      @Schema(
              description =
                  "The end of the span, at most 366 days after its beginning and not in the"
                      + " future.")
          Instant to) {}

  /** Of a pause. */
  @Schema(name = "PauseRequest", requiredProperties = "note")
  public record Pause(
      @Schema(description = "Why the environment is paused; 1 to 2000 characters.") String note) {}
}
