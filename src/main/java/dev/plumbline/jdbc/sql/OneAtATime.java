package dev.plumbline.jdbc.sql;

import dev.plumbline.store.StoreUnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * Does something while no other replica does the same. The lock is of a transaction, so that it
 * ends with whoever holds it.
 */
public final class OneAtATime {
  private static final System.Logger LOG = System.getLogger(OneAtATime.class.getName());

  private final Transactions transactions;
  private final Duration limit;

  /**
   * @param limit of waiting: a replica that hangs must not keep the others waiting for longer
   */
  public OneAtATime(DataSource dataSource, StoreAddress address, Duration limit) {
    this.transactions = new Transactions(dataSource, address);
    this.limit = limit;
  }

  /**
   * Waits, and does it. If the lock cannot be had within the limit, it is done without.
   *
   * @param what is done, a stable text for the lock and the log
   * @param work is done once; must not write to the store through a store of ours
   */
  public void run(String what, Runnable work) {
    AtomicBoolean begun = new AtomicBoolean();
    try {
      transactions.write(
          connection -> {
            Sql.of("SELECT set_config('lock_timeout', ?, true)", limit.toMillis() + "ms")
                .first(connection, row -> true);
            Sql.of(
                    "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
                    "plumbline one at a time: " + what)
                .first(connection, row -> true);
            begun.set(true);
            work.run();
            return true;
          });
    } catch (StoreUnavailableException e) {
      if (!begun.get()) {
        LOG.log(
            Level.WARNING,
            "{0}: this replica continues without waiting for the others: {1}",
            what,
            e.getMessage());
        work.run();
      }
    }
  }
}
