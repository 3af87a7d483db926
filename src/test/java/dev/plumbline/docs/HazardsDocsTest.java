package dev.plumbline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/hazards.md} has a section for each code, with a sentence that the rules really make.
 */
class HazardsDocsTest {
  @Test
  void everyCodeHasItsSection() throws IOException {
    Map<String, List<String>> sections = sections();

    assertThat(sections.keySet())
        .containsExactlyElementsOf(
            Arrays.stream(HazardCode.values()).map(code -> "`" + code.label() + "`").toList());
    Map<HazardCode, Set<String>> examples = HazardExamples.all();
    for (HazardCode code : HazardCode.values()) {
      List<String> lines = Objects.requireNonNull(sections.get("`" + code.label() + "`"));
      assertThat(lines).as(code.label()).hasSize(4);
      assertThat(lines.getFirst())
          .isEqualTo(
              "%s Severity: %s%s."
                  .formatted(
                      code.meaning(), code.gravest().label(), code.refuses() ? ", refuses" : ""));
      assertThat(Objects.requireNonNull(examples.get(code)))
          .as("sentences of " + code.label())
          .contains(lines.get(1).substring("> ".length()));
      assertThat(lines.get(2)).startsWith("**Why.** ").endsWith(".");
      assertThat(lines.get(3)).startsWith("**What to do.** ").endsWith(".");
    }
  }

  /** Its lines that are not blank, by heading. */
  private static Map<String, List<String>> sections() throws IOException {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    String[] parts = Files.readString(Path.of("docs/hazards.md")).split("\n## ", -1);
    for (String part : Arrays.asList(parts).subList(1, parts.length)) {
      List<String> lines = part.lines().filter(line -> !line.isBlank()).toList();
      sections.put(lines.getFirst(), lines.subList(1, lines.size()));
    }
    return sections;
  }
}
