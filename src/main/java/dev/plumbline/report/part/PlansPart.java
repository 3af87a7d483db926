package dev.plumbline.report.part;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The plans of one comparison. All numbers are of what happened in the span.
 *
 * @param waiting at the end of the span, oldest first
 * @param breakGlass used in the span, oldest first
 */
public record PlansPart(
    String comparison,
    String source,
    String target,
    long proposed,
    long approved,
    long rejected,
    long withdrawn,
    long voided,
    long expired,
    List<WaitingPlan> waiting,
    List<BreakGlassUse> breakGlass) {
  public PlansPart {
    waiting = List.copyOf(waiting);
    breakGlass = List.copyOf(breakGlass);
  }

  /** Whether there is nothing to say. */
  public boolean isQuiet() {
    return proposed + approved + rejected + withdrawn + voided + expired == 0
        && waiting.isEmpty()
        && breakGlass.isEmpty();
  }

  /**
   * A plan that waits for people.
   *
   * @param plan its id
   * @param severity of its gravest hazard; empty if it has none
   */
  public record WaitingPlan(
      String plan,
      String proposedBy,
      Instant since,
      Optional<Instant> expiresAt,
      Optional<String> severity) {}

  /**
   * A plan that one administrator approved alone.
   *
   * @param plan its id
   */
  public record BreakGlassUse(
      String plan, Instant at, String person, String ticket, String reason) {}
}
