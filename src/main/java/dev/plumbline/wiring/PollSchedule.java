package dev.plumbline.wiring;

import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Settings;
import dev.plumbline.environment.EnvironmentId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.quartz.SchedulerException;

/** One job an environment. */
@ApplicationScoped
public class PollSchedule {
  private final Settings settings;
  private final Jobs jobs;

  PollSchedule(Settings settings, Jobs jobs) {
    this.settings = settings;
    this.jobs = jobs;
  }

  void schedule() throws SchedulerException {
    Map<String, Schedule> schedules = new TreeMap<>();
    settings
        .environments()
        .forEach(
            (id, watched) -> schedules.put(PollJob.identity(id), watched.polling().schedule()));
    jobs.schedule(PollJob.PREFIX, schedules, PollJob.class);
  }

  /** When an environment is polled next; empty if that is not known yet. */
  Optional<Instant> next(EnvironmentId environment) {
    return jobs.next(PollJob.identity(environment));
  }
}
