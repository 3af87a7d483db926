package dev.plumbline.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
  @Test
  void theLastStartsAreKept(@TempDir Path folder) throws IOException {
    ServerLog log = new ServerLog(folder);
    for (int start = 1; start <= ServerLog.OLD + 3; start++) {
      log.begin();
      Files.writeString(log.file(), "start " + start);
    }
    log.begin();

    assertThat(names(folder))
        .containsExactly(
            "postgres.log.1",
            "postgres.log.2",
            "postgres.log.3",
            "postgres.log.4",
            "postgres.log.5");
    assertThat(folder.resolve("postgres.log.1")).hasContent("start 8");
    assertThat(folder.resolve("postgres.log.5")).hasContent("start 4");
  }

  @Test
  void whatGrowsTooLargeIsRotatedUnderTheServer(@TempDir Path folder) throws IOException {
    ServerLog log = new ServerLog(folder);
    try (OutputStream server =
        Files.newOutputStream(log.file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      server.write("before".getBytes(UTF_8));
      log.trim();
      assertThat(names(folder)).containsExactly("postgres.log");
      try (RandomAccessFile file = new RandomAccessFile(log.file().toFile(), "rw")) {
        file.setLength(ServerLog.LARGEST + 1);
      }

      log.trim();
      server.write("after".getBytes(UTF_8));
    }

    assertThat(log.file()).hasContent("after");
    assertThat(folder.resolve("postgres.log.1")).hasSize(ServerLog.LARGEST + 1);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
