package dev.plumbline.wiring;

import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.scan.work.ScanService;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.quartz.SchedulerException;

/** One job an environment that has a database, and one that looks for scans whose process died. */
@ApplicationScoped
public class ScanSchedule {
  private final Settings settings;
  private final Jobs jobs;
  private final Instance<ScanService> scans;

  ScanSchedule(Settings settings, Jobs jobs, Instance<ScanService> scans) {
    this.settings = settings;
    this.jobs = jobs;
    this.scans = scans;
  }

  void schedule() throws SchedulerException {
    Map<String, Schedule> schedules = new TreeMap<>();
    for (WatchedEnvironment watched : settings.environments().values()) {
      if (watched.database().isPresent()) {
        schedules.put(ScanJob.identity(watched.environment().id()), watched.scanning().schedule());
      }
    }
    jobs.schedule(ScanJob.PREFIX, schedules, ScanJob.class);
  }

  /** When an environment is scanned next; empty if that is not known yet. */
  Optional<Instant> next(EnvironmentId environment) {
    return jobs.next(ScanJob.identity(environment));
  }

  @Scheduled(identity = "dead-scans", every = "15s")
  @RunOnVirtualThread
  void takeOver() {
    scans.get().takeOver();
  }
}
