package dev.plumbline.records;

import dev.plumbline.lab.LabEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of Directus whose binary somebody cleaned away. */
final class MissingFile {
  /** Code and subject of what is reported. */
  static final String BROKEN = "file_without_binary directus_files.id";

  private MissingFile() {}

  /**
   * @return puts it back
   */
  static Runnable plant(LabEnvironment environment) {
    Path binary =
        environment
            .uploads()
            .resolve(
                environment
                    .database()
                    .owner()
                    .value("SELECT filename_disk FROM directus_files ORDER BY id LIMIT 1"));
    try {
      byte[] content = Files.readAllBytes(binary);
      Files.delete(binary);
      return () -> {
        try {
          Files.write(binary, content);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String violation(LabEnvironment environment) {
    return BROKEN
        + " 1 "
        + environment.database().owner().value("SELECT id FROM directus_files ORDER BY id LIMIT 1");
  }
}
