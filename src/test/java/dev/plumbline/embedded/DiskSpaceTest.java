package dev.plumbline.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {
  @TempDir private Path directory;

  @Test
  void fullDiskIsSaidToBeFull() throws IOException {
    Files.createSymbolicLink(directory.resolve("space"), Path.of("/dev/full"));

    assertThatThrownBy(() -> DiskSpace.require(directory))
        .isInstanceOf(EmbeddedStoreException.class)
        .hasMessage(
            "the disk of the store, " + directory + ", is full: make room there and start again");
  }

  @Test
  void diskWithRoomIsLeftAsItWas() throws IOException {
    DiskSpace.require(directory);

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void directoryThatIsMissingIsNamed() {
    Path missing = directory.resolve("missing");

    assertThatThrownBy(() -> DiskSpace.require(missing))
        .isInstanceOf(EmbeddedStoreException.class)
        .hasMessageStartingWith("the directory of the store, " + missing + ", cannot be used: ");
  }
}
