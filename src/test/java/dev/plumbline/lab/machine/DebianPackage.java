package dev.plumbline.lab.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A package of Debian 12, unpacked once a machine into the user's cache; nothing of the machine is
 * changed.
 *
 * @param path in the pool of a mirror, without the architecture
 * @param sha256 by architecture
 */
public record DebianPackage(String path, Map<String, String> sha256) {
  /** {@code prometheus} and {@code promtool}. */
  public static final DebianPackage PROMETHEUS =
      new DebianPackage(
          "main/p/prometheus/prometheus_2.42.0+ds-5+deb12u1",
          Map.of(
              "amd64", "81d59a24fce84f7fbe97a45a4f2914b6a5881b5cd1db2a6a0e129e515e1a5f55",
              "arm64", "ca131aa102390083398afbc80be9c8dd1dda78f9f92154fc00df8f7f1f4556e9"));

  public static final DebianPackage ALERTMANAGER =
      new DebianPackage(
          "main/p/prometheus-alertmanager/prometheus-alertmanager_0.25.0-1+b4",
          Map.of(
              "amd64", "4fb9aed15cfe8e0c32408e643ab32a1e41ee87d2cc26f18aeba928b1b0b98ae7",
              "arm64", "c8d60025df09a6525a4ce29d6a656d244e2626fa597ad22d6e4d466979e95937"));

  /** The second has every version that ever was, but is slow. */
  private static final String[] MIRRORS = {
    "http://deb.debian.org/debian/pool/",
    "http://snapshot.debian.org/archive/debian/20260101T000000Z/pool/"
  };

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * A file of the package.
   *
   * @throws IllegalStateException if it can be neither found nor installed, saying why
   */
  public Path file(String name) {
    String architecture = architecture();
    Path cache = UserCache.folder(System.getenv());
    String folder = path.substring(path.lastIndexOf('/') + 1) + "_" + architecture;
    Path unpacked = cache.resolve(folder);
    try {
      Files.createDirectories(cache);
      try (FileChannel file =
              FileChannel.open(
                  cache.resolve(folder + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = file.lock()) {
        if (lock.isValid() && !Files.isDirectory(unpacked)) {
          Path partial = Files.createTempDirectory(cache, folder);
          Path archive = partial.resolve("archive.deb");
          download(architecture, archive);
          unpack(archive, partial.resolve("files"));
          Files.move(partial.resolve("files"), unpacked, StandardCopyOption.ATOMIC_MOVE);
          Folders.delete(partial);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be installed into " + cache, e);
    }
    return unpacked.resolve(name);
  }

  /** Runs a program of the package that finds its data in {@code /usr/share}, as if installed. */
  public List<String> command(String program) {
    Path file = file(program);
    Path share = file.resolveSibling("../share").normalize();
    // A mount that only this process sees; in a user namespace it needs no rights.
    String script =
        "mount -t overlay overlay -o lowerdir=\"$1\":/usr/share /usr/share && shift && exec \"$@\"";
    return List.of(
        "unshare", "-rm", "sh", "-c", script, "overlay", share.toString(), file.toString());
  }

  private void download(String architecture, Path archive) throws IOException {
    IOException failure = new IOException("no mirror of Debian has " + path);
    for (String mirror : MIRRORS) {
      URI address = URI.create(mirror + path + "_" + architecture + ".deb");
      try {
        URLConnection connection = address.toURL().openConnection();
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        byte[] content;
        try (InputStream body = connection.getInputStream()) {
          content = body.readAllBytes();
        }
        String found = HexFormat.of().formatHex(digest().digest(content));
        if (found.equals(sha256.get(architecture))) {
          Files.write(archive, content);
          return;
        }
        failure.addSuppressed(new IOException(address + " has another SHA-256: " + found));
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
    throw failure;
  }

  private static void unpack(Path archive, Path folder) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder("dpkg-deb", "-x", archive.toString(), folder.toString())
              .inheritIO()
              .start();
    } catch (IOException e) {
      throw new IllegalStateException("the laboratory needs dpkg-deb, a part of Debian", e);
    }
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException("dpkg-deb could not unpack " + archive);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while dpkg-deb unpacked " + archive, e);
    }
  }

  private static String architecture() {
    String name = System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "");
    return switch (name) {
      case "Linux amd64" -> "amd64";
      case "Linux aarch64" -> "arm64";
      default ->
          throw new IllegalStateException(
              "Prometheus and its tools are tested on Linux (x64, arm64), not on " + name);
    };
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
