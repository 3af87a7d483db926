package dev.plumbline.ui.finding;

import dev.plumbline.finding.Evidence;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingEvent;
import dev.plumbline.finding.FindingState.Acknowledged;
import dev.plumbline.finding.FindingState.Resolved;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Scope;
import dev.plumbline.ui.finding.CodeGuide.Advice;
import dev.plumbline.ui.sign.Sign;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is shown of a finding.
 *
 * @param comparison that it belongs to; empty if to none
 * @param advice empty if the code is of a later or an earlier version
 * @param acknowledged who knows; empty if nobody has said so
 * @param resolvedAt empty if it is not resolved
 * @param unconfiguredSince since when nothing checks it any more; empty while something does
 * @param events what has happened to it, newest first
 * @param moreEvents whether there are earlier ones that are not shown
 */
record FindingPage(
    String id,
    String code,
    Sign severity,
    Sign state,
    String environment,
    Optional<String> comparison,
    String subject,
    String path,
    String message,
    Optional<String> reason,
    Instant openedAt,
    Instant lastSeenAt,
    long occurrences,
    Optional<Advice> advice,
    Optional<Evidence> evidence,
    Optional<Acknowledged> acknowledged,
    Optional<Instant> resolvedAt,
    Optional<Instant> unconfiguredSince,
    List<EventLine> events,
    boolean moreEvents) {

  /** One thing that happened to it. */
  record EventLine(
      Instant at,
      String what,
      Optional<String> by,
      Optional<String> note,
      Optional<Instant> until) {
    static EventLine of(FindingEvent.Recorded recorded) {
      FindingEvent event = recorded.event();
      return new EventLine(
          event.at(),
          event.kind().label().replace('_', ' '),
          event.by(),
          event.note(),
          event.until());
    }
  }

  static FindingPage of(
      Finding finding,
      Optional<Advice> advice,
      Optional<Instant> unconfiguredSince,
      List<FindingEvent.Recorded> events,
      boolean moreEvents) {
    Observation seen = finding.observation();
    return new FindingPage(
        finding.id().hex(),
        seen.code(),
        Sign.of(seen.severity()),
        FindingSigns.state(finding.state()),
        seen.environment().name(),
        seen.scope() instanceof Scope.OfComparison(var name)
            ? Optional.of(name.name())
            : Optional.empty(),
        seen.subject(),
        seen.path(),
        seen.message(),
        seen.reason().map(reason -> reason.replace('_', ' ')),
        finding.openedAt(),
        finding.lastSeenAt(),
        finding.occurrences(),
        advice,
        seen.evidence(),
        finding.state() instanceof Acknowledged known ? Optional.of(known) : Optional.empty(),
        finding.state() instanceof Resolved(Instant at) ? Optional.of(at) : Optional.empty(),
        unconfiguredSince,
        events.reversed().stream().map(EventLine::of).toList(),
        moreEvents);
  }

  /** The primary keys of some of the rows, each in one line. */
  public List<String> samples() {
    return evidence.stream()
        .flatMap(known -> known.samples().stream())
        .map(key -> String.join(", ", key))
        .toList();
  }
}
