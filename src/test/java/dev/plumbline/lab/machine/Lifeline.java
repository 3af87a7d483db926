package dev.plumbline.lab.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Cleans up when this Java process has ended, even if it was killed. */
public final class Lifeline {
  // Reads until this process has ended; by then the shutdown hook has done everything, or this
  // process was killed. SIGQUIT is PostgreSQL's immediate shutdown.
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      cat > /dev/null
      pid=$(head -n 1 "$2/postmaster.pid" 2> /dev/null) && kill -QUIT "$pid" 2> /dev/null && sleep 2
      rm -rf "$1"
      """;

  // A program that is killed at the same moment may still write.
  private static final String FOLDER_SCRIPT =
      """
      trap '' INT TERM HUP
      cat > /dev/null
      sleep 2
      rm -rf "$1"
      """;

  /** So that nothing closes the pipes before this process ends. */
  private static final List<Process> KEPT = new CopyOnWriteArrayList<>();

  private Lifeline() {}

  /** Ends PostgreSQL and deletes the laboratory's folder. */
  public static void tie(Path folder, Path data) {
    start(SCRIPT, folder.toString(), data.toString());
  }

  /** Deletes the folder of a program that ends with this process. */
  public static void tie(Path folder) {
    start(FOLDER_SCRIPT, folder.toString());
  }

  private static void start(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", script, "laboratory"));
    command.addAll(List.of(arguments));
    try {
      KEPT.add(
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new IllegalStateException("the laboratory needs sh: " + e.getMessage(), e);
    }
  }
}
