package dev.plumbline.lab.machine;

import dev.plumbline.snapshot.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Packages from npm, installed once a machine into the user's cache; the committed lock file pins
 * each of them by its hash.
 *
 * @param name the folder of {@code package.json} and its lock file in {@code
 *     src/test/resources/lab}
 * @param what is installed, and how much it is, for people
 */
public record NpmProject(String name, String what) {
  private static final List<String> FILES = List.of("package.json", "package-lock.json");

  /**
   * The folder that has {@code node_modules}; installs it, showing its progress on standard output,
   * if it is not there yet. Any number of threads and processes may ask at once: one installs, the
   * others wait.
   *
   * @throws IllegalStateException if it cannot be installed, saying why
   */
  public Path in(Path cache) {
    return UserCache.once(cache, folderName(), folder -> install(cache, folder));
  }

  /** Changes whenever anything that is installed changes. */
  private String folderName() {
    StringBuilder content = new StringBuilder();
    for (String file : FILES) {
      content.append(new String(resource(file), StandardCharsets.UTF_8));
    }
    return name + "-" + Fingerprint.sha256(content.toString()).substring(0, 12);
  }

  private void install(Path cache, Path folder) throws IOException {
    Path unfinished = Files.createTempDirectory(cache, folder.getFileName() + ".unfinished-");
    try {
      for (String file : FILES) {
        Files.write(unfinished.resolve(file), resource(file));
      }
      new NpmInstall(what, unfinished).run();
      // A folder with the final name is always complete.
      Files.move(unfinished, folder);
    } finally {
      Folders.delete(unfinished);
    }
  }

  private byte[] resource(String file) {
    String path = "/lab/" + name + "/" + file;
    try (InputStream stream = NpmProject.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException(path + " is not on the class path");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(path + " cannot be read: " + e, e);
    }
  }
}
