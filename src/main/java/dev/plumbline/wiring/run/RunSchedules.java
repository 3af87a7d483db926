package dev.plumbline.wiring.run;

import dev.plumbline.configuration.Settings;
import dev.plumbline.sync.Runs;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Takes over what was left; on one replica, because the job store is clustered. */
@ApplicationScoped
public class RunSchedules {
  private final Runs runs;
  private final Settings settings;
  private final Clock clock;

  RunSchedules(Runs runs, Settings settings, Clock clock) {
    this.runs = runs;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(
      identity = "runs",
      every = "15s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void takeOver() {
    runs.takeOver();
  }

  @Scheduled(identity = "run-retention", every = "1h", delayed = "8m")
  @RunOnVirtualThread
  void prune() {
    runs.prune(clock.instant().minus(settings.store().retention()));
  }
}
