package dev.plumbline.lab.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Ends PostgreSQL and deletes the laboratory's folder if this Java process is killed. */
public final class Lifeline {
  // Reads until the other end of the pipe is gone; by then the shutdown hook has done everything,
  // or
  // this process was killed. SIGQUIT is PostgreSQL's immediate shutdown.
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      cat > /dev/null
      pid=$(head -n 1 "$2/postmaster.pid" 2> /dev/null) && kill -QUIT "$pid" 2> /dev/null && sleep 2
      rm -rf "$1"
      """;

  /** So that nothing closes the pipes before this process ends. */
  private static final List<Process> KEPT = new CopyOnWriteArrayList<>();

  private Lifeline() {}

  public static void tie(Path folder, Path data) {
    try {
      KEPT.add(
          new ProcessBuilder("sh", "-c", SCRIPT, "laboratory", folder.toString(), data.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new IllegalStateException("the laboratory needs sh: " + e.getMessage(), e);
    }
  }
}
