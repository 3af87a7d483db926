package dev.plumbline.sync.port;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.run.verification.ContentChanges;
import dev.plumbline.store.backup.DatabaseContent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says what happened to the rows of a target while a plan was applied, and who did it. */
public interface ContentWatch {
  /**
   * To be called right before the apply. It holds no lock on any table, so the apply never waits
   * for it; while it is open, PostgreSQL cannot remove old versions of rows.
   */
  Opened open(EnvironmentId target) throws TargetException;

  /**
   * Where nothing was opened, or it was lost: against a backup. Nobody knows who wrote what
   * differs.
   *
   * @param before what was dumped
   * @param touched tables that steps are about: they are not compared
   */
  ContentChanges since(EnvironmentId target, DatabaseContent before, Set<String> touched)
      throws TargetException, InterruptedException;

  /** Rows as they were when it was opened. */
  interface Opened extends AutoCloseable {
    /**
     * To be called once, after the transaction of the apply has ended.
     *
     * @param transaction its id in 32 bits, as in {@code pg_stat_activity.backend_xid}; empty if it
     *     was not seen: then nobody knows who wrote what differs
     * @param touched by table, the columns whose values steps change ({@link
     *     dev.plumbline.run.verification.PlanScope#touched})
     */
    ContentChanges changes(Optional<Long> transaction, Map<String, Set<String>> touched)
        throws TargetException, InterruptedException;

    /** Ends the transaction; never fails. */
    @Override
    void close();
  }
}
