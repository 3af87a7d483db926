package dev.plumbline.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateFilesTest {
  @TempDir Path folder;

  @Test
  void filesAreDeletedWithTheirBackupOnly() throws Exception {
    Path dump = folder.resolve("a.dump");
    Map<String, Path> files = LateFiles.of(dump, new TreeSet<>(List.of("../x", "y")));
    assertThat(files.values())
        .containsExactly(folder.resolve("a.dump.late-1.zip"), folder.resolve("a.dump.late-2.zip"));
    for (Path file : files.values()) {
      Files.createFile(file);
    }
    Files.createFile(LateFiles.incomplete(folder.resolve("a.dump.late-1.zip")));
    Path other = Files.createFile(folder.resolve("ba.dump.late-1.zip"));

    LateFiles.delete(dump);

    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(other);
    }
    LateFiles.delete(folder.resolve("never/made.dump"));
  }

  @Test
  void filesOfAnEncryptedBackupAreEncrypted() throws IOException {
    Path dump = folder.resolve("a.dump.age");
    Path file = LateFiles.of(dump, new TreeSet<>(Set.of("articles"))).firstEntry().getValue();

    assertThat(file).isEqualTo(folder.resolve("a.dump.late-1.zip.age"));
    assertThat(LateFiles.incomplete(file))
        .isEqualTo(folder.resolve("a.dump.late-1.zip.incomplete.age"));
    Files.createFile(file);
    LateFiles.delete(dump);
    assertThat(file).doesNotExist();
  }
}
