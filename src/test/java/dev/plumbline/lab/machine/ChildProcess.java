package dev.plumbline.lab.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that ends with this Java process, even if that is killed. */
public final class ChildProcess implements AutoCloseable {
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(10);

  /** The pipe on standard input is closed when this process closes it, or ends. */
  private static final String LIFELINE =
      """
      "$@" < /dev/null &
      pid=$!
      cat > /dev/null
      kill -9 "$pid"
      """;

  private final Process process;
  private final String name;

  private ChildProcess(Process process, String name) {
    this.process = process;
    this.name = name;
  }

  /**
   * @param program with its arguments
   * @param folder in which it runs
   * @param log for all that it writes
   * @param variables of its environment, beside those of this process
   */
  public static ChildProcess start(
      List<String> program, Path folder, Path log, Map<String, String> variables) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", LIFELINE, "lifeline"));
    command.addAll(program);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(variables);
    try {
      return new ChildProcess(builder.start(), program.getFirst());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(name + " has not ended");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
