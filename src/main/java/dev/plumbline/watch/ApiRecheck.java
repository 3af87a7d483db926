package dev.plumbline.watch;

import dev.plumbline.environment.Versions;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.EnvironmentStatus.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When the API is asked again for its snapshot while nothing changed in the database: if it is
 * another Directus by now, or if it did not agree and it is time to ask again or somebody asks for
 * it.
 */
final class ApiRecheck {
  /** Doubled with each disagreement in a row. */
  private static final Duration FIRST_DELAY = Duration.ofMinutes(1);

  private static final Duration LONGEST_DELAY = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 6;

  private ApiRecheck() {}

  static boolean isDue(
      Optional<EnvironmentStatus> before,
      Optional<String> directus,
      boolean requested,
      Instant now) {
    boolean sameVersion =
        before
            .map(EnvironmentStatus::versions)
            .map(Versions::directus)
            .equals(Optional.of(directus));
    boolean agreed = before.flatMap(EnvironmentStatus::apiAgrees).orElse(false);
    if (!sameVersion) {
      return true;
    }
    boolean isTime =
        before.flatMap(EnvironmentStatus::apiAsked).map(asked -> isTime(asked, now)).orElse(true);
    return !agreed && (requested || isTime);
  }

  private static boolean isTime(Asked asked, Instant now) {
    if (asked.disagreements() == 0) {
      return true;
    }
    Duration delay =
        FIRST_DELAY.multipliedBy(1L << Math.min(asked.disagreements() - 1, MOST_DOUBLINGS));
    Instant next = asked.at().plus(delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY);
    // It may have been asked in the future: the clock was wrong then, or is now.
    return !next.isAfter(now) || asked.at().isAfter(now);
  }
}
