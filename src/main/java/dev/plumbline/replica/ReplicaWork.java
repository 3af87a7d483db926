package dev.plumbline.replica;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a replica does when it is due. */
public interface ReplicaWork {
  /** When a part was last done; empty if never, or by a version that read it otherwise. */
  Optional<Instant> last(Part part);

  /** Whether an environment that is due may be polled by this version of Plumbline. */
  boolean mayPoll(EnvironmentId environment);

  /**
   * Polls an environment; returns when the poll ended.
   *
   * @return how long it is to be left alone from now on, because it cannot be read; zero if it is
   *     not
   */
  Duration poll(EnvironmentId environment);

  /**
   * Begins a scan; returns at once.
   *
   * @param unlessSince nothing is done if one has begun since, by a replica that died then
   */
  void scan(EnvironmentId environment, Optional<Instant> unlessSince);

  /** Continues scans whose replica died. */
  void takeOver();

  /** Compares again what this replica defines otherwise than it was compared. */
  void compare();
}
