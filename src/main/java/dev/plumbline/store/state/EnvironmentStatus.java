package dev.plumbline.store.state;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Versions;
import dev.plumbline.snapshot.Fingerprint;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of an environment after its last poll.
 *
 * @param snapshot address of the last snapshot that was believed; stays when a poll fails
 * @param snapshotAt when that snapshot was last confirmed to be the truth
 * @param catalog address of what was read below the API with that snapshot; empty without database
 * @param changeFingerprint the database's cheap fingerprint at that time; empty without database
 * @param form of the readings; empty if an older version of Plumbline made them
 * @param apiAgrees whether the API's snapshot was equal to the database's when last asked; empty if
 *     not both could be asked
 * @param apiAsked when it was last asked for its snapshot beside the database; empty if never
 * @param pollFailures polls in a row in which a configured source could not be read
 * @param pause who paused it; empty if it is not paused
 */
public record EnvironmentStatus(
    EnvironmentId environment,
    SourceStatus api,
    SourceStatus database,
    Versions versions,
    Optional<Fingerprint> snapshot,
    Optional<Instant> snapshotAt,
    Optional<Fingerprint> catalog,
    Optional<String> changeFingerprint,
    Optional<String> form,
    Optional<Boolean> apiAgrees,
    Optional<Asked> apiAsked,
    int pollFailures,
    Optional<Instant> lastPollAt,
    Optional<Pause> pause) {

  /**
   * That the API was asked for its snapshot.
   *
   * @param disagreements how often in a row it did not agree with the database, or did not answer
   */
  public record Asked(Instant at, int disagreements) {}

  /** Polling is off until somebody turns it on again. */
  public record Pause(String by, String note, Instant at) {}
}
