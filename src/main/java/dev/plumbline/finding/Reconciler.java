package dev.plumbline.finding;

import dev.plumbline.finding.FindingState.Resolved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Brings the findings of one scope up to what was just seen in all of it. */
public final class Reconciler {
  private Reconciler() {}

  /**
   * Never call it with what was seen of a part of the scope, or after a failed reading: what is not
   * seen counts as resolved.
   *
   * @param known all findings of the scope, whatever their state
   * @param seen everything that was seen; of two with one identity the first counts
   * @param now when the poll ended
   * @return every finding that is open now or was resolved just now, sorted by id, as it is to be
   *     written; what happened to it, {@link FindingEvent#between} derives
   */
  public static List<Finding> findings(
      Collection<Finding> known, Collection<Observation> seen, Instant now) {
    Map<FindingId, Finding> before = new TreeMap<>();
    known.forEach(finding -> before.put(finding.id(), finding));
    Map<FindingId, Observation> once = new TreeMap<>();
    seen.forEach(observation -> once.putIfAbsent(observation.id(), observation));
    Map<FindingId, Finding> after = new TreeMap<>();
    once.forEach(
        (id, observation) ->
            after.put(
                id,
                Optional.ofNullable(before.remove(id))
                    .map(finding -> finding.foundAgain(observation, now))
                    .orElseGet(() -> Finding.opened(observation, now))));
    for (Finding finding : before.values()) {
      if (!(finding.state() instanceof Resolved)) {
        after.put(finding.id(), finding.resolved(now));
      }
    }
    return new ArrayList<>(after.values());
  }
}
