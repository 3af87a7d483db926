package dev.plumbline.postgres.target;

import dev.plumbline.postgres.target.PostgresApplyWatch.Seen;
import dev.plumbline.postgres.target.late.TableGuard;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.sync.port.TargetException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is done about the session of an apply that lets others wait: it is cancelled, or terminated
 * once nobody waits for its answer any more. Without a role that writes, nothing is done: then it
 * is only remembered.
 */
final class ApplySignals {
  /** After which a session that was cancelled, but still waits, is cancelled again. */
  private static final Duration BETWEEN_CANCELS = Duration.ofSeconds(1);

  private final Duration lockWait;
  private final boolean mayWrite;
  private long cancelledAt;
  private Optional<String> cancelled = Optional.empty();
  private Optional<String> waited = Optional.empty();

  /**
   * @param lockWait how long the apply may wait for a lock
   * @param mayWrite whether the connections have the role that writes
   */
  ApplySignals(Duration lockWait, boolean mayWrite) {
    this.lockWait = lockWait;
    this.mayWrite = mayWrite;
  }

  Duration lockWait() {
    return lockWait;
  }

  /** Whether sessions are cancelled and terminated. */
  boolean mayWrite() {
    return mayWrite;
  }

  /** Why it was cancelled. */
  synchronized Optional<String> cancelled() {
    return cancelled;
  }

  /** Why it would have been cancelled. */
  synchronized Optional<String> waited() {
    return waited;
  }

  /**
   * To be called with each sample that has the session.
   *
   * @param waitsSince if it waits for a lock, as {@link System#nanoTime} has it
   * @param terminates whether its answer was waited for long enough
   * @param ours process ids of our sessions, as an array of SQL
   */
  void giveWay(
      TargetConnection connection, Seen apply, long waitsSince, boolean terminates, String ours)
      throws TargetException {
    long now = System.nanoTime();
    boolean isLate = apply.waits() && now - waitsSince >= lockWait.toNanos();
    if (!mayWrite) {
      if (isLate && waited().isEmpty()) {
        waited(why(connection, apply, ours));
      }
    } else if (terminates && (apply.waits() || !apply.works())) {
      signal(connection, ApplySessions.TERMINATE, apply);
    } else if (isLate && (cancelledAt == 0 || now - cancelledAt >= BETWEEN_CANCELS.toNanos())) {
      cancelledAt = now;
      // Who blocks it is not known any more once it was cancelled.
      String why = why(connection, apply, ours);
      if (signal(connection, ApplySessions.CANCEL, apply)) {
        cancelled(why);
      }
    }
  }

  /**
   * Because rows cannot be saved that it takes.
   *
   * @param apply empty as long as it was not seen
   * @return whether that is allowed
   */
  boolean cancel(TargetConnection connection, Optional<Seen> apply, StatementFailedException reason)
      throws TargetException {
    if (!mayWrite) {
      return false;
    }
    cancelled(TableGuard.notSaved(lockWait, reason));
    if (apply.isPresent()) {
      signal(connection, ApplySessions.CANCEL, apply.get());
    }
    return true;
  }

  private static boolean signal(TargetConnection connection, String statement, Seen apply)
      throws TargetException {
    return connection
        .rows(statement, row -> row.getBoolean(1), apply.pid(), apply.started())
        .contains(true);
  }

  private String why(TargetConnection connection, Seen apply, String ours) throws TargetException {
    List<String> blocking =
        connection.rows(
            ApplySessions.BLOCKING,
            row -> row.getString(6) + "\n" + SessionText.of(row),
            apply.pid(),
            apply.pid(),
            ours);
    String table = blocking.stream().findFirst().map(text -> text.split("\n", 2)[0]).orElse("");
    String sessions =
        String.join(" and ", blocking.stream().map(text -> text.split("\n", 2)[1]).toList());
    return "Directus waited for "
        + lockWait.toMillis() / 1000.0
        + " s for a lock"
        + (table.isEmpty() ? "" : " on " + table)
        + (sessions.isEmpty() ? "" : ", which " + sessions + " stood in the way of");
  }

  private synchronized void cancelled(String why) {
    if (cancelled.isEmpty()) {
      cancelled = Optional.of(why);
    }
  }

  private synchronized void waited(String why) {
    waited =
        Optional.of(
            why + "; it was not cancelled, because no role is configured that may write there");
  }
}
