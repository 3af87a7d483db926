package dev.plumbline.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Stops a server when this process ends without having stopped it, by {@code kill -9} for example.
 * A shell waits at a pipe that breaks with this process. It names the one process that it stops, so
 * that it never hits a server that was started since. Ctrl-C and a closed terminal reach it, too,
 * and must not end it before us.
 */
final class ServerWatchdog {
  private static final String SCRIPT =
      "trap '' INT TERM HUP QUIT; read -r closed || kill -INT \"$1\"";

  private final Process shell;

  private ServerWatchdog(Process shell) {
    this.shell = shell;
  }

  static ServerWatchdog of(ProcessHandle server) throws IOException {
    return new ServerWatchdog(
        new ProcessBuilder("sh", "-c", SCRIPT, "plumbline-lifeline", Long.toString(server.pid()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** The server has been stopped. */
  void release() {
    try (var pipe = shell.getOutputStream()) {
      pipe.write("closed\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // It has ended already; then nothing is left to do.
    }
  }
}
