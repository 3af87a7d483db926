package dev.plumbline.report.part;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One comparison.
 *
 * @param state at the end of the span: {@code in_sync}, {@code drifted} or {@code unknown}
 * @param reason why it is unknown; else empty
 * @param changes that count at the end of the span; none while it is unknown
 * @param inSyncSeconds how long it was in sync
 * @param unknownSeconds how long nobody knew, so also while Plumbline did not run
 * @param trend of the changes; empty where it was unknown
 * @param rules ignore rules to check again
 * @param before what the previous report said; empty if there was none, or not of this comparison
 */
public record ComparisonPart(
    String name,
    String source,
    String target,
    String state,
    Optional<String> reason,
    Counts changes,
    long inSyncSeconds,
    long driftedSeconds,
    long unknownSeconds,
    Trend trend,
    List<RuleLine> rules,
    Optional<Before> before) {
  public ComparisonPart {
    rules = List.copyOf(rules);
  }

  /** Of the previous report. */
  public record Before(String state, long changes) {}

  public Before asBefore() {
    return new Before(state, changes.total());
  }

  /**
   * An ignore rule that a person should check again.
   *
   * @param rule its subject, path and code
   * @param problem {@code expired}, {@code expires_soon} or {@code unused}
   * @param until when it expires or did; empty: never
   */
  public record RuleLine(String rule, String problem, String reason, Optional<Instant> until) {}
}
