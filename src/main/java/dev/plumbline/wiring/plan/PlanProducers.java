package dev.plumbline.wiring.plan;

import dev.plumbline.approval.DecisionRules;
import dev.plumbline.auditing.AuditVerification;
import dev.plumbline.backup.port.DumpPrograms;
import dev.plumbline.configuration.Settings;
import dev.plumbline.directus.DirectusDiff;
import dev.plumbline.directus.DirectusHttp;
import dev.plumbline.directus.answer.Limits;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.hazard.means.RunHazards;
import dev.plumbline.hazard.rules.Hazards;
import dev.plumbline.http.admission.AbandonedRequests;
import dev.plumbline.jdbc.JdbcAuditStore;
import dev.plumbline.jdbc.JdbcPlanStore;
import dev.plumbline.jdbc.sql.RequestConnections;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.monitor.overview.Monitoring;
import dev.plumbline.payload.PayloadMaker;
import dev.plumbline.payload.PlannedItems;
import dev.plumbline.payload.SameStory;
import dev.plumbline.payload.gate.PayloadGate;
import dev.plumbline.plan.PlanSealer;
import dev.plumbline.plan.select.Chooser;
import dev.plumbline.plan.select.ObjectsThatStay;
import dev.plumbline.plan.step.StepMaker;
import dev.plumbline.planning.PlanMaker;
import dev.plumbline.planning.PlanModel;
import dev.plumbline.planning.decision.PlanCurrency;
import dev.plumbline.planning.decision.PlanListener;
import dev.plumbline.planning.decision.PlanMaking;
import dev.plumbline.planning.decision.PlanThreads;
import dev.plumbline.planning.decision.Plans;
import dev.plumbline.planning.decision.ReviewedFindings;
import dev.plumbline.planning.readiness.ProofServerReader;
import dev.plumbline.planning.readiness.RunReadiness;
import dev.plumbline.postgres.PostgresDatabase;
import dev.plumbline.postgres.hazard.PostgresRowCounter;
import dev.plumbline.postgres.hazard.PostgresTargetFacts;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.audit.AuditStore;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.timing.Heartbeat;
import dev.plumbline.watch.ReadingVersion;
import dev.plumbline.watch.source.WatchedDatabase;
import dev.plumbline.wiring.ForWork;
import dev.plumbline.wiring.Pool;
import io.quarkus.agroal.DataSource;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Plans and the audit, once for requests and once for what is done on schedule. */
@Singleton
class PlanProducers {
  /** Read from some hundred class files, so only once. */
  private final String model = model();

  @Produces
  @Singleton
  @ForWork
  PlanStore planStore(javax.sql.DataSource work, StoreAddress address) {
    return new JdbcPlanStore(work, address);
  }

  @Produces
  @Singleton
  PlanStore requestedPlanStore(
      @DataSource(Pool.REQUESTS) javax.sql.DataSource requests,
      AbandonedRequests abandoned,
      StoreAddress address) {
    return new JdbcPlanStore(new RequestConnections(requests, abandoned::isClientGone), address);
  }

  @Produces
  @Singleton
  AuditStore auditStore(
      @DataSource(Pool.REQUESTS) javax.sql.DataSource requests,
      AbandonedRequests abandoned,
      StoreAddress address) {
    return new JdbcAuditStore(new RequestConnections(requests, abandoned::isClientGone), address);
  }

  @Produces
  @Singleton
  AuditVerification verification(AuditStore store) {
    return new AuditVerification(store);
  }

  @Produces
  @Singleton
  @ForWork
  AuditVerification scheduledVerification(javax.sql.DataSource work, StoreAddress address) {
    return new AuditVerification(new JdbcAuditStore(work, address));
  }

  @Produces
  @Singleton
  PlanModel planModel() {
    return new PlanModel(model);
  }

  /** Of everything that decides what a plan is. */
  static String model() {
    return ReadingVersion.of(
            PostgresDatabase.class,
            DirectusHttp.class,
            Differ.class,
            Drift.class,
            PlannedItems.class,
            SameStory.class,
            Chooser.class,
            ObjectsThatStay.class,
            StepMaker.class,
            PlanSealer.class,
            PayloadMaker.class,
            PayloadGate.class,
            Hazards.class,
            PostgresRowCounter.class,
            RunHazards.class,
            PostgresTargetFacts.class,
            DecisionRules.class)
        .digest();
  }

  @Produces
  @Singleton
  RunReadiness readiness(Settings settings, DumpPrograms programs, ProofServerReader proof) {
    return new RunReadiness(
        settings.environments(), new PostgresTargetFacts(settings.environments()), programs, proof);
  }

  @Produces
  @Singleton
  PlanMaking making(
      Settings settings,
      Monitoring monitoring,
      @ForWork MonitorStore store,
      WatchedDatabase databases,
      RunReadiness readiness,
      Clock clock,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    PlanMaker.Sources sources =
        new PlanMaker.Sources(
            monitoring,
            store,
            new DirectusDiff(settings.environments(), clock, Limits.DEFAULT, version),
            databases,
            new PostgresRowCounter(settings.environments()),
            readiness);
    return new PlanMaker(settings, sources, Thread::sleep, clock, model)::make;
  }

  @Produces
  @Singleton
  PlanThreads threads(
      Settings settings,
      @ForWork PlanStore store,
      PlanMaking making,
      @VirtualThreads ExecutorService executor,
      Clock clock) {
    return new PlanThreads(
        settings, store, making, executor, Heartbeat.every(PlanThreads.BEAT, Thread::sleep), clock);
  }

  @Produces
  @Singleton
  @ForWork
  PlanCurrency scheduledCurrency(
      @ForWork PlanStore store, @ForWork MonitorStore environments, Clock clock) {
    return new PlanCurrency(store, environments, clock, model);
  }

  @Produces
  @Singleton
  Plans plans(
      PlanStore store,
      MonitorStore environments,
      PlanThreads threads,
      PlanListener listener,
      Clock clock) {
    return new Plans(
        store,
        new PlanCurrency(store, environments, clock, model),
        threads,
        listener,
        clock,
        UUID::randomUUID);
  }

  @Produces
  @Singleton
  ReviewedFindings reviewed(
      @ForWork PlanStore plans, @ForWork FindingStore findings, @ForWork MonitorStore store) {
    return new ReviewedFindings(plans, findings, store);
  }
}
