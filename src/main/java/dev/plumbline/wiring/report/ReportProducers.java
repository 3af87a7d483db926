package dev.plumbline.wiring.report;

import dev.plumbline.configuration.Settings;
import dev.plumbline.http.admission.AbandonedRequests;
import dev.plumbline.jdbc.JdbcReportStore;
import dev.plumbline.jdbc.sql.RequestConnections;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.monitor.Monitor;
import dev.plumbline.monitor.StoredOverviews;
import dev.plumbline.report.Reports;
import dev.plumbline.report.StateRecorder;
import dev.plumbline.scan.work.StoredIntegrityOverviews;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.ScanStore;
import dev.plumbline.wiring.ForWork;
import dev.plumbline.wiring.Pool;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Reports, once for those that are made on schedule and once for requests. */
@Singleton
class ReportProducers {
  @Produces
  @Singleton
  @ForWork
  JdbcReportStore reportStore(javax.sql.DataSource work, StoreAddress address) {
    return new JdbcReportStore(work, address);
  }

  @Produces
  @Singleton
  JdbcReportStore requestedReportStore(
      @DataSource(Pool.REQUESTS) javax.sql.DataSource requests,
      AbandonedRequests abandoned,
      StoreAddress address) {
    return new JdbcReportStore(new RequestConnections(requests, abandoned::isClientGone), address);
  }

  @Produces
  @Singleton
  @ForWork
  Reports scheduledReports(Settings settings, @ForWork JdbcReportStore store, Clock clock) {
    return new Reports(settings, store, store, clock);
  }

  @Produces
  @Singleton
  Reports requestedReports(Settings settings, JdbcReportStore store, Clock clock) {
    return new Reports(settings, store, store, clock);
  }

  /** When something is due next is not part of a state. */
  @Produces
  @Singleton
  StateRecorder stateRecorder(
      Settings settings,
      @ForWork MonitorStore monitorStore,
      @ForWork ScanStore scans,
      @ForWork JdbcReportStore store,
      Monitor monitor,
      Clock clock) {
    return new StateRecorder(
        new StoredOverviews(settings, monitorStore, monitor, Map::of, clock),
        new StoredIntegrityOverviews(settings, scans, monitorStore, id -> Optional.empty(), clock),
        store,
        clock);
  }
}
