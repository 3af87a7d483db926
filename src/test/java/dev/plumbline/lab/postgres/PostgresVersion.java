package dev.plumbline.lab.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The major versions of PostgreSQL that the laboratory can start. One class path can't hold two
 * versions of an artifact, so the build copies all but one of them into a folder. Each is unpacked
 * once on a machine.
 */
public enum PostgresVersion {
  V13(13),
  V14(14),
  V15(15),
  V16(16),
  V17(17),
  V18(18);

  /** That of the class path, which the embedded store uses too. */
  public static final PostgresVersion USUAL = V15;

  private static final Path FOLDER = Path.of("target", "postgresql");

  private final int major;

  PostgresVersion(int major) {
    this.major = major;
  }

  public int major() {
    return major;
  }

  PgBinaryResolver binaries() {
    return this == USUAL
        ? DefaultPostgresBinaryResolver.INSTANCE
        : (system, machine) -> archive(FOLDER.resolve(major + ".jar"));
  }

  /** The one archive that the artifact of a platform has. */
  private static InputStream archive(Path jar) throws IOException {
    if (!Files.exists(jar)) {
      throw new IllegalStateException(
          jar + " is missing; ./mvnw generate-test-resources puts it there");
    }
    try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        if (entry.getName().endsWith(".txz")) {
          return new ByteArrayInputStream(entries.readAllBytes());
        }
      }
    }
    throw new IllegalStateException(jar + " has no archive of PostgreSQL");
  }
}
