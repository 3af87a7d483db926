package dev.plumbline.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  private static final String JAR = "target/quarkus-app/quarkus-run.jar";

  @TempDir private Path folder;

  @Test
  void jdk25IsUsedWithItsArguments() throws Exception {
    Path home = jdk("25.0.1");
    Path jar = jar();

    assertThat(launch(home)).isEqualTo("-jar " + jar + " one\n");
  }

  @Test
  void olderJdkIsPassedOver() throws Exception {
    Path home = jdk("17.0.15");
    Path jar = jar();

    // The JDK that runs this test finds out that the file is none of its own.
    assertThat(launch(home)).contains("corrupt jarfile " + jar);
  }

  @Test
  void jarThatIsNotBuiltIsNamed() throws Exception {
    assertThat(launch(jdk("25")))
        .isEqualTo(
            folder.toRealPath().resolve(JAR)
                + " is missing. Make it with: ./mvnw package -DskipTests\n");
  }

  private Path jar() throws IOException {
    Path jar = folder.toRealPath().resolve(JAR);
    Files.createDirectories(jar.getParent());
    return Files.createFile(jar);
  }

  /** A JDK that only says which one it is, and repeats what it is asked to run. */
  private Path jdk(String version) throws IOException {
    Path home = folder.resolve("jdk");
    Files.createDirectories(home.resolve("bin"));
    executable(home.resolve("bin/javac"), "echo javac " + version);
    executable(home.resolve("bin/java"), "echo \"$@\"");
    return home;
  }

  private static void executable(Path file, String command) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + command + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String launch(Path home) throws IOException, InterruptedException {
    Path script = copy("src/main/bin/plumbline");
    copy(".mvn/find-jdk.sh");
    ProcessBuilder builder =
        new ProcessBuilder("sh", script.toString(), "one").redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", home.toString());
    builder.environment().remove("JAVA_OPTS");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  private Path copy(String file) throws IOException {
    Path copy = folder.resolve(file);
    Files.createDirectories(copy.getParent());
    return Files.copy(Path.of(file), copy);
  }
}
