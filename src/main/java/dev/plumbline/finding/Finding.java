package dev.plumbline.finding;

import dev.plumbline.finding.FindingState.Acknowledged;
import dev.plumbline.finding.FindingState.Open;
import dev.plumbline.finding.FindingState.Resolved;
import java.time.Instant;

/**
 * Anything a person should know, over many polls.
 *
 * @param observation as last seen
 * @param openedAt when it was first seen since it was last resolved
 * @param lastSeenAt when it was last seen
 * @param occurrences how often it was opened: 1 plus the times it came back
 */
public record Finding(
    Observation observation,
    Instant openedAt,
    Instant lastSeenAt,
    long occurrences,
    FindingState state) {

  /** One that was found for the first time. */
  public static Finding opened(Observation observation, Instant now) {
    return new Finding(observation, now, now, 1, new Open());
  }

  public FindingId id() {
    return observation.id();
  }

  /** Reopened if it was resolved; open if its acknowledgement has expired. */
  public Finding foundAgain(Observation again, Instant now) {
    return switch (state) {
      case Open open -> still(again, open, now);
      case Acknowledged acknowledged -> still(again, acknowledged.at(now), now);
      case Resolved ignored -> new Finding(again, now, now, occurrences + 1, new Open());
    };
  }

  /** Everything in its scope was checked, and it was not found. */
  public Finding resolved(Instant now) {
    return in(new Resolved(now));
  }

  /** The same in another state. */
  public Finding in(FindingState other) {
    return new Finding(observation, openedAt, lastSeenAt, occurrences, other);
  }

  /** The clocks of two replicas differ: the later time stays. */
  private Finding still(Observation again, FindingState.Unresolved same, Instant now) {
    return new Finding(
        again, openedAt, lastSeenAt.isAfter(now) ? lastSeenAt : now, occurrences, same);
  }
}
