package dev.plumbline.postgres.target;

import dev.plumbline.postgres.target.late.TableGuard;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.sync.port.TargetException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Gives the tables that we hold to who waits for them, and for nobody but us. */
final class TableHandover {
  private TableHandover() {}

  /** A session that waits for a table that we hold, and for nobody but us. */
  record LockWait(int pid, long table) {}

  /**
   * Who waits. To be asked before the session of the apply is searched for: whoever begins to wait
   * in between would be taken for somebody else.
   */
  static List<LockWait> waiting(TargetConnection connection, TableGuard guard)
      throws TargetException {
    guard.lockAgain();
    return guard.isEmpty()
        ? List.of()
        : connection.rows(
            ApplySessions.WAITING,
            row -> new LockWait(row.getInt(1), row.getLong(2)),
            guard.tablesHeld(),
            guard.sessions(),
            guard.sessions());
  }

  /**
   * Hands over what they wait for.
   *
   * @param apply process id of the session of the apply, if there is one
   * @param limit of saving the rows of a table
   * @return whether a table was handed over to the apply
   * @throws StatementFailedException if its rows cannot be saved; then it is held still
   */
  static boolean to(
      List<LockWait> waiting, TableGuard guard, Optional<Integer> apply, Supplier<Duration> limit)
      throws StatementFailedException {
    boolean handedOver = false;
    for (LockWait wait : waiting) {
      if (apply.filter(pid -> pid == wait.pid()).isPresent()) {
        guard.handOver(wait.table(), wait.pid(), limit.get());
        handedOver = true;
      } else {
        guard.giveWay(wait.table());
      }
    }
    return handedOver;
  }
}
