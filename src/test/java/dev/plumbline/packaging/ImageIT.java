package dev.plumbline.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.lab.machine.DebianPackage;
import dev.plumbline.lab.machine.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image of {@code docker/Dockerfile} on a base image made of this machine's Debian and JDK,
 * because no registry is asked: it is built, runs as its user with nothing to write to but its
 * volumes, becomes ready, and ends when it is asked to.
 */
class ImageIT {
  private static final String BASE = "localhost/base";
  private static final String CLIENT = "localhost/client";
  private static final String IMAGE = "localhost/plumbline";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What the base images of the Dockerfile have, as far as the image needs it. */
  private static final DebianPackage ROOT =
      DebianPackage.root(
          "image-base", "bash", "coreutils", "dash", "findutils", "grep", "libstdc++6", "sed");

  /** What the image has that {@code pg_dump} is taken from. */
  private static final DebianPackage CLIENT_ROOT =
      DebianPackage.root(
          "image-client",
          "bash",
          "coreutils",
          "dash",
          "findutils",
          "grep",
          "libc-bin",
          "postgresql-client-15",
          "sed");

  @Test
  void imageRunsWithoutRightsAndEndsInTime(@TempDir Path folder) throws Exception {
    try (Buildah buildah = new Buildah(folder)) {
      makeBase(buildah, folder);
      makeClient(buildah, folder);
      build(buildah);
      JsonNode image = inspect(buildah);
      JsonNode config = image.at("/OCIv1/config");

      assertThat(config.path("User").asText()).isEqualTo("10001:10001");
      assertThat(config.path("Volumes").fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder("/plumbline/data", "/tmp");
      assertThat(config.path("StopSignal").asText()).isEqualTo("SIGTERM");
      assertThat(config.path("Labels").properties())
          .extracting(Map.Entry::getKey)
          .contains(
              "org.opencontainers.image.title",
              "org.opencontainers.image.version",
              "org.opencontainers.image.revision",
              "org.opencontainers.image.licenses");
      List<String> check =
          MAPPER.convertValue(
              image.at("/Docker/config/Healthcheck/Test"),
              MAPPER.getTypeFactory().constructCollectionType(List.class, String.class));
      assertThat(check).startsWith("CMD", "/opt/plumbline/healthcheck");

      runs(buildah, config, folder, check.subList(1, check.size()));
    }
  }

  private static void runs(Buildah buildah, JsonNode config, Path folder, List<String> check)
      throws Exception {
    Map<String, String> variables = new TreeMap<>();
    // Nobody answers there, and Plumbline is ready all the same.
    variables.put("PLUMBLINE_ENVIRONMENTS_LOCAL_TIER", "local");
    variables.put(
        "PLUMBLINE_ENVIRONMENTS_LOCAL_DIRECTUS_URL", "http://127.0.0.1:" + FreePort.find());
    variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    variables.put("QUARKUS_HTTP_PORT", Integer.toString(FreePort.find()));
    variables.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    variables.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(FreePort.find()));
    // As if the container had this much: half of it is the heap.
    variables.put("JDK_JAVA_OPTIONS", "-XX:MaxRAM=512m");
    Path own = Files.createDirectory(folder.resolve("container"));
    try (ImageContainer container = ImageContainer.start(buildah, IMAGE, config, own, variables)) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
      while (container.exec("/opt/plumbline/healthcheck", "ready") != 0) {
        assertThat(container.isRunning()).as(container.log()).isTrue();
        assertThat(System.nanoTime()).as(container.log()).isLessThan(deadline);
        TimeUnit.MILLISECONDS.sleep(200);
      }

      assertThat(container.exec(check.toArray(String[]::new))).as(container.log()).isZero();
      for (String program : List.of("pg_dump", "pg_restore")) {
        assertThat(container.exec(program, "--version")).as(container.log()).isZero();
        assertThat(container.log()).contains(program + " (PostgreSQL) 15.");
      }
      assertThat(container.exec("touch", "/plumbline/data/file", "/tmp/file"))
          .as(container.log())
          .isZero();
      for (String file : List.of("/file", "/opt/plumbline/app/file", "/plumbline/file")) {
        assertThat(container.exec("touch", file)).as("touch %s", file).isNotZero();
      }
      assertThat(container.log()).contains("Read-only file system");
      for (String line :
          List.of(
              "Uid:\\s10001\\s10001\\s10001\\s10001",
              "CapEff:\\s0000000000000000",
              "NoNewPrivs:\\s1")) {
        assertThat(container.exec("grep", "--line-regexp", line, "/proc/1/status"))
            .as("%s in /proc/1/status", line)
            .isZero();
      }

      // 128 and the number of the signal: it ended by itself, and was not killed.
      assertThat(container.stop("TERM")).as(container.log()).isEqualTo(128 + 15);
    }
  }

  private static void makeBase(Buildah buildah, Path folder) throws Exception {
    Path file = folder.resolve("Dockerfile.base");
    Files.writeString(
        file,
        """
        FROM scratch
        COPY --from=root . /
        COPY --from=jdk . /opt/java/openjdk
        ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:/usr/local/bin:/usr/bin:/bin
        """);
    buildah.run(
        "build",
        "--build-context=root=" + ROOT.folder(),
        "--build-context=jdk=" + System.getProperty("java.home"),
        "--file=" + file,
        "--tag=" + BASE,
        folder.toString());
  }

  private static void makeClient(Buildah buildah, Path folder) throws Exception {
    Path file = folder.resolve("Dockerfile.client");
    Files.writeString(
        file,
        """
        FROM scratch
        COPY --from=root . /
        ENV PATH=/usr/local/bin:/usr/bin:/bin
        """);
    buildah.run(
        "build",
        "--build-context=root=" + CLIENT_ROOT.folder(),
        "--file=" + file,
        "--tag=" + CLIENT,
        folder.toString());
  }

  private static void build(Buildah buildah) throws IOException, InterruptedException {
    buildah.run(
        "build",
        "--format=docker",
        "--build-arg=JDK_IMAGE=" + BASE,
        "--build-arg=JRE_IMAGE=" + BASE,
        "--build-arg=CLIENT_IMAGE=" + CLIENT,
        "--build-arg=CLIENT=client",
        "--build-arg=APPLICATION=prebuilt",
        "--file=docker/Dockerfile",
        "--tag=" + IMAGE,
        ".");
  }

  private static JsonNode inspect(Buildah buildah) throws IOException, InterruptedException {
    return MAPPER.readTree(buildah.run("inspect", "--type=image", IMAGE));
  }
}
