package dev.plumbline.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"1.8.0_292,8", "11.0.22,11", "17.0.15,17", "21,21", "24.0.2,24"})
  void anOldJavaIsNamedAndWhatIsNeeded(String version, String major) throws Exception {
    Path home = java(version);

    assertThat(launch(home))
        .isEqualTo(
            "Plumbline needs Java 25, but "
                + home
                + "/bin/java is Java "
                + major
                + ". Set JAVA_HOME to a JDK 25.\n");
  }

  @Test
  void aMissingJavaIsNamed() throws Exception {
    assertThat(launch(folder))
        .isEqualTo(
            "Plumbline needs Java 25, and there is no "
                + folder
                + "/bin/java. Set JAVA_HOME to a JDK 25.\n");
  }

  @ParameterizedTest
  @CsvSource({"25", "25.0.1", "26-ea", "100.1"})
  void aJavaThatIsNewEnoughGetsTheJar(String version) throws Exception {
    Path home = java(version);
    Path jar = folder.toRealPath().resolve("target/quarkus-app/quarkus-run.jar");

    assertThat(launch(home))
        .isEqualTo(jar + " is missing. Make it with: ./mvnw package -DskipTests\n");

    Files.createDirectories(jar.getParent());
    Files.createFile(jar);
    assertThat(launch(home)).isEqualTo("-jar " + jar + " one\n");
  }

  /** A Java that only says which one it is, and repeats what it is asked to run. */
  private Path java(String version) throws IOException {
    Path home = folder.resolve("jdk");
    Path java = home.resolve("bin/java");
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        java,
        """
        #!/bin/sh
        if [ "$1" = -version ]; then echo 'openjdk version "%s" 2025-04-15' >&2; else echo "$@"; fi
        """
            .formatted(version));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }

  private String launch(Path home) throws IOException, InterruptedException {
    Path script = folder.resolve("bin/plumbline");
    Files.createDirectories(script.getParent());
    Files.copy(Path.of("bin/plumbline"), script, StandardCopyOption.REPLACE_EXISTING);
    ProcessBuilder builder =
        new ProcessBuilder("sh", script.toString(), "one").redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", home.toString());
    builder.environment().remove("JAVA_OPTS");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
