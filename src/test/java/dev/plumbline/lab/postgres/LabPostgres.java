package dev.plumbline.lab.postgres;

import dev.plumbline.lab.machine.Folders;
import dev.plumbline.lab.machine.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL server of a laboratory. It can be stopped, killed and started again; the port and
 * the data stay. Every role but the superuser needs its password.
 */
public final class LabPostgres implements AutoCloseable {
  private static final String SUPERUSER = "postgres";
  private static final Duration START_DEADLINE = Duration.ofSeconds(60);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(60);

  private static final Map<String, String> STREAMING =
      Map.of("wal_level", "replica", "max_wal_senders", "4", "wal_receiver_status_interval", "1");

  private final Path data;
  private final Map<String, String> settings;
  private final PostgresVersion version;
  private final int port = FreePort.find();
  private final Maintenance maintenance = new Maintenance(superuser("postgres"));
  private @Nullable EmbeddedPostgres server;

  public LabPostgres(Path data) {
    this(data, PostgresVersion.USUAL);
  }

  public LabPostgres(Path data, PostgresVersion version) {
    this(data, version, Map.of());
  }

  /**
   * @param settings of the server, besides those of every laboratory
   */
  public LabPostgres(Path data, Map<String, String> settings) {
    this(data, PostgresVersion.USUAL, settings);
  }

  private LabPostgres(Path data, PostgresVersion version, Map<String, String> settings) {
    this.data = data;
    this.version = version;
    this.settings = Map.copyOf(settings);
    start();
    // A standby has those of its primary.
    if (!Files.exists(data.resolve("standby.signal"))) {
      requirePasswords();
    }
  }

  /**
   * A server whose transactions go to standbys.
   *
   * @param data where its data come
   */
  public static LabPostgres primary(Path data) {
    return new LabPostgres(data, STREAMING);
  }

  /**
   * A standby of a {@link #primary}, which is down for a moment while its data are copied. It has a
   * port of its own, and may be stopped and started by itself.
   *
   * @param delay {@code recovery_min_apply_delay}
   */
  public LabPostgres standby(Path copy, String delay) {
    stop();
    Folders.copy(data, copy);
    start();
    try {
      Files.createFile(copy.resolve("standby.signal"));
      Files.writeString(
          copy.resolve("postgresql.auto.conf"),
          """
          primary_conninfo = 'host=127.0.0.1 port=%d user=%s'
          recovery_min_apply_delay = '%s'
          """
              .formatted(port, SUPERUSER, delay));
    } catch (IOException e) {
      throw new IllegalStateException("the standby cannot be configured: " + e, e);
    }
    return new LabPostgres(copy, STREAMING);
  }

  /**
   * Kills the server. Its standby becomes the primary in its stead, with its port, as behind a
   * virtual address: what the standby had not received is lost.
   *
   * @param standby which is closed
   */
  public synchronized void failOverTo(LabPostgres standby) {
    kill();
    standby.stop();
    Folders.delete(data);
    try {
      Files.move(standby.data, data);
    } catch (IOException e) {
      throw new IllegalStateException("the data of the standby cannot be moved: " + e, e);
    }
    start();
    superuser("postgres").value("SELECT pg_promote()");
  }

  /** Of a standby: it receives nothing any more, and does not know that. */
  public void stopReceiving() {
    Sql superuser = superuser("postgres");
    superuser.run("ALTER SYSTEM SET primary_conninfo = ''");
    superuser.run("SELECT pg_reload_conf()");
    awaitTrue(superuser, "SELECT NOT EXISTS (SELECT FROM pg_stat_wal_receiver)");
  }

  /** Returns when a standby has replayed what this server has written until now. */
  public void awaitReplayedBy(LabPostgres standby) {
    String written = superuser("postgres").value("SELECT pg_current_wal_flush_lsn()");
    awaitTrue(
        standby.superuser("postgres"),
        "SELECT pg_last_wal_replay_lsn() >= '%s'".formatted(written));
  }

  private static void awaitTrue(Sql superuser, String condition) {
    await(condition, () -> superuser.value(condition).equals("t"));
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + START_DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("not in " + START_DEADLINE + ": " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** Starts the server after {@link #stop} or {@link #kill}, with the same port and data. */
  public synchronized void start() {
    if (server != null) {
      throw new IllegalStateException("PostgreSQL is already running");
    }
    try {
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setPgBinaryResolver(version.binaries())
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPort(port)
              .setPGStartupWait(START_DEADLINE)
              .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
              .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
              .setLocaleConfig("locale", "C")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("max_connections", "300")
              .setServerConfig("timezone", "UTC")
              // Nothing here has to survive the machine, but what was committed survives a kill of
              // the server alone; without this line it would not.
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("fsync", "off")
              .setServerConfig("full_page_writes", "off")
              // Passwords are asked for so, and before 14 it was not the default.
              .setServerConfig("password_encryption", "scram-sha-256")
              .setServerConfig("wal_level", "minimal")
              .setServerConfig("max_wal_senders", "0");
      settings.forEach(builder::setServerConfig);
      server = builder.start();
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL does not start: " + e, e);
    }
  }

  /** Shuts the server down: open transactions are rolled back, connections are closed. */
  public synchronized void stop() {
    if (server == null) {
      return;
    }
    Optional<ProcessHandle> postmaster = postmaster();
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL does not stop: " + e, e);
    }
    server = null;
    // On a busy machine the server takes longer than the library waits.
    await(postmaster.map(ProcessHandle::onExit).stream());
  }

  /** Ends the server as a crash would, by SIGKILL, and waits until all its processes are gone. */
  public synchronized void kill() {
    if (server == null) {
      return;
    }
    // The backends end by themselves as soon as they notice; a new server needs them gone.
    List<ProcessHandle> processes =
        postmaster().stream()
            .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
            .toList();
    processes.stream().findFirst().ifPresent(ProcessHandle::destroyForcibly);
    await(processes.stream().map(ProcessHandle::onExit));
    stop();
  }

  /**
   * Kills a process of the server, which then ends all others, recovers what was committed, and
   * goes on, as after a crash of one connection. Returns when it answers again.
   */
  public synchronized void crash() {
    Sql superuser = superuser("postgres");
    long checkpointer =
        Long.parseLong(
            superuser.value(
                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'"));
    ProcessHandle process = ProcessHandle.of(checkpointer).orElseThrow();
    process.destroyForcibly();
    await(Stream.of(process.onExit()));
    await("PostgreSQL has recovered", () -> answers(superuser));
  }

  private static boolean answers(Sql superuser) {
    try (Connection connection = superuser.connect()) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  private static void await(Stream<? extends CompletableFuture<?>> ends) {
    CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new))
        .orTimeout(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  public synchronized boolean isRunning() {
    return server != null;
  }

  /** The process of the server, empty while it is down. */
  public Optional<ProcessHandle> postmaster() {
    Path file = data.resolve("postmaster.pid");
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream()
              .findFirst()
              .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
          : Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read: " + e, e);
    }
  }

  public int port() {
    return port;
  }

  /** Without credentials. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** As the superuser, who needs no password. */
  public Sql superuser(String database) {
    return new Sql(jdbcUrl(database), SUPERUSER, "");
  }

  /** Runs statements in a database as the superuser. */
  public void sql(String database, String statements) {
    superuser(database).run(statements);
  }

  /**
   * Creates a database as a copy of another. Nobody may be connected to the template. Its files are
   * copied, which takes half the time of logging its blocks.
   *
   * @param owner an existing role
   */
  public void createDatabase(String name, String template, String owner) {
    createDatabase(name, template, owner, "");
  }

  /**
   * @param options of {@code CREATE DATABASE}, such as its encoding
   */
  public void createDatabase(String name, String template, String owner, String options) {
    maintenance.run(
        "CREATE DATABASE \"%s\" TEMPLATE \"%s\" OWNER \"%s\" %s"
                .formatted(name, template, owner, options)
            + (version.major() < 15 ? "" : " STRATEGY FILE_COPY"));
  }

  /** Drops a database, whoever is still connected; nothing happens if there is none. */
  public void dropDatabase(String name) {
    maintenance.run("DROP DATABASE IF EXISTS \"%s\" WITH (FORCE)".formatted(name));
  }

  /** A role that may log in with this password. */
  public void createRole(String name, String password) {
    maintenance.run("CREATE ROLE \"%s\" LOGIN PASSWORD '%s'".formatted(name, password));
  }

  public void dropRole(String name) {
    maintenance.run("DROP ROLE IF EXISTS \"%s\"".formatted(name));
  }

  @Override
  public void close() {
    stop();
    Folders.delete(data);
  }

  private void requirePasswords() {
    try {
      Files.writeString(
          data.resolve("pg_hba.conf"),
          """
          host all,replication %1$s 127.0.0.1/32 trust
          host all all 127.0.0.1/32 scram-sha-256
          """
              .formatted(SUPERUSER));
    } catch (IOException e) {
      throw new IllegalStateException("pg_hba.conf cannot be written: " + e, e);
    }
    sql("postgres", "SELECT pg_reload_conf()");
  }
}
