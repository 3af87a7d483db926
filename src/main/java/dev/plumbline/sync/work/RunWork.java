package dev.plumbline.sync.work;

import dev.plumbline.sync.journal.RunJournal.CancelledException;
import dev.plumbline.sync.journal.RunStoppedException;
import dev.plumbline.sync.journal.RunUnclearException;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.sync.port.TargetSession;

/** What a run does between the lock of its target and its end. */
interface RunWork {
  /** From its first phase on. Returns when the run has ended. */
  void start(TargetSession session)
      throws CancelledException,
          RunStoppedException,
          RunUnclearException,
          TargetException,
          InterruptedException;

  /**
   * From the phase {@code apply} on: the target may have been changed, by a process that died, or
   * before its database was away.
   */
  void resume(TargetSession session)
      throws RunStoppedException, RunUnclearException, TargetException, InterruptedException;
}
