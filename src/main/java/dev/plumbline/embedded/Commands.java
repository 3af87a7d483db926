package dev.plumbline.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs of PostgreSQL. They refuse to run as root; root gives up its privileges for them in
 * a user namespace of their own ({@code unshare --user}), where files still belong to the same
 * user.
 *
 * @param directory where they run
 * @param isRoot whether this process runs as root
 */
record Commands(Path directory, boolean isRoot) {

  /** How a program ended, and what it said. */
  record Result(int exitCode, String output) {}

  static Commands in(Path directory) throws IOException {
    boolean isRoot = Files.getAttribute(directory.resolve("lock"), "unix:uid").equals(0);
    Commands commands = new Commands(directory, isRoot);
    if (isRoot && commands.run(Duration.ofSeconds(10), "true").exitCode() != 0) {
      throw new EmbeddedStoreException(
          "PostgreSQL does not run as root, and this machine does not let root give up"
              + " its privileges (unshare --user): run Plumbline as another user, or"
              + " configure your own PostgreSQL as plumbline.store.url");
    }
    return commands;
  }

  /**
   * Runs a program to its end.
   *
   * @throws EmbeddedStoreException if it takes longer than the deadline; it is killed then
   */
  Result run(Duration deadline, String... command) throws IOException {
    Path log = Files.createTempFile(directory, "output-", ".log");
    try {
      return run(deadline, log, command);
    } finally {
      Files.delete(log);
    }
  }

  /**
   * Likewise, with what it says at the end of a file that is kept, because a server continues to
   * write to it.
   */
  Result run(Duration deadline, Path log, String... command) throws IOException {
    long before = Files.exists(log) ? Files.size(log) : 0;
    List<String> line = new ArrayList<>();
    if (isRoot) {
      line.addAll(List.of("unshare", "--user"));
    }
    line.addAll(List.of(command));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // Nothing of the caller's own PostgreSQL; messages that we can recognise.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try {
      if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new EmbeddedStoreException(
            command[0] + " did not end within " + deadline.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new EmbeddedStoreException("interrupted while " + command[0] + " was running", e);
    }
    byte[] all = Files.readAllBytes(log);
    int from = (int) Math.min(before, all.length);
    return new Result(process.exitValue(), new String(all, from, all.length - from, UTF_8));
  }
}
