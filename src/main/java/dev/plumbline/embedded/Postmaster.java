package dev.plumbline.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which process serves a data directory, if any. */
final class Postmaster {
  private Postmaster() {}

  /**
   * The process that {@code postmaster.pid} names, if it is alive and is a PostgreSQL server of
   * this very directory. After a restart of the machine the same number may be anything.
   */
  static Optional<ProcessHandle> of(Path data) throws IOException {
    return named(data).filter(process -> serves(process, data));
  }

  /**
   * Removes a {@code postmaster.pid} that names a living process that is not a server of the
   * directory: PostgreSQL itself takes any living process for one and would not start.
   *
   * @throws EmbeddedStoreException if another process serves the directory after all
   */
  static void removeStalePid(Path data) throws IOException {
    if (named(data).isEmpty()) {
      return;
    }
    Optional<ProcessHandle> server =
        ProcessHandle.allProcesses().filter(process -> serves(process, data)).findFirst();
    if (server.isPresent()) {
      throw new EmbeddedStoreException(
          "a PostgreSQL (process " + server.get().pid() + ") serves " + data + " already");
    }
    Files.delete(data.resolve("postmaster.pid"));
  }

  private static Optional<ProcessHandle> named(Path data) throws IOException {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
              .filter(ProcessHandle::isAlive);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static boolean serves(ProcessHandle process, Path data) {
    List<String> line = commandLine(process);
    return !line.isEmpty()
        && Path.of(line.getFirst()).endsWith("postgres")
        && line.contains(data.toString());
  }

  /** With all arguments; the Java platform alone cuts it off on Linux. Empty if it is not known. */
  private static List<String> commandLine(ProcessHandle process) {
    Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      String line = Files.readString(file, StandardCharsets.ISO_8859_1);
      return List.of(
          new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
              .split("\0"));
    } catch (IOException e) {
      return process
          .info()
          .command()
          .map(
              command ->
                  Stream.concat(
                          Stream.of(command),
                          Arrays.stream(process.info().arguments().orElse(new String[0])))
                      .toList())
          .orElse(List.of());
    }
  }
}
