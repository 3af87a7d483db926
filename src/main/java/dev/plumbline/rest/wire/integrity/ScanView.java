package dev.plumbline.rest.wire.integrity;

import dev.plumbline.store.state.Scan;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One scan of the records of one environment. */
@Schema(name = "Scan", description = "One scan of the records of one environment.")
public record ScanView(
    UUID id,
    String environment,
    @Schema(enumeration = {"schedule", "request"}) String trigger,
    @Schema(
            enumeration = {"running", "done", "over_budget", "failed"},
            description =
                "over_budget: its time limit was reached; the next scan begins with the checks that"
                    + " are left.")
        String state,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Schema(description = "How it went, or what it waits for, in one sentence.")
        @Nullable String message,
    ProgressView progress) {

  /** How far it is. */
  @Schema(name = "ScanProgress")
  public record ProgressView(
      @Schema(description = "All checks; 0 until they are known.") int checks,
      @Schema(description = "Checked by this scan, with those that are unknown.") int checked,
      @Schema(description = "Not checked again, because their tables have not changed.")
          int unchanged,
      @Schema(description = "Could not be checked.") int unknown,
      @Schema(description = "Rows read by this scan.") long rows,
      @Schema(
              examples = "orphaned_reference/comments.article",
              description = "The check that runs now; null if none does.")
          @Nullable String current,
      @Schema(examples = "0.42", description = "How much of all checks is done, 0 to 1.")
          double fraction) {}

  public static ScanView of(Scan scan) {
    Scan.Progress progress = scan.progress();
    return new ScanView(
        scan.id(),
        scan.environment().name(),
        scan.trigger().label(),
        scan.state().label(),
        scan.startedAt(),
        scan.finishedAt().orElse(null),
        scan.message().orElse(null),
        new ProgressView(
            progress.checks(),
            progress.checked(),
            progress.unchanged(),
            progress.unknown(),
            progress.rows(),
            progress.current().orElse(null),
            fraction(scan)));
  }

  private static double fraction(Scan scan) {
    Scan.Progress progress = scan.progress();
    if (scan.state() == Scan.State.DONE) {
      return 1;
    }
    if (progress.checks() == 0) {
      return 0;
    }
    double done = progress.checked() + progress.unchanged() + progress.currentDone();
    // Three digits: nobody reads more, and a running scan would differ in the last at every
    // request.
    return Math.min(1, Math.floor(1000 * done / progress.checks()) / 1000);
  }
}
