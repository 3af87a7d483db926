package dev.plumbline.packaging;

import dev.plumbline.lab.machine.DebianPackage;
import dev.plumbline.lab.machine.LogFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Debian's buildah, which builds images without an engine, and crun, which runs them. Both need
 * root. All images and containers are in one folder.
 *
 * <p>They run in a mount and process namespace of their own, in which they are installed. When this
 * object is closed, or this Java process ends in any way, every process in it is killed and nothing
 * is mounted any more.
 */
final class Buildah implements AutoCloseable {
  private static final DebianPackage TOOLS =
      DebianPackage.onThisMachine("buildah", "buildah", "crun");
  private static final Duration DEADLINE = Duration.ofMinutes(5);

  /**
   * Ends when standard input does. The file system of the machine itself is not changed. Control
   * groups are hidden: crun refuses machines that have both versions of them, and none is used.
   */
  private static final String NAMESPACE =
      """
      mount -t overlay overlay -o lowerdir="$1":/usr /usr &&
        mount -t tmpfs tmpfs /sys/fs/cgroup && echo ready && cat > /dev/null
      """;

  private final Path folder;
  private final Path log;
  private final Process namespace;

  /**
   * Makes the namespace.
   *
   * @param folder of its own
   */
  Buildah(Path folder) throws IOException {
    this.folder = folder;
    this.log = folder.resolve("buildah.log");
    Path settings = Files.createDirectories(folder.resolve(".config/containers"));
    Files.writeString(
        settings.resolve("policy.json"), "{\"default\": [{\"type\": \"insecureAcceptAnything\"}]}");
    // Nothing is ever pulled.
    Files.writeString(settings.resolve("registries.conf"), "unqualified-search-registries = []\n");
    this.namespace =
        new ProcessBuilder(
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "--mount-proc",
                "--kill-child",
                "sh",
                "-c",
                NAMESPACE,
                "namespace",
                TOOLS.file("usr").toString())
            .redirectError(log.toFile())
            .start();
    BufferedReader output = namespace.inputReader(StandardCharsets.UTF_8);
    if (!"ready".equals(output.readLine())) {
      throw new IllegalStateException(
          "images are built as root, with namespaces and overlay mounts\n" + LogFile.tail(log, 10));
    }
  }

  /**
   * What buildah writes to standard output.
   *
   * @throws IllegalStateException if it fails, with what it said
   */
  String run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "/usr/bin/buildah",
                "--root=" + folder.resolve("storage"),
                "--runroot=" + folder.resolve("run"),
                "--storage-driver=overlay"));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "output", null);
    Process process = process(command).redirectOutput(output.toFile()).start();
    try {
      if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(
            String.join(" ", command)
                + " failed\n"
                + LogFile.tail(output, 50)
                + LogFile.tail(log, 50));
      }
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output).strip();
  }

  /** Runs crun with these arguments; its output goes to the end of a file. */
  Process crun(Path output, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "/usr/bin/crun", "--root=" + folder.resolve("crun"), "--cgroup-manager=disabled"));
    command.addAll(List.of(arguments));
    return process(command)
        .redirectErrorStream(true)
        .redirectOutput(Redirect.appendTo(output.toFile()))
        .start();
  }

  private ProcessBuilder process(List<String> program) {
    long first = namespace.children().findFirst().orElseThrow().pid();
    List<String> command =
        new ArrayList<>(
            List.of(
                "nsenter",
                "--target=" + first,
                "--mount",
                "--pid",
                "--wd=" + Path.of("").toAbsolutePath()));
    command.addAll(program);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectError(Redirect.appendTo(log.toFile()));
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME",
                folder.toString(),
                "TMPDIR",
                folder.toString(),
                "CONTAINERS_REGISTRIES_CONF",
                folder.resolve(".config/containers/registries.conf").toString(),
                "BUILDAH_ISOLATION",
                "chroot"));
    return builder;
  }

  @Override
  public void close() throws IOException {
    namespace.getOutputStream().close();
    try {
      if (!namespace.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the namespace of buildah has not ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      namespace.destroyForcibly();
    }
  }
}
