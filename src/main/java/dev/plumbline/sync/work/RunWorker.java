package dev.plumbline.sync.work;

import dev.plumbline.configuration.RunLimits;
import dev.plumbline.run.Phase;
import dev.plumbline.run.RunState;
import dev.plumbline.sync.journal.RunJournal;
import dev.plumbline.sync.journal.RunJournal.CancelledException;
import dev.plumbline.sync.journal.RunStoppedException;
import dev.plumbline.sync.journal.RunUnclearException;
import dev.plumbline.sync.port.TargetDatabase;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.sync.port.TargetSession;
import dev.plumbline.timing.Waiting;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Does the work of one run, or continues it if its process died. */
final class RunWorker {
  private static final Duration STEP = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger(RunWorker.class.getName());

  private final RunJournal journal;
  private final RunWork work;
  private final TargetDatabase databases;
  private final RunLimits limits;
  private final Waiting waiting;

  RunWorker(RunJournal journal, RunWork work, RunMeans means, Waiting waiting) {
    this.journal = journal;
    this.work = work;
    this.databases = means.databases();
    this.limits = means.limits();
    this.waiting = waiting;
  }

  /** Returns when the run has ended. */
  void carryOut() throws InterruptedException {
    if (journal.isTakenOver()) {
      note(
          "another process continues: the previous one stopped without notice"
              + (mayBeApplied() ? "" : ", before anything was changed; the run begins again"));
    }
    try {
      long tries = limits.deadline().toSeconds();
      while (!isDone(tries <= 0)) {
        tries--;
        waiting.await(STEP);
      }
    } catch (CancelledException e) {
      journal.finish(RunState.CANCELLED, "it was cancelled, and nothing was changed");
    } catch (RunStoppedException e) {
      journal.finish(RunState.FAILED, e.getMessage());
    } catch (RunUnclearException e) {
      journal.finish(RunState.UNVERIFIED, e.getMessage());
    }
  }

  private boolean mayBeApplied() {
    return journal.run().phase().filter(phase -> !phase.isBeforeApply()).isPresent();
  }

  private void note(String message) throws InterruptedException {
    journal.note(journal.run().phase().orElse(Phase.LOCK), message);
  }

  /**
   * Once the target may have been changed, a database that restarts is waited for: only it knows
   * what happened.
   *
   * @return false if it is to be tried again
   */
  private boolean isDone(boolean isLast)
      throws CancelledException, RunStoppedException, RunUnclearException, InterruptedException {
    try (TargetSession session = databases.open(journal.run().target())) {
      if (mayBeApplied()) {
        work.resume(session);
      } else {
        work.start(session);
      }
      return true;
    } catch (TargetException e) {
      if (!mayBeApplied()) {
        throw new RunStoppedException(e.getMessage());
      }
      if (isLast) {
        throw new RunUnclearException(e.getMessage());
      }
      LOG.log(
          Level.WARNING, "run {0} waits for its target: {1}", journal.run().id(), e.getMessage());
      return false;
    }
  }
}
