package dev.plumbline.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our workflow and the recipes of {@code docs/ci} are valid and run nothing that can change. */
class WorkflowsTest {
  private static final Path RECIPES = Path.of("docs/ci");
  private static final String APPLY = "schema-apply.yaml";

  /** A commit, and the version that people read. */
  private static final Pattern PINNED =
      Pattern.compile("uses: [\\w.-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+(\\.\\d+){2}");

  static List<Path> workflows() throws IOException {
    try (Stream<Path> own = Files.list(Path.of(".github/workflows"));
        Stream<Path> recipes = Files.list(RECIPES)) {
      return Stream.concat(own, recipes)
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void workflowIsValid(Path file) throws IOException {
    assertThat(JsonSchemaFile.WORKFLOW.problems(YamlText.file(file))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void everyActionIsPinnedByItsCommit(Path file) throws IOException {
    assertThat(Files.readAllLines(file))
        .filteredOn(line -> line.contains("uses:"))
        .allSatisfy(line -> assertThat(line).containsPattern(PINNED));
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void noWorkflowMayDoMoreThanItMust(Path file) throws IOException {
    JsonNode workflow = YamlText.file(file);

    assertThat(workflow.has("permissions")).isTrue();
    assertThat(workflow.has("concurrency")).isTrue();
    for (JsonNode job : workflow.path("jobs")) {
      assertThat(job.has("timeout-minutes")).isTrue();
      for (JsonNode step : job.path("steps")) {
        // An expression in a script is code of whoever wrote its value; a variable is not.
        assertThat(step.path("run").asText()).doesNotContain("${{");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void everyRequestOfARecipeHasADeadlineAndFailsTheStep(Path file) throws IOException {
    String text = Files.readString(file).replace("\\\n", " ");

    assertThat(text.lines().filter(line -> line.matches(".*\\bcurl .*")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains("--fail-with-body", "--max-time "));
  }

  static List<Path> recipes() throws IOException {
    return workflows().stream()
        .filter(file -> file.startsWith(RECIPES) && !file.endsWith(APPLY))
        .toList();
  }

  /** It reads what went wrong, and says so by its exit code. */
  @Test
  void recipeThatAppliesASchemaLeavesTheRequestsToTheScript() throws IOException {
    assertThat(Files.readString(RECIPES.resolve(APPLY)))
        .doesNotContain("curl")
        .contains("run: ./schema-apply ");
    assertThat(
            Files.readAllLines(Path.of("docker/bin/schema-apply")).stream()
                .filter(line -> line.matches(".*\\bcurl --.*")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains("--max-time "));
  }

  @Test
  void recipesOfStagingAndProductionDifferInNamesOnly() throws IOException {
    assertThat(
            Files.readString(RECIPES.resolve("deploy-staging.yaml"))
                .replace("local-to-staging", "staging-to-production")
                .replace("develop → staging", "main → production")
                .replace("[develop]", "[main]")
                .replace("deploy-staging", "deploy-production")
                .replace("name: staging", "name: production")
                .replace("ENVIRONMENT: staging", "ENVIRONMENT: production"))
        .isEqualTo(Files.readString(RECIPES.resolve("deploy-production.yaml")));
  }

  @Test
  void dependabotIsValid() throws IOException {
    assertThat(JsonSchemaFile.DEPENDABOT.problems(YamlText.file(Path.of(".github/dependabot.yml"))))
        .isEmpty();
  }
}
