package dev.plumbline.wiring;

import dev.plumbline.configuration.Schedule;
import io.quarkus.quartz.QuartzScheduler;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.ScheduledExecution;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.quartz.JobKey;
import org.quartz.SchedulerException;
import org.quartz.impl.matchers.GroupMatcher;

/**
 * Jobs in Quartz's clustered job store: whatever the number of replicas, each is done once an
 * interval, and another replica takes over when one dies.
 */
@ApplicationScoped
public class Jobs {
  /** Spreads what would start at one instant; a tenth of the interval, this at most. */
  static final Duration MOST_JITTER = Duration.ofSeconds(30);

  /** More replicas than these do not start within one moment. */
  private static final int ATTEMPTS = 10;

  private final QuartzScheduler scheduler;

  Jobs(QuartzScheduler scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * Makes these the only jobs whose identity begins so.
   *
   * @param schedules by identity
   */
  void schedule(
      String prefix,
      Map<String, Schedule> schedules,
      Class<? extends Consumer<ScheduledExecution>> task)
      throws SchedulerException {
    for (JobKey key : scheduler.getScheduler().getJobKeys(GroupMatcher.anyJobGroup())) {
      if (key.getName().startsWith(prefix)) {
        forget(key);
      }
    }
    for (Map.Entry<String, Schedule> entry : schedules.entrySet()) {
      schedule(entry.getKey(), entry.getValue(), task);
    }
  }

  /** Starts what is halted until now (quarkus.scheduler.start-mode). */
  void resume() {
    scheduler.resume();
  }

  /** When a job is done next; empty if that is not known yet. */
  Optional<Instant> next(String identity) {
    return Optional.ofNullable(scheduler.getScheduledJob(identity)).map(Trigger::getNextFireTime);
  }

  private void schedule(
      String identity, Schedule schedule, Class<? extends Consumer<ScheduledExecution>> task)
      throws SchedulerException {
    for (int attempt = 1; ; attempt++) {
      try {
        job(identity, schedule, task).schedule();
        return;
      } catch (IllegalStateException e) {
        // Another replica that starts at this moment was faster; both mean the same.
        if (attempt == ATTEMPTS) {
          throw e;
        }
        forget(new JobKey(identity, Scheduler.class.getName()));
      }
    }
  }

  private Scheduler.JobDefinition<?> job(
      String identity, Schedule schedule, Class<? extends Consumer<ScheduledExecution>> task) {
    Scheduler.JobDefinition<?> job =
        scheduler
            .newJob(identity)
            .setNonconcurrent()
            .setConcurrentExecution(ConcurrentExecution.SKIP)
            .setTask(task, true);
    return switch (schedule) {
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
