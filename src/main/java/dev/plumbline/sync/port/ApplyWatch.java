package dev.plumbline.sync.port;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Watches the session with which Directus applies a plan. The apply is cancelled when others would
 * wait for it.
 */
public interface ApplyWatch extends AutoCloseable {
  /**
   * Transaction id of the apply, as {@code xmin} of the rows that it wrote shows it (32 bits); the
   * last one if Directus began again after a deadlock. Empty if it was never seen, or if the
   * session of somebody else was like it at the same time.
   */
  Optional<Long> transaction();

  /**
   * Whether a session of the apply was seen, with or without a transaction id; false if the session
   * of somebody else was like it at the same time.
   */
  boolean hasBegun();

  /** Why the apply was cancelled, in a sentence that names the blocking session; else empty. */
  Optional<String> cancelled();

  /**
   * For what the apply has waited so long that it would have been cancelled, if a role that writes
   * were configured; a sentence that names the blocking session. Else empty.
   */
  Optional<String> waited();

  /**
   * Waits until the session of the apply has ended its transaction. After the limit it is
   * terminated if it waits, for a lock or for Directus; not while it works, and not without a role
   * that writes. If no such session was ever seen, true says only that there is none now.
   *
   * @return whether it has ended
   */
  boolean awaitEnd(Duration limit) throws InterruptedException;

  /**
   * To be called once the apply was committed.
   *
   * @return which rows were saved that the backup lacks, and which were not; a sentence each,
   *     without full stop
   */
  List<String> saved();

  /** Ends the watching; the apply continues unwatched if it has not ended. */
  @Override
  void close();
}
