package dev.plumbline.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.configuration.reader.SettingsReader;
import dev.plumbline.configuration.reader.SettingsReader.Result;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A folder is one configuration and all that is said about it. {@code -Dgolden=accept} rewrites
 * what is said.
 */
class BadConfigurationTest {
  private static final Path SCENARIOS = Path.of("src/test/resources/configuration");
  private static final List<String> FILES =
      List.of("in-application.properties", "in-environment.properties", "out-problems.txt");

  static List<String> scenarios() throws IOException {
    try (Stream<Path> folders = Files.list(SCENARIOS)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everythingThatIsWrongIsSaidAtOnce(String scenario) throws IOException {
    Path folder = SCENARIOS.resolve(scenario);

    String said = said(folder);

    Path expected = folder.resolve("out-problems.txt");
    if ("accept".equals(System.getProperty("golden"))) {
      Files.writeString(expected, said);
    }
    assertThat(said).isEqualTo(Files.readString(expected));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void noSecretIsSaid(String scenario) throws IOException {
    assertThat(said(SCENARIOS.resolve(scenario))).doesNotContainIgnoringCase("hunter2");
  }

  @Test
  void noScenarioHasAFileThatNobodyReads() throws IOException {
    try (Stream<Path> files = Files.walk(SCENARIOS)) {
      assertThat(files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()))
          .isSubsetOf(
              Stream.concat(FILES.stream(), Stream.of("empty.txt", "not-utf8.txt")).toList());
    }
  }

  private static String said(Path folder) throws IOException {
    Result result =
        SettingsReader.read(
            Configured.by(
                properties(folder.resolve("in-application.properties")),
                properties(folder.resolve("in-environment.properties"))));
    return switch (result) {
      case SettingsReader.Valid ignored -> "valid\n";
      case SettingsReader.Invalid invalid ->
          invalid.problems().stream().map(problem -> problem + "\n").collect(Collectors.joining());
    };
  }

  private static Map<String, String> properties(Path file) throws IOException {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
        properties.load(reader);
      }
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }
}
