package dev.plumbline.wiring;

import static jakarta.interceptor.Interceptor.Priority.LIBRARY_AFTER;

import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.monitor.Leftovers;
import io.quarkus.quartz.QuartzScheduler;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.Trigger;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.quartz.JobKey;
import org.quartz.SchedulerException;
import org.quartz.impl.matchers.GroupMatcher;

/**
 * One job an environment, in Quartz's clustered job store: whatever the number of replicas, each
 * environment is polled once an interval, and another replica takes over when one dies.
 */
@ApplicationScoped
public class PollSchedule {
  /** Spreads polls that would start at one instant; a tenth of the interval, this at most. */
  private static final Duration MOST_JITTER = Duration.ofSeconds(30);

  /** More replicas than these do not start within one moment. */
  private static final int ATTEMPTS = 10;

  private final Settings settings;
  private final QuartzScheduler scheduler;
  private final Leftovers leftovers;

  PollSchedule(Settings settings, QuartzScheduler scheduler, Leftovers leftovers) {
    this.settings = settings;
    this.scheduler = scheduler;
    this.leftovers = leftovers;
  }

  /** Late, so that everything a poll needs has started. */
  void start(@Observes @Priority(LIBRARY_AFTER) StartupEvent event) throws SchedulerException {
    leftovers.resolve();
    for (JobKey key : scheduler.getScheduler().getJobKeys(GroupMatcher.anyJobGroup())) {
      if (PollJob.isIdentity(key.getName())) {
        forget(key);
      }
    }
    for (WatchedEnvironment watched : settings.environments().values()) {
      schedule(watched);
    }
    // Halted until now (quarkus.scheduler.start-mode): a job that the store kept from an earlier
    // start has no trigger in this process before it was scheduled in it.
    scheduler.resume();
  }

  /** When an environment is polled next; empty if that is not known yet. */
  Optional<Instant> next(EnvironmentId environment) {
    return Optional.ofNullable(scheduler.getScheduledJob(PollJob.identity(environment)))
        .map(Trigger::getNextFireTime);
  }

  private void schedule(WatchedEnvironment watched) throws SchedulerException {
    for (int attempt = 1; ; attempt++) {
      try {
        job(watched).schedule();
        return;
      } catch (IllegalStateException e) {
        // Another replica that starts at this moment was faster; both mean the same.
        if (attempt == ATTEMPTS) {
          throw e;
        }
        forget(new JobKey(PollJob.identity(watched.environment().id()), Scheduler.class.getName()));
      }
    }
  }

  private Scheduler.JobDefinition<?> job(WatchedEnvironment watched) {
    Scheduler.JobDefinition<?> job =
        scheduler
            .newJob(PollJob.identity(watched.environment().id()))
            .setNonconcurrent()
            .setConcurrentExecution(ConcurrentExecution.SKIP)
            .setTask(PollJob.class, true);
    return switch (watched.polling().schedule()) {
      case Schedule.Every(Duration interval) ->
          job.setInterval(interval.toString()).setExecutionMaxDelay(jitter(interval).toString());
      case Schedule.Cron cron -> job.setCron(cron.expression()).setTimeZone("UTC");
    };
  }

  private static Duration jitter(Duration interval) {
    Duration tenth = interval.dividedBy(10);
    return tenth.compareTo(MOST_JITTER) < 0 ? tenth : MOST_JITTER;
  }

  /**
   * The job store outlives the configuration: what it keeps may have another schedule by now, or be
   * of an environment that is gone.
   */
  private void forget(JobKey key) throws SchedulerException {
    if (scheduler.getScheduledJob(key.getName()) != null) {
      scheduler.unscheduleJob(key.getName());
    }
    scheduler.getScheduler().deleteJob(key);
  }
}
