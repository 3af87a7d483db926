package dev.plumbline.finding;

import dev.plumbline.finding.FindingState.Acknowledged;
import dev.plumbline.finding.FindingState.Open;
import dev.plumbline.finding.FindingState.Resolved;
import dev.plumbline.severity.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that happened to a finding. It is never changed afterwards.
 *
 * @param at by the clock of the replica that did it, so that a later event may have an earlier time
 * @param by the name of the token; empty: Plumbline itself
 * @param note of an acknowledgement; else empty
 * @param until when an acknowledgement ends; empty: when the finding is resolved
 * @param severity after the event
 * @param message after the event
 */
public record FindingEvent(
    FindingId finding,
    Instant at,
    FindingEventKind kind,
    Optional<String> by,
    Optional<String> note,
    Optional<Instant> until,
    Severity severity,
    String message) {

  /**
   * An event as it was recorded.
   *
   * @param id positive; a later event has a higher one, and so has every event that was committed
   *     later
   */
  public record Recorded(long id, FindingEvent event) {}

  /** What a reconciliation did to a finding; empty if it was only found again. */
  public static List<FindingEvent> between(Optional<Finding> before, Finding after) {
    return between(before, after, Optional.empty(), after.lastSeenAt());
  }

  /**
   * What happened to a finding. The store derives the events from what it writes, so that no state
   * is ever written without its event. Another message or other evidence is not an event.
   *
   * @param before empty if it is new
   * @param by the name of the token that changed it; empty: Plumbline itself
   * @param now when it was changed; used only where the finding itself has no such time
   * @return in the order in which they happened
   */
  public static List<FindingEvent> between(
      Optional<Finding> before, Finding after, Optional<String> by, Instant now) {
    List<FindingEvent> events = new ArrayList<>();
    Optional<FindingState> was = before.map(Finding::state);
    if (was.isEmpty()) {
      events.add(of(after, FindingEventKind.OPENED, after.openedAt()));
    } else if (was.get() instanceof Resolved) {
      if (after.state() instanceof Resolved) {
        return List.of();
      }
      events.add(of(after, FindingEventKind.REOPENED, after.openedAt()));
    } else {
      if (was.get() instanceof Acknowledged && after.state() instanceof Open) {
        events.add(acknowledgementEnded(after, by, now));
      }
      if (before.get().observation().severity() != after.observation().severity()) {
        events.add(of(after, FindingEventKind.SEVERITY_CHANGED, now));
      }
    }
    if (!Optional.of(after.state()).equals(was)) {
      switch (after.state()) {
        case Open ignored -> {}
        case Acknowledged acknowledged -> events.add(acknowledged(after, acknowledged));
        case Resolved(Instant at) -> events.add(of(after, FindingEventKind.RESOLVED, at));
      }
    }
    return events;
  }

  private static FindingEvent acknowledgementEnded(
      Finding finding, Optional<String> by, Instant now) {
    return by.isPresent()
        ? of(finding, FindingEventKind.ACKNOWLEDGEMENT_REMOVED, now).by(by.get())
        : of(finding, FindingEventKind.ACKNOWLEDGEMENT_EXPIRED, now);
  }

  private static FindingEvent acknowledged(Finding finding, Acknowledged state) {
    return new FindingEvent(
        finding.id(),
        state.at(),
        FindingEventKind.ACKNOWLEDGED,
        Optional.of(state.by()),
        Optional.of(state.note()),
        state.until(),
        finding.observation().severity(),
        finding.observation().message());
  }

  private static FindingEvent of(Finding finding, FindingEventKind kind, Instant at) {
    return new FindingEvent(
        finding.id(),
        at,
        kind,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        finding.observation().severity(),
        finding.observation().message());
  }

  private FindingEvent by(String name) {
    return new FindingEvent(finding, at, kind, Optional.of(name), note, until, severity, message);
  }
}
