package dev.plumbline.wiring.schedule;

import static jakarta.interceptor.Interceptor.Priority.PLATFORM_BEFORE;

import dev.plumbline.jdbc.sql.OneAtATime;
import dev.plumbline.jdbc.sql.StoreAddress;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Makes the scheduler, one replica after the other. While it is made, Quarkus asks for each job
 * whether the store has it, and adds it if not. Of two replicas that start on a new store, one
 * would find that the job is there when it adds it, and end.
 */
@Singleton
class SchedulerStart {
  /** A tenth of a second is usual; the start-up probe of Kubernetes waits for two minutes. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final OneAtATime oneAtATime;

  SchedulerStart(DataSource work, StoreAddress address) {
    this.oneAtATime = new OneAtATime(work, address, LIMIT);
  }

  /** Before Quarkus does, which comes to it with PLATFORM_BEFORE. */
  void start(
      @Observes @Priority(PLATFORM_BEFORE - 1) StartupEvent event, Instance<Scheduler> scheduler) {
    oneAtATime.run("making the scheduler", scheduler::get);
  }
}
