package dev.plumbline.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The software bill of materials, which {@code package} makes, has every library of the service,
 * and each is under a licence that Plumbline may be distributed with. {@code -Dgolden=accept}
 * rewrites {@code docs/licences.md}.
 */
class LicencesIT {
  private static final Path BOM = Path.of("target/bom.json");
  private static final Path LIBRARIES = Path.of("target/quarkus-app/lib");
  private static final Path PAGE = Path.of("docs/licences.md");

  private static final Pattern PLATFORM = Pattern.compile("^native-(linux|osx|windows)-.*");

  /** As SPDX calls them. */
  private static final Set<String> ALLOWED =
      Set.of(
          "0BSD",
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-2.0",
          "MIT",
          "MIT-0",
          "Public Domain");

  @Test
  void everyLibraryIsUnderALicenceThatIsAllowed() throws IOException {
    assertThat(licences().entrySet())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            library ->
                // Of several, anybody may choose one.
                assertThat(library.getValue())
                    .as("the licences of %s", library.getKey())
                    .containsAnyElementsOf(ALLOWED));
  }

  @Test
  void everyLibraryOfTheServiceIsInTheBillOfMaterials() throws IOException {
    Set<String> files =
        components()
            .map(c -> text(c, "group") + "." + text(c, "name") + "-" + text(c, "version"))
            .collect(Collectors.toSet());

    try (Stream<Path> libraries = Files.walk(LIBRARIES)) {
      assertThat(
              libraries
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".jar"))
                  .map(name -> name.substring(0, name.length() - ".jar".length())))
          .hasSizeGreaterThan(50)
          .allMatch(files::contains);
    }
  }

  @Test
  void pageHasEveryLibrary() throws IOException {
    String expected =
        """
        # Licences

        The libraries that are part of Plumbline, without those that only build and test it. Written by `LicencesIT` from the software bill
        of materials (CycloneDX), which `./mvnw package` makes: `target/bom.json`, with versions and hashes.

        | library | licence |
        |---|---|
        """
            + licences().entrySet().stream()
                .map(
                    library ->
                        "| `%s` | %s |\n"
                            .formatted(library.getKey(), String.join(" or ", library.getValue())))
                .collect(Collectors.joining());

    if ("accept".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(expected);
  }

  /** The licences of each library, by its coordinates without a version. */
  private static Map<String, Set<String>> licences() throws IOException {
    Map<String, Set<String>> licences = new TreeMap<>();
    components()
        .forEach(
            component -> {
              Set<String> names = new TreeSet<>();
              for (JsonNode choice : component.path("licenses")) {
                JsonNode licence = choice.path("license");
                names.add(
                    Stream.of(choice.path("expression"), licence.path("id"), licence.path("name"))
                        .filter(JsonNode::isTextual)
                        .findFirst()
                        .map(JsonNode::asText)
                        .orElse("unknown"));
              }
              // The same page on every machine that builds.
              String name =
                  PLATFORM.matcher(text(component, "name")).replaceFirst("native-<platform>");
              licences.put(text(component, "group") + ":" + name, names);
            });
    return licences;
  }

  private static Stream<JsonNode> components() throws IOException {
    return new ObjectMapper().readTree(BOM.toFile()).path("components").valueStream();
  }

  private static String text(JsonNode component, String key) {
    return component.path(key).asText();
  }
}
