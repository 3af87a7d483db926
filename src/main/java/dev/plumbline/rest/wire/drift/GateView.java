package dev.plumbline.rest.wire.drift;

import dev.plumbline.severity.Severity;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An open gate. */
@Schema(name = "OpenGate", description = "Nothing at or above the severity differs.")
public record GateView(
    @Schema(enumeration = "pass") String gate,
    @Schema(description = "The severity that was requested.") String severity,
    @Schema(description = "Number of changes below this severity.") long changesBelow,
    ComparisonView comparison) {

  public static GateView open(Severity severity, long below, ComparisonView comparison) {
    return new GateView("pass", severity.label(), below, comparison);
  }
}
