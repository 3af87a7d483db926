package dev.plumbline.embedded;

import dev.plumbline.snapshot.Fingerprint;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, unpacked beside the data: what lies in a directory for temporary
 * files may be deleted under a running server, or put there by somebody else.
 *
 * @param home has {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path home) {
  private static final Pattern OTHER = Pattern.compile("postgresql-[0-9a-f]{12}");
  private static final String UNFINISHED = "unpacking-";

  /** Unpacks what the class path has for this machine, unless it is there already. */
  static PostgresBinaries unpack(Path directory) throws IOException {
    byte[] archive = archive();
    Path home = directory.resolve("postgresql-" + digest(archive));
    if (!Files.isDirectory(home)) {
      removeUnfinished(directory);
      Path unfinished = Files.createTempDirectory(directory, UNFINISHED);
      unpack(archive, unfinished);
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }
    return new PostgresBinaries(home);
  }

  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  private static byte[] archive() throws IOException {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String architecture = System.getProperty("os.arch");
    try (InputStream stream =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
            os.contains("mac") ? "Darwin" : "Linux",
            architecture.equals("amd64") ? "x86_64" : architecture)) {
      return stream.readAllBytes();
    } catch (IllegalStateException e) {
      throw new EmbeddedStoreException(
          "this Plumbline has no PostgreSQL for "
              + os
              + " on "
              + architecture
              + ": configure your own PostgreSQL as plumbline.store.url",
          e);
    }
  }

  private static void unpack(byte[] archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, target.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory() || isForDevelopers(entry.getName())) {
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path);
    if (entry.getName().matches("(\\./)?bin/.*") && !path.toFile().setExecutable(true)) {
      throw new IOException(path + " cannot be made executable");
    }
  }

  private static boolean isForDevelopers(String name) {
    return name.endsWith(".a") || name.contains("include/") || name.contains("/pgxs/");
  }

  private static void removeUnfinished(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path path : files.toList()) {
        if (path.getFileName().toString().startsWith(UNFINISHED)) {
          remove(path);
        }
      }
    }
  }

  /**
   * Removes those of other versions, each under another name first: half of them must not be taken
   * for the whole by that version.
   */
  void removeOthers(Path directory) throws IOException {
    removeUnfinished(directory);
    try (Stream<Path> files = Files.list(directory)) {
      for (Path path : files.toList()) {
        if (OTHER.matcher(path.getFileName().toString()).matches() && !path.equals(home)) {
          Path unwanted = directory.resolve(UNFINISHED + path.getFileName());
          Files.move(path, unwanted);
          remove(unwanted);
        }
      }
    }
  }

  static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path path : files.toList().reversed()) {
        Files.delete(path);
      }
    }
  }

  private static String digest(byte[] archive) {
    return HexFormat.of().formatHex(Fingerprint.sha256().digest(archive), 0, 6);
  }
}
