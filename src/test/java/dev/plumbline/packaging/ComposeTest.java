package dev.plumbline.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.configuration.Configured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The compose files are valid, need nothing that is not documented, and name nothing missing. */
class ComposeTest {
  private static final Path DOCKER = Path.of("docker");
  private static final String ALL = "compose.yaml";
  static final List<String> FILES = List.of(ALL, "compose.prod.yaml");

  /** Not {@code $${…}}, which a shell in the container replaces. */
  private static final Pattern VARIABLE =
      Pattern.compile("(?<!\\$)\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::[?-]([^}]*))?}");

  private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:(?!latest)[A-Za-z0-9._-]+");
  private static final Pattern EXAMPLE = Pattern.compile("(?m)^#([A-Z][A-Z0-9_]*)=(.*)$");
  private static final Pattern PRIVILEGE = Pattern.compile("(?m)^(?:GRANT|REVOKE) .*;$");

  @ParameterizedTest
  @FieldSource("FILES")
  void fileIsValid(String name) throws IOException {
    assertThat(JsonSchemaFile.COMPOSE.problems(YamlText.file(DOCKER.resolve(name)))).isEmpty();
  }

  @Test
  void whatTheSpecificationDoesNotHaveIsAProblem() throws IOException {
    ObjectNode file = (ObjectNode) YamlText.file(DOCKER.resolve(ALL));
    ((ObjectNode) file.at("/services/store")).put("helthcheck", "typo");

    assertThat(JsonSchemaFile.COMPOSE.problems(file))
        .singleElement()
        .asString()
        .contains("helthcheck");
  }

  @ParameterizedTest
  @FieldSource("FILES")
  void everyImageIsPinned(String name) throws IOException {
    for (Map.Entry<String, JsonNode> service : services(name)) {
      String image = service.getValue().path("image").asText();
      assertThat(PINNED.matcher(image).matches() || image.startsWith("${IMAGE:?"))
          .as("the image of %s: %s", service.getKey(), image)
          .isTrue();
    }
  }

  @Test
  void everyVariableIsInTheExampleAndEveryOneOfTheExampleIsUsed() throws IOException {
    Set<String> used = new TreeSet<>();
    for (String name : FILES) {
      variables(Files.readString(DOCKER.resolve(name))).forEach(v -> used.add(v.group(1)));
    }

    assertThat(used).isEqualTo(examples().keySet());
  }

  @ParameterizedTest
  @FieldSource("FILES")
  void everythingThatIsNamedExists(String name) throws IOException {
    JsonNode file = YamlText.file(DOCKER.resolve(name));
    for (Map.Entry<String, JsonNode> service : services(name)) {
      JsonNode value = service.getValue();
      assertThat(names(file.path("services")))
          .as("what %s depends on", service.getKey())
          .containsAll(names(value.path("depends_on")));
      assertThat(names(file.path("networks"))).containsAll(names(value.path("networks")));
      for (JsonNode volume : value.path("volumes")) {
        String source = volume.asText().replaceFirst(":/.*", "");
        if (source.startsWith("./")) {
          assertThat(DOCKER.resolve(source)).as("mounted into %s", service.getKey()).exists();
        } else if (!source.startsWith("${")) {
          assertThat(names(file.path("volumes"))).contains(source);
        }
      }
      // What runs on and on says when it is healthy; who waits for that waits for ever otherwise.
      assertThat(value.has("healthcheck")).isEqualTo(value.has("restart"));
      for (JsonNode port : value.path("ports")) {
        assertThat(port.asText()).as("open on this machine only").startsWith("127.0.0.1:");
      }
    }
  }

  @ParameterizedTest
  @FieldSource("FILES")
  void plumblineRunsWithAsLittleAsPossible(String name) throws IOException {
    JsonNode service = YamlText.file(DOCKER.resolve(name)).at("/services/plumbline");

    assertThat(service.path("read_only").asBoolean()).isTrue();
    assertThat(names(service.path("tmpfs"))).containsExactly("/tmp");
    assertThat(names(service.path("cap_drop"))).containsExactly("ALL");
    assertThat(names(service.path("security_opt"))).containsExactly("no-new-privileges:true");
    assertThat(service.path("privileged").asBoolean()).isFalse();
    assertThat(service.at("/healthcheck/test/1").asText()).isEqualTo("/opt/plumbline/healthcheck");
  }

  @Test
  void plumblineAcceptsItsConfiguration() throws IOException {
    Map<String, String> variables = new TreeMap<>();
    YamlText.file(DOCKER.resolve(ALL))
        .at("/services/plumbline/environment")
        .properties()
        .forEach(v -> variables.put(v.getKey(), replaced(v.getValue().asText())));

    assertThat(
            Configured.valid(
                    Configured.byYaml(
                        Files.readString(DOCKER.resolve("plumbline/application.yaml")), variables))
                .environments())
        .hasSize(3);
  }

  @Test
  void readerHasThePrivilegesOfTheDocumentation() throws IOException {
    String documented = Files.readString(Path.of("docs/access.md"));

    assertThat(PRIVILEGE.matcher(Files.readString(DOCKER.resolve("directus/access.sql"))).results())
        .hasSizeGreaterThan(5)
        .allSatisfy(statement -> assertThat(documented).contains(statement.group()));
  }

  private static String replaced(String text) {
    Map<String, String> examples;
    try {
      examples = examples();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return VARIABLE
        .matcher(text)
        .replaceAll(variable -> examples.getOrDefault(variable.group(1), "missing"));
  }

  private static Stream<MatchResult> variables(String text) {
    return VARIABLE.matcher(text).results();
  }

  private static Map<String, String> examples() throws IOException {
    String text = Files.readString(Path.of(".env.example"));
    return EXAMPLE
        .matcher(text.substring(text.indexOf("# --- Docker: ")))
        .results()
        .collect(Collectors.toMap(m -> m.group(1), m -> m.group(2), (a, b) -> b, TreeMap::new));
  }

  private static Set<Map.Entry<String, JsonNode>> services(String name) throws IOException {
    Set<Map.Entry<String, JsonNode>> services =
        YamlText.file(DOCKER.resolve(name)).path("services").properties();
    assertThat(services).hasSizeGreaterThan(1);
    return services;
  }

  /** The items of a list of texts, or the keys of an object. */
  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    if (node.isObject()) {
      node.fieldNames().forEachRemaining(names::add);
    }
    if (node.isArray()) {
      node.forEach(item -> names.add(item.asText()));
    }
    return names;
  }
}
