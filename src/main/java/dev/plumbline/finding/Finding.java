package dev.plumbline.finding;

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

  public FindingId id() {
    return observation.id();
  }
}
