package dev.plumbline.monitor.verdict;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.drift.Comparison;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Source;
import dev.plumbline.monitor.identity.SharedIdentities;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.Identity;
import dev.plumbline.store.state.SourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/** Why the schema of an environment cannot be determined right now, in one sentence. */
public final class UnknownReason {
  private UnknownReason() {}

  /**
   * @return empty if the last believed snapshot is the truth as far as anybody can say: every
   *     configured source was read in the last poll, and that was not too long ago
   */
  static Optional<String> of(
      WatchedEnvironment watched, Optional<EnvironmentStatus> known, Instant now) {
    EnvironmentId id = watched.environment().id();
    if (known.isEmpty()) {
      return Optional.of(id + " has not been read yet");
    }
    EnvironmentStatus status = known.get();
    if (status.pause().isPresent()) {
      return Optional.of(id + " is paused by " + status.pause().get().by());
    }
    return unread(id, Source.DATABASE, watched.database().isPresent(), status.database())
        .or(() -> unread(id, Source.API, watched.directus().isPresent(), status.api()))
        .or(() -> tooOld(id, watched.polling(), status, now))
        .or(() -> notReadSince(watched, status))
        .or(() -> noCatalog(watched, status));
  }

  /** Why what was read may not be compared: it is not what it is configured to be. */
  static Optional<String> ofIdentity(
      Comparison comparison, Function<EnvironmentId, Optional<Identity>> identities) {
    Optional<Identity> source = identities.apply(comparison.source());
    Optional<Identity> target = identities.apply(comparison.target());
    if (SharedIdentities.areSame(source, target).equals(Optional.of(true))) {
      return Optional.of(
          comparison.source()
              + " and "
              + comparison.target()
              + " are configured with the same database");
    }
    return isOfAnother(source)
        ? Optional.of(ofAnother(comparison.source()))
        : isOfAnother(target) ? Optional.of(ofAnother(comparison.target())) : Optional.empty();
  }

  private static boolean isOfAnother(Optional<Identity> identity) {
    return identity.flatMap(Identity::apiServesDatabase).equals(Optional.of(false));
  }

  private static String ofAnother(EnvironmentId id) {
    return "the API and the database of " + id + " belong to different Directus instances";
  }

  private static Optional<String> unread(
      EnvironmentId id, Source source, boolean configured, SourceStatus status) {
    if (!configured) {
      return Optional.empty();
    }
    return status
        .failure()
        .map(
            failure ->
                status.checkedAt().isEmpty()
                    ? id + ": " + source.label() + " has not been read yet"
                    : id
                        + ": "
                        + source.label()
                        + " "
                        + failure.reason().label()
                        + ": "
                        + failure.detail());
  }

  /** Whether what is known of an environment is too old to be shown as the present. */
  public static boolean isStale(
      WatchedEnvironment watched, Optional<EnvironmentStatus> known, Instant now) {
    return known
        .flatMap(EnvironmentStatus::lastPollAt)
        .map(last -> isTooOld(last, watched.polling(), now))
        .orElse(true);
  }

  private static Optional<String> tooOld(
      EnvironmentId id, WatchedEnvironment.Polling polling, EnvironmentStatus status, Instant now) {
    if (status.snapshot().isEmpty() || status.snapshotAt().isEmpty()) {
      return Optional.of(id + " has not been read yet");
    }
    Instant readAt = status.snapshotAt().get();
    return isTooOld(readAt, polling, now)
        ? Optional.of(
            id
                + " was last read at "
                + readAt.truncatedTo(ChronoUnit.SECONDS)
                + ", more than "
                + WatchedEnvironment.Polling.MISSED_POLLS
                + " polls ago")
        : Optional.empty();
  }

  private static Optional<String> notReadSince(
      WatchedEnvironment watched, EnvironmentStatus status) {
    return watched.database().isPresent() && status.changeFingerprint().isEmpty()
        ? Optional.of(watched.environment().id() + " has changed and has not been read again yet")
        : Optional.empty();
  }

  /** As an older version of Plumbline left it, until the next poll. */
  private static Optional<String> noCatalog(WatchedEnvironment watched, EnvironmentStatus status) {
    return watched.database().isPresent() && status.catalog().isEmpty()
        ? Optional.of(watched.environment().id() + ": the catalog has not been read yet")
        : Optional.empty();
  }

  static boolean isTooOld(Instant at, WatchedEnvironment.Polling polling, Instant now) {
    Duration limit = polling.valid();
    // What was read in the future was read while a clock was wrong, and says nothing about its age.
    return at.plus(limit).isBefore(now) || at.isAfter(now.plus(limit));
  }
}
