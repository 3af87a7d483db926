package dev.plumbline.lab.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One {@code npm ci}, with progress on standard output and a deadline.
 *
 * @param what is installed, and how much it is, for people
 */
record NpmInstall(String what, Path folder) {
  private static final Duration DEADLINE = Duration.ofMinutes(15);
  private static final long PROGRESS_SECONDS = 5;

  void run() throws IOException {
    System.out.printf("Installing %s, once ...%n", what);
    long start = System.nanoTime();
    Path log = folder.resolve("npm.log");
    Process npm = start(log);
    try {
      while (!npm.waitFor(PROGRESS_SECONDS, TimeUnit.SECONDS)) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        System.out.printf("Installing %s ... %d s%n", what, seconds);
        if (seconds > DEADLINE.toSeconds()) {
          throw new IllegalStateException(
              "npm did not install " + what + " within " + DEADLINE.toMinutes() + " minutes");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while npm installed " + what, e);
    } finally {
      npm.descendants().forEach(ProcessHandle::destroyForcibly);
      npm.destroyForcibly();
    }
    if (npm.exitValue() != 0) {
      throw new IllegalStateException(
          "npm could not install "
              + what
              + " (exit "
              + npm.exitValue()
              + "):\n"
              + LogFile.tail(log, 30));
    }
    System.out.printf(
        "Installed %s in %d s%n", what, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
  }

  private Process start(Path log) {
    // --ignore-scripts: nothing is compiled, nothing unknown is run; the few native modules come as
    // binaries. --legacy-peer-deps: Directus's own tree does not satisfy its peer dependencies.
    ProcessBuilder builder =
        new ProcessBuilder(
                "npm",
                "ci",
                "--legacy-peer-deps",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--loglevel=error")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    try {
      Process npm = builder.start();
      npm.getOutputStream().close();
      return npm;
    } catch (IOException e) {
      throw new IllegalStateException(
          "the laboratory needs npm 10 or newer (part of Node.js) to install "
              + what
              + ", and could not start it: "
              + e.getMessage(),
          e);
    }
  }
}
