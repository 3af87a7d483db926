package dev.plumbline.wiring;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.scan.work.ScanService;
import io.quarkus.arc.Unremovable;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;

/** The task of every scan job, as {@link PollJob} is that of polls. */
@ApplicationScoped
@Unremovable // Only its name is known to the job store.
public class ScanJob implements Consumer<ScheduledExecution> {
  static final String PREFIX = "scan-";

  private final ScanService scans;

  public ScanJob(ScanService scans) {
    this.scans = scans;
  }

  static String identity(EnvironmentId environment) {
    return PREFIX + environment.name();
  }

  @Override
  public void accept(ScheduledExecution execution) {
    String identity = execution.getTrigger().getId();
    scans.scanOnSchedule(new EnvironmentId(identity.substring(PREFIX.length())));
  }
}
