package dev.plumbline.wiring.report;

import dev.plumbline.report.Reports;
import dev.plumbline.report.StateRecorder;
import dev.plumbline.wiring.ForWork;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;

/**
 * Makes reports, and records what they are made of; on one replica, because the job store is
 * clustered. Whether a report is due is asked again and again, so that one that was missed while
 * nothing ran, or that a replica died with, is made all the same.
 */
@ApplicationScoped
public class ReportSchedules {
  private static final System.Logger LOG = System.getLogger(ReportSchedules.class.getName());

  private final Reports reports;
  private final StateRecorder recorder;

  ReportSchedules(@ForWork Reports reports, StateRecorder recorder) {
    this.reports = reports;
    this.recorder = recorder;
  }

  @Scheduled(
      identity = "reports",
      every = "15s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void makeDue() {
    reports
        .makeDue()
        .ifPresent(
            made ->
                LOG.log(
                    Level.INFO,
                    "made report {0} of {1} to {2}",
                    Long.toString(made.id()),
                    made.span().from(),
                    made.span().to()));
  }

  @Scheduled(
      identity = "states",
      every = "60s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void recordStates() {
    recorder.record();
  }
}
