package dev.plumbline.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.machine.Folders;
import dev.plumbline.snapshot.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of {@code docker/bin}, with a {@code docker} that writes down how it was called. */
class ScriptsTest {
  @TempDir private Path folder;

  private record Ended(int exit, String output) {}

  @BeforeEach
  void copyScripts() throws IOException {
    Files.createDirectories(folder.resolve("docker/bin"));
    Folders.copyFiles(Path.of("docker/bin"), folder.resolve("docker/bin"));
    Files.createDirectories(folder.resolve("path"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "stop", "logs", "reset"})
  void withoutDockerAScriptSaysSoInOneLine(String script) throws Exception {
    assertThat(run(script)).isEqualTo(new Ended(1, script + ": docker is not installed\n"));
  }

  @Test
  void startMakesSecretsOnceForItsOwnerOnly() throws Exception {
    installDocker(0);
    Path file = folder.resolve("docker/.env");

    Ended first = run("start");
    String secrets = Files.readString(file);
    Ended second = run("start");

    assertThat(first.exit()).as(first.output()).isZero();
    assertThat(second).isEqualTo(first);
    assertThat(Files.readString(file)).isEqualTo(secrets);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Properties variables = new Properties();
    variables.load(Files.newBufferedReader(file));
    assertThat(variables.stringPropertyNames())
        .containsExactlyInAnyOrder(
            "TOKEN",
            "TOKEN_SHA256",
            "STORE_PASSWORD",
            "READER_PASSWORD",
            "DIRECTUS_DATABASE_PASSWORD",
            "DIRECTUS_SECRET",
            "DIRECTUS_ADMIN_PASSWORD",
            "DIRECTUS_TOKEN",
            "GRAFANA_PASSWORD");
    assertThat(variables.values())
        .doesNotHaveDuplicates()
        .allMatch(value -> value.toString().matches("[0-9a-f]{64}"));
    assertThat(variables.getProperty("TOKEN_SHA256"))
        .isEqualTo(Fingerprint.sha256(variables.getProperty("TOKEN")));
    assertThat(first.output()).contains("Bearer " + variables.getProperty("TOKEN"));
    assertThat(calls()).contains("compose.yaml up --detach --build --wait");
  }

  @Test
  void startSaysWhereToReadOnWhenSomethingIsNotHealthy() throws Exception {
    installDocker(1);

    assertThat(run("start"))
        .isEqualTo(
            new Ended(1, "start: not everything became healthy; docker/bin/logs shows why\n"));
  }

  @Test
  void resetDeletesNothingWithoutConsent() throws Exception {
    installDocker(0);
    run("start");

    assertThat(run("reset").exit()).isEqualTo(1);
    assertThat(calls()).doesNotContain(" down ");

    assertThat(run("reset", "--yes").exit()).isZero();
    assertThat(calls()).contains("compose.yaml down --volumes --remove-orphans");
    assertThat(folder.resolve("docker/.env")).doesNotExist();
  }

  /** {@code up} ends with this exit code, everything else with 0. */
  private void installDocker(int up) throws IOException {
    Path docker = folder.resolve("path/docker");
    Files.writeString(
        docker,
        """
        #!/bin/sh
        echo "$@" >> "%s"
        case " $* " in *" up "*) exit %d ;; esac
        """
            .formatted(folder.resolve("calls"), up));
    Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwx------"));
  }

  private String calls() throws IOException {
    return Files.readString(folder.resolve("calls"));
  }

  private Ended run(String script, String... arguments) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>(List.of("/bin/sh"));
    command.add(folder.resolve("docker/bin").resolve(script).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    // Only what is in every Unix, so that no docker of this machine is found.
    for (String tool :
        List.of("basename", "dirname", "od", "tr", "cut", "sed", "mv", "cat", "rm")) {
      link(tool);
    }
    link("sha256sum");
    builder.environment().put("PATH", folder.resolve("path").toString());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(script + " ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }

  private void link(String tool) throws IOException {
    Path link = folder.resolve("path").resolve(tool);
    for (String place : List.of("/usr/bin", "/bin")) {
      Path program = Path.of(place, tool);
      if (Files.isExecutable(program) && !Files.exists(link)) {
        Files.createSymbolicLink(link, program);
      }
    }
  }
}
