package dev.plumbline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.configuration.reader.key.KnownKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code .env.example} and {@code docs/configuration.md} say what {@link KnownKey} says. {@code
 * -Dgolden=accept} rewrites what is generated of them.
 */
class ConfigurationDocsTest {
  private static final String BEGIN = "<!-- from here on written by ConfigurationDocsTest -->\n";
  private static final String END = "<!-- up to here -->\n";

  /** From here on variables of Docker Compose, which ComposeTest checks. */
  private static final String DOCKER = "\n# --- Docker: ";

  @Test
  void everyVariableIsInTheExample() throws IOException {
    Path file = Path.of(".env.example");
    String present = Files.readString(file);

    assertGenerated(
        file,
        "# Every variable of Plumbline. staging, local-to-staging and ci are names of your own.\n"
            + "# The same as keys of application.yaml, with all their rules: docs/configuration.md\n"
            + KnownKey.ALL.stream()
                .map(
                    key ->
                        "\n# "
                            + key.meaning()
                            + key.byDefault().map(text -> " Default: " + text + ".").orElse("")
                            + "\n#"
                            + key.environmentVariable()
                            + "="
                            + key.example()
                            + "\n")
                .collect(Collectors.joining())
            + "\n# Port of REST. Default: 8080.\n#QUARKUS_HTTP_PORT=8080\n"
            + "\n# Port of metrics and health. Default: 9000.\n#QUARKUS_MANAGEMENT_PORT=9000\n"
            + present.substring(present.indexOf(DOCKER)));
  }

  @Test
  void everyKeyIsInTheTable() throws IOException {
    Path file = Path.of("docs/configuration.md");
    String text = Files.readString(file);
    String before = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
    String after = text.substring(text.indexOf(END));

    assertGenerated(
        file,
        before
            + "\n| key | default | meaning |\n|---|---|---|\n"
            + KnownKey.ALL.stream()
                .map(
                    key ->
                        "| `"
                            + key.pattern()
                            + "` | "
                            + key.byDefault().map(ConfigurationDocsTest::code).orElse("")
                            + " | "
                            + key.meaning().replace("|", "\\|")
                            + " |\n")
                .collect(Collectors.joining())
            + "\n"
            + after);
  }

  @Test
  void everyVariableIsNamedOnce() {
    List<String> variables = KnownKey.ALL.stream().map(KnownKey::environmentVariable).toList();

    assertThat(variables).doesNotHaveDuplicates().allMatch(v -> v.matches("PLUMBLINE_[A-Z0-9_]+"));
  }

  private static String code(String text) {
    return text.contains("`") ? text : "`" + text + "`";
  }

  private static void assertGenerated(Path file, String expected) throws IOException {
    if ("accept".equals(System.getProperty("golden"))) {
      Files.writeString(file, expected);
    }
    assertThat(Files.readString(file)).isEqualTo(expected);
  }
}
