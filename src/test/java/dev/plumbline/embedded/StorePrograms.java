package dev.plumbline.embedded;

import dev.plumbline.lab.machine.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The programs of PostgreSQL, where an embedded store unpacks them: copied from a folder into which
 * they were unpacked once, which takes a tenth of the time.
 */
public final class StorePrograms {
  private StorePrograms() {}

  /** Puts them into the directory of a store that was never started. */
  public static void into(Path directory) {
    try {
      Path home = Unpacked.BINARIES.home();
      Files.createDirectories(directory);
      Folders.copy(home, directory.resolve(home.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Unpacked {
    static final PostgresBinaries BINARIES = unpack();

    private static PostgresBinaries unpack() {
      try {
        Path folder = Files.createTempDirectory("plumbline-store-programs-");
        Runtime.getRuntime()
            .addShutdownHook(new Thread(() -> Folders.delete(folder), "store-programs-end"));
        return PostgresBinaries.unpack(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
