package dev.plumbline.wiring.command;

import dev.plumbline.embedded.EmbeddedStore;
import dev.plumbline.jdbc.sql.StoreAddress;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * A store of its own, empty at first, in a temporary folder. The folder is deleted when the store
 * is closed and when this process ends, by Ctrl-C too; after {@code kill -9} its server is stopped
 * and the folder stays.
 */
final class TemporaryStore implements AutoCloseable {
  private static final int CONNECTIONS = 16;
  private static final Duration ACQUISITION = Duration.ofSeconds(30);

  /** What is lost with the machine is thrown away anyway: no commit waits for the disk. */
  private static final String OPTIONS = "?options=-c%20synchronous_commit%3Doff";

  private final Path folder;
  private @Nullable EmbeddedStore store;
  private @Nullable AgroalDataSource dataSource;
  private boolean isClosed;

  private TemporaryStore(Path folder) {
    this.folder = folder;
  }

  /**
   * @throws dev.plumbline.embedded.EmbeddedStoreException if it cannot be started
   */
  static TemporaryStore start() {
    TemporaryStore started;
    try {
      started = new TemporaryStore(Files.createTempDirectory("plumbline-once-"));
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder can be made", e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(started::close, "temporary-store-end"));
    try {
      started.open();
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  /** Locked, so that a process that ends meanwhile deletes nothing under a server that starts. */
  private synchronized void open() {
    if (isClosed) {
      throw new IllegalStateException("this process ends");
    }
    EmbeddedStore embedded = EmbeddedStore.start(folder);
    store = embedded;
    AgroalDataSource pool = pool(embedded);
    dataSource = pool;
    Flyway.configure().dataSource(pool).load().migrate();
  }

  private static AgroalDataSource pool(EmbeddedStore embedded) {
    try {
      return AgroalDataSource.from(
          new AgroalDataSourceConfigurationSupplier()
              .connectionPoolConfiguration(
                  pool ->
                      pool.maxSize(CONNECTIONS)
                          .acquisitionTimeout(ACQUISITION)
                          .connectionFactoryConfiguration(
                              factory ->
                                  factory
                                      .jdbcUrl(embedded.jdbcUrl() + OPTIONS)
                                      .principal(new NamePrincipal(embedded.username()))
                                      .credential(new SimplePassword(embedded.password())))));
    } catch (SQLException e) {
      throw new IllegalStateException("the connections of the store cannot be set up", e);
    }
  }

  synchronized DataSource dataSource() {
    if (dataSource == null) {
      throw new IllegalStateException("the store is closed");
    }
    return dataSource;
  }

  synchronized StoreAddress address() {
    if (store == null) {
      throw new IllegalStateException("the store is closed");
    }
    return StoreAddress.of(store.jdbcUrl());
  }

  /** Stops the server and deletes the folder; again: nothing happens. */
  @Override
  public synchronized void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    try {
      if (dataSource != null) {
        dataSource.close();
      }
      if (store != null) {
        store.close();
      }
    } finally {
      dataSource = null;
      store = null;
      delete();
    }
  }

  private void delete() {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
                throws IOException {
              Files.deleteIfExists(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      System.getLogger(TemporaryStore.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "the temporary folder " + folder + " was not deleted: " + e);
    }
  }
}
