package dev.plumbline.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.IgnoreRule;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each directory is a story: {@code in-source.json}, {@code in-target.json} and perhaps {@code
 * in-rules.json} (see {@link TerseSide}) give {@code out-drift.txt}. To accept what comes out now:
 * {@code -Dgolden=accept}.
 */
public class ScenariosTest {
  /** A folder for each story. */
  public static final Path STORIES = Path.of("src/test/resources/scenarios");

  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final Set<String> NEEDED =
      Set.of("in-source.json", "in-target.json", "out-drift.txt");
  private static final Set<String> ALLOWED =
      Set.of(
          "in-source.json",
          "in-target.json",
          "in-rules.json",
          "in-selection.json",
          "out-drift.txt",
          "out-plan.txt");

  /** Names of the folders. */
  public static List<String> stories() throws IOException {
    try (Stream<Path> directories = Files.list(STORIES)) {
      return directories.map(Path::getFileName).map(Path::toString).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("stories")
  void tellsTheStory(String story) throws IOException {
    Path directory = STORIES.resolve(story);

    String drift = DriftText.of(drift(directory));

    if ("accept".equals(System.getProperty("golden"))) {
      Files.writeString(directory.resolve("out-drift.txt"), drift);
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .containsAll(NEEDED)
          .isSubsetOf(ALLOWED);
    }
    assertThat(drift).isEqualTo(Files.readString(directory.resolve("out-drift.txt")));
  }

  @Test
  void thereAreManyStories() throws IOException {
    assertThat(stories()).hasSizeGreaterThan(25).allMatch(name -> name.matches("[a-z0-9-]+"));
  }

  /** The sides of a story with its ignore rules. */
  public static Drift drift(Path directory) throws IOException {
    Path rules = directory.resolve("in-rules.json");
    return Drift.of(
        Differ.diff(
            TerseSide.read(object(directory.resolve("in-source.json"))),
            TerseSide.read(object(directory.resolve("in-target.json")))),
        Files.exists(rules) ? rules(JsonText.read(Files.readString(rules))) : List.of(),
        NOW);
  }

  private static List<IgnoreRule> rules(JsonValue json) {
    return ((JsonArray) json)
        .items().stream().map(JsonObject.class::cast).map(ScenariosTest::rule).toList();
  }

  private static IgnoreRule rule(JsonObject json) {
    return new IgnoreRule(
        json.get("subject").textOr(""),
        text(json, "path"),
        text(json, "code").map(code -> ChangeCode.ofLabel(code).orElseThrow()),
        json.get("reason").textOr(""),
        text(json, "until").map(Instant::parse));
  }

  private static Optional<String> text(JsonObject json, String key) {
    return Optional.of(json.get(key).textOr("")).filter(text -> !text.isEmpty());
  }

  private static JsonObject object(Path file) throws IOException {
    return (JsonObject) JsonText.read(Files.readString(file));
  }
}
