package dev.plumbline.jdbc;

import static dev.plumbline.jdbc.Samples.STAGING;
import static dev.plumbline.jdbc.Samples.done;
import static dev.plumbline.jdbc.Samples.noonPlus;
import static dev.plumbline.jdbc.Samples.running;
import static dev.plumbline.jdbc.Samples.status;
import static dev.plumbline.jdbc.Samples.uuid;
import static dev.plumbline.store.FindingStore.Filter.EVERYTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.store.StoreUnavailableException;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** Our own PostgreSQL is stopped, killed and started again, behind a pool as at run time. */
@Timeout(120)
final class StoreUnavailableTest {
  private static final String SECRET = "not-to-be-reported";
  private static final LabPostgres POSTGRES = StoreDatabase.newServer();

  private final AgroalDataSource pool = pool();
  private final JdbcMonitorStore monitor =
      new JdbcMonitorStore(pool, StoreAddress.of(POSTGRES.jdbcUrl("memory")));
  private final JdbcFindingStore findings =
      new JdbcFindingStore(pool, StoreAddress.of(POSTGRES.jdbcUrl("memory")));

  @BeforeAll
  static void startServer() {
    POSTGRES.createRole("watcher", SECRET);
    POSTGRES.createDatabase("memory", "template0", "watcher");
    try (AgroalDataSource pool = pool()) {
      StoreDatabase.migrate(pool);
    }
  }

  @AfterAll
  static void stopServer() {
    POSTGRES.close();
  }

  @AfterEach
  void closePool() {
    pool.close();
  }

  private static AgroalDataSource pool() {
    try {
      return AgroalDataSource.from(
          new AgroalDataSourceConfigurationSupplier()
              .connectionPoolConfiguration(
                  c ->
                      c.maxSize(3)
                          .acquisitionTimeout(Duration.ofSeconds(20))
                          .connectionFactoryConfiguration(
                              f ->
                                  f.jdbcUrl(POSTGRES.jdbcUrl("memory"))
                                      .principal(new NamePrincipal("watcher"))
                                      .credential(new SimplePassword(SECRET)))));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everythingWorksAgainAfterARestart() {
    monitor.begin(running(1, STAGING));
    POSTGRES.stop();

    assertThatThrownBy(
            () ->
                monitor.finish(
                    done(1, STAGING),
                    Optional.empty(),
                    before -> status(STAGING, Optional.empty(), noonPlus(1))))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("memory on 127.0.0.1:" + POSTGRES.port())
        .hasMessageNotContaining(SECRET);
    assertThatThrownBy(() -> findings.findings(EVERYTHING, Optional.empty(), 1))
        .isInstanceOf(StoreUnavailableException.class);

    POSTGRES.start();

    assertThat(monitor.poll(uuid(1))).contains(running(1, STAGING));
    monitor.begin(running(2, STAGING));
    assertThat(monitor.poll(uuid(2))).contains(running(2, STAGING));
  }

  @Test
  void connectionsThatARestartBrokeAreReplacedWithoutAnError() {
    monitor.begin(running(3, STAGING));
    POSTGRES.kill();
    POSTGRES.start();

    monitor.begin(running(4, STAGING));

    assertThat(monitor.poll(uuid(4))).contains(running(4, STAGING));
  }

  @Test
  void serverThatDiesWithinATransactionLeavesNothingOfIt() {
    monitor.begin(running(5, STAGING));

    assertThatThrownBy(
            () ->
                monitor.finish(
                    done(5, STAGING),
                    Optional.empty(),
                    before -> {
                      if (POSTGRES.isRunning()) {
                        POSTGRES.kill();
                      }
                      return status(STAGING, Optional.empty(), noonPlus(1));
                    }))
        .isInstanceOf(StoreUnavailableException.class);
    POSTGRES.start();

    assertThat(monitor.poll(uuid(5))).contains(running(5, STAGING));
  }

  @Test
  void refusedPasswordIsReportedWithoutIt() {
    PGSimpleDataSource wrong = new PGSimpleDataSource();
    wrong.setUrl(POSTGRES.jdbcUrl("memory"));
    wrong.setUser("watcher");
    wrong.setPassword("wrong-" + SECRET);

    assertThatThrownBy(
            () -> new JdbcFindingStore(wrong, StoreAddress.of(POSTGRES.jdbcUrl("memory"))).counts())
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("refuses the user name or the password")
        .hasMessageNotContaining(SECRET);
  }
}
