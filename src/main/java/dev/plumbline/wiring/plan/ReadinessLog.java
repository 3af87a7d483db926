package dev.plumbline.wiring.plan;

import static jakarta.interceptor.Interceptor.Priority.LIBRARY_AFTER;

import dev.plumbline.planning.readiness.RunReadiness;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ExecutorService;

/** Logs at the start what runs would lack; nothing waits for it. */
@ApplicationScoped
class ReadinessLog {
  private final RunReadiness readiness;
  private final ExecutorService executor;

  ReadinessLog(RunReadiness readiness, @VirtualThreads ExecutorService executor) {
    this.readiness = readiness;
    this.executor = executor;
  }

  void start(@Observes @Priority(LIBRARY_AFTER) StartupEvent event) {
    executor.execute(readiness::logLacking);
  }
}
