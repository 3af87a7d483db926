package dev.plumbline.pgdump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.BackupFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientFinderTest {
  private static final BackupFiles FILES = new BackupFiles(Optional.empty());

  @TempDir Path folder;

  private Path client(String name, String version) throws IOException {
    Path directory = Files.createDirectories(folder.resolve(name));
    for (String program : new String[] {"pg_dump", "pg_restore"}) {
      Path file = directory.resolve(program);
      Files.writeString(file, "#!/bin/sh\necho '%s (PostgreSQL) %s'\n".formatted(program, version));
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    return directory;
  }

  @Test
  void takesTheNewestThatItFinds() throws Exception {
    String path =
        folder.resolve("missing")
            + File.pathSeparator
            + client("old", "97.3")
            + File.pathSeparator
            + client("new", "99beta1 (Debian 99~beta1-1)")
            + File.pathSeparator;

    assertThat(new ClientFinder(Optional.empty(), path, FILES).fitting(98).version())
        .isEqualTo("99beta1");
  }

  @Test
  void oneThatIsOlderThanTheServerIsRefused() throws IOException {
    Path old = client("old", "13.2");

    assertThatThrownBy(() -> new ClientFinder(Optional.of(old), "", FILES).fitting(14))
        .isInstanceOf(BackupException.class)
        .hasMessage(
            "pg_dump 13.2 (%s) is older than the server, PostgreSQL 14: install postgresql-client-14 or newer, or name its directory in plumbline.backups.client"
                .formatted(old));
  }

  @Test
  void saysThatThereIsNone() {
    assertThatThrownBy(() -> new ClientFinder(Optional.of(folder), "", FILES).fitting(14))
        .hasMessage("there is no pg_dump in " + folder + " (plumbline.backups.client)");
  }

  @Test
  void onlyWhatIsConfiguredIsTaken() throws Exception {
    Path old = client("old", "96.3");
    Path other = client("new", "99.1");

    assertThat(new ClientFinder(Optional.of(old), other.toString(), FILES).fitting(14).version())
        .isEqualTo("96.3");
  }

  @Test
  void whatDoesNotRunIsPassedOver() throws Exception {
    Path broken = client("broken", "99.9");
    Files.writeString(broken.resolve("pg_dump"), "#!/nowhere/sh\n");
    String path = broken + File.pathSeparator + client("good", "98.1");

    assertThat(new ClientFinder(Optional.empty(), path, FILES).fitting(14).version())
        .isEqualTo("98.1");
  }
}
