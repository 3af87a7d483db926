package dev.plumbline.wiring;

import dev.plumbline.auditing.AuditVerification;
import dev.plumbline.configuration.Settings;
import dev.plumbline.http.admission.AbandonedRequests;
import dev.plumbline.jdbc.JdbcAuditStore;
import dev.plumbline.jdbc.JdbcDeploymentStore;
import dev.plumbline.jdbc.JdbcFindingStore;
import dev.plumbline.jdbc.JdbcMonitorStore;
import dev.plumbline.jdbc.JdbcPlanStore;
import dev.plumbline.jdbc.JdbcReplicaStore;
import dev.plumbline.jdbc.JdbcReportStore;
import dev.plumbline.jdbc.JdbcScanStore;
import dev.plumbline.jdbc.JdbcStoreHealth;
import dev.plumbline.jdbc.backup.JdbcBackupStore;
import dev.plumbline.jdbc.outbox.JdbcEventOutbox;
import dev.plumbline.jdbc.run.JdbcRunStore;
import dev.plumbline.jdbc.sql.RequestConnections;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.monitor.Monitor;
import dev.plumbline.monitor.StoredOverviews;
import dev.plumbline.ops.StoreReads;
import dev.plumbline.replica.ReplicaStore;
import dev.plumbline.report.Reports;
import dev.plumbline.scan.work.StoredIntegrityOverviews;
import dev.plumbline.store.DeploymentStore;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.ScanStore;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Our own store, once for each kind of use: polls and scans, requests, and metrics with health have
 * connections of their own, so that none of them waits for another.
 */
@Singleton
class StoreProducers {
  @Produces
  @Singleton
  @ForWork
  MonitorStore monitorStore(
      javax.sql.DataSource work, StoreAddress address, ReplicaProducers.ReplicaId replica) {
    return new JdbcMonitorStore(work, address, replica.value());
  }

  @Produces
  @Singleton
  @ForWork
  FindingStore findingStore(javax.sql.DataSource work, StoreAddress address) {
    return new JdbcFindingStore(work, address);
  }

  @Produces
  @Singleton
  @ForWork
  ScanStore scanStore(javax.sql.DataSource work, StoreAddress address) {
    return new JdbcScanStore(work, address);
  }

  @Produces
  @Singleton
  @ForWork
  ReplicaStore replicaStore(javax.sql.DataSource work, StoreAddress address) {
    return new JdbcReplicaStore(work, address);
  }

  @Produces
  @Singleton
  MonitorStore requestedMonitorStore(
      @DataSource(Pool.REQUESTS) javax.sql.DataSource requests,
      AbandonedRequests abandoned,
      StoreAddress address) {
    return new JdbcMonitorStore(new RequestConnections(requests, abandoned::isClientGone), address);
  }

  @Produces
  @Singleton
  FindingStore requestedFindingStore(
      @DataSource(Pool.REQUESTS) javax.sql.DataSource requests,
      AbandonedRequests abandoned,
      StoreAddress address) {
    return new JdbcFindingStore(new RequestConnections(requests, abandoned::isClientGone), address);
  }

  @Produces
  @Singleton
  ScanStore requestedScanStore(
      @DataSource(Pool.REQUESTS) javax.sql.DataSource requests,
      AbandonedRequests abandoned,
      StoreAddress address) {
    return new JdbcScanStore(new RequestConnections(requests, abandoned::isClientGone), address);
  }

  @Produces
  @Singleton
  ReplicaStore requestedReplicaStore(
      @DataSource(Pool.REQUESTS) javax.sql.DataSource requests,
      AbandonedRequests abandoned,
      StoreAddress address) {
    return new JdbcReplicaStore(new RequestConnections(requests, abandoned::isClientGone), address);
  }

  @Produces
  @Singleton
  @ForWork
  DeploymentStore deploymentStore(javax.sql.DataSource work, StoreAddress address) {
    return new JdbcDeploymentStore(work, address);
  }

  @Produces
  @Singleton
  DeploymentStore requestedDeploymentStore(
      @DataSource(Pool.REQUESTS) javax.sql.DataSource requests,
      AbandonedRequests abandoned,
      StoreAddress address) {
    return new JdbcDeploymentStore(
        new RequestConnections(requests, abandoned::isClientGone), address);
  }

  /** When something is due next is not a metric: nothing but our own tables is asked. */
  @Produces
  @Singleton
  StoreReads reads(
      Settings settings,
      @DataSource(Pool.PROBES) javax.sql.DataSource probes,
      StoreAddress address,
      Monitor monitor,
      Clock clock) {
    MonitorStore store = new JdbcMonitorStore(probes, address);
    JdbcReportStore reports = new JdbcReportStore(probes, address);
    AuditVerification audit = new AuditVerification(new JdbcAuditStore(probes, address));
    return new StoreReads(
        new StoredOverviews(settings, store, monitor, Map::of, clock),
        new JdbcFindingStore(probes, address)::counts,
        new JdbcEventOutbox(probes, address)::channels,
        new StoredIntegrityOverviews(
            settings, new JdbcScanStore(probes, address), store, id -> Optional.empty(), clock),
        new JdbcStoreHealth(probes, address),
        new Reports(settings, reports, reports, clock)::times,
        new JdbcPlanStore(probes, address)::counts,
        new JdbcRunStore(probes, address)::targets,
        () -> audit.verifyAdded().isValid(),
        new JdbcBackupStore(probes, address)::lastProven);
  }
}
