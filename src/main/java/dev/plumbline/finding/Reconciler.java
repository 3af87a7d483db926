package dev.plumbline.finding;

import dev.plumbline.finding.FindingState.Acknowledged;
import dev.plumbline.finding.FindingState.Open;
import dev.plumbline.finding.FindingState.Resolved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Brings the findings of one scope up to what was just seen in all of it. */
public final class Reconciler {
  private Reconciler() {}

  /** What happened to one finding. */
  public enum Event {
    OPENED,
    REOPENED,
    SEEN,
    RESOLVED
  }

  /** A finding as it is now, and how it came to be so. */
  public record Outcome(Finding finding, Event event) {}

  /**
   * Never call it with what was seen of a part of the scope, or after a failed reading: what is not
   * seen counts as resolved.
   *
   * @param known all findings of the scope, whatever their state
   * @param seen everything that was seen; of two with one identity the first counts
   * @param now when the poll ended
   * @return every finding that is open now or was resolved just now, sorted by id
   */
  public static List<Outcome> reconcile(
      Collection<Finding> known, Collection<Observation> seen, Instant now) {
    Map<FindingId, Finding> before = new TreeMap<>();
    known.forEach(finding -> before.put(finding.id(), finding));
    Map<FindingId, Outcome> after = new TreeMap<>();
    Map<FindingId, Observation> once = new TreeMap<>();
    seen.forEach(observation -> once.putIfAbsent(observation.id(), observation));
    for (Map.Entry<FindingId, Observation> entry : once.entrySet()) {
      FindingId id = entry.getKey();
      Observation observation = entry.getValue();
      Finding finding = before.remove(id);
      after.put(id, finding == null ? opened(observation, now) : seen(finding, observation, now));
    }
    for (Finding finding : before.values()) {
      if (!(finding.state() instanceof Resolved)) {
        after.put(finding.id(), resolved(finding, now));
      }
    }
    return new ArrayList<>(after.values());
  }

  /** As {@link #reconcile}: the findings alone, as they are to be written. */
  public static List<Finding> findings(
      Collection<Finding> known, Collection<Observation> seen, Instant now) {
    return reconcile(known, seen, now).stream().map(Outcome::finding).toList();
  }

  private static Outcome opened(Observation observation, Instant now) {
    return new Outcome(new Finding(observation, now, now, 1, new Open()), Event.OPENED);
  }

  private static Outcome seen(Finding finding, Observation observation, Instant now) {
    return switch (finding.state()) {
      case Open open -> still(finding, observation, open, now);
      case Acknowledged acknowledged -> still(finding, observation, acknowledged.at(now), now);
      case Resolved ignored ->
          new Outcome(
              new Finding(observation, now, now, finding.occurrences() + 1, new Open()),
              Event.REOPENED);
    };
  }

  private static Outcome still(
      Finding finding, Observation observation, FindingState state, Instant now) {
    return new Outcome(
        new Finding(
            observation,
            finding.openedAt(),
            later(finding.lastSeenAt(), now),
            finding.occurrences(),
            state),
        Event.SEEN);
  }

  private static Outcome resolved(Finding finding, Instant now) {
    return new Outcome(
        new Finding(
            finding.observation(),
            finding.openedAt(),
            finding.lastSeenAt(),
            finding.occurrences(),
            new Resolved(now)),
        Event.RESOLVED);
  }

  /** The clocks of two replicas differ; what was seen is never seen less recently than before. */
  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
