package dev.plumbline.wiring;

import static jakarta.interceptor.Interceptor.Priority.LIBRARY_AFTER;

import dev.plumbline.deployment.Deployments;
import dev.plumbline.monitor.Monitor;
import dev.plumbline.notification.NotificationThreads;
import dev.plumbline.scan.work.ScanService;
import dev.plumbline.store.MonitorStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** What is done when the service starts, and when it ends. */
@ApplicationScoped
class Lifecycle {
  /** A step of a scan takes seconds; what takes longer is taken over as if we had died. */
  private static final Duration LAST_STEP = Duration.ofSeconds(10);

  private final MonitorStore store;
  private final Monitor monitor;
  private final ReplicaThread rounds;
  private final ScanService scans;
  private final NotificationThreads notifications;
  private final Deployments deployments;
  private final Scheduler scheduler;

  Lifecycle(
      @ForWork MonitorStore store,
      Monitor monitor,
      ReplicaThread rounds,
      ScanService scans,
      NotificationThreads notifications,
      Deployments deployments,
      Scheduler scheduler) {
    this.store = store;
    this.monitor = monitor;
    this.rounds = rounds;
    this.scans = scans;
    this.notifications = notifications;
    this.deployments = deployments;
    this.scheduler = scheduler;
  }

  /** Late, so that everything that polls and scans need has started. */
  void start(@Observes @Priority(LIBRARY_AFTER) StartupEvent event) {
    monitor.announce();
    store.convertComparisons();
    rounds.start();
    notifications.start();
    scheduler.resume();
  }

  void end(@Observes ShutdownEvent event) throws InterruptedException {
    notifications.end();
    deployments.stop();
    rounds.end();
    scans.stop(LAST_STEP);
  }
}
