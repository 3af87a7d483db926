package dev.plumbline.wiring;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.monitor.MonitorService;
import io.quarkus.arc.Unremovable;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;

/**
 * The task of every poll job. A class of its own, because the clustered job store can keep nothing
 * but a class name; which environment is meant is told by the job's identity.
 */
@ApplicationScoped
@Unremovable // Only its name is known to the job store.
public class PollJob implements Consumer<ScheduledExecution> {
  static final String PREFIX = "poll-";

  private final MonitorService monitor;

  public PollJob(MonitorService monitor) {
    this.monitor = monitor;
  }

  static String identity(EnvironmentId environment) {
    return PREFIX + environment.name();
  }

  @Override
  public void accept(ScheduledExecution execution) {
    String identity = execution.getTrigger().getId();
    monitor.pollOnSchedule(new EnvironmentId(identity.substring(PREFIX.length())));
  }
}
