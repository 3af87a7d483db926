package dev.plumbline.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What became of an example of the documentation that was pasted into a shell.
 *
 * @param statuses of all its requests that did not print something themselves
 */
record PastedExample(String output, List<String> statuses) {
  private static final String PREPARED =
      """
      curl() { command curl --silent --show-error --write-out '%{stderr}HTTP %{http_code}\\n' "$@"; }
      """;

  /**
   * @param url of the service, in place of the address that is in the documentation
   * @param variables that a person has set before
   */
  static PastedExample run(Path folder, String script, String url, Map<String, String> variables)
      throws IOException, InterruptedException {
    Path errors = folder.resolve("errors");
    ProcessBuilder shell =
        new ProcessBuilder(
                "sh", "-c", PREPARED + script.replaceAll("(http://)?localhost:8080", url))
            .directory(folder.toFile())
            .redirectError(errors.toFile());
    shell.environment().put("PLUMBLINE", url);
    shell.environment().putAll(variables);
    Process process = shell.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return new PastedExample(
        output,
        Files.readAllLines(errors).stream()
            .filter(line -> line.startsWith("HTTP "))
            .map(line -> line.substring("HTTP ".length()))
            .toList());
  }
}
