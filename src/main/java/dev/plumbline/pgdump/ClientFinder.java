package dev.plumbline.pgdump;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.backup.port.DumpPrograms;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds PostgreSQL's client programs, each time anew, because somebody may install them while we
 * run. A client dumps servers of its own major version and older ones (<a
 * href="https://www.postgresql.org/docs/current/app-pgdump.html#PG-DUMP-NOTES">pg_dump</a>).
 */
public final class ClientFinder implements DumpPrograms {
  /** Parents of directories with a version in their name, where distributions install to. */
  private static final List<String> USUAL =
      List.of(
          "/usr/lib/postgresql/*/bin",
          "/usr/pgsql-*/bin",
          "/usr/libexec/postgresql*",
          "/usr/lib64/pgsql/bin",
          "/usr/local/pgsql/bin",
          "/opt/homebrew/opt/postgresql*/bin",
          "/opt/homebrew/opt/libpq/bin",
          "/usr/local/opt/postgresql*/bin",
          "/usr/local/opt/libpq/bin",
          "/Applications/Postgres.app/Contents/Versions/*/bin");

  private final Optional<Path> configured;
  private final String path;
  private final BackupFiles files;

  /**
   * @param configured the only directory to use; empty: the usual ones
   * @param path as in the environment variable {@code PATH}
   * @param files how backups are written and read
   */
  public ClientFinder(Optional<Path> configured, String path, BackupFiles files) {
    this.configured = configured;
    this.path = path;
    this.files = files;
  }

  @Override
  public Client fitting(int major) throws BackupException {
    List<PgClient> clients = new ArrayList<>();
    for (Path directory : directories()) {
      PgClient.in(directory, files).ifPresent(clients::add);
    }
    PgClient newest =
        clients.stream()
            .max(Comparator.comparingInt(PgClient::major))
            .orElseThrow(() -> BackupException.failed(missing(major)));
    if (newest.major() < major) {
      throw BackupException.failed(
          "pg_dump %s (%s) is older than the server, PostgreSQL %d: %s"
              .formatted(newest.version(), newest.directory(), major, help(major)));
    }
    return newest;
  }

  private String missing(int major) {
    return configured
        .map(directory -> "there is no pg_dump in " + directory + " (plumbline.backups.client)")
        .orElse("there is no pg_dump on this machine: " + help(major));
  }

  private static String help(int major) {
    return "install postgresql-client-%1$d or newer, or name its directory in plumbline.backups.client"
        .formatted(major);
  }

  private Set<Path> directories() {
    if (configured.isPresent()) {
      return Set.of(configured.get());
    }
    Set<Path> directories = new LinkedHashSet<>();
    for (String entry : path.split(File.pathSeparator, -1)) {
      try {
        if (!entry.isEmpty()) {
          directories.add(Path.of(entry));
        }
      } catch (InvalidPathException e) {
        // Nothing can be there.
      }
    }
    USUAL.forEach(pattern -> directories.addAll(matching(pattern)));
    return directories;
  }

  /** Directories for a pattern with at most one {@code *}, in one name. */
  private static List<Path> matching(String pattern) {
    List<Path> found = List.of(Path.of("/"));
    for (Path name : Path.of(pattern)) {
      List<Path> next = new ArrayList<>();
      for (Path directory : found) {
        if (!name.toString().contains("*")) {
          next.add(directory.resolve(name));
        } else if (Files.isDirectory(directory)) {
          try (DirectoryStream<Path> entries =
              Files.newDirectoryStream(directory, name.toString())) {
            entries.forEach(next::add);
          } catch (IOException e) {
            // One that may not be read has no programs for us.
          }
        }
      }
      found = next;
    }
    return found;
  }
}
