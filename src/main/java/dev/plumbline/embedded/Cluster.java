package dev.plumbline.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;

/**
 * The data directory of one PostgreSQL server, and its superuser's password beside it. Nothing in
 * it is ever deleted.
 */
record Cluster(Path data, Path passwordFile, Commands commands, PostgresBinaries binaries) {
  static final String SUPERUSER = "plumbline";
  private static final Duration INIT_DEADLINE = Duration.ofMinutes(2);

  /** The cluster in a directory, made if there is none. */
  static Cluster in(Path directory, Commands commands, PostgresBinaries binaries)
      throws IOException {
    Cluster cluster =
        new Cluster(
            directory.resolve("postgres"), directory.resolve("password"), commands, binaries);
    if (Files.exists(cluster.data)) {
      cluster.requireSameMajor();
    } else {
      cluster.initialise();
    }
    return cluster;
  }

  /**
   * @throws EmbeddedStoreException if the file is not there
   */
  String password() throws IOException {
    if (!Files.exists(passwordFile)) {
      throw new EmbeddedStoreException(
          passwordFile
              + " (the password of the PostgreSQL in "
              + data
              + ") is missing: restore it from where "
              + data
              + " came from");
    }
    return Files.readString(passwordFile).strip();
  }

  /** In a directory of another name first, so that a half-made one is never taken for a whole. */
  private void initialise() throws IOException {
    if (!Files.exists(passwordFile)) {
      writePassword();
    }
    Path unfinished = Files.createTempDirectory(data.getParent(), "initdb-");
    Commands.Result result =
        commands.run(
            INIT_DEADLINE,
            binaries.program("initdb"),
            "--pgdata=" + unfinished,
            "--username=" + SUPERUSER,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--data-checksums",
            "--no-instructions");
    if (result.exitCode() != 0) {
      throw new EmbeddedStoreException(
          "PostgreSQL cannot make a data directory in "
              + data.getParent()
              + ": "
              + result.output().strip());
    }
    Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    removeUnfinished();
  }

  /** What initdb left when its Plumbline was killed: no server ever ran on it. */
  private void removeUnfinished() throws IOException {
    try (Stream<Path> files = Files.list(data.getParent())) {
      for (Path path : files.toList()) {
        if (path.getFileName().toString().startsWith("initdb-")) {
          PostgresBinaries.remove(path);
        }
      }
    }
  }

  private void writePassword() throws IOException {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path unfinished = Files.createTempFile(passwordFile.getParent(), "password-", "", ownerOnly);
    Files.writeString(
        unfinished, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
    Files.move(unfinished, passwordFile, StandardCopyOption.ATOMIC_MOVE);
  }

  private void requireSameMajor() throws IOException {
    Path file = data.resolve("PG_VERSION");
    if (!Files.exists(file)) {
      throw new EmbeddedStoreException(data + " is not a data directory of PostgreSQL");
    }
    String theirs = Files.readString(file).strip();
    String ours = major();
    if (!theirs.equals(ours)) {
      throw new EmbeddedStoreException(
          data
              + " was made by PostgreSQL "
              + theirs
              + ", but this Plumbline brings PostgreSQL "
              + ours
              + ": move the data with pg_dump and pg_restore (docs/store.md)");
    }
  }

  private String major() throws IOException {
    String version =
        commands.run(Duration.ofSeconds(10), binaries.program("postgres"), "--version").output();
    return version.replaceAll("(?s)\\D*(\\d+).*", "$1");
  }
}
