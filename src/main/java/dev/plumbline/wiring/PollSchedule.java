package dev.plumbline.wiring;

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

  private final Settings settings;
  private final QuartzScheduler scheduler;
  private final Leftovers leftovers;

  PollSchedule(Settings settings, QuartzScheduler scheduler, Leftovers leftovers) {
    this.settings = settings;
    this.scheduler = scheduler;
    this.leftovers = leftovers;
  }

  /** Late, so that everything a poll needs has started. */
  void start(
      @Observes @Priority(jakarta.interceptor.Interceptor.Priority.LIBRARY_AFTER)
          StartupEvent event)
      throws SchedulerException {
    forgetRemoved();
    leftovers.resolve();
    settings.environments().values().forEach(this::schedule);
  }

  /** When an environment is polled next; empty if that is not known yet. */
  Optional<Instant> next(EnvironmentId environment) {
    return Optional.ofNullable(scheduler.getScheduledJob(PollJob.identity(environment)))
        .map(Trigger::getNextFireTime);
  }

  private void schedule(WatchedEnvironment watched) {
    String identity = PollJob.identity(watched.environment().id());
    if (scheduler.getScheduledJob(identity) != null) {
      // From an earlier start or another replica, perhaps with another schedule: ours is the
      // latest.
      scheduler.unscheduleJob(identity);
    }
    Scheduler.JobDefinition<?> job =
        scheduler
            .newJob(identity)
            .setNonconcurrent()
            .setConcurrentExecution(ConcurrentExecution.SKIP)
            .setTask(PollJob.class, true);
    switch (watched.polling().schedule()) {
      case Schedule.Every(Duration interval) ->
          job.setInterval(interval.toString()).setExecutionMaxDelay(jitter(interval).toString());
      case Schedule.Cron cron -> job.setCron(cron.expression()).setTimeZone("UTC");
    }
    job.schedule();
  }

  private static Duration jitter(Duration interval) {
    Duration tenth = interval.dividedBy(10);
    return tenth.compareTo(MOST_JITTER) < 0 ? tenth : MOST_JITTER;
  }

  /** The job store outlives the configuration: jobs of environments that are gone must go, too. */
  private void forgetRemoved() throws SchedulerException {
    org.quartz.Scheduler quartz = scheduler.getScheduler();
    for (JobKey key : quartz.getJobKeys(GroupMatcher.anyJobGroup())) {
      String identity = key.getName();
      if (PollJob.isIdentity(identity)
          && settings.environments().keySet().stream()
              .map(PollJob::identity)
              .noneMatch(identity::equals)) {
        quartz.deleteJob(key);
      }
    }
  }
}
