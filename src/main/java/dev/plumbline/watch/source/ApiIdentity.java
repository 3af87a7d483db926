package dev.plumbline.watch.source;

import java.time.Instant;
import java.util.Optional;

/**
 * What an API says of which Directus it is. What the token may not see is empty.
 *
 * @param project {@code project_id}
 * @param newest the activity with the greatest number
 */
public record ApiIdentity(Optional<String> project, Optional<Activity> newest) {

  /** A row of {@code directus_activity}. */
  public record Activity(long id, Instant at) {}
}
