package dev.plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program as a command: two databases, one report, an exit code, nothing left. */
class OnceIT {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  /** Where the program makes temporary files. */
  private Path temporary = Path.of("");

  @BeforeEach
  void makeTemporaryFolder() throws IOException {
    temporary = Files.createDirectory(folder.resolve("tmp"));
  }

  private record Ended(int exitCode, String out, String err) {}

  @Test
  void twoDatabasesAreComparedAndScanned() throws Exception {
    try (LabEnvironment source = stopped();
        LabEnvironment target = stopped()) {
      Map<String, String> variables =
          Map.of("PLUMBLINE_SOURCE_URL", url(source), "PLUMBLINE_TARGET_URL", url(target));

      Ended clean = run(variables, "once", "--format", "json");

      JsonObject report = (JsonObject) JsonText.read(clean.out());
      assertThat(clean.exitCode()).as(clean.toString()).isZero();
      assertThat(report.get("result")).isEqualTo(JsonValue.of("clean"));
      assertThat(report.get("exitCode")).isEqualTo(JsonValue.of(0));
      assertThat(clean.out()).contains("\"in_sync\"", "\"clean\"");

      target.sql("UPDATE directus_fields SET note = 'other' WHERE collection = 'articles'");
      Ended drifted =
          run(Map.of(), "once", "--source", url(source), "--target", url(target), "--no-scan");

      assertThat(drifted.exitCode()).as(drifted.toString()).isEqualTo(1);
      assertThat(drifted.out())
          .startsWith("# Plumbline ")
          .contains("**problems**", "records not checked", "# source-to-target: source → target")
          .contains("**drifted**", "`articles.");
      for (Ended ended : List.of(clean, drifted)) {
        assertThat(ended.out() + ended.err())
            .doesNotContain(source.ownerPassword(), source.readerPassword());
      }
      assertNothingIsLeft();
    }
  }

  @Test
  void databaseThatCannotBeReadIsUnknown() throws Exception {
    try (LabEnvironment target = stopped()) {
      Ended ended =
          run(
              Map.of("PLUMBLINE_TARGET_URL", url(target)),
              "once",
              "--source",
              "postgresql://reader:top-secret@127.0.0.1:1/directus");

      assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(2);
      assertThat(ended.out())
          .contains("**unknown**", "## Unknown", "- source, database: unreachable");
      assertThat(ended.out() + ended.err()).doesNotContain("top-secret");
      assertNothingIsLeft();
    }
  }

  @Test
  void interruptedCommandLeavesNothing() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String url = "postgresql://u:p@127.0.0.1:" + silent.getLocalPort() + "/";
      Process process = start(Map.of(), "once", "--source", url + "a", "--target", url + "b");
      // It has a store by the time it asks for the first database.
      silent.setSoTimeout(Math.toIntExact(DEADLINE.toMillis()));
      try (Socket asked = silent.accept()) {
        assertThat(asked.isConnected()).isTrue();
        assertThat(temporary).isNotEmptyDirectory();
        process.destroy();
        assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      } finally {
        process.destroyForcibly();
      }

      assertThat(process.exitValue()).isEqualTo(143);
      assertNothingIsLeft();
    }
  }

  @Test
  void configurationIsCheckedAndNothingIsStarted() throws Exception {
    Map<String, String> wrong = Map.of("PLUMBLINE_ENVIRONMENTS_STAGING_TIER", "stagging");
    Map<String, String> right =
        Map.of(
            "PLUMBLINE_ENVIRONMENTS_STAGING_TIER",
            "staging",
            "PLUMBLINE_ENVIRONMENTS_STAGING_DIRECTUS_URL",
            "http://127.0.0.1:1");

    Ended refused = run(wrong, "check-config");
    Ended accepted = run(right, "check-config");
    Ended both =
        run(right, "once", "--source", "postgresql://u:p@h/a", "--target=postgresql://u:p@h/b");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("plumbline.environments.staging.tier", "'stagging'");
    assertThat(accepted.exitCode()).as(accepted.toString()).isZero();
    assertThat(accepted.out())
        .isEqualTo(
            "The configuration is right: 1 environment (staging); no comparison; no token;"
                + " store: its own PostgreSQL in data.\n");
    assertThat(both.exitCode()).isEqualTo(64);
    assertThat(both.err()).contains("environments are configured as well");
    assertThat(run(Map.of(), "once").exitCode()).isEqualTo(78);
    assertNothingIsLeft();
  }

  private static LabEnvironment stopped() {
    return Laboratory.shared().stopped(DirectusVersion.V12, Template.MODEL);
  }

  private static String url(LabEnvironment environment) {
    return environment
        .jdbcUrl()
        .replace("jdbc:", "")
        .replace("//", "//" + credentials(environment));
  }

  private static String credentials(LabEnvironment environment) {
    return environment.readerUsername() + ":" + environment.readerPassword() + "@";
  }

  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      assertThat(files.filter(file -> file.toString().contains("plumbline-once-"))).isEmpty();
    }
    assertThat(folder.resolve("data")).doesNotExist();
  }

  private Ended run(Map<String, String> variables, String... arguments) throws Exception {
    long began = System.nanoTime();
    Process process = start(variables, arguments);
    try {
      assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    Ended ended =
        new Ended(
            process.exitValue(),
            Files.readString(folder.resolve("out")),
            Files.readString(folder.resolve("err")));
    System.out.printf(
        "plumbline %s took %.1f s, exit code %d%n",
        arguments[0], (System.nanoTime() - began) / 1e9, ended.exitCode());
    return ended;
  }

  private Process start(Map<String, String> variables, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-jar");
    command.add(Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("PLUMBLINE_") || name.startsWith("QUARKUS_"));
    builder.environment().putAll(variables);
    return builder.start();
  }
}
