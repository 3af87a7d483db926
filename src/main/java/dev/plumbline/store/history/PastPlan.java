package dev.plumbline.store.history;

import dev.plumbline.approval.Decision;
import dev.plumbline.approval.PlanEvent;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.severity.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A plan as it was at the end of a span.
 *
 * @param gravest of its hazards; empty if it has none, or was never sealed
 * @param expiresAt empty if it was never sealed
 * @param events before the end of the span, oldest first
 * @param breakGlass the approvals by break-glass before the end of the span, oldest first
 */
public record PastPlan(
    UUID id,
    ComparisonName comparison,
    String proposedBy,
    Instant proposedAt,
    Optional<Severity> gravest,
    Optional<Instant> expiresAt,
    List<PlanEvent> events,
    List<Decision> breakGlass) {
  public PastPlan {
    events = List.copyOf(events);
    breakGlass = List.copyOf(breakGlass);
  }

  /** Since when it waited for people at the end of the span; empty if it did not. */
  public Optional<Instant> waitedSince() {
    return events.stream()
        .filter(event -> event.kind() != PlanEvent.Kind.EXPIRES_SOON)
        .reduce((first, second) -> second)
        .filter(event -> event.kind() == PlanEvent.Kind.WAITING)
        .map(PlanEvent::at);
  }
}
