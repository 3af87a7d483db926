package dev.plumbline.jdbc;

import dev.plumbline.jdbc.outbox.JdbcEventOutbox;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.Sql;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A migrated database of its own for one test; one server for all tests of this JVM. */
final class StoreDatabase implements AutoCloseable {
  private static final String TEMPLATE = "store_template";
  private static final int MOST_AT_ONCE = 100;
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name = "store_" + COUNT.incrementAndGet();
  private final AgroalDataSource pool;

  private StoreDatabase(String template) {
    Server.POSTGRES.createDatabase(name, template, "postgres");
    pool = pool(Server.POSTGRES.jdbcUrl(name));
  }

  static StoreDatabase create() {
    return new StoreDatabase(TEMPLATE);
  }

  /** As an older version of Plumbline left it, which had the migrations up to this one. */
  static StoreDatabase asOf(String migration) {
    StoreDatabase database = new StoreDatabase("template1");
    Flyway.configure().dataSource(database.dataSource()).target(migration).load().migrate();
    return database;
  }

  JdbcMonitorStore monitor() {
    return new JdbcMonitorStore(dataSource(), address());
  }

  /** Of a replica among others. */
  JdbcMonitorStore monitor(UUID replica) {
    return new JdbcMonitorStore(dataSource(), address(), replica);
  }

  JdbcFindingStore findings() {
    return new JdbcFindingStore(dataSource(), address());
  }

  JdbcEventOutbox outbox() {
    return new JdbcEventOutbox(dataSource(), address());
  }

  JdbcReplicaStore replicas() {
    return new JdbcReplicaStore(dataSource(), address());
  }

  /** Any number of transactions at a time, as other replicas would have them. */
  DataSource dataSource() {
    return pool;
  }

  StoreAddress address() {
    return StoreAddress.of(Server.POSTGRES.jdbcUrl(name));
  }

  Sql sql() {
    return Server.POSTGRES.superuser(name);
  }

  @Override
  public void close() {
    pool.close();
    Server.POSTGRES.dropDatabase(name);
  }

  /** A pool, as at run time: to connect costs the server more than what a test then asks of it. */
  private static AgroalDataSource pool(String jdbcUrl) {
    try {
      return AgroalDataSource.from(
          new AgroalDataSourceConfigurationSupplier()
              .connectionPoolConfiguration(
                  pool ->
                      pool.maxSize(MOST_AT_ONCE)
                          .connectionFactoryConfiguration(
                              factory ->
                                  factory
                                      .jdbcUrl(jdbcUrl)
                                      .principal(new NamePrincipal("postgres")))));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static DataSource dataSource(LabPostgres postgres, String database) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(postgres.jdbcUrl(database));
    dataSource.setUser("postgres");
    dataSource.setConnectTimeout(5);
    return dataSource;
  }

  static void migrate(DataSource dataSource) {
    Flyway.configure().dataSource(dataSource).load().migrate();
  }

  static LabPostgres newServer() {
    try {
      return new LabPostgres(Files.createTempDirectory("plumbline-store-test"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void deleteAtExit(LabPostgres server) {
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
  }

  /** Started by the first test that needs it. */
  private static final class Server {
    static final LabPostgres POSTGRES = newServer();

    static {
      deleteAtExit(POSTGRES);
      POSTGRES.sql("postgres", "CREATE DATABASE " + TEMPLATE);
      migrate(dataSource(POSTGRES, TEMPLATE));
    }
  }
}
