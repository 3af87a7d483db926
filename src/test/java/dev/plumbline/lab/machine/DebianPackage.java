package dev.plumbline.lab.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Packages of the machine's own Debian, from the mirrors that it has configured, unpacked once into
 * the user's cache; nothing of the machine is changed.
 *
 * @param name of its folder in the cache, after {@code debian-}; a new one where packages change
 * @param apt the arguments of {@code apt-get} that download them
 */
public record DebianPackage(String name, List<String> apt) {
  /** {@code prometheus} and {@code promtool}. */
  public static final DebianPackage PROMETHEUS = alone("prometheus");

  public static final DebianPackage ALERTMANAGER = alone("prometheus-alertmanager");

  private static final List<String> INSTALL =
      List.of(
          "install", "--download-only", "--no-install-recommends", "-o", "Debug::NoLocking=true");

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** A package without what it needs. */
  private static DebianPackage alone(String name) {
    return new DebianPackage(name, List.of("download", name));
  }

  /** Packages and what they need, as far as this machine does not have it. */
  public static DebianPackage onThisMachine(String name, String... packages) {
    return new DebianPackage(name, install(List.of("--reinstall"), packages));
  }

  /** Packages and all that they need: the root of a file system of its own. */
  public static DebianPackage root(String name, String... packages) {
    return new DebianPackage(
        name, install(List.of("-o", "Dir::State::status=/dev/null"), packages));
  }

  private static List<String> install(List<String> options, String... packages) {
    return Stream.of(INSTALL, options, List.of(packages)).flatMap(List::stream).toList();
  }

  /**
   * The folder with all files.
   *
   * @throws IllegalStateException if they cannot be installed, saying why
   */
  public Path folder() {
    return UserCache.once(UserCache.folder(System.getenv()), "debian-" + name, this::install);
  }

  /**
   * A file of the packages.
   *
   * @throws IllegalStateException if they cannot be installed, saying why
   */
  public Path file(String path) {
    return folder().resolve(path);
  }

  /** For {@code LD_LIBRARY_PATH}: every folder of the packages that has a shared library. */
  public String libraries() {
    try (Stream<Path> files = Files.find(folder(), 6, (file, facts) -> isLibrary(file))) {
      return files
          .map(file -> String.valueOf(file.getParent()))
          .distinct()
          .sorted()
          .collect(Collectors.joining(":"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLibrary(Path file) {
    return String.valueOf(file.getFileName()).matches(".+\\.so(\\.\\d+)*");
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

  private void install(Path folder) throws IOException {
    Path partial = Files.createTempDirectory(folder.getParent(), name);
    try {
      Files.createDirectories(partial.resolve("lists/partial"));
      Files.createDirectories(partial.resolve("cache/archives/partial"));
      // Lists of its own: those of the machine may be missing, and only root may write them.
      apt(partial, List.of("update"));
      apt(partial, apt);
      for (Path archive : archives(partial)) {
        run(partial, List.of("dpkg-deb", "-x", archive.toString(), "files"));
      }
      Files.move(partial.resolve("files"), folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.delete(partial);
    }
  }

  private static List<Path> archives(Path partial) throws IOException {
    try (Stream<Path> files = Files.walk(partial)) {
      return files.filter(file -> file.toString().endsWith(".deb")).sorted().toList();
    }
  }

  private static void apt(Path partial, List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "apt-get",
                "-qq",
                "--yes",
                "-o",
                "Dir::State::lists=" + partial.resolve("lists"),
                "-o",
                "Dir::Cache=" + partial.resolve("cache")));
    command.addAll(arguments);
    run(partial, command);
  }

  private static void run(Path folder, List<String> command) throws IOException {
    Path log = folder.resolve("install.log");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new IllegalStateException(
          "the laboratory needs " + command.getFirst() + ", a part of Debian", e);
    }
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + " failed\n" + LogFile.tail(log, 30));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while installing", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
