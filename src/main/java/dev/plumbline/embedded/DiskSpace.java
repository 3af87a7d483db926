package dev.plumbline.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Whether anything can be written to the disk of the store. */
final class DiskSpace {
  private static final int PROBE = 64 * 1024;

  private DiskSpace() {}

  /**
   * @throws EmbeddedStoreException if it is full
   */
  static void require(Path directory) throws IOException {
    Path probe = directory.resolve("space");
    try {
      Files.write(probe, new byte[PROBE]);
    } catch (IOException e) {
      throw unusable(directory, e);
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  /** What an error of the file system means for the operator. */
  static EmbeddedStoreException unusable(Path directory, IOException e) {
    String message = Optional.ofNullable(e.getMessage()).orElse("").toLowerCase(Locale.ROOT);
    boolean isFull = message.contains("no space left") || message.contains("quota exceeded");
    return new EmbeddedStoreException(
        isFull
            ? "the disk of the store, " + directory + ", is full: make room there and start again"
            : "the directory of the store, " + directory + ", cannot be used: " + e,
        e);
  }
}
