package dev.plumbline.wiring;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.SettingsReader;
import dev.plumbline.directus.HttpDirectusApi;
import dev.plumbline.monitor.DirectusApi;
import dev.plumbline.monitor.FindingStore;
import dev.plumbline.monitor.Monitor;
import dev.plumbline.monitor.MonitorListener;
import dev.plumbline.monitor.MonitorService;
import dev.plumbline.monitor.MonitorStore;
import dev.plumbline.monitor.WatchedDatabase;
import dev.plumbline.postgres.PostgresDatabase;
import dev.plumbline.store.JdbcFindingStore;
import dev.plumbline.store.JdbcMonitorStore;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;

/** What CDI hands out. The one place that knows which class implements which port. */
@Singleton
class Parts {
  /** Enough for two cores; more would only need more memory. */
  private static final int SCHEMAS_IN_MEMORY = 3;

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
