package dev.plumbline.lab.service;

import dev.plumbline.lab.machine.FreePort;
import dev.plumbline.lab.machine.LogFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The packaged service, configured by a file as a person would. Can be stopped, killed and started
 * again; keeps its ports and its folder.
 */
public final class ServiceProcess implements AutoCloseable {
  private static final Duration START_DEADLINE = Duration.ofSeconds(90);
  private static final String POSTMASTER = "data/postgres/postmaster.pid";
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);

  private final Path folder;
  private final ServiceApi api;
  private final ServiceApi management;
  private final List<String> jvmArguments;
  private volatile @Nullable Process process;

  /**
   * @param folder its own, for configuration, log and data
   * @param configuration MicroProfile Config keys and values
   * @param token for {@link #api()}
   */
  public ServiceProcess(
      Path folder, Map<String, String> configuration, String token, List<String> jvmArguments) {
    this(folder, configuration, token, jvmArguments, FreePort.find(), FreePort.find());
  }

  /** As the other one, on ports of one's choice. */
  public ServiceProcess(
      Path folder,
      Map<String, String> configuration,
      String token,
      List<String> jvmArguments,
      int port,
      int managementPort) {
    this.folder = folder;
    this.api = new ServiceApi("http://127.0.0.1:" + port, token);
    this.management = new ServiceApi("http://127.0.0.1:" + managementPort, "");
    this.jvmArguments = List.copyOf(jvmArguments);
    Map<String, String> all = new TreeMap<>(configuration);
    all.put("quarkus.http.host", "127.0.0.1");
    all.put("quarkus.http.port", Integer.toString(port));
    all.put("quarkus.management.host", "127.0.0.1");
    all.put("quarkus.management.port", Integer.toString(managementPort));
    write(all);
  }

  /** REST, with the token. */
  public ServiceApi api() {
    return api;
  }

  /** Likewise, with another token. */
  public ServiceApi apiAs(String token) {
    return new ServiceApi(api.url(), token);
  }

  /** Metrics and health. */
  public ServiceApi management() {
    return management;
  }

  public Path folder() {
    return folder;
  }

  public String log() {
    return LogFile.text(logFile());
  }

  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** Its process id while it runs. */
  public long pid() {
    if (process == null) {
      throw new IllegalStateException("the service was not started");
    }
    return process.pid();
  }

  /** Returns when it is ready. */
  public ServiceProcess start() {
    Process started = launch();
    await(
        "ready",
        START_DEADLINE,
        () -> {
          if (!started.isAlive()) {
            throw failed("ended while starting, exit " + started.exitValue());
          }
          return management.answers("/q/health/ready");
        });
    return this;
  }

  /** Returns as soon as there is a process; it is neither ready nor known to get there. */
  public ServiceProcess begin() {
    launch();
    return this;
  }

  /** Starts it although it must not be able to run; returns its exit code when it has ended. */
  public int startExpectingExit() {
    Process started = launch();
    try {
      if (!started.waitFor(START_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        throw failed("did not end");
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      started.destroyForcibly();
    }
    return started.exitValue();
  }

  /** Asks it to end, as {@code docker stop} does; returns when it is gone. */
  public void stop() {
    end(false);
  }

  /** {@code kill -9}; returns when it is gone. */
  public void kill() {
    end(true);
  }

  /** Ends it, and waits for the server of its own store, which writes files until it has ended. */
  @Override
  public void close() {
    stop();
    try {
      List<String> postmaster = Files.readAllLines(folder.resolve(POSTMASTER));
      Optional<ProcessHandle> server = ProcessHandle.of(Long.parseLong(postmaster.getFirst()));
      if (server.isPresent()) {
        server.get().onExit().get(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (NoSuchFileException e) {
      // It has ended, or the store is another one.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException | TimeoutException e) {
      throw failed("has ended, but the server of its store has not: " + e);
    }
  }

  /** Waits for something that will be so, asking again and again; fails loudly if it is not. */
  public void await(String what, Duration limit, Condition condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw failed("is not " + what + " within " + limit.toSeconds() + " s");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  /** Something that may become true. */
  @FunctionalInterface
  public interface Condition {
    boolean holds();
  }

  private Process launch() {
    if (isRunning()) {
      throw new IllegalStateException("the service is running already");
    }
    List<String> command =
        Stream.of(
                Stream.of(ProcessHandle.current().info().command().orElse("java")),
                usualArguments(),
                jvmArguments.stream(),
                Stream.of("-jar", jar().toString()))
            .flatMap(parts -> parts)
            .toList();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
    // It would take them for its own configuration: it must see its file and nothing else.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("PLUMBLINE_") || name.startsWith("QUARKUS_"));
    try {
      Process started = builder.start();
      process = started;
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly, "service-end"));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of every service that a test starts; none in the demo and in benchmarks. */
  private static Stream<String> usualArguments() {
    return Stream.of(System.getProperty("plumbline.service.args", "").split(" ", -1))
        .filter(argument -> !argument.isEmpty());
  }

  private static Path jar() {
    Path jar = Path.of(System.getProperty("plumbline.jar", "target/quarkus-app/quarkus-run.jar"));
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is not there: package the service first");
    }
    return jar.toAbsolutePath();
  }

  private void end(boolean forcibly) {
    Process ending = process;
    if (ending == null) {
      return;
    }
    try {
      if (forcibly) {
        ending.destroyForcibly();
      } else {
        ending.destroy();
      }
      if (!ending.waitFor(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        ending.destroyForcibly().waitFor();
        throw failed("did not end within " + STOP_DEADLINE.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void write(Map<String, String> configuration) {
    String text =
        configuration.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\") + "\n")
            .collect(Collectors.joining());
    try {
      Path file = folder.resolve("config").resolve("application.properties");
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path logFile() {
    return folder.resolve("service.log");
  }

  private IllegalStateException failed(String what) {
    return new IllegalStateException("the service " + what + "\n" + LogFile.tail(logFile(), 60));
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while waiting for the service", e);
  }
}
