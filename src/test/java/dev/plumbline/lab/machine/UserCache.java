package dev.plumbline.lab.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Where the laboratory keeps what it installs. */
public final class UserCache {
  private UserCache() {}

  /** {@code PLUMBLINE_LABORATORY_CACHE}, or a folder of the user's cache. */
  public static Path folder(Map<String, String> environment) {
    String own = environment.getOrDefault("PLUMBLINE_LABORATORY_CACHE", "");
    if (!own.isEmpty()) {
      return Path.of(own).toAbsolutePath();
    }
    String user = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches =
        user.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(user);
    return caches.resolve("plumbline").toAbsolutePath();
  }

  /** Makes a folder of the cache, all of it or nothing. */
  @FunctionalInterface
  public interface Installer {
    void install(Path folder) throws IOException;
  }

  /**
   * A folder of the cache; installed if it is not there yet. Any number of processes may ask at
   * once: one installs, the others wait.
   *
   * @throws IllegalStateException if it cannot be installed, saying why
   */
  public static synchronized Path once(Path cache, String name, Installer installer) {
    Path folder = cache.resolve(name);
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(cache);
        try (FileChannel file =
                FileChannel.open(
                    cache.resolve(name + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock lock = file.lock()) {
          if (lock.isValid() && !Files.isDirectory(folder)) {
            installer.install(folder);
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(name + " cannot be installed into " + cache + ": " + e, e);
    }
    return folder;
  }
}
