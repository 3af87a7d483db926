package dev.plumbline.watch.source;

import dev.plumbline.store.state.Identity.Location;
import dev.plumbline.store.state.Identity.Role;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * What a database says of which one it is. What may not be read is empty.
 *
 * @param tokens of active users, each as a digest with the salt of the question
 * @param standby whether it replays what another server writes
 * @param activity how its journal of activities compares with the newest one that the API shows
 */
public record DatabaseIdentity(
    Optional<String> project,
    Optional<Location> location,
    Optional<Role> role,
    Optional<SortedSet<String>> storages,
    Optional<Set<String>> tokens,
    boolean standby,
    Activity activity) {

  /**
   * What is asked of a database.
   *
   * @param salt that tokens are digested with, so that only digests of one process can be compared
   * @param newest activity that the API shows
   * @param grace how old an activity must be so that the API would have shown it
   */
  public record Question(String salt, Optional<ApiIdentity.Activity> newest, Duration grace) {}

  /** How the journal of activities compares. */
  public enum Activity {
    /** It may not be read, or the API shows none. */
    UNKNOWN,
    /** It has the activity that is the API's newest, and none that the API should show. */
    SAME,
    /** It has that activity, and later ones. */
    LATER,
    /** It has another activity of that number. */
    OTHER,
    /** It has none of that number. */
    MISSING
  }
}
