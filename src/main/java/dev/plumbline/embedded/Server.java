package dev.plumbline.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The running server of a directory. {@code pg_ctl} starts it in a session of its own: Ctrl-C goes
 * to every process of the terminal's foreground group, and PostgreSQL must not end before we have
 * written what we were about to write.
 */
public final class Server implements AutoCloseable {
  public static final String SUPERUSER = Cluster.SUPERUSER;

  private static final Duration START_DEADLINE = Duration.ofMinutes(3);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(40);
  private static final int ATTEMPTS = 20;

  private final DirectoryLock lock;
  private final Cluster cluster;
  private final int port;
  private final ServerWatchdog lifeline;
  private final Thread logWatch;

  private Server(
      DirectoryLock lock, Cluster cluster, int port, ServerWatchdog lifeline, Thread logWatch) {
    this.lock = lock;
    this.cluster = cluster;
    this.port = port;
    this.lifeline = lifeline;
    this.logWatch = logWatch;
  }

  /**
   * Starts the server of a directory, with everything it takes: programs, data, password.
   *
   * @throws EmbeddedStoreException if that cannot be; nothing runs then
   */
  public static Server start(Path directory) {
    return start(directory, List.of(), Duration.ZERO);
  }

  /**
   * Likewise.
   *
   * @param settings that override ours, as {@code -c name=value}
   * @param longest waits so long while another process uses the directory
   */
  static Server start(Path directory, List<String> settings, Duration longest) {
    Path absolute = directory.toAbsolutePath().normalize();
    DirectoryLock lock = DirectoryLock.take(absolute, longest);
    try {
      DiskSpace.require(absolute);
      Commands commands = Commands.in(absolute);
      return start(
          lock, Cluster.in(absolute, commands, PostgresBinaries.unpack(absolute)), settings);
    } catch (IOException e) {
      lock.close();
      throw DiskSpace.unusable(absolute, e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Server start(DirectoryLock lock, Cluster cluster, List<String> settings)
      throws IOException {
    if (Postmaster.of(cluster.data()).isPresent()) {
      // A killed Plumbline left it behind.
      stop(cluster);
    }
    Postmaster.removeStalePid(cluster.data());
    ServerLog log = new ServerLog(cluster.commands().directory());
    log.begin();
    int port = launch(cluster, log.file(), settings);
    Optional<ProcessHandle> postmaster = Postmaster.of(cluster.data());
    if (postmaster.isEmpty()) {
      throw new EmbeddedStoreException("PostgreSQL ended right after its start; see " + log.file());
    }
    removeOtherPrograms(cluster);
    return new Server(lock, cluster, port, ServerWatchdog.of(postmaster.get()), log.watch());
  }

  /** No server runs on them any more. They only take space: that they stay hinders nobody. */
  private static void removeOtherPrograms(Cluster cluster) {
    try {
      cluster.binaries().removeOthers(cluster.commands().directory());
    } catch (IOException e) {
      System.getLogger(Server.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "the PostgreSQL programs of another version were not deleted: " + e);
    }
  }

  /** On the loopback address only. */
  public int port() {
    return port;
  }

  /** Of {@link #SUPERUSER}. */
  public String password() {
    try {
      return cluster.password();
    } catch (IOException e) {
      throw new EmbeddedStoreException(cluster.passwordFile() + " cannot be read: " + e, e);
    }
  }

  /** Stops it, ending what is still connected, and gives the directory free. */
  @Override
  public void close() {
    logWatch.interrupt();
    try {
      stop(cluster);
      lifeline.release();
    } catch (IOException e) {
      throw new EmbeddedStoreException("PostgreSQL cannot be stopped: " + e, e);
    } finally {
      lock.close();
    }
  }

  private static int launch(Cluster cluster, Path log, List<String> settings) throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      Commands.Result result =
          cluster
              .commands()
              .run(
                  START_DEADLINE,
                  log,
                  cluster.binaries().program("pg_ctl"),
                  "start",
                  "--pgdata=" + cluster.data(),
                  "--wait",
                  "--timeout=120",
                  "--options="
                      + String.join(" ", options(port))
                      + " "
                      + String.join(" ", settings));
      if (result.exitCode() == 0) {
        return port;
      }
      if (attempt == ATTEMPTS || !isPassing(result.output())) {
        throw new EmbeddedStoreException(
            "PostgreSQL does not start on " + cluster.data() + ": " + result.output().strip());
      }
      pause();
    }
  }

  /** The port was taken between finding and using it, or a killed server is just ending. */
  private static boolean isPassing(String output) {
    return output.contains("Address already in use")
        || output.contains("pre-existing shared memory block");
  }

  private static List<String> options(int port) {
    return List.of(
        "-c listen_addresses=127.0.0.1",
        "-c port=" + port,
        "-c unix_socket_directories=",
        "-c max_connections=50",
        // What has been acknowledged must survive the machine.
        "-c fsync=on",
        "-c synchronous_commit=on",
        "-c full_page_writes=on",
        "-c timezone=UTC",
        "-c log_timezone=UTC",
        "-c log_checkpoints=off",
        // Neither a statement nor its values.
        "-c log_min_error_statement=panic",
        "-c log_error_verbosity=terse");
  }

  private static void stop(Cluster cluster) throws IOException {
    Commands.Result result = pgCtlStop(cluster, "fast");
    if (result.exitCode() != 0 && Postmaster.of(cluster.data()).isPresent()) {
      // As in a crash: what was acknowledged is recovered from its log.
      result = pgCtlStop(cluster, "immediate");
    }
    if (Postmaster.of(cluster.data()).isPresent()) {
      throw new EmbeddedStoreException(
          "the PostgreSQL on " + cluster.data() + " does not stop: " + result.output().strip());
    }
  }

  private static Commands.Result pgCtlStop(Cluster cluster, String mode) throws IOException {
    return cluster
        .commands()
        .run(
            STOP_DEADLINE,
            cluster.binaries().program("pg_ctl"),
            "stop",
            "--pgdata=" + cluster.data(),
            "--mode=" + mode,
            "--wait",
            "--timeout=30");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(250));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedStoreException("interrupted while PostgreSQL was being started", e);
    }
  }
}
