package dev.plumbline.store.session;

import java.time.Instant;
import java.util.Optional;

/** The sessions of browsers, shared by all replicas. Every method is one transaction. */
public interface SessionStore {
  void add(PageSession session);

  /**
   * @param id the present one of a session, or the one before
   */
  Optional<PageSession> session(String id);

  /**
   * Gives a session another id, and keeps the present one as the one before.
   *
   * @return whether it had this id still; if not, another request was faster, or it has ended
   */
  boolean renew(String id, String newId, Instant now);

  /** Records that it was used. */
  void use(String id, Instant now);

  /** Ends it. Does nothing if there is none. */
  void end(String id);

  /**
   * Deletes sessions that were last used or started before.
   *
   * @return how many
   */
  long prune(Instant usedBefore, Instant startedBefore);
}
