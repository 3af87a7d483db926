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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.quartz.SchedulerException;

/** One job an environment that has a database, and one that looks for scans whose process died. */
@ApplicationScoped
public class ScanSchedule {
  /** By then the first trigger of every job has come to somebody. */
  private static final Duration FIRST_TRIGGERS = Jobs.MOST_JITTER.multipliedBy(2);

  private final Settings settings;
  private final Jobs jobs;
  private final Instance<ScanService> scans;
  private final Clock clock;
  private final Instant started;

  ScanSchedule(Settings settings, Jobs jobs, Instance<ScanService> scans, Clock clock) {
    this.settings = settings;
    this.jobs = jobs;
    this.scans = scans;
    this.clock = clock;
    this.started = clock.instant();
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
    if (started.plus(FIRST_TRIGGERS).isBefore(clock.instant())) {
      scans.get().scanWhatNeverWas();
    }
  }
}
