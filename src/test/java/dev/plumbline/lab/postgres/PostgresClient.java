package dev.plumbline.lab.postgres;

import dev.plumbline.lab.machine.DebianPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * {@code pg_dump} and {@code pg_restore} for the laboratory's servers: those of the machine, else
 * Debian's, unpacked into the user's cache.
 */
public final class PostgresClient {
  private static final String VERSION = "15";

  private static final DebianPackage PACKAGE =
      DebianPackage.onThisMachine(
          "postgresql-client-" + VERSION, "postgresql-client-" + VERSION, "libpq5");

  private static final List<String> PROGRAMS = List.of("pg_dump", "pg_restore");

  private PostgresClient() {}

  /** The directory with both. */
  public static Path directory() {
    return onThisMachine().orElseGet(PostgresClient::unpacked);
  }

  private static Optional<Path> onThisMachine() {
    Path usual = Path.of("/usr/lib/postgresql", VERSION, "bin");
    return Optional.of(usual)
        .filter(
            directory ->
                PROGRAMS.stream()
                    .allMatch(program -> Files.isExecutable(directory.resolve(program))));
  }

  /** Each program behind a script that says where its library is. */
  static Path unpacked() {
    Path scripts = PACKAGE.folder().resolve("scripts");
    try {
      Files.createDirectories(scripts);
      for (String program : PROGRAMS) {
        Path script = Files.createTempFile(scripts, program, "");
        Files.writeString(
            script,
            """
            #!/bin/sh
            LD_LIBRARY_PATH='%s' exec '%s' "$@"
            """
                .formatted(
                    PACKAGE.libraries(),
                    PACKAGE.file("usr/lib/postgresql/" + VERSION + "/bin/" + program)));
        if (!script.toFile().setExecutable(true)) {
          throw new IllegalStateException(script + " cannot be made executable");
        }
        // Another test process may be doing the same.
        Files.move(script, scripts.resolve(program), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return scripts;
  }
}
