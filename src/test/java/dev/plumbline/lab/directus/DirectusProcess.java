package dev.plumbline.lab.directus;

import dev.plumbline.lab.machine.LogFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Directus that can be started and stopped, always with the same port and environment variables.
 */
public final class DirectusProcess {
  private static final Duration START_DEADLINE = Duration.ofSeconds(90);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_PINGS = Duration.ofMillis(50);

  /**
   * Directus ends when the other end of its standard input does: nothing is left over when the Java
   * process is killed. What Node compiled is written before Directus ends itself by a signal.
   */
  private static final String LIFELINE =
      """
      process.stdin.on('end', () => process.exit(1)).on('error', () => process.exit(1)).resume();
      process.stdin.unref?.();
      process.once('SIGTERM', () => {
        require('node:module').flushCompileCache?.();
        if (process.listenerCount('SIGTERM') === 0) process.exit(1);
      });
      """;

  private final DirectusVersion version;
  private final Path folder;
  private final Map<String, String> variables;
  private final int port;
  private volatile @Nullable Process process;

  /**
   * @param folder its own, for its log and files
   * @param variables how it finds its database, and whatever else it is to be reported
   */
  public DirectusProcess(
      DirectusVersion version, Path folder, int port, Map<String, String> variables) {
    this.version = version;
    this.folder = folder;
    this.port = port;
    this.variables = Map.copyOf(variables);
    try {
      Files.createDirectories(uploads());
      Files.createDirectories(folder.resolve("extensions"));
      Files.writeString(lifeline(), LIFELINE);
      // Without one Directus loads no extension at all, not even its own.
      Files.writeString(folder.resolve("package.json"), "{\"type\": \"module\"}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Where its files are. */
  public Path uploads() {
    return folder.resolve("uploads");
  }

  public String log() {
    return LogFile.text(logFile());
  }

  public synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** Empty before the first start. */
  public synchronized Optional<ProcessHandle> handle() {
    return Optional.ofNullable(process).map(Process::toHandle);
  }

  /** Makes Directus's tables and the administrator in an empty database. */
  public synchronized void bootstrap() {
    Process bootstrap = launch("bootstrap");
    try {
      if (!bootstrap.waitFor(START_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        throw failed("did not bootstrap within " + START_DEADLINE.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      bootstrap.destroyForcibly();
    }
    if (bootstrap.exitValue() != 0) {
      throw failed("could not bootstrap, exit " + bootstrap.exitValue());
    }
  }

  /** Returns when it answers. */
  public synchronized void start() {
    if (isRunning()) {
      throw new IllegalStateException(version + " at " + url() + " is already running");
    }
    Process started = launch("start");
    process = started;
    long deadline = System.nanoTime() + START_DEADLINE.toNanos();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(BETWEEN_PINGS).build()) {
      while (!answers(client)) {
        if (System.nanoTime() > deadline) {
          stop();
          throw failed("did not answer within " + START_DEADLINE.toSeconds() + " s");
        }
        if (started.waitFor(BETWEEN_PINGS.toMillis(), TimeUnit.MILLISECONDS)) {
          throw failed("ended while starting, exit " + started.exitValue());
        }
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Asks it to end, kills it if it does not; returns when it is gone. */
  public synchronized void stop() {
    if (process == null) {
      return;
    }
    Process ending = process;
    try {
      ending.destroy();
      if (!ending.waitFor(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        ending.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      ending.destroyForcibly();
      throw interrupted(e);
    }
  }

  /** Ends it at once; does not wait for its end. */
  public void kill() {
    Process ending = process;
    if (ending != null) {
      ending.destroyForcibly();
    }
  }

  private boolean answers(HttpClient client) throws InterruptedException {
    HttpRequest ping =
        HttpRequest.newBuilder(URI.create(url() + "/server/ping"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      HttpResponse<String> answer = client.send(ping, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 && answer.body().equals("pong");
    } catch (IOException e) {
      return false;
    }
  }

  private Process launch(String command) {
    List<String> line = DirectusInstallation.of(version).command(lifeline(), command);
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
    // Whatever this machine says about databases or licences is not for the laboratory.
    Map<String, String> environment = builder.environment();
    Map<String, String> machine = Map.copyOf(environment);
    environment.clear();
    List.of("PATH", "HOME", "TMPDIR", "LANG")
        .forEach(
            name -> {
              String value = machine.get(name);
              if (value != null) {
                environment.put(name, value);
              }
            });
    // Node keeps there what it compiled, for the next start.
    environment.put("NODE_COMPILE_CACHE", DirectusInstallation.of(version).compiled().toString());
    environment.putAll(defaults());
    environment.putAll(variables);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IllegalStateException(version + " cannot be run: " + e.getMessage(), e);
    }
  }

  private Map<String, String> defaults() {
    Map<String, String> defaults = new TreeMap<>();
    defaults.put("HOST", "127.0.0.1");
    defaults.put("PORT", Integer.toString(port));
    defaults.put("PUBLIC_URL", url());
    defaults.put("DB_CLIENT", "pg");
    defaults.put("TELEMETRY", "false");
    defaults.put("CACHE_ENABLED", "false");
    defaults.put("WEBSOCKETS_ENABLED", "false");
    defaults.put("RATE_LIMITER_ENABLED", "false");
    // Off, or a busy machine makes Directus answer 503 to whatever a test happens to ask.
    defaults.put("PRESSURE_LIMITER_ENABLED", "false");
    defaults.put("LOG_LEVEL", "warn");
    defaults.put("LOG_STYLE", "raw");
    defaults.put("MAX_PAYLOAD_SIZE", "100mb");
    defaults.put("EXTENSIONS_PATH", folder.resolve("extensions").toString());
    defaults.put("STORAGE_LOCATIONS", "local");
    defaults.put("STORAGE_LOCAL_ROOT", uploads().toString());
    return defaults;
  }

  private Path logFile() {
    return folder.resolve("directus.log");
  }

  private Path lifeline() {
    return folder.resolve("lifeline.cjs");
  }

  private IllegalStateException failed(String what) {
    return new IllegalStateException(
        version + " at " + url() + " " + what + ". Its log ends:\n" + LogFile.tail(logFile(), 40));
  }

  private IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while waiting for " + version, e);
  }
}
