package dev.plumbline.sync.port;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A session in the database of a target. It changes nothing there: Directus does. May be used by
 * several threads.
 */
public interface TargetSession extends AutoCloseable {
  /** What became of a transaction. */
  enum TransactionStatus {
    COMMITTED,
    ABORTED,
    IN_PROGRESS,
    /** Too old: the server has forgotten. */
    FORGOTTEN
  }

  /** Takes a session-level advisory lock, held until this is closed; false if another has it. */
  boolean lock() throws TargetException;

  /** Whether the session still lives and holds the lock. */
  boolean isLocked();

  /**
   * Transactions of others that are older and hold a lock on one of the tables, a sentence each. If
   * their age is not visible to this role, they are named as well.
   */
  List<String> longTransactions(Set<String> tables, Duration olderThan) throws TargetException;

  /**
   * Whether this role may cancel sessions of the role that Directus connects as; false without a
   * role that writes, whatever the one that watches may do.
   */
  boolean maySignal() throws TargetException;

  /**
   * Watches Directus's session from now on, on a thread and a connection of its own. Begin it
   * before the payload is sent. Without a role that writes it only watches: nothing is cancelled,
   * and where rows cannot be saved while the plan is applied, the apply continues.
   *
   * @param tables that the plan changes
   * @param lockWait how long that session may wait for a lock before it is cancelled
   * @param late what is saved before that session gets the lock of a table
   * @throws TargetException if the role that writes cannot see what the sessions of others do, or
   *     rows cannot be saved
   */
  ApplyWatch watch(Set<String> tables, Duration lockWait, LateRows late) throws TargetException;

  /**
   * What became of a transaction: the one answer that is certain when that of Directus is not.
   *
   * @param transaction as {@link ApplyWatch#transaction} has it
   */
  TransactionStatus status(long transaction) throws TargetException;

  /**
   * After a crash: waits until no session of Directus that changes the schema is left. Needs no
   * more rights than watching does.
   *
   * @return false if one is still there after the limit
   */
  boolean awaitNoApply(Duration limit) throws TargetException, InterruptedException;

  @Override
  void close();
}
