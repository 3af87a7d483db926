package dev.plumbline.planning.decision;

import dev.plumbline.approval.ApprovalRules;
import dev.plumbline.approval.PlanState;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.Proposal;
import dev.plumbline.planning.Made;
import dev.plumbline.store.StoreUnavailableException;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.store.plan.PlanStore.Ending;
import dev.plumbline.timing.Heartbeat;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Makes the plans of this process, a thread each. Nobody takes a plan over: it is proposed again.
 */
public final class PlanThreads {
  /** How often a process says that it lives. */
  public static final Duration BEAT = Duration.ofSeconds(30);

  private static final Duration SILENCE = Duration.ofMinutes(10);
  private static final String SILENT = "the process that made it ended; propose again";

  private static final System.Logger LOG = System.getLogger(PlanThreads.class.getName());

  private final Settings settings;
  private final PlanStore store;
  private final PlanMaking making;
  private final Executor executor;
  private final Heartbeat heartbeat;
  private final Clock clock;

  /**
   * @param store on connections that no request can take away
   * @param executor a virtual thread for each plan
   */
  public PlanThreads(
      Settings settings,
      PlanStore store,
      PlanMaking making,
      Executor executor,
      Heartbeat heartbeat,
      Clock clock) {
    this.settings = settings;
    this.store = store;
    this.making = making;
    this.executor = executor;
    this.heartbeat = heartbeat;
    this.clock = clock;
  }

  /** Ends those whose process has said nothing for long. */
  public void failSilent() {
    store.failSilent(SILENCE, SILENT, clock.instant());
  }

  void make(Proposal proposal) {
    executor.execute(() -> run(proposal));
  }

  private void run(Proposal proposal) {
    Heartbeat.Beating beating = heartbeat.start(() -> beat(proposal));
    try {
      Ending ending = ending(proposal);
      store.end(proposal.id(), ending, clock.instant());
    } catch (StoreUnavailableException e) {
      LOG.log(
          Level.WARNING,
          "the plan {0} is lost, because Plumbline''s store is not available: {1}",
          proposal.id(),
          e.getMessage());
    } finally {
      beating.close();
    }
  }

  private void beat(Proposal proposal) {
    try {
      store.beat(proposal.id());
    } catch (StoreUnavailableException e) {
      LOG.log(Level.DEBUG, "a sign of life could not be recorded", e);
    }
  }

  private Ending ending(Proposal proposal) {
    try {
      return switch (making.make(proposal)) {
        case Made.Sealed(Plan plan) -> sealed(plan, proposal.target());
        case Made.Refused(List<String> reasons, List<Hazard> hazards) ->
            new Ending.NoPlan(new PlanState.Planning().refuse(reasons, hazards));
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Ending.Failed(SILENT);
    } catch (StoreUnavailableException e) {
      return new Ending.Failed("Plumbline's store was not available; propose again");
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "making the plan " + proposal.id() + " ended in an error", e);
      return new Ending.Failed("an error in Plumbline, see its log; nothing was changed");
    }
  }

  private Ending sealed(Plan plan, EnvironmentId target) {
    WatchedEnvironment watched = settings.environments().get(target);
    if (watched == null) {
      return new Ending.Failed(target + " is not configured any more");
    }
    ApprovalRules rules = settings.approvals();
    return new Ending.Sealed(plan, rules.of(watched.environment(), plan.contents()));
  }
}
