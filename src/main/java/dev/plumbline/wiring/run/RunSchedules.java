package dev.plumbline.wiring.run;

import dev.plumbline.configuration.Settings;
import dev.plumbline.sync.Rollbacks;
import dev.plumbline.sync.Runs;
import dev.plumbline.sync.followup.FollowUpRunner;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Takes over what was left, and asks for rollbacks that are due; on one replica, because the job
 * store is clustered.
 */
@ApplicationScoped
public class RunSchedules {
  private final Runs runs;
  private final Rollbacks rollbacks;
  private final FollowUpRunner followUps;
  private final Settings settings;
  private final Clock clock;

  RunSchedules(
      Runs runs, Rollbacks rollbacks, FollowUpRunner followUps, Settings settings, Clock clock) {
    this.runs = runs;
    this.rollbacks = rollbacks;
    this.followUps = followUps;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(
      identity = "runs",
      every = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void takeOver() {
    runs.takeOver();
    rollbacks.requestDue();
  }

  @Scheduled(
      identity = "run-follow-up",
      every = "30s",
      delayed = "20s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void followUp() {
    followUps.checkDue();
  }

  @Scheduled(identity = "run-retention", every = "1h", delayed = "8m")
  @RunOnVirtualThread
  void prune() {
    runs.prune(clock.instant().minus(settings.store().retention()));
  }
}
