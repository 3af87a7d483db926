package dev.plumbline.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.lab.machine.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A container of an image that {@link Buildah} built, run by crun as an engine would run it with
 * {@code --read-only --cap-drop ALL --security-opt no-new-privileges --network host}: command,
 * user, working directory and variables are those of the image, and nothing can be written but its
 * volumes.
 */
final class ImageContainer implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String NAME = "image-it";

  /** The {@code stop_grace_period} of the compose files; Kubernetes waits longer. */
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final Buildah buildah;
  private final String user;
  private final Path log;
  private final Process process;

  private ImageContainer(Buildah buildah, String user, Path log, Process process) {
    this.buildah = buildah;
    this.user = user;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param folder of its own, for its volumes and its log
   * @param variables beside those of the image
   */
  static ImageContainer start(
      Buildah buildah, String image, JsonNode config, Path folder, Map<String, String> variables)
      throws IOException, InterruptedException {
    String root = buildah.run("mount", buildah.run("from", image));
    Files.writeString(
        folder.resolve("config.json"), specification(root, config, folder, variables).toString());
    Path log = folder.resolve("container.log");
    return new ImageContainer(
        buildah,
        config.path("User").asText(),
        log,
        buildah.crun(log, "run", "--bundle=" + folder, NAME));
  }

  /** {@code config.json} of the OCI runtime specification. */
  private static ObjectNode specification(
      String root, JsonNode config, Path folder, Map<String, String> variables) throws IOException {
    ObjectNode specification =
        (ObjectNode)
            MAPPER.readTree(
                """
                {
                  "ociVersion": "1.0.2",
                  "process": {"capabilities": {}, "noNewPrivileges": true},
                  "root": {"readonly": true},
                  "mounts": [
                    {"destination": "/proc", "type": "proc", "source": "proc"},
                    {"destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "mode=755", "size=64k"]},
                    {"destination": "/dev/shm", "type": "tmpfs", "source": "shm", "options": ["nosuid", "nodev", "noexec", "mode=1777", "size=64m"]}
                  ],
                  "hostname": "image-it",
                  "linux": {"namespaces": [{"type": "pid"}, {"type": "mount"}, {"type": "ipc"}, {"type": "uts"}]}
                }
                """);
    List<Integer> user =
        Pattern.compile(":")
            .splitAsStream(config.path("User").asText())
            .map(Integer::valueOf)
            .toList();
    ((ObjectNode) specification.path("root")).put("path", root);
    // Engines add the name of the container; without it, the name does not resolve.
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
    bind(specification, "/etc/hosts", hosts, "ro");
    ObjectNode process = (ObjectNode) specification.path("process");
    process.put("cwd", config.path("WorkingDir").asText());
    process.putObject("user").put("uid", user.getFirst()).put("gid", user.getLast());
    ArrayNode arguments = process.putArray("args");
    config.path("Entrypoint").forEach(arguments::add);
    config.path("Cmd").forEach(arguments::add);
    ArrayNode environment = process.putArray("env");
    config.path("Env").forEach(environment::add);
    variables.forEach((name, value) -> environment.add(name + "=" + value));
    for (Map.Entry<String, JsonNode> volume : config.path("Volumes").properties()) {
      Path source = Files.createDirectories(folder.resolve("volume" + volume.getKey()));
      Files.setAttribute(source, "unix:uid", user.getFirst());
      Files.setAttribute(source, "unix:gid", user.getLast());
      bind(specification, volume.getKey(), source, "rw");
    }
    return specification;
  }

  private static void bind(ObjectNode specification, String to, Path from, String option) {
    ((ArrayNode) specification.path("mounts"))
        .addObject()
        .put("destination", to)
        .put("type", "bind")
        .put("source", from.toString())
        .putArray("options")
        .add("bind")
        .add(option);
  }

  boolean isRunning() {
    return process.isAlive();
  }

  String log() {
    return LogFile.text(log);
  }

  /** Runs a command in it as its user, and returns its exit code; its output is in the log. */
  int exec(String... command) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("exec", "--user=" + user, NAME));
    arguments.addAll(List.of(command));
    return ended(buildah.crun(log, arguments.toArray(String[]::new)));
  }

  /** Asks it to end, as an engine does, and returns its exit code. */
  int stop(String signal) throws IOException, InterruptedException {
    if (ended(buildah.crun(log, "kill", NAME, signal)) != 0) {
      throw new IllegalStateException("the container did not get its signal\n" + log());
    }
    return ended(process);
  }

  private int ended(Process started) throws InterruptedException {
    if (!started.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
      started.destroyForcibly();
      throw new IllegalStateException(
          "not ended within " + DEADLINE.toSeconds() + " s\n" + LogFile.tail(log, 50));
    }
    return started.exitValue();
  }

  @Override
  public void close() throws IOException {
    try {
      if (process.isAlive()) {
        ended(buildah.crun(log, "delete", "--force", NAME));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
