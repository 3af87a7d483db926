package dev.plumbline.postgres.target;

import dev.plumbline.postgres.target.late.TableGuard;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.sync.port.TargetException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Gives the tables that we hold to who waits for them, and for nobody but us. */
final class TableHandover {
  private TableHandover() {}

  private record LockWait(int pid, long table) {}

  /**
   * To be called with each sample.
   *
   * @param apply process id of the session of the apply, if there is one
   * @param limit of saving the rows of a table
   * @return whether a table was handed over to the apply
   * @throws StatementFailedException if its rows cannot be saved; then it is held still
   */
  static boolean to(
      TargetConnection connection,
      TableGuard guard,
      Optional<Integer> apply,
      Supplier<Duration> limit)
      throws TargetException, StatementFailedException {
    guard.lockAgain();
    if (guard.isEmpty()) {
      return false;
    }
    boolean handedOver = false;
    for (LockWait wait :
        connection.rows(
            ApplySessions.WAITING,
            row -> new LockWait(row.getInt(1), row.getLong(2)),
            guard.tablesHeld(),
            guard.sessions(),
            guard.sessions())) {
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
