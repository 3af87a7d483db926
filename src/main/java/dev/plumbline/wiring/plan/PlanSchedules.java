package dev.plumbline.wiring.plan;

import dev.plumbline.auditing.AuditVerification;
import dev.plumbline.configuration.Settings;
import dev.plumbline.planning.decision.PlanCurrency;
import dev.plumbline.planning.decision.PlanThreads;
import dev.plumbline.planning.decision.ReviewedFindings;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.wiring.ForWork;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;

/**
 * Ends plans that nobody reads, deletes old ones, and logs the end of the audit; on one replica,
 * because the job store is clustered.
 */
@ApplicationScoped
public class PlanSchedules {
  private static final System.Logger LOG = System.getLogger(PlanSchedules.class.getName());

  private final Settings settings;
  private final PlanStore store;
  private final PlanCurrency currency;
  private final PlanThreads threads;
  private final ReviewedFindings reviewed;
  private final AuditVerification audit;
  private final Clock clock;

  PlanSchedules(
      Settings settings,
      @ForWork PlanStore store,
      @ForWork PlanCurrency currency,
      PlanThreads threads,
      ReviewedFindings reviewed,
      @ForWork AuditVerification audit,
      Clock clock) {
    this.settings = settings;
    this.store = store;
    this.currency = currency;
    this.threads = threads;
    this.reviewed = reviewed;
    this.audit = audit;
    this.clock = clock;
  }

  @Scheduled(
      identity = "plans",
      every = "60s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void endPlans() {
    threads.failSilent();
    currency.endAll();
  }

  @Scheduled(identity = "plan-retention", every = "1h", delayed = "6m")
  @RunOnVirtualThread
  void prune() {
    Instant now = clock.instant();
    store.prune(now.minus(settings.store().retention()));
    reviewed.resolve(settings.environments().keySet(), now);
  }

  /** Whoever keeps the log can prove later that nothing before it was changed. */
  @Scheduled(identity = "audit-head", every = "24h", delayed = "1m")
  @RunOnVirtualThread
  void logAuditHead() {
    LOG.log(Level.INFO, "audit head: " + audit.head());
  }
}
