package dev.plumbline.lab.postgres;

import dev.plumbline.lab.machine.ChildProcess;
import dev.plumbline.lab.machine.DebianPackage;
import dev.plumbline.lab.machine.FreePort;
import dev.plumbline.lab.machine.LogFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A PgBouncer, in transaction mode as providers put it before a server: sessions of clients take
 * turns on few connections. Ends with this Java process, even if that is killed.
 */
public final class PgBouncer implements AutoCloseable {
  private static final DebianPackage PACKAGE =
      DebianPackage.onThisMachine("pgbouncer", "pgbouncer", "libc-ares2");

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final ChildProcess process;
  private final int port;

  /**
   * @param folder its own, for its settings and its log
   * @param pool how many connections to the server it has
   * @param role who may connect
   */
  public PgBouncer(Path folder, LabPostgres server, int pool, String role, String password) {
    this(folder, server, "transaction", pool, role, password);
  }

  /** One in session mode: each client has a session to itself, as long as it is connected. */
  public static PgBouncer inSessionMode(
      Path folder, LabPostgres server, String role, String password) {
    return new PgBouncer(folder, server, "session", 10, role, password);
  }

  private PgBouncer(
      Path folder, LabPostgres server, String mode, int pool, String role, String password) {
    port = FreePort.find();
    Path settings = folder.resolve("pgbouncer.ini");
    Path log = folder.resolve("pgbouncer.log");
    try {
      Files.writeString(
          folder.resolve("users.txt"),
          "\"%s\" \"%s\"%n".formatted(role.replace("\"", "\"\""), password));
      Files.writeString(
          settings,
          """
          [databases]
          * = host=127.0.0.1 port=%d
          [pgbouncer]
          listen_addr = 127.0.0.1
          listen_port = %d
          unix_socket_dir =
          auth_type = scram-sha-256
          auth_file = %s
          pool_mode = %s
          default_pool_size = %d
          ignore_startup_parameters = extra_float_digits
          """
              .formatted(server.port(), port, folder.resolve("users.txt"), mode, pool));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // It refuses to run as root, whom it does not see in a user namespace.
    process =
        ChildProcess.start(
            List.of(
                "unshare",
                "-U",
                PACKAGE.file("usr/sbin/pgbouncer").toString(),
                settings.toString()),
            folder,
            log,
            Map.of("LD_LIBRARY_PATH", PACKAGE.libraries()));
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!accepts()) {
      if (System.nanoTime() > deadline) {
        close();
        throw new IllegalStateException("PgBouncer does not start\n" + LogFile.tail(log, 30));
      }
    }
  }

  private boolean accepts() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
      new Socket(InetAddress.getLoopbackAddress(), port).close();
      return true;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A database of the server by way of it. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  @Override
  public void close() {
    process.close();
  }
}
