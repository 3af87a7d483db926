package dev.plumbline.wiring;

import static jakarta.interceptor.Interceptor.Priority.LIBRARY_AFTER;

import dev.plumbline.memory.MonitorStore;
import dev.plumbline.monitor.Leftovers;
import dev.plumbline.monitor.Monitor;
import dev.plumbline.scan.work.ScanService;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.quartz.SchedulerException;

/** What is done when the service starts, and when it ends. */
@ApplicationScoped
class Start {
  /** A step of a scan takes seconds; what takes longer is taken over as if we had died. */
  private static final Duration LAST_STEP = Duration.ofSeconds(10);

  private final MonitorStore store;
  private final Monitor monitor;
  private final Leftovers leftovers;
  private final PollSchedule polls;
  private final ScanSchedule scanSchedule;
  private final ScanService scans;
  private final Jobs jobs;

  Start(
      @ForWork MonitorStore store,
      Monitor monitor,
      Leftovers leftovers,
      PollSchedule polls,
      ScanSchedule scanSchedule,
      ScanService scans,
      Jobs jobs) {
    this.store = store;
    this.monitor = monitor;
    this.leftovers = leftovers;
    this.polls = polls;
    this.scanSchedule = scanSchedule;
    this.scans = scans;
    this.jobs = jobs;
  }

  /** Late, so that everything that polls and scans need has started. */
  void start(@Observes @Priority(LIBRARY_AFTER) StartupEvent event) throws SchedulerException {
    monitor.announce();
    store.convertComparisons();
    leftovers.resolve();
    polls.schedule();
    scanSchedule.schedule();
    scans.takeOver();
    // Not before: a job that the store kept from an earlier start has no trigger in this process
    // until it was scheduled in it.
    jobs.resume();
  }

  void end(@Observes ShutdownEvent event) throws InterruptedException {
    scans.stop(LAST_STEP);
  }
}
