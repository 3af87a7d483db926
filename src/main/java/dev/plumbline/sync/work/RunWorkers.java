package dev.plumbline.sync.work;

import dev.plumbline.plan.Plan;
import dev.plumbline.run.Run;
import dev.plumbline.run.rollback.Footprint;
import dev.plumbline.store.plan.StoredPlan;
import dev.plumbline.sync.journal.RunJournal;
import dev.plumbline.sync.journal.RunStores;
import dev.plumbline.timing.Waiting;

/** Does the work of runs, each on the thread that asks for it. */
public final class RunWorkers {
  private final RunStores stores;
  private final RunMeans means;
  private final RunBackup backups;
  private final Waiting waiting;

  public RunWorkers(RunStores stores, RunMeans means, Waiting waiting) {
    this.stores = stores;
    this.means = means;
    this.backups =
        new RunBackup(
            means.backups(), means.restorer(), stores.backups(), means.directory(), waiting);
    this.waiting = waiting;
  }

  /** Begins a run, or continues it if its process died. Returns when it has ended. */
  public void carryOut(RunJournal journal) throws InterruptedException {
    new RunWorker(journal, work(journal, journal.run()), means, waiting).carryOut();
    if (journal.isTakenOver()) {
      means.restorer().deleteLeft();
    }
  }

  private RunWork work(RunJournal journal, Run run) {
    RunPhases phases = new RunPhases(journal, means.directus(), means.limits().deadline(), waiting);
    Plan plan = stores.plans().plan(run.plan()).flatMap(StoredPlan::plan).orElseThrow();
    if (run.undoes().isEmpty()) {
      String payload = stores.plans().payload(run.plan()).orElseThrow();
      return new PlanRun(journal, plan, payload, means, backups, phases, waiting);
    }
    Run undone = stores.runs().run(run.undoes().get()).orElseThrow();
    Footprint footprint = stores.runs().footprint(undone.id()).orElseThrow();
    return new RollbackRun(
        journal,
        new RollbackRun.Undone(undone, plan, footprint),
        new SavedFiles(means.directory(), means.files(), run.id()),
        means,
        backups,
        phases);
  }
}
