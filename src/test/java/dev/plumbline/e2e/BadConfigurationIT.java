package dev.plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.embedded.DirectoryLock;
import dev.plumbline.lab.machine.FreePort;
import dev.plumbline.lab.service.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadConfigurationIT {
  @Test
  void everythingThatIsWrongIsReportedAtOnceAndItExits(@TempDir Path folder) {
    ServiceProcess service =
        new ServiceProcess(
            folder,
            Map.of(
                "plumbline.environments.local.tier", "lokal",
                "plumbline.environments.local.directus.url", "localhost:8055",
                "plumbline.comparisons.up.source", "local",
                "plumbline.comparisons.up.target", "stagin",
                "plumbline.comparisons.up.ignore[0].subject", "articles.[",
                "plumbline.store.retention", "ninety days"),
            "",
            List.of());

    assertThat(service.startExpectingExit()).isEqualTo(1);

    assertThat(service.log())
        .contains(
            "plumbline.environments.local.tier",
            "plumbline.environments.local.directus.url",
            "plumbline.comparisons.up.target",
            "plumbline.comparisons.up.ignore[0]",
            "plumbline.store.retention")
        .doesNotContain("Exception");
  }

  @Test
  void aDirectoryThatAnotherOneUsesIsOneSentence(@TempDir Path folder) {
    Path directory = folder.resolve("data");
    try (DirectoryLock other = DirectoryLock.take(directory)) {
      assertThat(other).isNotNull();

      assertThat(said(folder, Map.of("plumbline.store.directory", directory.toString())))
          .isEqualTo(
              "Plumbline did not start: the directory of the store, "
                  + directory
                  + ", is in use by another Plumbline (process "
                  + ProcessHandle.current().pid()
                  + "): stop that one, or set another plumbline.store.directory\n");
    }
  }

  @Test
  void aFullDiskIsOneSentence(@TempDir Path folder) throws IOException {
    Path directory = Files.createDirectory(folder.resolve("data"));
    Files.createSymbolicLink(directory.resolve("space"), Path.of("/dev/full"));

    assertThat(said(folder, Map.of("plumbline.store.directory", directory.toString())))
        .isEqualTo(
            "Plumbline did not start: the disk of the store, "
                + directory
                + ", is full: make room there and start again\n");
  }

  @Test
  void aStoreThatCannotBeReachedIsOneSentence(@TempDir Path folder) {
    int port = FreePort.find();

    assertThat(
            said(
                folder,
                Map.of(
                    "plumbline.store.url", "jdbc:postgresql://127.0.0.1:" + port + "/plumbline",
                    "plumbline.store.username", "plumbline",
                    "plumbline.store.password", "not-to-be-reported")))
        .isEqualTo(
            "Plumbline did not start: Plumbline's store (plumbline on 127.0.0.1:"
                + port
                + ") is unavailable: it cannot be reached (SQLSTATE 08001)\n");
  }

  /** What a service says that watches something and does not start. */
  private static String said(Path folder, Map<String, String> store) {
    Map<String, String> configuration = new TreeMap<>(store);
    configuration.put("plumbline.environments.local.tier", "local");
    configuration.put("plumbline.environments.local.directus.url", "http://127.0.0.1:8055");
    ServiceProcess service = new ServiceProcess(folder, configuration, "", List.of());

    assertThat(service.startExpectingExit()).isEqualTo(1);

    return service.log();
  }
}
