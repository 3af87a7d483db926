package dev.plumbline.lab.machine;

import java.nio.file.Path;
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
}
